"""Surveys: who is asked and who not, answers that wait, words, improvements, opt-outs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from daemon.errors import TriagedError
from daemon.model.plan import AnswerState
from daemon.model.queue import Queue
from daemon.model.reading import OutgoingMail
from daemon.outbox.render import Rendered
from daemon.services.optouts import OptOut
from daemon.services.surveys import AnswerLine, InvitationLine
from daemon.store.improvements import Link
from tui.actions import Context
from tui.desk import Desk
from tui.i18n import t
from tui.i18n.errors import tell
from tui.paint import survey as paint
from tui.paint.parts import FAINT, lines, styled
from tui.paint.survey_rows import Row, lay_out
from tui.places import MailPlace, Part, ProjectPlace
from tui.records import Surveyed
from tui.screens.name import NameScreen
from tui.screens.recording import ListedScreen
from tui.widgets.record_list import Line, RecordList
from tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from tui.deeds import Deed

ASKED, WAITING, WORDS, IMPROVEMENTS, OPTED_OUT = range(5)
TABS = ("Asked", "Answers that wait", "In their words", "Improvements", "Opted out")
EMPTY = (
    "Nobody has been asked yet: reaching a milestone asks.",
    "No answer waits for you.",
    "Nobody has written a remark yet.",
    "Nothing is left to improve.",
    "Nobody has opted out.",
)
_SCORE = re.compile(r"([\w-]+)\s*[=: ]\s*(\d+)")


class SurveysScreen(ListedScreen):
    """Five lists, each with what is known of the line under the cursor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tab = ASKED

    @property
    def context(self) -> Context:
        """Surveys."""
        return Context.SURVEYS

    def compose_top(self) -> ComposeResult:
        """Show the tabs."""
        yield TabBar("Surveys", TABS, id="tabs")

    def read(self) -> object:
        """Return everything about surveys."""
        return self.desk.records.load_surveys()

    def _rows(self) -> Sequence[Row]:
        seen = self.record if isinstance(self.record, Surveyed) else Surveyed()
        held = [a for a in seen.answers if a.answer.state is AnswerState.HELD]
        said = [a for a in seen.answers if a.answer.remark.strip()]
        return (seen.asked, held, said, seen.improvements, seen.opted_out)[self._tab]

    def _counts(self) -> list[int]:
        tab, counts = self._tab, []
        for self._tab in range(len(TABS)):
            counts.append(len(self._rows()))
        self._tab = tab
        return counts

    def show_record(self) -> None:
        """Show the list of the tab in front."""
        bar = self.query_one(TabBar)
        bar.current, bar.counts = self._tab, self._counts()
        super().show_record()

    def lines(self) -> list[Line]:
        """Return the lines of the tab."""
        return [Line(n, partial(lay_out, row)) for n, row in enumerate(self._rows())]

    def head(self) -> tuple[str, str]:
        """Return the name of the tab."""
        return t(TABS[self._tab]), str(len(self._rows()))

    def empty_text(self) -> str:
        """Return why the list is empty."""
        return t(EMPTY[self._tab])

    def _row(self, line_id: int | None) -> Row | None:
        rows = self._rows()
        return rows[line_id] if line_id is not None and line_id < len(rows) else None

    def here(self) -> Row | None:
        """Return what the cursor is on."""
        return self._row(self.query_one(RecordList).cursor_id)

    def paint(self, line_id: int | None) -> Content:
        """Return what is known of a line; of an invitation its words are read first."""
        row, view = self._row(line_id), self.view()
        if isinstance(row, InvitationLine):
            assert line_id is not None
            self.load_detail(line_id, partial(self._letter, row))
            return paint.paint_invitation(row, view)
        if isinstance(row, AnswerLine):
            return paint.paint_answer(row, view)
        if isinstance(row, Link):
            return paint.paint_improvement(row)
        return paint.paint_opt_out(row, view) if isinstance(row, OptOut) else styled("")

    def _letter(self, row: InvitationLine) -> Content:
        """Return an invitation with its words, sent or to come (in a worker)."""
        told, sent_id = paint.paint_invitation(row, self.view()), row.invitation.outgoing_id
        if sent_id is not None:
            mail = self.desk.load_document(Queue.OUTBOX, sent_id)
            assert isinstance(mail, OutgoingMail)
            words = Rendered(dict(mail.headers).get("Subject", ""), mail.text, mail.html, "en")
            return lines([told, paint.paint_letter(words, is_sent=True)])
        try:
            words = self.desk.records.preview_invitation(row)
        except TriagedError as error:
            return lines([told, styled(""), styled(tell(error), FAINT)])
        return lines([told, paint.paint_letter(words, is_sent=False)])

    def paint_loaded(self, detail: object) -> Content:
        """Return an invitation with its words."""
        return detail if isinstance(detail, Content) else styled("")

    # going

    @on(TabBar.Picked)
    def _go_to_clicked(self, message: TabBar.Picked) -> None:
        self.action_tab(message.index + 1)

    def action_tab(self, number: int) -> None:
        """Go to a tab."""
        self._tab = min(number - 1, len(TABS) - 1)
        self.query_one(RecordList).cursor = 0
        self.show_record()

    def action_part(self, by: int) -> None:
        """Go to the next tab, or the one before."""
        self.action_tab((self._tab + by) % len(TABS) + 1)

    def action_look(self) -> None:
        """Open the mail of an answer, or the board of an improvement."""
        row = self.here()
        if isinstance(row, AnswerLine):
            self._read_mail(row)
        elif isinstance(row, Link):
            self.go(ProjectPlace(row.project, Part.IMPROVEMENTS, row.item_id))
        elif isinstance(row, InvitationLine):
            self.go(ProjectPlace(row.project.code, Part.MILESTONES, row.milestone.id))

    def _read_mail(self, row: AnswerLine) -> None:
        message_id = row.answer.message_id

        def work() -> None:
            place = self.desk.records.find_place(message_id)
            self.app.call_from_thread(self.go, MailPlace(place, message_id, row.answer.remark))

        self.load(work, "place")

    # deciding

    def action_accept_answer(self) -> None:
        """Ask for the scores as the manager reads them, then let the answer count."""
        row = self._waiting()
        if row is None:
            return
        guess = "  ".join(f"{k}={v}" for k, v in row.answer.scores.items())

        def keep(words: str | None) -> None:
            if words is not None:
                given = {key: int(score) for key, score in _SCORE.findall(words)}
                self._do(partial(self.desk.deeds.surveys.accept, row.answer.id, given))

        question = t("Scores as you read them, such as satisfaction=4")
        self.app.push_screen(NameScreen(question, guess), keep)

    def action_refuse_answer(self) -> None:
        """Do not count the answer."""
        if row := self._waiting():
            self._do(partial(self.desk.deeds.surveys.refuse, row.answer.id))

    def _waiting(self) -> AnswerLine | None:
        row = self.here()
        if isinstance(row, AnswerLine) and row.answer.state is AnswerState.HELD:
            return row
        self.say(t("Go to an answer that waits"))
        return None

    def action_override(self) -> None:
        """Ask in spite of the reason."""
        row = self.here()
        if isinstance(row, InvitationLine):
            self._do(partial(self.desk.deeds.surveys.override, row.invitation.id))
        elif isinstance(row, OptOut):
            self._do(partial(self.desk.deeds.surveys.allow, row.person.address))
        else:
            self.say(t("Go to somebody who is not asked"))

    def action_skip(self) -> None:
        """Do not ask this time."""
        row = self.here()
        if isinstance(row, InvitationLine):
            self._do(partial(self.desk.deeds.surveys.skip, row.invitation.id))
        else:
            self.say(t("Go to somebody who will be asked"))

    def action_opt_out(self) -> None:
        """Note who does not want to be asked; the person under the cursor is offered."""
        row = self.here()
        address = row.person.address if isinstance(row, InvitationLine | AnswerLine) else ""

        def note(who: str | None) -> None:
            if who:
                self._do(partial(self.desk.deeds.surveys.opt_out, who))

        self.app.push_screen(NameScreen(t("Who does not want to be asked?"), address), note)

    def _do(self, deed: Callable[[], Deed]) -> None:
        self.act(deed, moves_on=False)
