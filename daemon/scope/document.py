"""The requirement document of a project: every clause cites the mail and the words it rests on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from daemon.errors import UserError

HEADINGS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Requirements",
        "version": "Version",
        "goal": "Goal",
        "requirements": "Requirements",
        "changes": "Approved changes",
        "constraints": "Constraints",
        "dates": "Dates",
        "budget": "Budget",
        "questions": "Open questions",
        "glossary": "Glossary",
        "source": "from",
        "draft": "Draft",
        "none": "–",
    },
    "zh": {
        "title": "需求说明书",
        "version": "版本",
        "goal": "目标",
        "requirements": "需求",
        "changes": "已批准的变更",
        "constraints": "约束条件",
        "dates": "时间安排",
        "budget": "预算",
        "questions": "待定问题",
        "glossary": "术语",
        "source": "来源",
        "draft": "草稿",
        "none": "无",
    },
}
#: characters of a mail's subject that are cited
SUBJECT = 80
#: what a manager writes beside what the mails say
NOTES = ("goal", "constraints", "dates", "budget", "questions", "glossary")


@dataclass(frozen=True, slots=True)
class Clause:
    """One requirement: its title, the client's words, and the mail they stand in.

    ``message`` is the Message-ID, ``on`` the day it came (ISO 8601), ``start`` and ``end`` where
    the words stand in the text written then.
    """

    ref: str
    title: str
    words: str
    message: str
    start: int
    end: int
    group: str = ""
    subject: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is agreed, in one language. ``notes`` holds the lines of each of ``NOTES``."""

    project: str
    name: str
    language: str
    clauses: tuple[Clause, ...] = ()
    changes: tuple[Clause, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_plain(self) -> dict[str, object]:
        """Return it as JSON can hold it."""
        row = asdict(self)
        return {**row, "notes": {k: list(v) for k, v in sorted(self.notes.items())}}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: a reference where it has one, the text, and what it rests on."""

    text: str
    ref: str = ""
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; ``level`` 2 stands inside the one before."""

    heading: str
    lines: tuple[Line, ...]
    level: int = 1


def read_notes(row: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return notes from plain data: text or a list of texts by name; raise UserError."""
    if unknown := sorted(set(row) - set(NOTES)):
        raise UserError(f"a document has no {', '.join(unknown)}; there are {', '.join(NOTES)}")
    return {
        name: tuple(str(v) for v in value) if isinstance(value, list | tuple) else (str(value),)
        for name, value in row.items()
    }


def sections(document: Document) -> list[Section]:
    """Return the document section by section, in its own language, without empty notes."""
    words, spoken = HEADINGS[document.language], document.language
    made = _note(document, "goal")
    made.append(Section(words["requirements"], ()))
    groups = dict.fromkeys(c.group for c in document.clauses)
    for group in groups:
        lines = tuple(_line(c, spoken) for c in document.clauses if c.group == group)
        made.append(Section(group, lines, 2))
    if document.changes:
        made.append(Section(words["changes"], tuple(_line(c, spoken) for c in document.changes)))
    for name in NOTES[1:]:
        made += _note(document, name)
    return made


def _note(document: Document, name: str) -> list[Section]:
    lines = tuple(Line(text) for text in document.notes.get(name, ()) if text.strip())
    return [Section(HEADINGS[document.language][name], lines)] if lines else []


def _line(clause: Clause, language: str) -> Line:
    where = f"<{clause.message}>, {clause.start}–{clause.end}" if clause.message else ""
    told = [_quoted(clause.subject, language), _day(clause.on, language)]
    source = " · ".join([t for t in told if t] + ([where] if where else []))
    return Line(clause.title, clause.ref, clause.words, source)


def _quoted(subject: str, language: str) -> str:
    """Return the subject of a mail as a text names it, shortened."""
    plain = " ".join(subject.split())
    short = plain if len(plain) <= SUBJECT else f"{plain[: SUBJECT - 1]}…"
    return (f"《{short}》" if language == "zh" else f"“{short}”") if short else ""


def _day(on: str, language: str) -> str:
    if not on:
        return ""
    day = date.fromisoformat(on)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B %Y}"


def title_of(document: Document, version: int) -> str:
    """Return the heading of a version."""
    words = HEADINGS[document.language]
    return f"{document.name}: {words['title']} ({words['version']} {version})"


def stamp_of(document: Document, day: date, sha256: str = "") -> str:
    """Return what stands under the title: the day and the content hash, or that it is a draft."""
    told = _day(day.isoformat(), document.language)
    if not sha256:
        return f"{HEADINGS[document.language]['draft']} · {told}"
    return f"{told} · SHA-256 {sha256}"


def markdown(document: Document, version: int, stamp: str = "") -> str:
    """Return a version as Markdown; what clients wrote cannot act as markup."""
    words = HEADINGS[document.language]
    out = [f"# {_escaped(title_of(document, version))}", ""]
    out += [stamp, ""] if stamp else []
    for section in sections(document):
        if section.heading:
            out += [f"{'#' * (section.level + 1)} {_escaped(section.heading)}", ""]
        for line in section.lines:
            ref = f"**{line.ref}** " if line.ref else ""
            out.append(f"- {ref}{_escaped(line.text)}")
            out += [f"  > {_escaped(part)}" for part in line.words.splitlines() if part.strip()]
            if line.source:
                out += ["", f"  {words['source']} `{line.source.replace('`', '')}`"]
        if section.lines:
            out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|!&~" else c for c in plain)


def difference(before: str, after: str) -> str:
    """Return what changed between two versions in Markdown, as a unified diff."""
    lines: Iterable[str] = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "before", "after", lineterm="", n=1
    )
    return "\n".join(lines)


def from_plain(row: Mapping[str, object]) -> Document:
    """Return the document that ``as_plain`` gave."""
    values = dict(row)
    clauses, changes, notes = values.pop("clauses"), values.pop("changes"), values.pop("notes")
    assert isinstance(clauses, list | tuple)
    assert isinstance(changes, list | tuple)
    assert isinstance(notes, Mapping)
    return Document(
        project=str(values["project"]),
        name=str(values["name"]),
        language=str(values["language"]),
        clauses=tuple(Clause(**c) for c in clauses),
        changes=tuple(Clause(**c) for c in changes),
        notes={str(k): tuple(str(x) for x in v) for k, v in notes.items()},
    )
