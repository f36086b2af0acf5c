"""How clients of many countries greet and close: no remark."""

from __future__ import annotations

import re

from daemon.surveys.reading.normal import flat

#: one line an idea, most of them alternatives
_CLOSES = r"""
(?:with )?(?:my |our )?(?:kind|best|warm|many|kindest|warmest|friendly)? ?(?:regards|wishes)
(?:kind|best|warm|kindest|warmest) (?:regards|wishes|greetings) from [a-zà-ÿ ]{2,24}|greetings
(?:many )?(?:thanks?|thank you|thx|cheers)(?: (?:a lot|so much|very much|again|all|everyone|and|&))*
(?:thanks?|thank you)(?: (?:and|&))? (?:kind |best |warm )?(?:regards|rgds|wishes)
thanking you|sincerely(?: yours)?|yours(?: \w+)?
respectfully(?: yours)?|warmly|cordially|all the best|best
take care|b?rgds|b/?r|k/?r|tia|ta|cheers mate|xx?|love
mit (?:freundlichen|besten|herzlichen|lieben) gr(?:ü|ue)(?:ß|ss)en|gr[uü](?:ß|ss)e?|mfg|vg|lg
(?:viele|liebe|beste|schöne|herzliche|freundliche) gr(?:ü|ue)(?:ß|ss)e
danke(?: schön| sehr)?|vielen dank|besten dank
(?:bien |très )?cordialement|bien à (?:vous|toi)|(?:meilleures |sincères )?salutations|crdlt|cdt
merci(?: beaucoup)?|bonne journée
(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|(?:muchas )?gracias|(?:un )?abrazos?
(?:um )?abraços?|obrigad[oa]|atenciosamente|(?:com os melhores )?cumprimentos|att
(?:cordiali |distinti |tanti |un )?salut[io]|grazie(?: mille)?|buona giornata|a presto
(?:met )?(?:vriendelijke )?groet(?:en|jes)?|mvg|bedankt|groete|(?:baie )?dankie
(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?
(?:med |de )?(?:vennlig|venlig|beste|bedste) hils(?:en|ner)
hälsning(?:ar)?|hilsen|mvh|tack|takk|tak|kiitos|(?:ystävällisin )?terveisin
pozdrawiam(?: serdecznie)?|z poważaniem|dziękuję|s pozdravem|děkuji|díky|ďakujem|hvala|lp
köszönöm|üdvözlettel|mulțumesc|cu stimă|lep pozdrav|lijep pozdrav
с уважением|спасибо|з повагою|дякую|поздрави|благодаря|ευχαριστώ|με εκτίμηση
saygılarımla|teşekkürler|iyi çalışmalar|jazakallah(?: khair)?|shukran|wassalam|salam|shalom|toda
شكرا|تحياتي|תודה|בברכה|terima kasih|salam hormat|hormat saya|cảm ơn|trân trọng|asante(?: sana)?
salamat(?: po)?|dhanyavaad|namaste|mahalo|nga mihi|arigatou?|kamsahamnida
此致敬?[礼禮]?|敬[礼禮]|(?:顺|順|即|敬)?[祝颂頌]?(?:商祺|时祺|時祺|大安|台安|工作[顺順]利)
(?:顺|順)(?:祝|颂|頌)(?:商祺|时祺|安好)
祝(?:好|您?(?:工作|生活|生意|一切|周末|週末)[一-鿿]{1,6}|安|顺利|順利)
(?:非常|多|十分)?(?:谢谢|感谢|多谢|感恩)(?:您|你们?|大家)?|谢了|辛苦了?|以上
"""
_CLOSED = re.compile(rf"\W*(?:{'|'.join(_CLOSES.split(chr(10))[1:-1])})\W*")
_HAILS = r"""
hola|bonjour|bonsoir|salut|hallo(?:chen)?|guten (?:tag|morgen|abend)|servus|moin(?: moin)?
grüß gott|grüezi|liebe[rs]?|sehr geehrte[rs]?|ciao|buongiorno|buonasera|salve|gentile|olá|oi
bom dia|boa (?:tarde|noite)|buen(?:os|as)? (?:d[ií]as?|tardes|noches)|estimad[oa]s?|querid[oa]
prezad[oa]|caro|cara|cher|chère|hej(?:san)?|hei|hej hej|tjena|goddag|hoi|dag|beste|geachte
cześć|dzień dobry|witam|szanown[ayi]\w*|ahoj|dobrý den|szia|bună(?: ziua)?|zdravo|merhaba
selam|sayın|привет|здравствуйте|добрый день|добрий день|γεια|καλημέρα|sal[a]+m
as+alam[ou]? ?[\w' -]{0,14}|shalom|namaste|vanakkam|halo|selamat (?:pagi|siang|sore)
xin chào|sawasdee|kumusta|jambo|habari|hi|hiya|hello|hey(?: there)?|dear|howdy|g'day|kia ora
aloha|greetings(?: of the day)?|to whom it may concern|team|all|sir
(?:(?:a )?(?:very )?good )?(?:morning|afternoon|evening|day)
"""
_HAILED = re.compile(
    rf"\W*(?:{'|'.join(_HAILS.split(chr(10))[1:-1])})(?!\w)(?: (?!\d)[\w.'&/-]+){{0,4}}\W*$"
)
_HAN_HAILED = re.compile(
    r"\W*(?:(?:hi|hello|dear|嗨|哈喽|哈囉|嘿|亲爱的?|親愛的|尊敬的)[ ,]*)?[一-鿿]{0,8}?"
    r"(?:总|工|经理|經理|先生|女士|小姐|老师|老師|主任|同学|您好|你好|早上好|上午好|下午好|晚上好|早安|午安|好)?"
    r"[ ,]*(?:您好|你好|早上好|上午好|下午好|晚上好|早|好)?(?:[:,!~]+|$)\W*$"
)
_HAN_HAIL = re.compile(
    r"\W*(?:hi|hello|dear|嗨|哈喽|嘿|亲爱|尊敬)|.*(?:您好|你好|[早上下晚]午?上?好|[总工理生士姐师任](?:[:,]|好))\W*$"
)


def is_closing(line: str) -> bool:
    """Tell whether a line is a complimentary close or thanks, and nothing else."""
    said = flat(line).strip()
    if len(said) > 60:
        return False
    parts = [p.strip() for p in re.split(r" / | & |,\s", said) if p.strip()]
    return bool(parts) and all(_CLOSED.fullmatch(part) for part in parts)


def is_greeting(line: str) -> bool:
    """Tell whether a line hails somebody, and says nothing else."""
    said = flat(line).strip()
    if len(said) > 50 or not said:
        return False
    if _HAILED.match(said) is not None:
        return said[-1] in ",!:.-~" or len(said.split()) < 4
    return _HAN_HAIL.match(said) is not None and _HAN_HAILED.match(said) is not None
