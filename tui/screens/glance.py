"""A project's scope at a glance: agreed, approved, pending, never decided, complained about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual import on
from textual.content import Content

from daemon.model.record import ItemKind
from daemon.services.clientfiles import Versioned
from daemon.services.glance import Glance, Priced
from daemon.services.itemfile import ItemFile
from daemon.store.promises import Promise
from daemon.store.scope_items import ItemRow
from tui import moments
from tui.i18n import t
from tui.paint.item import paint_item
from tui.paint.mail import View
from tui.paint.parts import FAINT, WARN, assemble, styled
from tui.places import MailPlace, Part, ProjectPlace
from tui.plain import plain_line
from tui.screens.pick import PickScreen
from tui.screens.project import ListedProjectScreen
from tui.widgets.detail import Detail
from tui.widgets.record_list import Line, RecordList
from tui.widgets.rows import Cells, Moment, fit
from tui.widgets.virtual_list import VirtualList

#: on which board an item stands
BOARDS: dict[ItemKind, Part] = {
    ItemKind.REQUIREMENT: Part.REQUIREMENTS,
    ItemKind.CHANGE_REQUEST: Part.CHANGES,
    ItemKind.COMPLAINT: Part.COMPLAINTS,
    ItemKind.FEEDBACK: Part.IMPROVEMENTS,
    ItemKind.IMPROVEMENT: Part.IMPROVEMENTS,
}
_STANDS_OUT = {
    "Asked, never decided": "warn",
    "Open complaints": "alert",
    "Promised, not kept": "alert",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: a heading, an item with what it costs, or a promise in a conversation."""

    words: str
    note: str = ""
    item: ItemRow | None = None
    promise: Promise | None = None
    role: str = "text"


def entries_of(seen: Glance) -> list[Entry]:
    """Return the lines of a glance, section by section; empty ones say so."""
    sections: list[tuple[str, str, list[Entry]]] = [
        ("Agreed requirements", _baseline(seen), [_plain(i) for i in seen.requirements]),
        ("Approved changes", seen.totals(seen.approved), [_priced(p) for p in seen.approved]),
        ("Pending changes", seen.totals(seen.pending), [_priced(p) for p in seen.pending]),
        ("Asked, never decided", "", [_plain(i) for i in seen.undecided]),
        ("Open complaints", "", [_plain(i) for i in seen.complaints]),
        ("Promised, not kept", "", [_promised(p) for p in seen.promised]),
    ]
    found: list[Entry] = []
    for name, told, rows in sections:
        total = told.replace(" days", f" {t('days')}")
        note = " · ".join(x for x in (str(len(rows)) if rows else t("none"), total) if x)
        role = _STANDS_OUT.get(name, "strong") if rows else "faint"
        found += [Entry(t(name), note, role=role), *rows]
    return found


def _baseline(seen: Glance) -> str:
    """Return which version is the baseline."""
    number = seen.baseline.rpartition(" ")[2]
    return t("baseline is version {n}", n=number) if number else t("no baseline yet")


def _promised(promise: Promise) -> Entry:
    day = t("due {day}", day=promise.due_at.date().isoformat())
    return Entry(plain_line(promise.words, 200), f"{promise.tag} · {day}", promise=promise)


def _plain(item: ItemRow) -> Entry:
    return Entry(plain_line(item.title, 200), t(item.state), item)


def _priced(each: Priced) -> Entry:
    days = t("{n} days", n=each.days) if each.days else ""
    cost = f"{each.cost} {each.currency}" if each.cost else ""
    note = " · ".join(x for x in (cost, days, t(each.item.state)) if x)
    return Entry(plain_line(each.item.title, 200), note, each.item)


class GlanceScreen(ListedProjectScreen):
    """Lists what stands, and shows the item under the cursor."""

    def read_part(self) -> object:
        """Return what stands."""
        return entries_of(self.desk.records.load_glance(self.place.code))

    @property
    def _entries(self) -> list[Entry]:
        return self.record if isinstance(self.record, list) else []

    def lines(self) -> list[Line]:
        """Return the lines; the ids are those of items, all others count down from -1."""
        return [
            Line(each.item.id if each.item else -1 - n, partial(_lay, each))
            for n, each in enumerate(self._entries)
        ]

    def show_record(self) -> None:
        """Show the lines anew; at first the cursor is on the first item."""
        is_first = not self.query_one(RecordList).ids
        super().show_record()
        first = next((e.item.id for e in self._entries if e.item), None)
        if is_first and first is not None:
            self.query_one(RecordList).stand_on(first)

    def head(self) -> tuple[str, str]:
        """Return the project's name."""
        whose = self.whose
        name = plain_line(whose.name) if whose else ""
        state = f"{t(whose.state.value)}" if whose else ""
        owner = f" · {plain_line(whose.owner)}" if whose and whose.owner else ""
        return name, f"{state}{owner}"

    def item(self) -> ItemRow | None:
        """Return the item under the cursor."""
        line_id = self.query_one(RecordList).cursor_id
        return next((e.item for e in self._entries if e.item and e.item.id == line_id), None)

    @on(VirtualList.Moved)
    def show_detail(self) -> None:
        """Read what is known of the item."""
        item = self.item()
        if item is None:
            self.query_one(Detail).show(None, self._hint())
            return
        self.load_detail(item.id, lambda: self.desk.records.load_item(item.id))

    def _hint(self) -> Content:
        return styled(t("j and k go through the items; enter opens one on its board."), "$faint")

    def paint_loaded(self, detail: object) -> Content:
        """Return an item in full."""
        return paint_item(detail, self.view()) if isinstance(detail, ItemFile) else styled("")

    def action_project_files(self) -> None:
        """Save or open a file that a client sent."""

        def work() -> None:
            found = self.desk.records.list_files(self.place.code)
            self.app.call_from_thread(self._offer_files, found)

        self.load(work, "files")

    def _offer_files(self, found: list[Versioned]) -> None:
        if not found:
            self.say(t("No file came with this project's mail"))
            return
        lines = [_file(each, self.view()) for each in found]

        def handle(picked: tuple[int, str] | None) -> None:
            if picked is not None:
                file, deeds = found[picked[0]].file, self.desk.deeds
                take = deeds.open_file if picked[1] == "o" else deeds.save_file
                self.act(partial(take, file.message_id, file.attachment))

        verbs = {"s": "save", "o": "open"}
        self.app.push_screen(PickScreen(t("Files of this project"), lines, verbs, "s"), handle)

    def action_look(self) -> None:
        """Go to the board of the item."""
        line_id = self.query_one(RecordList).cursor_id
        entry = self._entries[-1 - line_id] if line_id is not None and line_id < 0 else None
        if entry is not None and entry.promise is not None:
            self.go(MailPlace(entry.promise.conversation_id))
        elif (item := self.item()) is not None:
            place = ProjectPlace(self.place.code, BOARDS[item.kind], item.id)
            self.go(place, replaces=True)


def _file(each: Versioned, view: View) -> Content:
    file = each.file
    when = moments.short(file.received_at, view.now, view.zone)
    known = f"   {moments.size(file.size)}   {plain_line(file.sender)}   {when}"
    version = (f"  {t('version {n}', n=each.version)}", WARN if each.version > 1 else FAINT)
    return assemble(plain_line(file.name) or file.media_type, version, (known, FAINT))


def _lay(entry: Entry, width: int, moment: Moment) -> Cells:
    del moment
    note = fit(f" {entry.note}", min(width // 2, cell_len(entry.note) + 1))
    room = width - cell_len(note)
    if entry.promise is not None:
        return [(fit(f"  {entry.words}", room), "text"), (note, "faint")]
    if entry.item is None:
        return [(fit(entry.words, room), entry.role), (note, "faint")]
    ref = fit(f"  {entry.item.ref}", 10)
    return [(ref, "strong"), (fit(entry.words, room - 10), "text"), (note, "faint")]
