"""What is read of clients and projects, each read one use case. Called from worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemon.model.happening import Happening
from daemon.model.plan import AnswerState, Engagement, Milestone
from daemon.model.record import ItemKind
from daemon.outbox.render import Rendered
from daemon.scope.document import Document
from daemon.services import (
    approvals,
    baselines,
    clientfiles,
    clientrecords,
    conversation,
    glance,
    improving,
    insights,
    itemfile,
    milestones,
    optouts,
    projects,
    surveys,
    timeline,
)
from daemon.services.baselines import Version
from daemon.services.clientfiles import Versioned
from daemon.services.clientrecords import ClientLine, ClientRecord
from daemon.services.glance import Glance
from daemon.services.itemfile import ItemFile
from daemon.services.milestones import MilestoneLine, Preview
from daemon.services.optouts import OptOut
from daemon.services.surveys import AnswerLine, InvitationLine
from daemon.store.improvements import Link
from daemon.store.offers import OfferRow, ReplyRow
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from tui.places import Part

if TYPE_CHECKING:
    from tui.desk import Desk

#: which items stand on which board
KINDS: dict[Part, tuple[ItemKind, ...]] = {
    Part.REQUIREMENTS: (ItemKind.REQUIREMENT,),
    Part.CHANGES: (ItemKind.CHANGE_REQUEST,),
    Part.COMPLAINTS: (ItemKind.COMPLAINT,),
    Part.IMPROVEMENTS: (ItemKind.IMPROVEMENT, ItemKind.FEEDBACK),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """The requirement document: as the items stand now, and the versions that were sent."""

    draft: Document
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Everything about surveys: invitations and answers newest first, open improvements."""

    asked: tuple[InvitationLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    improvements: tuple[Link, ...] = ()
    opted_out: tuple[OptOut, ...] = ()


class Records:
    """Reads for the screens on clients and projects."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._db = desk.db

    # clients

    def list_clients(self) -> list[ClientLine]:
        """Return every client with how it fares."""
        return clientrecords.list_all(self._db, self._desk.config, self._desk.now)

    def load_client(self, client_id: int) -> ClientRecord:
        """Return one client's record."""
        return clientrecords.load(self._db, self._desk.config, client_id, self._desk.now)

    def load_history(self, conversation_id: int) -> list[Happening]:
        """Return what happened in a conversation."""
        return timeline.of_conversation(self._db, conversation_id)

    # projects

    def list_projects(self) -> list[Engagement]:
        """Return every project."""
        return projects.list_all(self._db)

    def find_project(self, code: str) -> Engagement:
        """Return one project."""
        return itemfile.find_project(self._db, code)

    def count_parts(self, code: str) -> dict[Part, int]:
        """Return what is open in each part of a project."""
        found = itemfile.count_open(self._db, code)
        counts = {part: sum(found[k.value] for k in kinds) for part, kinds in KINDS.items()}
        return counts | {Part.MILESTONES: found["milestones"]}

    def list_people(self, code: str) -> list[Person]:
        """Return who can be asked about a project, those with an address first."""
        return sorted(projects.people(self._db, code), key=lambda p: not p.address)

    def list_owners(self) -> list[str]:
        """Return who looks after anything, this manager first."""
        return list(dict.fromkeys([self._desk.actor, *itemfile.owners(self._db)]))

    def load_glance(self, code: str) -> Glance:
        """Return what stands in a project."""
        return glance.look(self._db, code, self._desk.now)

    def list_items(self, code: str, part: Part) -> list[ItemRow]:
        """Return the items on a board."""
        return itemfile.list_items(self._db, code, KINDS[part])

    def list_everything(self, code: str) -> list[ItemRow]:
        """Return the items of every kind of a project."""
        return itemfile.list_items(self._db, code, ())

    def load_item(self, item_id: int) -> ItemFile:
        """Return all that is known of an item."""
        return itemfile.load(self._db, item_id)

    def list_waiting(self, code: str) -> list[tuple[ReplyRow, OfferRow]]:
        """Return the replies to a project's offers that wait for a manager."""
        return [(r, o) for r, o in approvals.waiting(self._db) if o.project == code]

    def load_paper(self, code: str) -> Paper:
        """Return the requirement document, with the notes of its last version."""
        sent = baselines.versions(self._db, code)
        notes = sent[-1].document.notes if sent else {}
        language = sent[-1].document.language if sent else self._language(code)
        return Paper(baselines.draft(self._db, code, language, notes), tuple(sent))

    def _language(self, code: str) -> str:
        return baselines.language_of(self._desk.deeds.office(), code)

    def list_files(self, code: str) -> list[Versioned]:
        """Return the files that clients sent for a project, newest first."""
        return clientfiles.list_files(self._db, code)[::-1]

    # figures and surveys

    def load_insights(self, wanted: insights.Wanted) -> insights.Insights:
        """Return the figures over time."""
        desk = self._desk
        return insights.look(self._db, desk.config, wanted, desk.now, desk.zone)

    def load_surveys(self) -> Surveyed:
        """Return who is asked, what came back, and what came of it."""
        return Surveyed(
            asked=tuple(surveys.list_invitations(self._db)),
            answers=tuple(surveys.list_answers(self._db, (AnswerState.HELD, AnswerState.COUNTED))),
            improvements=tuple(improving.list_all(self._db)),
            opted_out=tuple(optouts.list_all(self._db)),
        )

    def find_place(self, message_id: int) -> int:
        """Return the conversation that a mail is in."""
        return conversation.place_of(self._db, message_id)

    def preview_invitation(self, line: InvitationLine) -> Rendered:
        """Return an invitation as it would look."""
        return surveys.preview(self._desk.deeds.office(), line, self._desk.now)

    # milestones

    def list_milestones(self, code: str) -> list[MilestoneLine]:
        """Return the milestones of a project."""
        return milestones.list_all(self._db, code)

    def preview_milestone(self, milestone: Milestone) -> Preview:
        """Return who would get what if it was reached now."""
        now = self._desk.now
        return milestones.preview(self._desk.deeds.office(), milestone.id, now, now)

    def list_invitations(self, code: str) -> Sequence[InvitationLine]:
        """Return the invitations of a project, newest first."""
        return surveys.list_invitations(self._db, code)
