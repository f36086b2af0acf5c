"""What workers tell the screens. Workers read and write records; only handlers touch widgets."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from daemon.model.plan import Engagement
from daemon.model.query import SavedSearch
from daemon.model.queue import Queue, Row
from daemon.services.searching import Found
from daemon.services.watching import Watching
from tui.places import Part, Place
from tui.widgets.preview import Document


@dataclass
class OrderLoaded(Message):
    """The ids of a queue. ``keep``: the cursor stays where it is.

    ``found``: of a search, its query and what it found.
    """

    queue: Queue
    ids: array[int]
    keep: bool
    found: tuple[str, Found] | None = None


@dataclass
class CountsLoaded(Message):
    """How many rows each queue has, and the saved searches."""

    counts: Mapping[Queue, int]
    saved: tuple[SavedSearch, ...] = ()


@dataclass
class RowsLoaded(Message):
    """Rows of a queue that were asked for."""

    queue: Queue
    rows: Mapping[int, Row]


@dataclass
class DocumentLoaded(Message):
    """The document for a row; None when it is gone."""

    queue: Queue
    row_id: int
    document: Document | None


@dataclass
class RecordsChanged(Message):
    """Somebody has changed what is on the screen: the daemon, another manager, or we."""


@dataclass
class WatchingLoaded(Message):
    """How the mailboxes fare."""

    watching: Watching


@dataclass
class DeedDone(Message):
    """A change was stored. ``can_undo``: undo takes it back."""

    words: str
    can_undo: bool


@dataclass
class Refused(Message):
    """Something could not be done or read; ``words`` say why and what to do."""

    words: str


@dataclass
class DatabaseLost(Message):
    """The database cannot be reached; what is shown may be old."""

    words: str


@dataclass
class GoTo(Message):
    """The manager goes somewhere. ``replaces``: the screen in front gives way."""

    place: Place
    replaces: bool = False


@dataclass
class RecordLoaded(Message):
    """What a record screen shows, read anew."""

    record: object


@dataclass
class DetailLoaded(Message):
    """What is known of the line with this id."""

    line_id: int
    detail: object


@dataclass
class ProjectsLoaded(Message):
    """The projects there are, to go to one."""

    projects: Sequence[Engagement]
    part: Part
