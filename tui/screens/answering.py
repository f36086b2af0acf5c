"""Settling what clients reply to offers and documents, where a manager has to."""

from __future__ import annotations

from functools import partial

from daemon.scope.reading import Decision
from daemon.store.offers import OfferRow, ReplyRow
from tui.i18n import t
from tui.i18n.errors import say
from tui.messages import GoTo
from tui.paint.parts import FAINT, STRONG, assemble
from tui.places import MailPlace
from tui.plain import plain_line
from tui.screens.pick import PickScreen
from tui.screens.project import ProjectScreen

_ANSWERS: dict[str, tuple[str, Decision | None]] = {
    "a": ("approves", Decision.APPROVE),
    "d": ("declines", Decision.DECLINE),
    "c": ("other terms", Decision.COUNTER),
    "i": ("decides nothing", None),
}
#: what the reader made of a reply, in the words of the keys
_READ = {str(decision): word for word, decision in _ANSWERS.values() if decision}


class AnsweringScreen(ProjectScreen):
    """A part of a project about which clients are asked to decide."""

    def action_answers(self) -> None:
        """Settle replies that wait for a manager."""

        def work() -> None:
            found = self.desk.records.list_waiting(self.place.code)
            self.app.call_from_thread(self._offer_answers, found)

        self.load(work, "answers")

    def _offer_answers(self, found: list[tuple[ReplyRow, OfferRow]]) -> None:
        if not found:
            self.say(t("No reply waits for you"))
            return
        lines = [
            assemble(
                (f"{made.subject} v{made.number}  ", STRONG),
                plain_line(reply.evidence, 80) or t("(no words)"),
                (f"\n    {_reading(reply)}", FAINT),
            )
            for reply, made in found
        ]

        def settle(picked: tuple[int, str] | None) -> None:
            if picked is None:
                return
            (reply, made), key = found[picked[0]], picked[1]
            if key == "enter":
                self._read(reply)
                return
            deed = partial(self.desk.deeds.scope.decide, reply.id, _ANSWERS[key][1], made.subject)
            self.act(deed)

        verbs = {key: word for key, (word, _) in _ANSWERS.items()} | {"enter": "read"}
        self.app.push_screen(PickScreen(t("What does the client say?"), lines, verbs), settle)

    def _read(self, reply: ReplyRow) -> None:
        """Open the conversation at the reply."""

        def work() -> None:
            place = self.desk.records.find_place(reply.message_id)
            self.post_message(GoTo(MailPlace(place, reply.message_id, reply.evidence)))

        self.load(work, "place")


def _reading(reply: ReplyRow) -> str:
    """Return what was made of a reply, and why it waits all the same."""
    read = _READ.get(reply.decision)
    why = plain_line(say(reply.reason), 120)
    return f"{t('read as “{what}”', what=t(read))}: {why}" if read else why
