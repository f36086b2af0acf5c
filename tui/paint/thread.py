"""What else belongs to a conversation: its mails, items and notes."""

from __future__ import annotations

from textual.content import Content

from daemon.model.reading import Conversation, DraftLine, ItemLine, MailLine, NoteLine
from tui import moments
from tui.i18n import t
from tui.paint.mail import View
from tui.paint.parts import FAINT, STRONG, WARN, assemble, lines, styled
from tui.plain import plain_line
from tui.theme import COLOUR, LONG

MAX_MAILS = 12


def paint_thread(seen: Conversation, view: View) -> Content:
    """Return items, notes and, where there are several, the mails."""
    parts: list[Content] = []
    if seen.items:
        parts += [styled(t("Items"), STRONG), *map(_item, seen.items), styled("")]
    if seen.notes:
        parts.append(assemble((t("Notes"), STRONG), (t("   never leave the house"), FAINT)))
        parts += [_note(n, view) for n in seen.notes] + [styled("")]
    if seen.drafts:
        parts += [styled(t("Drafts"), STRONG), *(_draft(d, view) for d in seen.drafts), styled("")]
    if len(seen.mails) > 1:
        parts.append(styled(t("{n} mails", n=len(seen.mails)), STRONG))
        if len(seen.mails) > MAX_MAILS:
            parts.append(styled("  …", FAINT))
        focus = seen.focus.id if seen.focus else None
        parts += [_mail(m, focus, view) for m in seen.mails[-MAX_MAILS:]]
    return lines(parts)


def _item(item: ItemLine) -> Content:
    due = t("  due {day}", day=plain_line(item.due)) if item.due else ""
    return assemble(
        f"  {item.ref:<8}", plain_line(item.title, 100), (f"  {t(item.state)}{due}", FAINT)
    )


def _note(note: NoteLine, view: View) -> Content:
    when = moments.short(note.at, view.now, view.zone)
    who = styled(f"  {plain_line(note.author)}, {when}: ", FAINT)
    return assemble(who, styled(note.text))


def _draft(draft: DraftLine, view: View) -> Content:
    when = moments.short(draft.at, view.now, view.zone)
    old = t("older than the newest mail: ") if draft.is_stale else ""
    files = f"  @ {draft.files}" if draft.files else ""
    who = styled(f"  {plain_line(draft.author)}, {when}: ", FAINT)
    return assemble(who, (old, WARN), plain_line(draft.text, 120), (files, FAINT))


def _mail(mail: MailLine, focus: int | None, view: View) -> Content:
    here = "› " if not mail.state and mail.id == focus else "  "
    return assemble(here, paint_line(mail, view))


def paint_line(mail: MailLine, view: View) -> Content:
    """Return one mail of a conversation on one line."""
    when = moments.short(mail.at, view.now, view.zone)
    label = (f"  {t(LONG[mail.label])}", f"${COLOUR[mail.label]}") if mail.label else ("", "")
    return assemble(
        (f"{when:>7}  {'←' if mail.incoming else '→'} ", FAINT),
        plain_line(mail.sender, 60),
        label,
        (f"  {t(mail.state)}" if mail.state else "", FAINT),
    )
