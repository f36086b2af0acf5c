"""Disclaimers, warning banners and list footers: text that a server added, not the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daemon.model.message import SpanKind
from daemon.parse.quoting.heads import is_rule

_MAX_PARAGRAPH = 1500  # characters of a paragraph that are looked at
_FOOTER_LINES = 14
#: cheap test: without one of these a text holds no disclaimer
_HINTS = (
    "confidential", "intended", "privileged", "disclaimer", "vertraulich", "confidenti",
    "confiden", "destinat", "riservat", "vertrouwelijk", "poufn", "důvěrn", "konfidenti",
    "fortrol", "luottamuks", "конфиденц", "конфіденц", "gizli", "bizalmas", "保密", "机密",
    "機密", "virus", "originated from", "external", "printing", "before you print",
    "environment", "umwelt", "extern", "秘密", "免责", "免責", "legal notice", "haftung",
    "外部邮件",
)  # fmt: skip
_THING = (
    r"(?:e-?mail|message|communication|transmission|nachricht|courriel|mensaje|correo|mensagem"
    r"|messaggio"
    r"|bericht|wiadomo|zpráv|meddelande|meddelelse|viesti|сообщени|письм|повідомлен|лист|ileti"
    r"|üzenet"
    r"|邮件|郵件|信息|资料|メール|information|attachment)"
)
_PRIVATE = (
    r"(?:confidential|privileged|vertrauliche?|rechtlich geschützt|confidentiel|confidencial"
    r"|riservat"
    r"|vertrouwelijk|poufn|důvěrn|konfidenti|fortrolig|luottamuks|конфиденциальн|конфіденційн|gizli"
    r"|bizalmas|保密|机密|機密|秘密)"
)
_RECIPIENT = (
    r"(?:recipient|addressee|solely for|disclos|empfänger|adressat|destinataire|destinat[aá]ri"
    r"|geadresseerde"
    r"|bestemd|ontvanger|adresat|příjemc|mottagare|modtager|mottaker|vastaanottaja|получател"
    r"|адресат|одержувач"
    r"|alıcı|címzett|收件人|收信人|受信者|prohibited|unauthori[sz]ed|delete|löschen|删除|刪除"
    r"|vernichten|supprimer|eliminar)"
)
_DISCLAIMER = re.compile(
    r"(?:^|\n)\W{0,6}(?:legal |e-?mail )?(?:disclaimer|confidentiality (?:notice|note|statement)"
    r"|legal notice"
    r"|haftungsausschluss|免责声明|保密声明|保密提示|免責聲明|avis de confidentialité|aviso legal"
    r"|aviso de confidencialidad"
    r")\W{0,4}(?:\n|:|$)"
    r"|(?:consider|think (?:of|about)|denken sie an|pensez à|respect).{0,20}(?:environment|umwelt"
    r"|environnement)"
    r"|(?:scanned (?:for|by)|checked (?:for|by)|free (?:from|of)|auf) .{0,20}virus|virus[- "
    r"]?free\.|avast\.com"
    r"|(?:before|avant|bevor).{0,20}(?:printing|you print|imprimer|ausdrucken)",
    re.IGNORECASE,
)
_PARTS = tuple(re.compile(part, re.IGNORECASE) for part in (_THING, _PRIVATE, _RECIPIENT))
_BANNER = re.compile(
    r"\W{0,6}(?:\[?external\]?|caution|warning|notice|achtung|vorsicht|attention|注意|警告"
    r"|【外部邮件】|外部邮件)\b"
    r".{0,80}(?:outside|extern|external|sender|外部)",
    re.IGNORECASE,
)
_LEGAL_TAIL = re.compile(
    r"virus|scanned|environment|unauthori[sz]ed|prohibited|liab|intended recipient|e-?mail message"
    r"|notify the sender"
    r"|this (?:e-?mail|message)|copyright|registered (?:in|office)|handelsregister|geschäftsführer"
    r"|amtsgericht|ust-?id"
    r"|disclos|本邮件|删除",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\S{1,60} mailing list\b.{0,80}$|this \S+ email is sponsored by|you (?:are receiving|received"
    r"|are subscribed) |reply to this (?:e?mail|message) |to unsubscribe"
    r"|unsubscribe\b|to (?:stop|manage) (?:receiving|your)|to view this (?:discussion|message)|to "
    r"reply to this"
    r"|this (?:message|e?mail) was sent to |view (?:it|this) on (?:github|the web)|visit topic"
    r"|\S*mailman/listinfo"
    r"|um sich (?:abzumelden|von)|pour se désabonner|para cancelar|para darse de baja|退订"
    r"|取消订阅|如不想再收到",
    re.IGNORECASE,
)


def label_legal(lines: Sequence[str], kinds: list[SpanKind], start: int, end: int) -> None:
    """Relabel NEW lines ``start`` to ``end`` that hold a disclaimer, banner or list footer."""
    low = "\n".join(lines[start:end]).lower()
    if any(hint in low for hint in _HINTS):
        _label_disclaimers(lines, kinds, start, end)
    if (
        "repl" in low
        or "list" in low
        or "unsub" in low
        or "receiv" in low
        or "abzu" in low
        or "订" in low
    ):
        _label_footer(lines, kinds, start, end)


def is_disclaimer(paragraph: str) -> bool:
    """Tell whether a paragraph is a confidentiality notice or the like, in its own words."""
    head = paragraph[:_MAX_PARAGRAPH]
    return _DISCLAIMER.search(head) is not None or all(part.search(head) for part in _PARTS)


def _label_disclaimers(lines: Sequence[str], kinds: list[SpanKind], start: int, end: int) -> None:
    written = legal = False
    for first, last in _paragraphs(lines, start, end):
        paragraph = "\n".join(lines[first:last])[:_MAX_PARAGRAPH]
        if not written and _BANNER.match(paragraph):
            _fill(kinds, first, last, SpanKind.DISCLAIMER)
            continue
        if is_disclaimer(paragraph) or (legal and _LEGAL_TAIL.search(paragraph)):
            _fill(kinds, _over_rules(lines, first, start), last, SpanKind.DISCLAIMER)
            legal = written
        elif legal and is_rule(lines[first]) and last == first + 1:
            _fill(kinds, first, last, SpanKind.DISCLAIMER)
        else:
            written, legal = True, False


def _paragraphs(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for i in range(start, end + 1):
        if i < end and lines[i]:
            continue
        if first < i:
            yield first, i
        first = i + 1


def _over_rules(lines: Sequence[str], at: int, start: int) -> int:
    while at > start and (not lines[at - 1] or is_rule(lines[at - 1])):
        at -= 1
    return at


def _label_footer(lines: Sequence[str], kinds: list[SpanKind], start: int, end: int) -> None:
    tail = [i for i in range(start, end) if lines[i] and kinds[i] is SpanKind.NEW][-_FOOTER_LINES:]
    for i in tail:
        if _FOOTER.match(lines[i].lstrip("*_-—–=<([> \t")):
            first = _over_rules(lines, i, start)
            _fill(kinds, first, end, SpanKind.DISCLAIMER)
            return


def _fill(kinds: list[SpanKind], start: int, end: int, kind: SpanKind) -> None:
    for i in range(start, end):
        if kinds[i] is SpanKind.NEW:
            kinds[i] = kind
