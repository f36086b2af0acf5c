"""The lines at the edges: the banner when nobody watches, mailbox health, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from daemon.model.mailbox import MailboxHealth, WatchState
from daemon.services.watching import Watching, is_watched
from tui import moments
from tui.actions import Action
from tui.i18n import t
from tui.paint.parts import assemble, styled
from tui.plain import plain_line
from tui.widgets.rows import Moment

#: the width from which each label key is shown with its name
WITH_LABEL_NAMES = 130
_STATES = {
    WatchState.STARTING: "starting",
    WatchState.SYNCING: "reading mail",
    WatchState.IDLE: "watched",
    WatchState.POLLING: "polled",
    WatchState.BACKING_OFF: "cannot be reached",
    WatchState.STOPPED: "stopped",
}


def tell_trouble(watching: Watching, moment: Moment) -> str:
    """Return why new mail would not be noticed; empty while all is well."""
    now = moment.now
    if watching.beat_at is None:
        return t("No mailbox is being watched: the daemon is not running. Start it: triaged run")
    if not watching.is_alive(now):
        gone = moments.age(now - watching.beat_at)
        return t(
            "No mailbox is being watched: the daemon was last heard {gone} ago. "
            "What is shown may be old.",
            gone=gone,
        )
    troubled = watching.unwatched(now)
    if not troubled:
        return ""
    first = troubled[0]
    why = plain_line(first.last_error, 120) or t(_STATES[first.state])
    more = t(" (and {n} more)", n=len(troubled) - 1) if len(troubled) > 1 else ""
    retry = ""
    if first.retry_at and first.retry_at > now:
        retry = t(" Next try in {span}.", span=moments.age(first.retry_at - now))
    place = f"{first.name} {first.folder}"
    return t("{place} is not being watched: {why}.", place=place, why=why) + retry + more


class Banner(Static):
    """Says in full why new mail would not be noticed; gone while all is well."""

    def tell(self, words: str) -> None:
        """Show *words*, or nothing."""
        self.display = bool(words)
        self.update(styled(f" ! {words}"))


class ListHead(Static):
    """Names the queue that is listed, and how many rows are marked."""

    def tell(self, name: str, count: str, marked: int = 0, note: str = "") -> None:
        """Show the queue's name and numbers."""
        chosen = t("   {n} marked: a key acts on all of them", n=marked) if marked else ""
        parts = [(name, "bold"), (f"   {count}", "$faint"), (chosen, "$warning")]
        self.update(assemble(*parts, (f"   {note}" if note else "", "$warning")))


class StatusBar(Static):
    """Each mailbox with its state and the age of its last word."""

    def tell(self, watching: Watching, moment: Moment, session: Sequence[str]) -> None:
        """Show how the mailboxes fare, and what is special about this session."""
        alive = watching.is_alive(moment.now)
        parts = [_describe(m, moment, is_alive=alive) for m in watching.mailboxes]
        if not parts:
            parts = [styled(t("no mailbox yet"), "$faint")]
        if watching.shadow:
            parts.append(styled(t("shadow mode: nothing is sent"), "bold $warning"))
        parts += [styled(words, "bold $accent") for words in session]
        separator = styled(" │ ", "$rule")
        self.update(assemble(" ", separator.join(parts)))


def _describe(box: MailboxHealth, moment: Moment, *, is_alive: bool) -> Content:
    heard = moments.age(moment.now - box.heard_at) if box.heard_at else t("never heard")
    name = plain_line(box.name if box.folder == "INBOX" else f"{box.name} {box.folder}", 40)
    if not is_alive:
        return assemble(("x ", "$error"), name, (t(" not watched, {heard}", heard=heard), "$faint"))
    if not is_watched(box, moment.now):
        why = plain_line(box.last_error, 60) or t(_STATES[box.state])
        return assemble(("x ", "$error"), name, (f" {why}", "$error"))
    return assemble(("✓ ", "$success"), name, (f" {t(_STATES[box.state])} {heard}", "$faint"))


class KeyBar(Widget):
    """The keys that matter most here, as many as fit; each can be clicked."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, call: str) -> None:
            super().__init__()
            self.call = call

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._actions: list[Action] = []
        self._places: list[tuple[int, int, str]] = []

    def offer(self, actions: Sequence[Action]) -> None:
        """Show these actions."""
        self._actions = list(actions)
        self.refresh()

    def render(self) -> Content:
        """Draw labels first, then the actions by rank, while there is room."""
        labels = [a for a in self._actions if a.call.startswith("label(")]
        ranked = sorted((a for a in self._actions if a.rank), key=lambda a: a.rank)
        last = next((a for a in ranked if a.id == "help"), None)
        room = self.size.width - 1 - (self._width(last) if last else 0)
        self._places = []
        parts: list[tuple[str, str]] = [(" ", "")]
        x = 1
        if labels and self.size.width < WITH_LABEL_NAMES:
            keys, word = " ".join(a.key for a in labels), t(" label  ")
            parts += [(keys, "bold $accent"), (word, "$faint")]
            x += len(keys) + cell_len(word)
            room -= len(keys) + cell_len(word)
            labels = []
        for action in [*labels, *(a for a in ranked if a is not last)]:
            width = self._width(action)
            if width > room:
                break
            room -= width
            x = self._place(parts, action, x)
        if last:
            self._place(parts, last, x)
        return assemble(*parts)

    def _place(self, parts: list[tuple[str, str]], action: Action, x: int) -> int:
        parts += [(action.key, "bold $accent"), (f" {t(action.name)}  ", "$faint")]
        end = x + self._width(action)
        self._places.append((x, end, action.call))
        return end

    @staticmethod
    def _width(action: Action) -> int:
        return cell_len(action.key) + cell_len(t(action.name)) + 3

    def on_click(self, event: events.Click) -> None:
        """Tell which action was clicked."""
        for start, end, call in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(call))
