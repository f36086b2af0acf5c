"""The corpus: one labelled mail a line, in files that each belong to one split."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from daemon.model.label import Label, Text

FOLDER = Path(__file__).parent / "corpus"
SPLITS = Path(__file__).parent / "split.toml"


@dataclass(frozen=True, slots=True)
class GoldAsk:
    """An ask as its author marked it; *text* is an exact substring of the body."""

    text: str
    label: Label
    due: str
    question: bool
    urgent: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of the corpus with the labels its author gave it."""

    id: str
    lang: str
    theme: str
    author: str
    hard: bool
    date: date
    subject: str
    body: str
    label: Label
    also: tuple[Label, ...]
    asks: tuple[GoldAsk, ...]

    @property
    def at(self) -> datetime:
        """The moment it was written: noon, for only the day is known."""
        return datetime(self.date.year, self.date.month, self.date.day, 12, tzinfo=UTC)

    def as_text(self, body: str | None = None) -> Text:
        """Return what the classifier sees; *body* stands for the one without quotes."""
        return Text(self.subject, self.body if body is None else body, self.lang, self.at)


def parse_line(line: str) -> Mail:
    """Return the mail of one JSON line. Raises KeyError, ValueError or TypeError."""
    row = json.loads(line)
    return Mail(
        id=row["id"],
        lang=row["lang"],
        theme=row["theme"],
        author=row["author"],
        hard=bool(row["hard"]),
        date=date.fromisoformat(row["date"]),
        subject=row["subject"],
        body=row["body"],
        label=Label(row["label"]),
        also=tuple(Label(name) for name in row["also"]),
        asks=tuple(_parse_ask(ask) for ask in row["asks"]),
    )


def _parse_ask(row: dict[str, object]) -> GoldAsk:
    due = row.get("due")
    return GoldAsk(
        text=str(row["text"]),
        label=Label(str(row["label"])),
        due=date.fromisoformat(str(due)).isoformat() if due else "",
        question=bool(row.get("question", False)),
        urgent=bool(row.get("urgent", False)),
    )


def read(files: Iterable[Path]) -> Iterator[Mail]:
    """Yield the mails of *files* in order. Raises ValueError naming file and line."""
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    yield parse_line(line)
                except (KeyError, ValueError, TypeError) as error:
                    raise ValueError(f"{file}:{number}: {error!r}") from error


def split_files(split: str) -> list[Path]:
    """Return the files of ``train``, ``dev`` or ``test``, sorted.

    Test files are those named ``test-*``, dev files those listed; the rest trains.
    """
    dev = set(tomllib.loads(SPLITS.read_text(encoding="utf-8"))["dev"])
    return [file for file in sorted(FOLDER.glob("*/*.jsonl")) if _split_of(file, dev) == split]


def _split_of(file: Path, dev: set[str]) -> str:
    if file.stem.startswith("test-"):
        return "test"
    return "dev" if f"{file.parent.name}/{file.stem}" in dev else "train"


def load_split(split: str) -> list[Mail]:
    """Return the mails of a split."""
    return list(read(split_files(split)))
