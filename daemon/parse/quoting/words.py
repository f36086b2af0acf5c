"""The words mail clients put around quoted and forwarded text, in many languages.

All words are lower-cased; lookups lower-case and strip decoration first.
"""

from __future__ import annotations

from enum import Enum


class Field(Enum):
    """Which header a line such as ``From: Anna`` repeats."""

    FROM = "from"
    DATE = "date"
    TO = "to"
    SUBJECT = "subject"
    OTHER = "other"


_FIELD_WORDS: dict[Field, str] = {
    Field.FROM: """from|von|absender|de|expéditeur|remitente|remetente|van|afzender|da|mittente
        |od|odesílatel|odosielateľ|fra|afsender|avsender|från|avsändare|lähettäjä|от|от кого
        |отправитель|від|від кого|kimden|gönderen|feladó|de la|expeditor|από|αποστολέας|từ
        |người gửi|מאת|من|المرسل|发件人|發件人|寄件者|寄件人|差出人|送信者|送信元|보낸 사람
        |보낸사람|발신자|dari|จาก|šalje|pošiljatelj|nuo|saatja""",
    Field.DATE: """date|sent|sent at|sent on|on|datum|gesendet|gesendet am|envoyé|envoyé le
        |envoyé à|date d'envoi|enviado|enviado el|enviado em|enviada em|enviada|fecha|data
        |data/hora|inviato|data invio|verzonden|verzonden op|wysłano|wysłane|data wysłania
        |odesláno|odoslané|dátum|skickat|skickad|sendt|sendt den|dato|lähetetty|päivämäärä
        |päiväys|отправлено|дата|надіслано|gönderildi|gönderilme tarihi|gönderme tarihi|tarih
        |elküldve|küldve|trimis|dată|στάλθηκε|ημερομηνία|ngày|đã gửi|ngày gửi|נשלח|תאריך|تاريخ
        |التاريخ|تم الإرسال|تاريخ الإرسال|发送时间|發送時間|发送日期|發送日期|发件时间|日期|时间
        |時間|寄件日期|傳送時間|寄件時間|送信日時|日時|日付|보낸 날짜|보낸날짜|날짜|보낸 시간
        |tanggal|วันที่|ส่ง|poslano|išsiųsta|saadetud""",
    Field.TO: """to|an|empfänger|à|a|destinataire|pour|para|destinatario|destinatário|aan|do|dla
        |komu|příjemce|til|till|vastaanottaja|кому|kime|alıcı|címzett|către|catre|προς|đến|tới
        |gửi đến|אל|إلى|المرسل إليه|收件人|收件者|宛先|받는 사람|받는사람|수신자|kepada|ถึง|prima
        |kam|saaja""",
    Field.SUBJECT: """subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|předmět
        |predmet|ämne|emne|aihe|тема|konu|tárgy|subiect|θέμα|chủ đề|tiêu đề|נושא|الموضوع|موضوع
        |主题|主題|主旨|标题|標題|件名|제목|perihal|subjek|เรื่อง|tema|teema""",
    Field.OTHER: """cc|bcc|kopie|kopie (cc)|kopia|kopia (dw)|copie à|copia|cópia|dw|udw|копия
        |копія|kopi|másolatot kap|másolat|bilgi|κοιν.|κοινοποίηση|עותק|نسخة|抄送|密送|副本
        |密件副本|참조|숨은 참조|reply-to|répondre à|responder a|antwort an|rispondi a
        |odpowiedz do|responder para|答复至|importance|priority|wichtigkeit|priorität|importancia
        |重要性|优先级|attachments|anlagen|anhänge|pièces jointes|adjuntos|bijlagen|allegati|附件
        |添付ファイル|첨부|organization|message-id|newsgroups|mailing list|sender|company
        |auto forwarded|sensitivity""",
}
#: header word → which field it is
FIELDS: dict[str, Field] = {
    word.strip(): field for field, words in _FIELD_WORDS.items() for word in words.split("|")
}

_ORIGINAL = """original message|original|original email|original mail|original e-mail
    |reply message|original appointment|reply above this line|originalnachricht
    |original-nachricht|ursprüngliche nachricht|urspruengliche nachricht|originaltext
    |message d'origine|message d’origine|message original|message initial|mensaje original
    |correo original|mensagem original|mensagem de origem|messaggio originale
    |messaggio originario|oorspronkelijk bericht|originele bericht|origineel bericht
    |oryginalna wiadomość|wiadomość oryginalna|wiadomość pierwotna|původní zpráva|puvodni zprava
    |pôvodná správa|originalmeddelande|ursprungligt meddelande|ursprungsmeddelande
    |oprindelig meddelelse|oprindelig besked|original besked|opprinnelig melding|original melding
    |alkuperäinen viesti|исходное сообщение|оригинальное сообщение|исходное письмо
    |вихідне повідомлення|оригінальне повідомлення|orijinal mesaj|özgün ileti|orijinal ileti
    |eredeti üzenet|mesaj original|mesajul original|αρχικό μήνυμα|thư gốc|tin nhắn gốc
    |הודעה מקורית|הודעה המקורית|الرسالة الأصلية|رسالة أصلية|pesan asli|ข้อความต้นฉบับ
    |izvorna poruka|邮件原件|原始邮件|原邮件|回复的原邮件|回复的邮件|原始消息|原始信件|原始郵件
    |原始訊息|原始信息|原文|邮件原文|元のメッセージ|original message processed by|원본 메시지
    |원본 메일|원본메일"""
_FORWARD = """forwarded message|forwarded mail|forwarded email|begin forwarded message
    |forward header|forwarded|forwarded by|forwarded message from|start of forwarded message
    |begin forwarded text|inline forwarded message|weitergeleitete nachricht
    |weitergeleitete e-mail|anfang der weitergeleiteten nachricht
    |anfang der weitergeleiteten e-mail|weitergeleitet von|message transféré|message transmis
    |message réexpédié|début du message transféré|début du message réexpédié|mensaje reenviado
    |inicio del mensaje reenviado|comienza el mensaje reenviado|mensagem reencaminhada
    |mensagem encaminhada|início da mensagem reencaminhada|início da mensagem encaminhada
    |messaggio inoltrato|inizio messaggio inoltrato|inoltrato da|doorgestuurd bericht
    |begin doorgestuurd bericht|begin van doorgestuurd bericht|wiadomość przekazana
    |przekazana wiadomość|treść przekazanej wiadomości|początek przekazywanej wiadomości
    |początek wiadomości przekazanej dalej|přeposlaná zpráva|přeposlaný e-mail
    |začátek přeposlané zprávy|preposlaná správa|vidarebefordrat meddelande|vidarebefordrat brev
    |vidarebefordrat mejl|påbörjat vidarebefordrat meddelande
    |början på vidarebefordrat meddelande|videresendt meddelelse|videresendt besked
    |start på videresendt besked|videresendt e-mail|videresendt melding|videresendt e-post
    |start på videresendt melding|edelleenlähetetty viesti|välitetty viesti
    |välitetty viesti alkaa|пересылаемое сообщение|пересланное сообщение
    |начало переадресованного сообщения|начало пересылаемого сообщения
    |переадресоване повідомлення|переслане повідомлення|початок листа, що пересилається
    |yönlendirilen ileti|yönlendirilmiş mesaj|iletilen ileti|iletilmiş mesaj
    |iletilen mesajın başlangıcı|továbbított üzenet|továbbított levél|levél eleje
    |mesaj redirecționat|mesaj transmis|mesajul redirecționat|προωθημένο μήνυμα
    |έναρξη προωθημένου μηνύματος|thư đã chuyển tiếp|tin nhắn được chuyển tiếp|הודעה שהועברה
    |תחילת ההודעה המועברת|رسالة معاد توجيهها|الرسالة المُعاد توجيهها|بدء الرسالة المُعاد توجيهها
    |pesan terusan|pesan yang diteruskan|ข้อความที่ส่งต่อ|proslijeđena poruka|转发邮件|转发的邮件
    |转发邮件信息|转发信息|被转发的邮件|已转发邮件|以下是转发的邮件|开始转发的邮件|轉寄的郵件
    |轉寄郵件|轉寄的信件|下面是转发的邮件|以下は転送されたメッセージです|転送メッセージ
    |転送されたメッセージ|전달된 메시지|전달된 메일|전달 메시지"""


def _phrases(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split("|"))


ORIGINAL_MARKERS = _phrases(_ORIGINAL)
FORWARD_MARKERS = _phrases(_FORWARD)
#: marker words that a name or a date may follow
MARKER_OPENINGS = (
    "original message processed by", "forwarded by ", "forwarded message from ",
    "weitergeleitet von ", "inoltrato da ", "transféré par ", "reenviado por ",
)  # fmt: skip

#: words that begin a line of the form "On <date> <name> wrote:"
STARTERS = (
    "on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dnia ", "w dniu ", "dne ", "dňa ",
    "el día ", "a ", "à ", "în ", "in data ", "in date ", "la data ", "pe ", "vào ", "vào lúc ",
    "στις ", "στη ", "в ", "у ", "dana ", "na ", "pada ", "เมื่อ ", "בתאריך ", "ב-", "في ",
    "le.", "於 ", "于 ", "在", "於", "于", "tarihinde", "quoting ", "citando ", "citat ",
    "zitat von ", "wiadomość ", "il giorno ",
)  # fmt: skip
#: (part of a) verb that says somebody wrote something
VERBS = (
    "wrote", "writes", "said", "schrieb", "geschrieben", "écrit", "ecrit", "escribió",
    "escribio", "escreveu", "escrito", "scritto", "scrive", "ha scrit", "schreef", "geschreven",
    "napisał", "napisal", "pisze", "píše", "napsal", "skrev", "skriver", "kirjoitti", "написа",
    "писал", "пишет", "пише", "yazdı", "yazdi", "yazmış", "írta", "a scris", "έγραψε", "viết",
    "כתב", "كتب", "写道", "寫道", "写到", "のメッセージ", "のメール", "書きました", "作成",
    "작성", "menulis", "เขียน", "rašė", "kirjutas", "napisao", "napisala", "va escriure",
    "написав", "quoting", "zitat von", "さんは",
)  # fmt: skip
