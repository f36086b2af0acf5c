"""Answers that a machine gave while nobody was there."""

from __future__ import annotations

import re

from daemon.surveys.reading.normal import flat

_SUBJECT = re.compile(
    r"^\W*(?:re:|aw:|回复:|答复:)?\W*(?:auto(?:matic|mated|matisch\w*)?[- ]?(?:reply|response"
    r"|answer|antwort)|out of (?:the )?office|ooo\b|away from (?:the )?office|abwesen\w+|abwesend"
    "|réponse automatique|respuesta automática"
    "|自动回复|自动答复|系统自动|休假|外出|不在办公室|vacation reply|on (?:annual |parental "
    "|maternity )?(?:leave|vacation))"
)
_AWAY = re.compile(
    r"\bout of (?:the |my )?office\b|\b(?:on|taking) (?:\w+ )?(?:annual |parental "
    r"|maternity |paternity |sick )?(?:leave|vacation|holidays?|pto)\b|\baway (?:from"
    r"|until|on)\b|\b(?:no longer|have left|has left|left) (?:\w+ )?(?:the company|with"
    r"|at|work)|\btravel(?:l)?ing\b"
    r"|\bnicht (?:im (?:büro|haus|hause)|am platz|erreichbar)|\bim urlaub\b|\babwesen\w+"
    r"|\bab(?: dem)? \d{1,2}\.[^.\n]{0,20} wieder (?:erreichbar|im büro|da)|\bbin (?:ich )?[^.\n]"
    r"{0,40}(?:wieder erreichbar|wieder im büro)|\babsent\w*|\ben (?:congés?|vacances"
    r"|déplacement)\b"
    r"|\bhors du bureau\b|\bfuera de la oficina\b|\bde vacaciones\b|\bafwezig\b|\bfuori ufficio\b"
    r"|\b(?:office|we) (?:is|are|will be) closed\b|\bcurrently unavailable\b|休假|度假|年假|产假"
    "|病假|出差|不在办公室|外出|离职|放假|休息日"
)
_SERVICE = re.compile(
    r"(?:will|shall|'ll) (?:\w+ )?(?:return|be back|reply|respond|answer|get back|read)"
    r"|\b(?:until|back on|back in|returning)\b|(?:no|limited|little|without) access"
    r"|for urgent|if (?:it is "
    r"|it's |this is |your \w+ is )?urgent|in urgent|please contact|urgent (?:matters?"
    "|requests?|issues?)|contact my|thank you for your (?:e-?mail|mail|message)"
    "|this is an auto"
    r"|\bweitergeleitet\b|\bin dringenden|\bdringende\w*|\bwenden sie sich\b|\bvertret\w+"
    r"|\bwieder (?:erreichbar"
    r"|im (?:büro|haus)|da)\b|\bfür ihre (?:nachricht|e-?mail|mail)|\bbis (?:zum|einschließlich)\b"
    r"|\bim urlaub\b|\bd'urgence\b|\bveuillez contacter|\bà mon retour|\bjusqu'au\b|\bde retour\b"
    r"|\bvotre (?:message|mail|courriel)|\b(?:hasta el|a mi regreso|urgente)\b"
    "|无法及时|不能及时|不便回复|尽快回复|回来后|返回|如有(?:急事|紧急|要事)"
    "|急事请|请联系|有事请|邮件(?:我)?已收到|已收到您的(?:邮件|来信)"
    "|稍后回复|第一时间回复|自动回复|(?:上班|返岗|节|假)后[^。\n]{0,6}(?:回复|答复|处理|联系)"
)

#: what a machine's answer begins with
_HEAD = re.compile(
    r"^\W*(?:自动回复|自动答复|系统自动|auto(?:matic|mated)?[- ]?(?:reply|response|answer)\b"
    r"|this is an auto\w*(?:[- ]generated)? (?:reply|response|message|e-?mail))"
)


_TAGGED = re.compile(r"[\[(]\s*(?:自动(?:回复|答复)|auto(?:matic)?[- ]?reply)\s*[\])]")
_WILL_ANSWER = re.compile(
    r"^\W*(?:(?:dear|hello|hi)\b[^\n]{0,40}\n\W*)?thank you for (?:contacting|writing to"
    r"|reaching out"
    r" to)[^\n]{0,40}[.!]\s*(?:we|i|our team|one of us|somebody|someone) (?:will|shall"
    r"|'ll) (?:\w+ )?"
    r"(?:reply|respond|answer|get back|be in touch)[^\n]{0,60}\W*$"
)
#: a machine confirms that a mail has come
_CONFIRMED = re.compile(
    r"^\W*(?:(?:dear|hello|hi)\b[^\n]{0,40}\n\W*)?thank you for (?:contacting|writing"
    r"|reaching out|your (?:e-?mail|mail|message|request|enquiry|inquiry))[^\n]{0,40}\s*"
    r"(?:we|i) (?:have )?received your[^\n]{0,60}(?:will|shall|'ll) (?:\w+ )?"
    r"(?:reply|respond|answer|get back|process|be in touch)"
)


def is_automatic(subject: str, text: str) -> bool:
    """Tell whether a reply with this subject and new text is a machine's, by its words."""
    if _SUBJECT.match(flat(subject).strip()):
        return True
    said = flat(text)
    if _HEAD.match(said) or _CONFIRMED.match(said) or _WILL_ANSWER.match(said):
        return True
    if _TAGGED.search(said):
        return True
    return _AWAY.search(said) is not None and _SERVICE.search(said) is not None and len(said) < 1500
