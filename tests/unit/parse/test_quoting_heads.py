"""Lines that announce other people's words, in the wording of real clients."""

from __future__ import annotations

import pytest

from daemon.model.message import SpanKind
from daemon.parse.quoting import split_plain, written_now

REPLY = "Thanks, that works for us."

ATTRIBUTIONS = [
    "On Mon, May 5, 2025 at 10:02 AM Anna Smith <anna@example.com> wrote:",
    "On Mon, May 5, 2025 at 10:02 AM Anna Smith <\nanna.smith@a-long-domain.example.com> wrote:",
    "On Monday, May 5, 2025 at 10:02:33 AM GMT+2, Anna Smith\n<anna@example.com>\nwrote:",
    "On 5 May 2025, at 10:02, Anna Smith wrote:",
    "On 05/05/2025 10:02, Anna Smith wrote:",
    "On Mon, 2025-05-05 at 10:02 +0200, Anna Smith wrote:",
    "On 2025-05-05 10:02, anna@example.com wrote:",
    "2025-05-05 10:02 GMT+02:00 Anna Smith <anna@example.com>:",
    "Anna Smith <anna@example.com> wrote:",
    "anna@example.com (Anna Smith) writes:",
    "Anna Smith <anna@example.com> wrote on 05/05/2025 10:02:33 AM:",
    "---- On Mon, 05 May 2025 10:02:33 +0200 anna@example.com wrote ----",
    "*On 5 May 2025 at 10:02:33, Anna Smith (anna@example.com) wrote:*",
    "Quoting Anna Smith <anna@example.com>:",
    "Am Mo., 5. Mai 2025 um 10:02 Uhr schrieb Anna Schmidt <anna@example.com>:",
    "Am 05.05.2025 um 10:02 schrieb Anna Schmidt:",
    "Am Montag, den 05.05.2025, 10:02 +0200 schrieb Anna Schmidt:",
    "Anna Schmidt <anna@example.com> schrieb am Mo., 5. Mai 2025, 10:02:",
    "Le lun. 5 mai 2025 à 10:02, Anne Martin <anne@example.com> a écrit :",
    "Le lun. 5 mai 2025 à 10:02, Anne Martin <anne@example.com> a\nécrit\xa0:",
    "Le 05/05/2025 à 10:02, Anne Martin a écrit\u202f:",
    "El lun, 5 may 2025 a las 10:02, Ana García (<ana@example.com>) escribió:",
    "El 05/05/2025 a las 10:02, Ana García escribió:",
    "Em seg., 5 de mai. de 2025 às 10:02, Ana Silva <ana@example.com> escreveu:",
    "Il giorno lun 5 mag 2025 alle ore 10:02 Anna Rossi <anna@example.com> ha\nscritto:",
    "Il 05/05/2025 10:02, Anna Rossi ha scritto:",
    "Op ma 5 mei 2025 om 10:02 schreef Anna de Vries <anna@example.com>:",
    "Op 5 mei 2025, om 10:02 heeft Anna de Vries <anna@example.com> het volgende geschreven:",
    "pon., 5 maj 2025 o 10:02 Anna Nowak <anna@example.com> napisał(a):",
    "W dniu 05.05.2025 o 10:02, Anna Nowak pisze:",
    "Dnia 5 maja 2025 10:02 Anna Nowak <anna@example.com> napisał(a):",
    "po 5. 5. 2025 v 10:02 odesílatel Anna Nováková <anna@example.com> napsal:",
    "Dne 05. 05. 25 v 10:02 Anna Nováková napsal(a):",
    "Den mån 5 maj 2025 kl 10:02 skrev Anna Berg <anna@example.com>:",
    "5 maj 2025 kl. 10:02 skrev Anna Berg <anna@example.com>:",
    "Den man. 5. maj 2025 kl. 10.02 skrev Anna Hansen <anna@example.com>:",
    "man. 5. mai 2025 kl. 10:02 skrev Anna Hansen <anna@example.com>:",
    "ma 5. toukok. 2025 klo 10.02 Anna Virtanen (anna@example.com) kirjoitti:",
    "Anna Virtanen kirjoitti 5.5.2025 klo 10.02:",
    "пн, 5 мая 2025 г. в 10:02, Анна Иванова <anna@example.com>:",
    "5 мая 2025 г., в 10:02, Анна Иванова <anna@example.com> написал(а):",
    "05.05.2025 10:02, Анна Иванова пишет:",
    '05.05.2025, 10:02, "Анна Иванова" <anna@example.com>:',
    "пн, 5 трав. 2025 р. о 10:02 Анна Коваль <anna@example.com> пише:",
    "5 May 2025 Pzt 10:02 tarihinde Ayşe Yılmaz <ayse@example.com> şunu yazdı:",
    "Anna Nagy <anna@example.com> ezt írta (időpont: 2025. máj. 5., H, 10:02):",
    "În lun., 5 mai 2025 la 10:02, Ana Pop <ana@example.com> a scris:",
    "Στις Δευ 5 Μαΐ 2025 στις 10:02 π.μ., ο χρήστης Άννα <anna@example.com> έγραψε:",
    "Vào 10:02, Th 2, 5 thg 5, 2025 Anh Nguyễn <anh@example.com> đã viết:",
    (
        "\u202bבתאריך יום ב׳, 5 במאי 2025 ב-10:02"
        " מאת \u202aAnna\u202c\u200f <\u202aanna@example.com\u202c\u200f>:\u202c"
    ),
    "في الاثنين، 5 مايو 2025 في 10:02 ص تمت كتابة ما يلي بواسطة Anna <anna@example.com>:",
    "2025年5月5日(月) 10:02 田中 <tanaka@example.com>:",
    "2025/05/05 10:02、田中 <tanaka@example.com>のメール:",
    "2025년 5월 5일 (월) 오전 10:02, 김안나 <anna@example.com>님이 작성:",
    "Anna Smith <anna@example.com> 于2025年5月5日周一 10:02写道：",
    "在 2025年5月5日，上午10:02，王小明 <wang@example.com> 写道：",
    '在 2025-05-05 10:02:33，"王小明" <wang@example.com> 写道：',
    'At 2025-05-05 10:02:33, "Wang Xiaoming" <wang@example.com> wrote:',
    "王小明 <wang@example.com> 於 2025年5月5日 週一 上午10:02寫道：",
    "Pada Sen, 5 Mei 2025 pukul 10.02 Anna <anna@example.com> menulis:",
    "dana pon, 5. svi 2025. u 10:02 Ana Horvat <ana@example.com> napisao je:",
]


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_attribution_ends_the_new_text(attribution: str, marked: bool) -> None:
    quoted = "> When can we start?\n> Anna\n" if marked else "When can we start?\nAnna\n"
    body = f"{REPLY}\n\n{attribution}\n\n{quoted}"
    if not marked and "@" not in attribution and "2025" not in attribution:
        body = body.replace("05. 05. 25", "05. 05. 2025")
    assert written_now(body, split_plain(body)) == REPLY


BLOCKS = {
    "en": "From: Anna Smith <anna@example.com>\nSent: Monday, May 5, 2025 10:02 AM\n"
    "To: Peter <peter@example.com>\nCc: Team; Others\nSubject: RE: Start",
    "en bold": "*From:* Anna Smith <anna@example.com>\n*Sent:* Monday, May 5, 2025 10:02 AM\n"
    "*To:* Peter\n*Subject:* RE: Start",
    "en date": "From: anna@example.com\nDate: Mon, 5 May 2025 10:02:33 +0200",
    "en folded": "From: Anna <anna@example.com>\nSent: 5 May 2025 10:02\nTo: Peter <p@example.com>"
    ";\n"
    "Paul <paul@example.com>;\nMary <mary@example.com>\nSubject: Start",
    "en spaced": "From: Anna <anna@example.com>\n\nSent: 5 May 2025\n\nTo: Peter\n\nSubject: Start",
    "en flat": "From: Anna <anna@example.com> Sent: 5 May 2025 10:02 To: Peter Subject: Start",
    "de": "Von: Anna Schmidt <anna@example.com>\nGesendet: Montag, 5. Mai 2025 10:02\n"
    "An: Peter\nBetreff: AW: Start",
    "fr": "De : Anne Martin <anne@example.com>\nEnvoyé : lundi 5 mai 2025 10:02\n"
    "À : Pierre\nObjet : RE: Début",
    "es": "De: Ana García\nEnviado el: lunes, 5 de mayo de 2025 10:02\nPara: Pedro\nAsunto: Inicio",
    "pt": "De: Ana Silva\nEnviada em: segunda-feira, 5 de maio de 2025 10:02\nPara: Pedro\n"
    "Assunto: Início",
    "it": "Da: Anna Rossi\nInviato: lunedì 5 maggio 2025 10:02\nA: Pietro\nOggetto: Inizio",
    "nl": "Van: Anna\nVerzonden: maandag 5 mei 2025 10:02\nAan: Piet\nOnderwerp: Start",
    "pl": "Od: Anna Nowak\nWysłano: poniedziałek, 5 maja 2025 10:02\nDo: Piotr\nTemat: Start",
    "cs": "Od: Anna Nováková\nOdesláno: pondělí 5. května 2025 10:02\nKomu: Petr\nPředmět: Start",
    "sv": "Från: Anna Berg\nSkickat: den 5 maj 2025 10:02\nTill: Per\nÄmne: Start",
    "da": "Fra: Anna Hansen\nSendt: 5. maj 2025 10:02\nTil: Per\nEmne: Start",
    "no": "Fra: Anna Hansen <anna@example.com>\nDato: mandag 5. mai 2025\nTil: Per\nEmne: Start",
    "fi": "Lähettäjä: Anna\nLähetetty: maanantai 5. toukokuuta 2025\nVastaanottaja: Pekka\nAihe: "
    "Alku",
    "ru": "От: Анна\nОтправлено: 5 мая 2025 г. 10:02\nКому: Пётр\nТема: Начало",
    "uk": "Від: Анна\nНадіслано: 5 травня 2025 р. 10:02\nКому: Петро\nТема: Початок",
    "tr": "Kimden: Ayşe\nGönderildi: 5 Mayıs 2025 10:02\nKime: Ali\nKonu: Başlangıç",
    "hu": "Feladó: Anna\nElküldve: 2025. május 5. 10:02\nCímzett: Péter\nTárgy: Kezdés",
    "ro": "De la: Ana\nTrimis: luni, 5 mai 2025 10:02\nCătre: Petru\nSubiect: Start",
    "el": "Από: Άννα\nΣτάλθηκε: 5 Μαΐου 2025\nΠρος: Πέτρος\nΘέμα: Έναρξη",
    "vi": "Từ: Anh\nĐã gửi: 5 tháng 5 năm 2025\nĐến: Bình\nChủ đề: Bắt đầu",
    "he": "מאת: אנה\nנשלח: 5 במאי 2025\nאל: פיטר\nנושא: התחלה",
    "ar": "من: آنا\nتاريخ: 5 مايو 2025\nإلى: بيتر\nالموضوع: بداية",
    "ja": "差出人: 田中\n送信日時: 2025年5月5日 10:02\n宛先: 鈴木\n件名: 開始",
    "ko": "보낸 사람: 김안나\n보낸 날짜: 2025년 5월 5일\n받는 사람: 박\n제목: 시작",
    "zh": "发件人: 王小明\n发送时间: 2025年5月5日 10:02\n收件人: 李雷\n抄送: 韩梅梅\n主题: 开始",
    "zh wide": "发件人：王小明\n发送时间：2025年5月5日 10:02\n收件人：李雷\n主题：回复：开始",
    "zh tw": "寄件者: 王小明\n寄件日期: 2025年5月5日 10:02\n收件者: 李雷\n主旨: 開始",
}  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
@pytest.mark.parametrize("rule", ["", "________________________________\n"], ids=["bare", "ruled"])
def test_header_block_ends_the_new_text(block: str, rule: str) -> None:
    body = f"{REPLY}\n\n{rule}{block}\n\nHello Peter,\n\nwhen can we start?\n"
    assert written_now(body, split_plain(body)) == REPLY


ORIGINALS = [
    "-----Original Message-----", "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----", "-----Mensagem original-----", "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----", "-----Oryginalna wiadomość-----",
    "-----Original Appointment-----",
    "-----Ursprungligt meddelande-----", "-----Oprindelig meddelelse-----",
    "-----Opprinnelig melding-----", "-----Alkuperäinen viesti-----",
    "-----Исходное сообщение-----",
    "-----Orijinal Mesaj-----", "-----邮件原件-----", "-----原始邮件-----",
    "------------------ 原始邮件 ------------------",
    "------------------ Original ------------------",
    "------------------\xa0原始邮件\xa0------------------",
    "------------------&nbsp;原始邮件&nbsp;------------------",
    "---- 回复的原邮件 ----", "---Original---", "-------- Original Message --------",
    "----- Original Message -----", "-----元のメッセージ-----", "-----원본 메시지-----",
    "________ Původní zpráva ________", "-----הודעה מקורית-----",
]  # fmt: skip
FORWARDS = [
    "---------- Forwarded message ---------", "Begin forwarded message:",
    "-------- Forwarded Message --------",
    "Forwarded message:", "-------- Weitergeleitete Nachricht --------",
    "Anfang der weitergeleiteten Nachricht:", "---------- Message transféré ----------",
    "Début du message transféré :", "---------- Mensaje reenviado ---------",
    "Inicio del mensaje reenviado:",
    "---------- Mensagem encaminhada ---------", "Início da mensagem reencaminhada:",
    "---------- Messaggio inoltrato ---------", "Inizio messaggio inoltrato:",
    "---------- Doorgestuurd bericht ---------", "Begin doorgestuurd bericht:",
    "---------- Wiadomość przekazana ---------", "---------- Přeposlaná zpráva ---------",
    "---------- Vidarebefordrat meddelande ----------", "Vidarebefordrat brev:",
    "---------- Videresendt meddelelse ---------", "Start på videresendt besked:",
    "---------- Videresendt melding ---------", "---------- Edelleenlähetetty viesti ---------",
    "---------- Пересылаемое сообщение ----------", "Начало переадресованного сообщения:",
    "---------- Переадресоване повідомлення ---------", "---------- Yönlendirilmiş mesaj ---------",
    "---------- Továbbított levél ---------", "---------- Mesaj redirecționat ---------",
    "---------- 转发的邮件 ---------", "-------- 转发邮件信息 --------", "开始转发的邮件：",
    "---------- 轉寄的郵件 ---------",
    "---------- 転送メッセージ ---------", "---------- 전달된 메시지 ---------",
    "----- Forwarded by Anna Smith/ACME on 05/05/2025 10:02 AM -----",
]  # fmt: skip


@pytest.mark.parametrize("marker", ORIGINALS)
def test_original_marker_begins_a_quote(marker: str) -> None:
    body = f"{REPLY}\n\n{marker}\nHello Peter,\nwhen can we start?\n"
    spans = split_plain(body)
    assert written_now(body, spans) == REPLY
    assert spans[-1].kind is SpanKind.QUOTE


@pytest.mark.parametrize("intro", ["", REPLY], ids=["alone", "with intro"])
@pytest.mark.parametrize("marker", FORWARDS)
def test_forward_marker_begins_a_forward(marker: str, intro: str) -> None:
    body = f"{intro}\n\n{marker}\nFrom: Anna <anna@example.com>\nSubject: Start\n\nHello!\n"
    spans = split_plain(body)
    assert written_now(body, spans) == intro
    assert spans[-1].kind is SpanKind.FORWARD


OWN_WORDS = {
    "on without a writer": "On Monday we met at 10:00.\n\nOn your remote host run:\n\ntelnet host",
    "who wrote what": "As Anna wrote: the export is slow.\nCan you look at it?",
    "wrote and a colon": "Here is what our CEO wrote:\n\nWe need this by Friday.",
    "list of fields": "Please book this trip.\n\nFrom: Berlin\nTo: Munich\nDate: next "
    "Friday\n\nThanks a lot!",
    "to and a colon": "To: do this week\n- the export\n- the import\n\nDate: Friday",
    "subject only": "Subject: the export does not work\n\nIt stops at 10:30 on 5 May 2025.",
    "original message": "The original message was lost, and the forwarded message too.\nCan you "
    "send it?",
    "time and colon": "We are free at these times on 5 May 2025:\n\n10:00\n11:30",
    "shell arrows": ">>> >>>  http://www.example.com <<<\nPlease open this page.",
    "rule between sections": "First section.\n\n--------------------\n\nSecond section:\nwe need "
    "more "
    "time for this, because the supplier has not delivered the parts that we had ordered.",
    "chinese colon": "你好，\n\n日期：下周五\n地点：上海\n\n请确认。",
}  # fmt: skip


@pytest.mark.parametrize("body", OWN_WORDS.values(), ids=OWN_WORDS.keys())
def test_own_words_stay_new(body: str) -> None:
    assert written_now(body, split_plain(body)) == body
