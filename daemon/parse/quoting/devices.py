"""``Sent from my …``: the line a device or an app puts under a mail, in many languages."""

from __future__ import annotations

import re

_MAX = 90
_MAX_LINKED = 400  # with the address of the app behind it
#: cheap test: without one of these a line is no device line
_HINTS = (
    "sent", "from my", "outlook", "excuse", "gesendet", "verschickt", "geschrieben", "envoyé",
    "enviad", "inviato", "verzonden", "verstuurd", "wysłan", "odesl", "odosl", "skicka", "sendt",
    "lähet", "från min", "fra min", "отправлено", "надіслано", "изпратено", "gönderildi",
    "küldve", "trimis", "στάλθηκε", "gửi từ", "dikirim", "נשלח", "أرسل", "مرسل", "الإرسال",
    "发自", "发送自", "来自", "傳送", "发送", "寄自", "送信", "보냄", "보냈", "전송", "手机",
    "手機", "mailed", "typed", "via ", "télécharge", "obten", "iphone", "composed", "客户端",
    "获取",
)  # fmt: skip
_ENGLISH_TAIL = r"(?:(?!\b(?:is|are|was|were|has|have|will|and|but|that|you|we)\b)[^,;?!]){2,60}"
_DEVICE = re.compile(
    r"[<(\[*_\s-]*(?:"
    rf"(?:sent|mailed|composed|typed|written) (?:from|via|with|using|on|by) (?:my |an? |the "
    rf")?{_ENGLISH_TAIL}"
    r"|(?:from|via) my (?:iphone|ipad|android|mobile|cell|blackberry|phone|samsung).{0,20}|get "
    r"outlook for .{2,20}"
    r"|.{0,30}please excuse .{0,60}"
    r"|(?:von|aus|auf|mit) .{2,50} (?:gesendet|geschrieben|verschickt)|gesendet (?:von|mit|vom"
    r"|über|aus) .{2,60}"
    r"|diese nachricht wurde von mein.{2,60}|outlook für .{2,20} (?:herunterladen|beziehen|laden)"
    r"|envoyé (?:de|depuis|à partir|avec|par|via) ?.{2,60}|obtenez outlook .{2,30}"
    r"|télécharge[rz]? outlook .{2,20}"
    r"|enviad[oa] (?:desde|de|do|da|a partir|com|con|por|através) ?.{2,60}|(?:obtener|obter o) "
    r"outlook .{2,30}"
    r"|inviato (?:da|dal|dall|con|tramite)\W?.{2,60}|(?:scarica|ottieni) outlook .{2,30}"
    r"|(?:verzonden|verstuurd) (?:vanaf|met|vanuit|via|van) .{2,60}|(?:download )?outlook voor "
    r".{2,30}"
    r"|(?:wysłan[eoay]|wiadomość wysłana) (?:z|za|ze|przez) .{2,60}|pobierz .{0,12}outlook .{2,30}"
    r"|odesláno (?:z|ze|pomocí) .{2,60}|odoslané (?:z|zo) .{2,60}"
    r"|(?:skickat|skickades) (?:från|via|med) .{2,60}|sendt (?:fra|via|med) .{2,60}|hämta outlook "
    r".{2,30}"
    r"|lähetetty .{2,60}|hanki outlook .{2,30}|fr[aå]n? min .{2,40}"
    r"|отправлено (?:с|из|от|через) .{2,60}|надіслано (?:з|із) .{2,60}|изпратено от .{2,60}"
    r"|.{2,60} gönderildi|.{2,60}küldve|elküldve .{2,60}|trimis (?:de pe|din) .{2,60}"
    r"|στάλθηκε από .{2,60}|(?:được |đã )?gửi từ .{2,60}|dikirim dari .{2,60}"
    r"|נשלח מ.{2,60}|(?:أرسلت|مرسل|مُرسل|تم الإرسال) من .{2,60}"
    r"|(?:发送自|发自|来自|获取)\s?.{2,40}|(?:從|从)\s?.{2,20}(?:邮件|郵件|版)(?:发送|傳送)|(?:從|从|由)\s?我的.{2,30}(?:傳送|发送|寄出|發送)|(?:傳送"
    r"|寄)自.{2,30}"
    r"|(?:使用|通过).{2,20}(?:手机|手機|客户端|邮箱大师)(?:发送|傳送)?"
    r"|.{2,30}から送信(?:しました)?|.{2,40}에서 (?:보냄|전송|보냈).{0,8}"
    r"|나의 .{2,30}보냄"
    r")[>)\]*_.!。\s]*",
    re.IGNORECASE,
)


#: "Sent by courier on Monday" is news, "Sent from my …" or from a known device or app is not
_OWN = re.compile(
    r"\b(?:my|mein\w*|mon|ma|mi|meu|minha|mio|mia|mijn|mého|moj\w*|mojego|min|mitt|моего|мого|моя"
    r"|unterwegs|excuse)\b|(?:μου|tôi|שלי|saya|mele|meu)\b|我的|나의|의 |ımdan|imden|umdan"
    r"|iphone|ipad|ipod|\bios\b|android|mobil|phone|telefon|telefoon|cell|blackberry|samsung|galaxy"
    r"|huawei|honor|xiaomi|redmi|oppo|vivo|nokia|htc|xperia|pixel|oneplus|motorola|windows|outlook"
    r"|yahoo|gmail|proton|superhuman|spark|mailbox|mailspring|tablet|device|handheld|\bmac\b|macbook"
    r"|\baol\b|airmail|fastmail|bluemail|mail\.ru|yandex|яндекс|thunderbird|nine|boxer|canary|posteo"
    r"|tutanota|zoho|\bmail (?:for|app)|mail für|手机|手機|邮箱|客户端|邮件|foxmail|qq"
    r"|企业微信|飞书|钉钉"
    r"|iphon|айфон|смартфон|телефон|почт|スマートフォン|携帯|휴대",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*[<(\[]+\s*https?://\S*$")


def may_hold_device(text: str) -> bool:
    """Tell cheaply whether lines are worth the full test."""
    low = text.lower()
    return any(hint in low for hint in _HINTS)


def is_device_line(line: str) -> bool:
    """Tell whether a line names the device or app the mail was sent with, and says no more."""
    if len(line) > _MAX_LINKED:
        return False
    bare = _LINK.sub("", line)
    if len(bare) > _MAX:
        return False
    return _DEVICE.fullmatch(bare) is not None and _OWN.search(bare) is not None
