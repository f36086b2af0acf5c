"""Being away: what anybody may say, and what only an absence notice adds to it."""

from __future__ import annotations

import re

from daemon.parse.wording.phrases import Phrases

#: somebody is away
AWAY = Phrases(
    # English
    ("office", r"out of (the |my )?office|(away from|not in|leave) (the |my )office"),
    (
        "away",
        r"\b(am|'m|be|is|are|been|currently) (currently |now )?away (until|from|on|for|at|and)",
    ),
    ("desk", r"away from my desk"),
    ("on ", r"\bon (\w+ )?(vacation|holidays?|leave|pto|sabbatical|business travel)\b"),
    ("travel", r"\b(am|'m|be|is|currently) (currently )?travell?ing\b"),
    ("unavailable", r"\b(am|'m|be|is) (currently |temporarily )?unavailable"),
    (
        "return",
        (
            r"\b(i |and )?(will |'ll )?(return|be back|am back|back in)( to| in| at)? (the "
            r"|my )?(office|work|desk)"
        ),
    ),
    ("no longer", r"no longer (work|employed|with|at|part of)"),
    (
        "closed",
        (
            r"(office|business|shop|company|we)( is| are| will be)? closed (from|until|for|on"
            r"|between|over)"
        ),
    ),
    # German
    ("nicht im", r"nicht im (büro|haus)"),
    ("haus", r"außer haus|ausser haus"),
    ("abwesend", ""),
    ("urlaub", r"(im|in|meines?|mein) urlaub|urlaubsbedingt"),
    ("nicht erreichbar", ""),
    ("elternzeit", ""),
    ("dienstreise", ""),
    ("büro", r"büro (ist )?(nicht besetzt|geschlossen)|(wieder|zurück) (im|in meinem|ins) büro"),
    # French
    ("absent", r"absente? (du|jusqu|de|actuellement|pour|à)|(actuellement|suis|serai) absente?"),
    ("congé", r"en congés?"),
    ("vacances", r"en vacances"),
    ("déplacement", r"en déplacement"),
    ("indisponible", ""),
    ("hors du bureau", ""),
    ("de retour", r"de retour (le|au|du|lundi|mardi|mercredi|jeudi|vendredi)"),
    # Spanish, Portuguese, Italian
    ("oficina", r"fuera de (la |mi )?oficina"),
    ("vacaciones", r"de vacaciones"),
    ("ausente", ""),
    ("disponible", r"no (estaré|estoy|voy a estar) disponible"),
    ("fora d", r"fora d[oe] escritório"),
    ("férias", r"(de|em) férias"),
    ("fuori", r"fuori (sede|ufficio)"),
    ("ferie", r"in ferie"),
    # Chinese
    ("假", r"(休|度|请|請|年|产|產|病|婚|事|放)[^，。]{0,4}假"),
    ("出差", ""),
    ("不在", r"不在(办公室|辦公室|公司|座位|国内|國內|岗)"),
    ("外出", ""),
    ("离开办公室", ""),
    ("離開辦公室", ""),
    ("无法", r"无法(及时|立即|立刻|马上|第一时间)?(查看|回复|处理|阅读|查阅|答复)"),
    ("無法", r"無法(及時|立即|立刻|馬上)?(查看|回覆|處理|閱讀|答覆|收)"),
    ("离职", ""),
    ("離職", ""),
    # Japanese
    ("不在", r"不在(に|と|です|のため|して|中|期間)"),
    ("休暇", r"休暇(中|を|のため|期間|と)"),
    ("外出", r"外出(中|して|のため|しており)"),
    ("出張", r"出張(中|して|のため|しており|期間)"),
    ("休み", r"お休みを?(いただ|頂|とな)"),
    ("休業", r"休業(日|中|期間|と|させて)"),
    ("席を外", ""),
    ("退職", r"退職(いたし|しま|しました)"),
)

#: what goes with it in an automatic answer: thanks for *your mail*, whom to ask, when it is read
SERVICE = Phrases(
    # English
    (
        "for",
        (
            r"thank(s| you)( very much| so much)? for (your|the) (e-?mail|mail|message|note|inquiry"
            r"|enquiry|correspond)"
        ),
    ),
    ("for", r"thank(s| you) for (e-?mailing|contacting|writing|reaching out|getting in touch)"),
    (
        "access",
        (
            r"\b(limited|no|intermittent|sporadic|infrequent|without|irregular"
            r"|little)( or no)? access to"
        ),
    ),
    (
        "urgent",
        (
            r"\b(if|for|in|should|anything)\b[^.]{0,70}urgent[^.]{0,120}(contact|call|mail|reach"
            r"|phone|text|please)"
        ),
    ),
    (
        "emergency",
        r"(in|for|an) [^.]{0,20}emergency[^.]{0,80}(contact|call|mail|reach|phone|please)",
    ),
    (
        "assistance",
        r"(immediate|urgent|further) (assistance|attention|help|support|matters?|response)",
    ),
    ("in my absence", ""),
    ("during my absence", ""),
    ("while i am away", ""),
    (
        "will",
        (
            r"(will|shall) (\w+ ){0,2}(reply|respond|answer|get back|attend|read|deal"
            r"|return) [^.]{0,80}(return|back|soon|when i|upon|after|possible|then)"
        ),
    ),
    (
        "'ll",
        (
            r"'ll (\w+ ){0,2}(reply|respond|answer|get back|read) [^.]{0,80}(return|back|soon"
            r"|when i|upon|after|possible)"
        ),
    ),
    (
        "your",
        (
            r"your (e-?mail|message)s? (will|is|has|have) (not )?(be(en)? )?(not )?(forward|read"
            r"|receiv|delet|answer|monitor)"
        ),
    ),
    # German
    ("für ihre", r"danke?n?k? für (ihre|deine) (e-?mail|nachricht|mail|anfrage)"),
    ("für deine", r"danke?n?k? für deine (e-?mail|nachricht|mail|anfrage)"),
    ("dringend", r"dringend\w* (fäll|angelegenheit|anfrag|anlieg|them)|dringendes"),
    ("weitergeleitet", ""),
    ("vertret", r"(vertretung|vertritt|vertreten)"),
    ("wenden sie sich", ""),
    ("kontaktieren sie", ""),
    ("rückkehr", ""),
    ("wieder", r"wieder (für sie |persönlich )?(erreichbar|im büro|im haus|da\b|zurück)"),
    # French
    ("votre", r"(merci|remercie) (pour|de) votre (message|mail|courriel|e-?mail)"),
    ("urgence", r"(en cas|pour toute|toute) (d'|demande )?urgen"),
    ("urgent", r"(pour|si|toute|demande|cas)[^.]{0,40}urgent"),
    ("retour", r"(à|dès|lors de) mon retour"),
    ("veuillez", r"veuillez (contacter|vous adresser|appeler|joindre)"),
    ("bien reçu", ""),
    ("accès limité", ""),
    ("mon absence", ""),
    # Spanish, Portuguese, Italian
    ("por", r"gracias por (su|tu|el|contactar|escribir|comunic)"),
    ("urgen", r"(caso|para|si|asuntos?|algo)[^.]{0,40}urgen"),
    ("regreso", ""),
    ("mi vuelta", ""),
    ("contact", r"(puede|póngase en|favor de|por favor,?) contact"),
    ("responder", r"responderé[^.]{0,50}(posible|vuelta|regreso)"),
    ("mi ausencia", ""),
    ("obrigad", r"obrigad[oa] (pelo|por) (seu|sua)"),
    ("grazie", r"grazie per (la (sua|tua|vostra)|il (suo|tuo))"),
    # Chinese
    (
        "您的",
        r"(收到|感谢|感謝|谢谢|謝謝)[^。]{0,6}您的[^。]{0,6}(邮件|来信|來信|郵件|信|来函|留言|電郵)",
    ),
    ("你的", r"(收到|感谢|感謝|谢谢|謝謝)[^。]{0,6}你的[^。]{0,6}(邮件|来信|來信|郵件|信|留言)"),
    ("您的", r"您的(邮件|来信|來信|郵件|信件|来函|電郵)(我|已|将|會|会)"),
    ("收", r"(邮件|来信|來信|郵件|来函|信件)[^。]{0,4}(已)?收(到|悉)"),
    ("紧急", ""),
    ("緊急", ""),
    ("急事", ""),
    ("要事", ""),
    ("快", r"(尽快|儘快|盡快)[^。]{0,10}(回|答复|答覆|处理|處理|联系|聯)"),
    ("第一时间", ""),
    ("后", r"(回来|返回|上班|假期|归来|返岗|结束)[之以]?后[^。]{0,14}(回|处理|联系|答)"),
    ("後", r"(回來|返回|上班|假期|結束)[之以]?後[^。]{0,14}(回|處理|聯|答)"),
    ("来信", r"感谢(您的)?来信"),
    ("來信", r"感謝(您的)?來信"),
    ("联系", r"[请可](直接|您)?联系|联系我?的?同事"),
    ("致电", ""),
    ("致電", ""),
    ("聯", r"[請可](直接|您)?聯[繫絡]"),
    ("代", r"(代理人|职务代理|職務代理|代为处理|代為處理)"),
    # Japanese
    ("メール", r"メールを?(いただき|頂き|ありがとう|お送り)"),
    (
        "連絡",
        r"ご連絡(を)?(いただき|頂き|ありがとう)|(後日|改めて|追って|次第|以降に?)[^。]{0,20}ご?連絡",
    ),
    ("急ぎ", r"お?急ぎの"),
    ("緊急", ""),
    ("返信", r"(後日|改めて|追って|次第|以降|帰社)[^。]{0,24}ご?返信|ご?返信(が|は)遅"),
    ("対応", r"(改めて|戻り|次第|以降|順次|代わりに)[^。]{0,24}ご?対応"),
    ("不在中", ""),
)

_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
#: a stretch that says something, as opposed to a greeting, a closing, a name or a number
_STATEMENT = re.compile(r"(?:\S+\s+){4,}\S+|[\u3041-\u9fff]{8,}")


def is_absence_notice(text: str, normal_text: str, *, answers: bool) -> bool:
    """Whether a text says that somebody is away and little else.

    A person who will be away also asks, tells or sends something. An autoresponder answers a
    mail; what is no answer (``answers``) needs more signs.
    """
    away = AWAY.find(normal_text[:500])
    if not away or "?" in text or "？" in text or not SERVICE.find(normal_text):
        return False
    about = statements = 0
    for sentence in _SENTENCES.split(text.lower()):
        says = AWAY.find(sentence) or SERVICE.find(sentence)
        about += bool(says)
        statements += bool(says) or _STATEMENT.search(sentence) is not None
    signs = AWAY.count(normal_text) + SERVICE.count(normal_text)
    enough = (about >= 2 or signs >= 3) if answers else signs >= 4
    return enough and about * 3 >= statements * 2
