"""One client's record beside the time line of everything that happened."""

from __future__ import annotations

from textual import on
from textual.content import Content

from daemon.model.happening import Happening, Kind
from daemon.model.plan import Engagement
from daemon.services.clientrecords import ClientRecord
from tui.actions import Context
from tui.desk import Desk
from tui.i18n import t
from tui.paint.happening import explain_signs, line_of
from tui.paint.parts import styled
from tui.paint.record import paint_record
from tui.places import MailPlace, Part, ProjectPlace
from tui.plain import plain_line
from tui.screens.recording import ListedScreen
from tui.widgets.detail import Detail
from tui.widgets.record_list import Line, RecordList
from tui.widgets.virtual_list import VirtualList


class ClientScreen(ListedScreen):
    """The time line as the list; the record stays beside it."""

    def __init__(self, desk: Desk, client_id: int) -> None:
        super().__init__(desk)
        self._client_id = client_id

    @property
    def context(self) -> Context:
        """One client."""
        return Context.CLIENT

    @property
    def legend(self) -> str | None:
        """What the signs of the time line mean."""
        return explain_signs()

    @property
    def seen(self) -> ClientRecord | None:
        """The record, once it is read."""
        return self.record if isinstance(self.record, ClientRecord) else None

    def read(self) -> object:
        """Return the record."""
        return self.desk.records.load_client(self._client_id)

    def lines(self) -> list[Line]:
        """Return a line for everything that happened."""
        history = self.seen.history if self.seen else ()
        return [line_of(each, index) for index, each in enumerate(history)]

    def head(self) -> tuple[str, str]:
        """Return whose record it is."""
        name = plain_line(self.seen.line.client.name) if self.seen else ""
        return f"{name}   {t('time line')}", str(len(self.query_one(RecordList).ids))

    def empty_text(self) -> str:
        """Return why nothing is there."""
        return t("Nothing has happened with this client yet.")

    def paint(self, line_id: int | None) -> Content:
        """Return the record, whatever the cursor is on."""
        del line_id
        return paint_record(self.seen, self.view()) if self.seen else styled("")

    @on(VirtualList.Moved)
    def show_detail(self) -> None:
        """Show the record; it keeps its place."""
        if self.seen:
            self.query_one(Detail).show("record", self.paint(None))

    def client_here(self) -> int | None:
        """Return this client."""
        return self._client_id

    def project_here(self) -> str:
        """Return the client's only project, or nothing where one has to be chosen."""
        found = self.seen.projects if self.seen else ()
        return found[0].code if len(found) == 1 else ""

    def projects_here(self, known: list[Engagement]) -> list[Engagement]:
        """Offer the client's projects; all where it has none."""
        theirs = {p.project_id for p in self.seen.projects} if self.seen else set()
        return [p for p in known if p.project_id in theirs] or known

    def _happening(self) -> Happening | None:
        index = self.query_one(RecordList).cursor_id
        return self.seen.history[index] if self.seen and index is not None else None

    def action_look(self) -> None:
        """Open what the cursor is on: the conversation, or the milestone."""
        found = self._happening()
        if found is None:
            return
        if found.conversation_id is not None:
            self.go(MailPlace(found.conversation_id, found.message_id))
        elif found.kind is Kind.MILESTONE:
            self.go(ProjectPlace(found.ref, Part.MILESTONES, found.id))
        else:
            self.say(t("Nothing more is on record of it"))
