"""Plain replies of many countries, each with its signature and our quoted mail.

``plain.jsonl`` beside this file: a line a reply, with what a careful reader records. Without
``remark`` nothing was remarked; ``*`` leaves open how much of the text is kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.surveys.quoted import replied

LINES = Path(__file__).with_name("plain.jsonl").read_text(encoding="utf-8").splitlines()
ROWS = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['survey']}-{r['client']}" for r in ROWS])
def test_a_plain_reply_is_read(row: dict[str, Any]) -> None:
    reply = replied(**_open(row))
    assert reply.read() == reply.expected()


def _open(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row as arguments: an open remark, a tuple of options."""
    left = {"remark": ...} if row.get("remark") == "*" else {}
    return row | left | ({"choice": tuple(row["choice"])} if row.get("choice") else {})
