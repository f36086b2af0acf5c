"""Replies to offers, labelled, that the reader of decisions learns from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from daemon.model.message import written_now
from daemon.parse.quoting import split_plain
from daemon.scope.clauses import normal
from daemon.scope.decision import Reply, plain_text, title_of
from daemon.scope.reading import Decision

FOLDER = Path(__file__).parent / "replies"
#: those that the rules were written on, and what is no yes
WRITTEN = Path(__file__).parents[2] / "tests" / "figures" / "decisions"
KNOWN = ("dev-*.jsonl", "fresh.jsonl", "traps.jsonl")
#: left out of training, so that `daemon.scope.likely` is bound by replies that the reader never saw
HELD = (
    "dev-sixth-en",
    "dev-sixth-zh",
    *(f"replies-{part}" for part in ("en-a", "en-d", "zh-a", "zh-d")),
)
#: a plain yes that a remark stands beside
YES = {
    "en": (
        "Approved.",
        "Approve",
        "Yes, approved.",
        "Yes, please go ahead.",
        "Agreed.",
        "We approve.",
        "Go ahead",
        "I approve CHG-12.",
        "Happy to approve.",
        "yes",
    ),
    "zh": (
        "同意。",
        "批准",
        "确认，同意。",
        "可以，按这个做。",
        "同意变更",
        "我们同意，请执行。",
        "批准执行。",
        "同意实施，谢谢。",
    ),
}
#: how often the remark comes before the yes
BEFORE = 0.25


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply and the title of what was offered, in normal form.

    ``decision`` is None where all that is known is: no approval.
    """

    text: str
    decision: Decision | None
    title: str = ""


def labelled_replies() -> list[LabelledReply]:
    """Return every reply there is to learn from; none of the tests' and none held back."""
    return [
        LabelledReply(_text(str(row["body"])), _decision(row), _title(row))
        for row in [*_written(), *_replies(), *_with_remarks()]
    ]


def _text(body: str) -> str:
    return plain_text(Reply(written_now(body, split_plain(body))))


def _title(row: Mapping[str, object]) -> str:
    if "title" in row:
        return normal(str(row["title"]))
    return title_of(normal(str(row.get("subject", ""))))


def _decision(row: Mapping[str, object]) -> Decision | None:
    said = row.get("decision", Decision.NONE.value)
    return Decision(str(said)) if said else None


def _rows(path: Path) -> Iterator[dict[str, object]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def _written() -> Iterator[dict[str, object]]:
    for pattern in KNOWN:
        for path in sorted(WRITTEN.glob(pattern)):
            if path.stem not in HELD:
                yield from _rows(path)


def _replies() -> Iterator[dict[str, object]]:
    for path in sorted(FOLDER.glob("replies-*.jsonl")):
        for row in _rows(path) if path.stem not in HELD else ():
            yield {"body": row["text"], **row}


def _with_remarks() -> Iterator[dict[str, object]]:
    """Yield remarks, each beside a plain yes: harmless, or such that it is no plain yes."""
    chance = random.Random(5)  # noqa: S311 - a choice of words, no secret
    for path in sorted(FOLDER.glob("remarks-*.jsonl")):
        for row in _rows(path):
            yes = chance.choice(YES[str(row["lang"])])
            parts = [yes, str(row["text"])]
            between = chance.choice(("\n\n", "\n", " " if row["lang"] == "en" else ""))
            body = between.join(parts if chance.random() >= BEFORE else reversed(parts))
            yield {"body": body, "decision": Decision.APPROVE.value if row["harmless"] else ""}
