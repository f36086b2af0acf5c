"""How well decisions are read from replies, beside a search for yes and no words.

``python -m tests.figures.decisions [--half HALF] [--failures]`` reads the replies
in ``tests/figures/decisions``; rules are made on ``dev`` only (of which ``dev-plain``,
``dev-wide`` and ``dev-fourth`` were written later), and ``test`` was written before any rule.
``dev-second`` and ``dev-fifth`` were written by other authors who had seen no rule; they count as
``dev`` since their first runs (86.7 % and 83.6 % read right, no false approval).
``test-third``, ``test-fifth`` and ``test-seventh`` are of three more authors; their failures are
not listed, lest a rule be made for one. The trained reader has seen none of the tests.
``traps.jsonl`` holds what is no yes.
A false approval is a reply read as a yes that is none.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from daemon.runners.guess import Guesser
from daemon.services.decisions import read_row

FOLDER = Path(__file__).parent / "decisions"
HALVES = {
    "dev": "dev-*.jsonl",
    "test": "test-??.jsonl",
    "test-third": "test-third-*.jsonl",
    "test-fifth": "test-fifth-*.jsonl",
    "test-seventh": "test-seventh-*.jsonl",
}
Row = dict[str, Any]
GUESS = Guesser().guess

_YES = re.compile(
    r"\b(?:approved?|yes|agreed?|go ahead|ok|confirmed)\b|同意|批准|确认|確認|可以|核准",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:declined?|no|not|reject(?:ed)?)\b|不|拒绝|否", re.IGNORECASE)


def rows(half: str) -> list[Row]:
    """Return the replies of a half."""
    files = sorted(FOLDER.glob(HALVES[half]))
    return [json.loads(line) for f in files for line in f.read_text("utf-8").splitlines()]


def by_keyword(row: Row) -> str:
    """Read the first line as a naive rule would."""
    first = next((line for line in row["body"].splitlines() if line.strip()), "")
    if first.rstrip().endswith(("?", "？")):
        return "question"
    if _NO.search(first):
        return "decline"
    return "approve" if _YES.search(first) else "none"


def by_us(row: Row) -> str:
    """Read a reply as the daemon does."""
    return str(read_row(row, GUESS)["decision"])


def by_rules(row: Row) -> str:
    """Read a reply by the rules alone."""
    return str(read_row(row)["decision"])


def measure(found: list[Row], read: Callable[[Row], str]) -> tuple[int, int, list[tuple[str, Row]]]:
    """Return how many were read right, the false approvals, and what was read wrong."""
    wrong = [(said, row) for row in found if (said := read(row)) != row["decision"]]
    return len(found) - len(wrong), sum(said == "approve" for said, _ in wrong), wrong


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--failures", action="store_true")
    given = parser.parse_args()
    for half in [given.half] if given.half else HALVES:
        if not (found := rows(half)):
            continue
        print(f"{half}: {len(found)} replies {dict(Counter(r['decision'] for r in found))}")
        for name, read in (("triaged", by_us), ("rules", by_rules), ("keywords", by_keyword)):
            right, false, wrong = measure(found, read)
            share = 100 * right / len(found)
            print(f"  {name:9} right {right} = {share:.1f} %, false approvals {false}")
            if name == "triaged" and given.failures and half in {"dev", "test"}:
                for said, row in wrong:
                    print(f"    {row['id']} {row['decision']} read as {said}: {row['body'][:90]!r}")


if __name__ == "__main__":
    main()
