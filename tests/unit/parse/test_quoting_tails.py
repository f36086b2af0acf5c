"""Signatures, device lines, disclaimers and list footers, and the text that only looks so."""

from __future__ import annotations

import pytest

from daemon.model.message import SpanKind
from daemon.parse.quoting import split_plain, written_now

TEXT = "Hello Peter,\n\nthe export stops after ten rows. Please have a look."

SIGNATURES = {
    "delimiter": "-- \nAnna Smith\nHead of Sales",
    "delimiter without space": "--\nAnna",
    "em dash": "—\nAnna Smith",
    "regards and name": "Best regards,\nAnna Smith",
    "regards alone": "Kind regards",
    "best and name": "Best,\nAnna",
    "on one line": "Cheers, Anna",
    "name, title, phone": "Regards,\n\nAnna Smith\nHead of Sales | Acme Ltd\nTel: +44 20 1234 "
    "5678\nwww.acme.com",
    "two closings": "Kind regards / Mit freundlichen Grüßen\nAnna",
    "german": "Mit freundlichen Grüßen\nAnna Schmidt",
    "german place": "Viele Grüße aus Köln\nAnna",
    "french": "Bien cordialement,\nAnne Martin\nResponsable des ventes",
    "spanish": "Un cordial saludo,\nAna García",
    "italian": "Cordiali saluti\nAnna Rossi",
    "portuguese": "Atenciosamente,\nAna Silva",
    "dutch": "Met vriendelijke groet,\nAnna de Vries",
    "polish": "Z poważaniem\nAnna Nowak",
    "czech": "S pozdravem\nAnna Nováková",
    "swedish": "Med vänliga hälsningar\nAnna Berg",
    "danish": "Venlig hilsen\nAnna",
    "norwegian": "Med vennlig hilsen\nAnna",
    "finnish": "Ystävällisin terveisin\nAnna",
    "russian": "С уважением,\nАнна Иванова",
    "turkish": "Saygılarımla,\nAyşe Yılmaz",
    "hungarian": "Üdvözlettel,\nNagy Anna",
    "greek": "Με εκτίμηση,\nΆννα",
    "chinese": "此致\n敬礼\n王小明",
    "chinese wish": "祝好，\n王小明\n市场部\n手机：138 0013 8000",
    "chinese formal": "顺祝商祺！\n\n王小明",
    "dash name": "-Anna Smith",
    "slash name": "/Anna",
    "chinese contact lines": "张三 | 产品经理\n手机：13800138000\n邮箱：zs@example.com",
    "name over contact lines": "Anna Smith\nAcme Ltd\nMobile +44 7700 900123\nanna@acme.com",
}
DEVICES = [
    "Sent from my iPhone", "Sent from my Verizon Wireless BlackBerry",
    "Sent from Outlook for Android",
    "Sent via Superhuman", "Sent from Mail for Windows 10", "Get Outlook for iOS",
    "<Sent from my Galaxy>",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Von meinem iPhone gesendet", "Gesendet von Mail für Windows", "Von unterwegs gesendet",
    "Outlook für iOS beziehen",
    "Envoyé de mon iPhone", "Envoyé depuis mon mobile Samsung", "Télécharger Outlook pour Android",
    "Enviado desde mi iPhone", "Enviado do meu iPhone", "Obtener Outlook para iOS",
    "Inviato da iPhone",
    "Inviato dal mio telefono", "Verstuurd vanaf mijn iPhone", "Wysłane z iPhone'a",
    "Odesláno z iPhonu",
    "Skickat från min iPhone", "Sendt fra min iPhone", "Lähetetty iPhonesta", "Отправлено с iPhone",
    "Отправлено из мобильной Почты Mail.ru", "Надіслано з iPhone", "iPhone'umdan gönderildi",
    "Trimis de pe iPhone", "Στάλθηκε από το iPhone μου", "Đã gửi từ iPhone của tôi",
    "נשלח מה-iPhone שלי",
    "أرسلت من الـ iPhone", "发自我的iPhone", "发自我的 iPhone", "来自我的华为手机",
    "從我的 iPhone 傳送", "iPhoneから送信",
    "나의 iPhone에서 보냄",
]  # fmt: skip
LEGAL = {
    "english": "This e-mail and any attachments are confidential and intended solely for the "
    "addressee. If you "
    "are not the intended recipient, please delete it.",
    "headed": "Disclaimer\n\nThe information contained in this communication is confidential. It "
    "is "
    "intended solely for use by the recipient.\n\nThis email has been scanned for viruses.",
    "german": "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. "
    "Wenn Sie "
    "nicht der richtige Adressat sind, informieren Sie bitte den Absender und löschen Sie diese "
    "Mail.",
    "french": "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention "
    "exclusive de ses destinataires.",
    "spanish": "Este mensaje y sus archivos adjuntos son confidenciales y van dirigidos "
    "exclusivamente "
    "a su destinatario.",
    "chinese": "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的收件人。"
    "如果您错收了本邮件，请立即删除。",
    "environment": "Please consider the environment before printing this e-mail.",
    "list": "_______________________________________________\nusers mailing "
    "list\nusers@lists.example.org",
    "github": "—\nReply to this email directly or view it on GitHub",
    "group": "-- \nYou received this message because you are subscribed to the Google Groups "
    "\"x\" group.",
}  # fmt: skip


def test_the_address_that_foxmail_puts_above_a_quote_is_a_signature() -> None:
    quoted = "发件人： desk\n发送时间： 2026-11-01 09:00\n主题： 报价\n在附件\n"
    body = f"同意。\n\n\n\nli@client.example\n \n{quoted}"
    assert written_now(body, split_plain(body)) == "同意。"


def test_an_address_that_is_the_answer_stays() -> None:
    body = "Please send it to this one:\n\n\nli@client.example\n"
    assert written_now(body, split_plain(body)) == body.strip()


@pytest.mark.parametrize("tail", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signature_is_not_new(tail: str) -> None:
    body = f"{TEXT}\n\n{tail}\n"
    spans = split_plain(body)
    assert written_now(body, spans) == TEXT
    assert spans[-1].kind is SpanKind.SIGNATURE


@pytest.mark.parametrize("tail", DEVICES)
def test_device_line_is_not_new(tail: str) -> None:
    body = f"{TEXT}\n\n{tail}\n\nOn 5 May 2025 at 10:02, Anna <anna@example.com> wrote:\n> Hi\n"
    assert written_now(body, split_plain(body)) == TEXT


@pytest.mark.parametrize("tail", LEGAL.values(), ids=LEGAL.keys())
def test_legal_tail_is_not_new(tail: str) -> None:
    body = f"{TEXT}\n\n{tail}\n"
    spans = split_plain(body)
    assert written_now(body, spans) == TEXT
    assert SpanKind.DISCLAIMER in {span.kind for span in spans}


def test_banner_above_the_text_is_a_disclaimer() -> None:
    banner = "CAUTION: This email originated from outside of the organization. Do not click links."
    body = f"{banner}\n\n{TEXT}\n"
    assert written_now(body, split_plain(body)) == TEXT


OWN_WORDS = {
    "thanks and name": "Please call me.\n\nThanks,\nAnna",
    "thanks alone": "Please call me.\n\nThank you!",
    "chinese thanks": "请尽快处理。\n\n谢谢！",
    "thanks opens": "Thanks\n\nWe will test it on Friday and tell you what we find.",
    "best opens a sentence": "Best would be a call.\nWhen are you free?",
    "regards inside": "With regards to the invoice: it is wrong.\n\nPlease send a new one.",
    "bullets": "We need:\n\n- Export\n- Import\n- Search",
    "sent from a desk": "The parcel\n\nSent from my desk, it is much easier than by phone.",
    "sent from": "The parcel was\nsent from Berlin to Munich last week, but has it arrived?",
    "sent by courier": "The contract is on its way.\n\nSent by courier on Monday",
    "sent, german": "Der Vertrag fehlt.\n\nVon Herrn Weber wurde bisher nichts gesendet",
    "sent, french": "Le contrat est en route.\n\nEnvoyé par courrier hier",
    "sent, turkish": "Sözleşme yolda.\n\nFatura dün gönderildi",
    "from the heart": "合作愉快。\n\n发自内心的感谢",
    "from a client": "问题很多。\n\n来自客户的反馈",
    "a colleague to contact": "Please ask our buyer:\n\nAnna Smith\nanna@acme.com",
    "numbers": "Please call one of these:\n\n+49 30 1234567\n+49 30 7654321",
    "confidential topic": "Is the contract confidential? We would like to show it to our board.",
    "virus topic": "The virus scanner blocks your installer.\n\nWhat can we do?",
    "delimiter inside": "And here is a fix -- this is not a signature.\n\nBye",
    "chinese contact": "请联系王小明，电话 138 0013 8000，他会安排。",
    "mailing list topic": "Please remove me from the mailing list.",
    "unsubscribe topic": "How do I unsubscribe a user from the report?",
}


@pytest.mark.parametrize("body", OWN_WORDS.values(), ids=OWN_WORDS.keys())
def test_own_words_stay_new(body: str) -> None:
    assert written_now(body, split_plain(body)) == body


def test_postscript_under_the_name_is_new() -> None:
    body = f"{TEXT}\n\nBest regards,\nAnna\n\nPS: and please send the invoice again, it got lost.\n"
    text = written_now(body, split_plain(body))
    assert "PS: and please" in text
    assert "Best regards" not in text


def test_contact_lines_under_thanks_are_a_signature() -> None:
    body = f"{TEXT}\n\nThanks,\nAnna Smith\nAcme Ltd\nTel: +44 20 1234 5678\n"
    assert written_now(body, split_plain(body)) == f"{TEXT}\n\nThanks,"
