"""Settling what clients reply to offers and documents, where a manager has to."""

from __future__ import annotations

from functools import partial

from daemon.scope.reading import Decision
from daemon.store.offers import OfferRow, ReplyRow
from tui.i18n import t
from tui.paint.parts import FAINT, STRONG, assemble
from tui.plain import plain_line
from tui.screens.pick import PickScreen
from tui.screens.project import ProjectScreen

_ANSWERS: dict[str, tuple[str, Decision | None]] = {
    "a": ("approves", Decision.APPROVE),
    "d": ("declines", Decision.DECLINE),
    "c": ("other terms", Decision.COUNTER),
    "i": ("decides nothing", None),
}


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
                (f"\n    {plain_line(reply.reason, 120)}", FAINT),
            )
            for reply, made in found
        ]

        def settle(picked: tuple[int, str] | None) -> None:
            if picked is not None:
                (reply, made), decision = found[picked[0]], _ANSWERS[picked[1]][1]
                deed = partial(self.desk.deeds.scope.decide, reply.id, decision, made.subject)
                self.act(deed)

        verbs = {key: word for key, (word, _) in _ANSWERS.items()}
        self.app.push_screen(PickScreen(t("What does the client say?"), lines, verbs), settle)
