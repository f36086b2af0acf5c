"""Sample mails, each with what must come out of it in the file beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from daemon.parse.explain import message_json
from daemon.parse.message import parse

_MESSAGES = Path(__file__).parents[2] / "messages"
_SAMPLES = sorted(_MESSAGES.rglob("*.eml"))


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sample(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = message_json(parse(path.read_bytes()))
    for key, wanted in expected.items():
        assert _narrowed(key, found[key], wanted) == wanted, key


def _narrowed(key: str, found: Any, wanted: Any) -> Any:
    """Reduce what was found to the keys that the expectation names."""
    if key == "spans":
        return [span["kind"] for span in found]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [_narrowed("", one, want) for one, want in zip(found, wanted, strict=True)]
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: _narrowed("", found.get(name), want) for name, want in wanted.items()}
    return found


def test_every_sample_has_an_expectation() -> None:
    assert _SAMPLES
    assert {path.with_suffix("") for path in _SAMPLES} == {
        path.with_suffix("") for path in _MESSAGES.rglob("*.json")
    }
