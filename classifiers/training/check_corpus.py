"""Check the corpus: ``python -m classifiers.training.check_corpus [FILES]``.

Lists every fault with file and line, prints counts, and exits 1 when there is a fault.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from classifiers.training.corpus import FOLDER, Mail, parse_line
from daemon.model.label import Label

FIELDS = {
    "id": str,
    "lang": str,
    "theme": str,
    "author": str,
    "hard": bool,
    "date": str,
    "subject": str,
    "body": str,
    "label": str,
    "also": list,
    "asks": list,
}
ASK_FIELDS = {"text", "label", "due", "question", "urgent"}
LABELS = {label.value for label in Label}
#: two bodies that share this part of their shingles count as the same mail
NEAR = 0.6
SHINGLE = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line."""

    file: Path
    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.id}: {self.message}"


@dataclass(slots=True)
class Found:
    """What a check found: faults, and the mails that could be read, with their place."""

    faults: list[Fault] = field(default_factory=list)
    mails: list[tuple[Mail, Path, int]] = field(default_factory=list)


def check(files: Iterable[Path]) -> Found:
    """Check each line of *files*, then ids and bodies against each other."""
    found = Found()
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                _check_line(found, file, number, line)
    found.faults += _same_ids(found.mails)
    found.faults += _near_identical(found.mails)
    return found


def _check_line(found: Found, file: Path, number: int, line: str) -> None:
    try:
        row = json.loads(line)
    except ValueError as error:
        found.faults.append(Fault(file, number, "?", f"not JSON: {error}"))
        return
    if not isinstance(row, dict):
        found.faults.append(Fault(file, number, "?", "not a JSON object"))
        return
    problems = list(row_problems(row, file.parent.name))
    found.faults += [Fault(file, number, str(row.get("id", "?")), text) for text in problems]
    if not problems:
        found.mails.append((parse_line(line), file, number))


def row_problems(row: dict[str, object], folder: str) -> Iterator[str]:
    """Yield what is wrong with one mail of the corpus; *folder* is ``en`` or ``zh``."""
    shape = list(_shape_problems(row))
    yield from shape
    if shape:
        return
    yield from _label_problems(row)
    if row["lang"] != folder and folder in {"en", "zh"}:
        yield f"lang {row['lang']!r} in folder {folder}/"
    if not _is_date(row["date"]):
        yield f"date {row['date']!r} is not YYYY-MM-DD"
    if not str(row["body"]).strip():
        yield "the body is empty"
    for number, ask in enumerate(row["asks"] if isinstance(row["asks"], list) else [], 1):
        yield from (f"ask {number}: {text}" for text in _ask_problems(ask, row))
    yield from _overlaps(row)


def _shape_problems(row: dict[str, object]) -> Iterator[str]:
    for name, kind in FIELDS.items():
        if name not in row:
            yield f"no field {name!r}"
        elif not isinstance(row[name], kind):
            yield f"field {name!r} must be {kind.__name__}, is {type(row[name]).__name__}"
    yield from (f"unknown field {name!r}" for name in row.keys() - FIELDS.keys())


def _label_problems(row: dict[str, object]) -> Iterator[str]:
    also = row["also"] if isinstance(row["also"], list) else []
    if row["label"] not in LABELS:
        yield f"label {row['label']!r} is none of {sorted(LABELS)}"
    for name in also:
        if name not in LABELS:
            yield f"secondary label {name!r} is none of {sorted(LABELS)}"
        elif name == "other":
            yield "'other' is never a secondary label"
        elif name == row["label"]:
            yield f"secondary label {name!r} is the primary one"
    if len(also) != len({str(name) for name in also}):
        yield "a secondary label stands twice"


def _ask_problems(ask: object, row: dict[str, object]) -> Iterator[str]:
    if not isinstance(ask, dict) or set(ask) != ASK_FIELDS:
        yield f"must be an object with exactly {sorted(ASK_FIELDS)}"
        return
    if not isinstance(ask["text"], str) or not ask["text"].strip():
        yield "text is empty"
    elif ask["text"] not in str(row["body"]):
        yield f"text is not an exact substring of the body: {ask['text'][:60]!r}"
    if ask["label"] not in LABELS:
        yield f"label {ask['label']!r} is none of {sorted(LABELS)}"
    if not isinstance(ask["question"], bool) or not isinstance(ask["urgent"], bool):
        yield "question and urgent must be true or false"
    yield from _due_problems(ask["due"], str(row["date"]))


def _due_problems(due: object, written: str) -> Iterator[str]:
    if due is None:
        return
    if not isinstance(due, str) or not _is_date(due):
        yield f"due {due!r} is neither null nor YYYY-MM-DD"
    elif _is_date(written):
        ahead = date.fromisoformat(due) - date.fromisoformat(written)
        if not timedelta(days=-1) <= ahead <= timedelta(days=900):
            yield f"due {due} is {ahead.days} days from the mail's date"


def _overlaps(row: dict[str, object]) -> Iterator[str]:
    body = str(row["body"])
    asks = row["asks"] if isinstance(row["asks"], list) else []
    texts = [ask["text"] for ask in asks if isinstance(ask, dict) and "text" in ask]
    spans = [(body.find(text), body.find(text) + len(text)) for text in texts]
    spans = sorted(span for span in spans if span[0] >= 0)
    for (_, end), (start, _) in itertools.pairwise(spans):
        if start < end:
            yield f"two asks overlap at {body[start : start + 30]!r}"


def _is_date(text: object) -> bool:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _same_ids(mails: list[tuple[Mail, Path, int]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for mail, file, line in mails:
        if mail.id in first:
            yield Fault(file, line, mail.id, f"the id also stands at {first[mail.id]}")
        first.setdefault(mail.id, f"{file}:{line}")


def _shingles(mail: Mail) -> frozenset[int]:
    letters = re.sub(r"\W+", " ", mail.body.lower())
    parts = letters.split() if mail.lang == "en" else list(letters.replace(" ", ""))
    windows = range(max(1, len(parts) - SHINGLE + 1))
    return frozenset(hash(tuple(parts[at : at + SHINGLE])) for at in windows)


def _near_identical(mails: list[tuple[Mail, Path, int]]) -> Iterator[Fault]:
    """Yield mails that share most of their shingles with an earlier one."""
    holders: dict[int, list[int]] = {}
    sets: list[frozenset[int]] = []
    for index, (mail, file, line) in enumerate(mails):
        mine = _shingles(mail)
        shared = Counter(other for shingle in mine for other in holders.get(shingle, ()))
        for other, common in shared.most_common(1):
            if common >= NEAR * min(len(mine), len(sets[other])):
                twin, twin_file, twin_line = mails[other]
                text = f"nearly the same body as {twin.id} ({twin_file}:{twin_line})"
                yield Fault(file, line, mail.id, text)
        sets.append(mine)
        for shingle in mine:
            holders.setdefault(shingle, []).append(index)


def counts(mails: list[Mail]) -> str:
    """Return a table: mails per language and label, hard ones, asks and due dates."""
    rows = [f"{'':4}{'label':16}{'mails':>7}{'hard':>7}{'also':>7}{'asks':>7}{'due':>7}"]
    for lang in sorted({mail.lang for mail in mails}):
        mine = [mail for mail in mails if mail.lang == lang]
        rows += [_count_row(lang, name, mine) for name in (*Label, "")]
    return "\n".join(rows)


def _count_row(lang: str, label: str, mails: list[Mail]) -> str:
    mine = [mail for mail in mails if label in {mail.label, ""}]
    also = [mail for mail in mails if (label in mail.also if label else mail.also)]
    asks = [ask for mail in mails for ask in mail.asks if label in {ask.label, ""}]
    hard = sum(mail.hard for mail in mine)
    due = sum(bool(ask.due) for ask in asks)
    name = label or "all"
    return f"{lang:4}{name:16}{len(mine):7}{hard:7}{len(also):7}{len(asks):7}{due:7}"


def main(arguments: list[str]) -> int:
    """Print faults and counts of the files given, or of the whole corpus."""
    files = [Path(name) for name in arguments] or sorted(FOLDER.glob("*/*.jsonl"))
    found = check(files)
    for fault in found.faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(counts([mail for mail, _, _ in found.mails]) + "\n")
    sys.stdout.write(f"{len(files)} files, {len(found.faults)} faults\n")
    return 1 if found.faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
