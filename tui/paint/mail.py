"""One mail: who, when, what it is taken for, the text written now, and what is folded away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from textual.content import Content

from daemon.model.label import Ask
from daemon.model.message import Span, SpanKind
from daemon.model.reading import Conversation, Mail, Verdict
from daemon.model.record import ConversationState
from tui import moments
from tui.i18n import t
from tui.i18n.errors import say
from tui.paint.parts import (
    ACCENT,
    ALERT,
    FAINT,
    GOOD,
    STRONG,
    WARN,
    assemble,
    bar,
    joined,
    lines,
    styled,
    tag,
)
from tui.plain import plain, plain_line
from tui.theme import COLOUR, LONG

#: characters of text that are laid out; a screen is a few thousand
SHOWN_LIMIT = 20_000
_FOLDED = {
    SpanKind.QUOTE: "quoted",
    SpanKind.SIGNATURE: "signature",
    SpanKind.DISCLAIMER: "disclaimer",
    SpanKind.FORWARD: "forwarded",
}
_LINES = {SpanKind.QUOTE: "{n} quoted lines", SpanKind.FORWARD: "{n} forwarded lines"}
_LINE = {SpanKind.QUOTE: "{n} quoted line", SpanKind.FORWARD: "{n} forwarded line"}
_TRUST = {
    "vouched": ("sender verified", GOOD),
    "failed": ("sender NOT verified: may be forged", ALERT),
}
_KINDS = {
    "auto_reply": "automatic reply",
    "bounce": "delivery failure",
    "delay": "delivery delayed",
    "list": "mailing list",
    "calendar": "calendar notice",
    "receipt": "read receipt",
    "challenge": "challenge",
    "report": "report",
}


@dataclass(frozen=True, slots=True)
class View:
    """How to show it: the moment and zone of the manager, what is unfolded, and cited words."""

    now: datetime
    zone: tzinfo
    unfolded: bool = False
    cited: str = ""


def paint_head(seen: Conversation, view: View) -> Content:
    """Return subject, sender and what came along."""
    parts = [_subject(seen), _state(seen, view)]
    if seen.focus:
        parts += [_sender(seen, seen.focus), _circumstances(seen, seen.focus, view)]
        parts += [_files(seen.focus)] if seen.focus.attachments else []
    return lines([p for p in parts if p.plain])


def _subject(seen: Conversation) -> Content:
    words = plain_line((seen.focus and seen.focus.subject) or seen.subject) or t("(no subject)")
    return assemble((words, STRONG), (f"   {seen.tag}", FAINT))


def _state(seen: Conversation, view: View) -> Content:
    parts: list[Content] = []
    if seen.urgent:
        parts.append(styled(t("! urgent"), f"bold {ALERT}"))
    if seen.needs_look:
        reason = f": {say(plain_line(seen.look_reason))}" if seen.look_reason else ""
        parts.append(styled(t("needs a look") + reason, WARN))
    if seen.state is ConversationState.SNOOZED and seen.snoozed_until:
        until = moments.ahead(seen.snoozed_until, view.now, view.zone)
        is_over = seen.snoozed_until <= view.now
        words = t("back since {until}" if is_over else "snoozed until {until}", until=until)
        parts.append(styled(words, WARN if is_over else FAINT))
    elif seen.state is not ConversationState.OPEN:
        parts.append(styled(t(seen.state.value), FAINT))
    if seen.owner:
        parts.append(styled(t("{who} looks after it", who=plain_line(seen.owner)), ACCENT))
    return joined(parts)


def _sender(seen: Conversation, mail: Mail) -> Content:
    name, addr = plain_line(mail.sender_name), plain_line(mail.sender_addr)
    who = assemble((name or addr, ""), (f" <{addr}>" if name else "", FAINT))
    if not mail.incoming:
        return joined([who, styled(t("from us"), FAINT)])
    owner = styled(plain_line(seen.client))
    if not seen.client:
        owner = styled(t("unknown sender: a says whose"), WARN)
    words, style = _TRUST.get(mail.trust, ("sender not checked", FAINT))
    return joined([who, owner, styled(t(words), style)])


def _circumstances(seen: Conversation, mail: Mail, view: View) -> Content:
    kind = t(_KINDS.get(mail.kind, ""))
    reason = f" ({plain_line(mail.auto_reason)})" if mail.auto_reason and kind else ""
    there = moments.clients_time(view.now, seen.client_timezone)
    return joined(
        [
            styled(moments.full(mail.at, view.zone), FAINT),
            styled(t("now {there}", there=there) if there else "", FAINT),
            styled(mail.language, FAINT),
            styled(f"{kind}{reason}", WARN),
        ]
    )


def _files(mail: Mail) -> Content:
    files = [f for f in mail.attachments if not f.inline] or list(mail.attachments)
    shown = [
        assemble(plain_line(f.name) or f.media_type, (f" {moments.size(f.size)}", FAINT))
        for f in files[:6]
    ]
    if len(files) > 6:
        shown.append(styled(t("and {n} more", n=len(files) - 6), FAINT))
    return assemble(("@ ", FAINT), joined(shown))


def paint_verdict(verdict: Verdict) -> Content:
    """Return the label that stands, how sure, by whom, and what else the mail is."""
    if verdict.label is None:
        return styled(t("not classified"), FAINT)
    parts = [tag(verdict.label)]
    if verdict.decided_by:
        said = t("decided by {who}", who=plain_line(verdict.decided_by))
        if verdict.model_label and verdict.model_label is not verdict.label:
            said += t("; the model said {label}", label=t(LONG[verdict.model_label]))
        parts.append(styled(said, FAINT))
    else:
        colour = f"${COLOUR[verdict.label]}"
        sure = f" {verdict.confidence:.0%}" + (t("  not sure") if verdict.abstain else "")
        parts.append(assemble(bar(verdict.confidence, colour), sure))
    parts += [assemble((t("also "), FAINT), tag(a, strong=False)) for a in verdict.also]
    return Content("  ").join(parts)


def paint_text(mail: Mail, view: View) -> Content:
    """Return the body: asks marked in what was written now, the rest folded or faint."""
    if view.unfolded:
        return _cite(_unfolded(mail), view.cited)
    written = _cite(_marked(mail.text[:SHOWN_LIMIT].rstrip(), 0, mail.verdict.asks), view.cited)
    if not written.plain.strip():
        written = styled(t("(nothing was written above the quoted text)"), FAINT)
    parts = [written]
    if len(mail.text) > SHOWN_LIMIT or mail.cut:
        parts.append(styled(t("… this mail is longer than is shown here"), WARN))
    if folded := _folded(mail):
        parts += [styled(""), styled(f"▸ {folded}   " + t("v unfolds"), FAINT)]
    return lines(parts)


def _cite(text: Content, cited: str) -> Content:
    """Return *text* with the lines that somebody cites marked."""
    for line in plain(cited).splitlines():
        words = line.strip()
        at = text.plain.find(words) if words else -1
        if at >= 0:
            text = text.stylize("bold on $cursor-line", at, at + len(words))
    return text


def _unfolded(mail: Mail) -> Content:
    parts: list[Content] = []
    written = 0
    for span in _within_limit(mail.spans):
        words = mail.body[span.start : span.end]
        if span.kind is SpanKind.NEW:
            parts.append(_marked(words, written, mail.verdict.asks))
            written += len(words)
        else:
            quoted = "\n".join(f"│ {line}" for line in words.rstrip("\n").split("\n"))
            parts.append(styled(quoted + "\n", FAINT))
    return Content("").join(parts)


def _within_limit(spans: tuple[Span, ...]) -> Iterator[Span]:
    limit = SHOWN_LIMIT * 3
    for span in spans:
        if span.start < limit:
            yield Span(span.start, min(span.end, limit), span.kind)


def _marked(words: str, offset: int, asks: tuple[Ask, ...]) -> Content:
    """Return *words* (at *offset* of the text written now) with the asks in it marked."""
    parts: list[Content] = []
    at = 0
    for ask in sorted(asks, key=lambda a: (a.start, a.end)):
        start, end = ask.start - offset, ask.end - offset
        if start < at or end > len(words) or start >= end:
            continue
        colour = f"${COLOUR[ask.label]}"
        parts += [styled(words[at:start]), styled(words[start:end], f"underline {colour}")]
        due = t(", due {day}", day=plain_line(ask.due)) if ask.due else ""
        # a gap after it where the text has none, as between Chinese sentences
        gap = "" if words[end : end + 1].isspace() or end == len(words) else " "
        parts.append(styled(f" ‹{t(LONG[ask.label])}{due}›{gap}", colour))
        at = end
    parts.append(styled(words[at:]))
    return Content("").join(parts)


def _folded(mail: Mail) -> str:
    """Return what is not shown, such as ``12 quoted lines, signature``."""
    counts: dict[SpanKind, int] = {}
    for span in mail.spans:
        if span.kind in _FOLDED:
            words = mail.body[span.start : span.end].strip()
            counts[span.kind] = counts.get(span.kind, 0) + (words.count("\n") + 1 if words else 0)
    told = []
    for kind, count in counts.items():
        if kind in {SpanKind.SIGNATURE, SpanKind.DISCLAIMER}:
            told.append(t(_FOLDED[kind]))
        elif count:
            told.append(t(_LINES[kind] if count > 1 else _LINE[kind], n=count))
    return t(", ").join(told)
