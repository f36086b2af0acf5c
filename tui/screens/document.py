"""The requirement document of a project: clauses that cite mail, versions, what differs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual import on
from textual.content import Content

from daemon.scope.document import HEADINGS, NOTES, Clause, Document, sections, title_of
from daemon.services.approvals import VALID
from daemon.services.baselines import Version
from daemon.services.terms import Asked
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from tui.desk import Desk
from tui.i18n import t
from tui.paint.document import paint_clause, paint_difference, paint_version
from tui.paint.parts import FAINT, assemble, styled
from tui.places import MailPlace, ProjectPlace
from tui.plain import plain_line
from tui.records import Paper
from tui.scope_deeds import Sheet
from tui.screens.answering import AnsweringScreen
from tui.screens.form import Field, Form, Values, listed
from tui.screens.forms import approver_names, moment_of, pictured
from tui.screens.pick import PickScreen
from tui.screens.project import ListedProjectScreen
from tui.widgets.detail import Detail
from tui.widgets.record_list import Line, RecordList
from tui.widgets.rows import Cells, Moment, fit
from tui.widgets.virtual_list import VirtualList

#: the formats that a version can be kept in
FORMATS = {".docx": "Word", ".pdf": "PDF", ".html": "HTML", ".md": "Markdown"}
NOTE_NAMES = {name: HEADINGS["en"][name] for name in NOTES}


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the document: a heading, a note, or a clause."""

    text: str
    level: int = 0
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The paper, and the items that its clauses come from, by reference."""

    paper: Paper
    items: dict[str, ItemRow]


class DocumentScreen(ListedProjectScreen, AnsweringScreen):
    """Shows one version of the document; the draft first."""

    def __init__(self, desk: Desk, place: ProjectPlace) -> None:
        super().__init__(desk, place)
        #: how many versions back from the draft
        self._back = 0
        self._with_difference = False

    def read_part(self) -> object:
        """Return the draft, the versions, and the items."""
        records, code = self.desk.records, self.place.code
        return Drawn(records.load_paper(code), {i.ref: i for i in records.list_everything(code)})

    @property
    def drawn(self) -> Drawn | None:
        """What was read, once it is."""
        return self.record if isinstance(self.record, Drawn) else None

    @property
    def _version(self) -> Version | None:
        return self._before(self._back - 1) if self._back and self.drawn else None

    def _before(self, back: int) -> Version | None:
        """Return the version *back* steps before the newest that was sent."""
        sent = self.drawn.paper.versions if self.drawn else ()
        return sent[-1 - back] if back < len(sent) else None

    @property
    def document(self) -> Document | None:
        """The version that is shown."""
        if self.drawn is None:
            return None
        return self._version.document if self._version else self.drawn.paper.draft

    def _written(self) -> list[Written]:
        document = self.document
        if document is None:
            return []
        clauses = {c.ref: c for c in (*document.clauses, *document.changes)}
        found = [Written(self._title(document), 0)]
        for section in sections(document):
            found += [Written(section.heading, section.level)] if section.heading else []
            found += [Written(line.text, 3, clauses.get(line.ref)) for line in section.lines]
        return found

    def _title(self, document: Document) -> str:
        sent = len(self.drawn.paper.versions) if self.drawn else 0
        version = self._version
        return title_of(document, version.made.number if version else sent + 1)

    def lines(self) -> list[Line]:
        """Return the document line by line."""
        return [Line(n, partial(_lay, each)) for n, each in enumerate(self._written())]

    def head(self) -> tuple[str, str]:
        """Return which version is shown."""
        version, document = self._version, self.document
        count = len(document.clauses) if document else 0
        name = t("Version {n}", n=version.made.number) if version else t("Draft")
        state = t(version.made.decision) if version and version.made.decision else ""
        return name, " · ".join(x for x in (state, t("{n} clauses", n=count)) if x)

    def paint(self, line_id: int | None) -> Content:
        """Return the clause under the cursor, else what became of the version."""
        if self.drawn is None or self.document is None:
            return styled("")
        if self._with_difference:
            return self._difference(self.document)
        written = self._written()
        clause = written[line_id].clause if line_id is not None else None
        if clause is None:
            return paint_version(self._version, len(self.drawn.paper.versions), self.view())
        return paint_clause(clause, self.drawn.items.get(clause.ref))

    def _difference(self, document: Document) -> Content:
        older, version = self._before(self._back), self._version
        name = t("version {n}", n=version.made.number) if version else t("the draft")
        old = t("version {n}", n=older.made.number) if older else "–"
        return paint_difference(older.document if older else None, document, (old, name))

    @on(VirtualList.Moved)
    def show_detail(self) -> None:
        """Show what belongs to the line under the cursor."""
        line_id = self.query_one(RecordList).cursor_id
        key = (self._back, self._with_difference or line_id)
        self.query_one(Detail).show(key, self.paint(line_id))

    # looking

    def action_version(self) -> None:
        """Show the version before; after the oldest the draft again."""
        sent = len(self.drawn.paper.versions) if self.drawn else 0
        if not sent:
            self.say(t("No version was sent yet; s sends the draft"))
            return
        self._back = (self._back + 1) % (sent + 1)
        self.show_record()

    def action_difference(self) -> None:
        """Show or hide what differs from the version before."""
        self._with_difference = not self._with_difference
        self.show_detail()

    def action_look(self) -> None:
        """Open the mail that a clause cites, at its words."""
        line_id, written = self.query_one(RecordList).cursor_id, self._written()
        clause = written[line_id].clause if line_id is not None else None
        item = self.drawn.items.get(clause.ref) if self.drawn and clause else None
        if clause is not None and item is not None:
            self.go(MailPlace(item.conversation_id, item.message_id, clause.words))

    def action_export(self) -> None:
        """Keep the version that is shown as a file."""
        version, document = self._version, self.document
        if document is None:
            return
        lines = [assemble(name, (f"   {suffix}", FAINT)) for suffix, name in FORMATS.items()]

        def keep(picked: tuple[int, str] | None) -> None:
            if picked is not None:
                # the document libraries take long to load
                from daemon.services.writing import Wish  # noqa: PLC0415

                number = version.made.number if version else 0
                wish = Wish(document.project, number, document.language, document.notes)
                suffix = list(FORMATS)[picked[0]]
                self.act(partial(self.desk.deeds.scope.keep_document, wish, suffix))

        screen = PickScreen(t("Keep the document as"), lines, {"s": "save"}, "s")
        self.app.push_screen(screen, keep)

    # sending

    def action_send_document(self) -> None:
        """Ask to whom, show the mail, and send the draft."""
        self.load(self._prepare, "form")

    def _prepare(self) -> None:
        paper = self.desk.records.load_paper(self.place.code)
        people = self.desk.records.list_people(self.place.code)
        form = document_form(self.desk, paper, people)
        self.app.call_from_thread(self.open_form, form)


def document_form(desk: Desk, paper: Paper, people: list[Person]) -> Form:
    """Return the form that sends the draft to its approver."""
    draft, seen = paper.draft, len(paper.versions)
    first, known = approver_names(people)
    deeds, code = desk.deeds.scope, draft.project
    until = (desk.now + VALID).astimezone(desk.zone).date().isoformat()

    def sheet(values: Values) -> Sheet:
        notes = {n: listed(values[n]) for n in NOTES if listed(values[n])}
        asked = Asked(values["approver"], moment_of(desk, values["until"]))
        return Sheet(values["language"], notes, asked, seen)

    fields = [
        Field("approver", "Approver", first, known, needed=True),
        Field("until", "Stands until", until),
        Field("language", "Language", draft.language, "← → choose", choices=tuple(HEADINGS)),
    ]
    fields += [
        Field(n, NOTE_NAMES[n], "\n".join(draft.notes.get(n, ())), "one a line", several=True)
        for n in NOTES
    ]
    return Form(
        title=t("Send the requirement document of {name}", name=plain_line(draft.name)),
        verb=t("sends it to the approver"),
        fields=fields,
        deed=lambda values: deeds.send_document(code, sheet(values)),
        picture=lambda values: pictured(deeds.preview_document(code, sheet(values))),
        renew=lambda: document_form(desk, desk.records.load_paper(code), people),
        stands=t("{n} versions sent", n=seen),
    )


def _lay(each: Written, width: int, moment: Moment) -> Cells:
    del moment
    words = plain_line(each.text, 300)
    if each.clause is not None:
        ref = fit(f"  {each.clause.ref}", 10)
        return [(ref, "strong"), (fit(words, width - 10), "text")]
    if each.level == 3:
        return [(fit(f"  – {words}", width), "text")]
    return [(fit(words, width), "strong" if each.level < 2 else "faint")]
