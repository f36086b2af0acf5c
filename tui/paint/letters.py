"""What would leave, and what could not be taken in."""

from __future__ import annotations

from textual.content import Content

from daemon.model.outgoing import Enclosure
from daemon.model.reading import OutgoingMail, QuarantinedMail
from tui import moments
from tui.i18n import t
from tui.i18n.errors import say
from tui.paint.mail import View
from tui.paint.parts import ALERT, FAINT, STRONG, WARN, assemble, joined, lines, styled
from tui.plain import plain_line

#: the headers that people read; what only programs read stands below the text
READ = frozenset({"From", "To", "Cc", "Reply-To", "Subject"})
_STATES = {
    "held": ("Held: it leaves when you approve it", WARN),
    "unsure": ("Unsure: the server may or may not have taken it", ALERT),
    "failed": ("Failed: it did not leave", ALERT),
}


def paint_outgoing(mail: OutgoingMail, view: View) -> Content:
    """Return the mail exactly as it would leave: what people read first, then the rest."""
    words, style = _STATES.get(mail.state, (mail.state, FAINT))
    parts = [
        styled(t(words), style),
        joined(
            [
                styled(t(mail.purpose), FAINT),
                styled(moments.full(mail.created_at, view.zone), FAINT),
                styled(t("{n} tries", n=mail.attempts) if mail.attempts else "", FAINT),
            ]
        ),
    ]
    if mail.last_error:
        parts.append(
            styled(say(plain_line(mail.last_error)), WARN if mail.state == "held" else ALERT)
        )
    parts.append(styled(""))
    parts += [_header(name, value) for name, value in mail.headers if name in READ]
    parts += [styled(""), styled(mail.text)]
    if mail.files:
        parts += [styled(""), *(_file(f) for f in mail.files)]
    if mail.html:
        parts += [styled(""), styled(t("The same in HTML goes with it."), FAINT)]
    rest = [_header(name, value) for name, value in mail.headers if name not in READ]
    return lines([*parts, *([styled(""), *rest] if rest else [])])


def _header(name: str, value: str) -> Content:
    return assemble((f"{name:>14}  ", FAINT), (plain_line(value), _strength(name)))


def _file(file: Enclosure) -> Content:
    told = f"   {moments.size(file.size)}   {plain_line(file.media_type)}"
    return assemble(("@ ", FAINT), plain_line(file.name), (told, FAINT))


def _strength(header: str) -> str:
    return STRONG if header in {"To", "Cc", "Subject"} else ""


def paint_quarantined(mail: QuarantinedMail, view: View) -> Content:
    """Return why a mail was set aside and how its bytes begin."""
    where = f"{mail.mailbox} {mail.folder}".strip()
    stage = plain_line(mail.stage)
    received = moments.full(mail.received_at, view.zone) if mail.received_at else ""
    return lines(
        [
            styled(plain_line(mail.subject) or t("(subject unreadable)"), STRONG),
            styled(plain_line(mail.sender) or t("(sender unreadable)")),
            joined([styled(x, FAINT) for x in (where, received, moments.size(mail.size))]),
            styled(""),
            assemble((t("Set aside: "), STRONG), (say(plain_line(mail.reason)), WARN)),
            styled(t("at the stage “{stage}”", stage=stage) if stage else "", FAINT),
            styled(""),
            styled(t("How it begins"), STRONG),
            styled(mail.head) if mail.head else styled(t("(its bytes were not kept)"), FAINT),
        ]
    )


def paint_leaving(mail: OutgoingMail) -> Content:
    """Return a mail that would leave: to whom, its subject, and its text."""
    shown = [(n, v) for n, v in mail.headers if n in {"To", "Cc", "Subject", "Reply-To"}]
    parts = [
        assemble((f"{name:>9}  ", FAINT), (plain_line(value), _strength(name)))
        for name, value in shown
    ]
    held = mail.state == "held"
    words = t("It is held in the outbox until you approve it.") if held else ""
    parts += [styled(words, WARN)] if held else []
    parts += [styled(""), styled(mail.text)]
    return lines(parts)
