from __future__ import annotations

import json
from pathlib import Path

import pytest

from classifiers.training.check_corpus import check, counts, main
from classifiers.training.corpus import load_split, parse_line

ASK = {"text": "add it", "label": "requirement", "due": None, "question": False, "urgent": False}
MAIL: dict[str, object] = {
    "id": "1",
    "lang": "en",
    "theme": "shop",
    "author": "a",
    "hard": False,
    "date": "2026-03-04",
    "subject": "s",
    "body": "Please add it by Friday, we have waited for it since the launch.",
    "label": "requirement",
    "also": [],
    "asks": [ASK],
}


def faults(folder: Path, *rows: object) -> list[str]:
    file = folder / "en" / "a.jsonl"
    file.parent.mkdir(exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return [fault.message for fault in check([file]).faults]


def test_a_good_line_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, MAIL) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"label": "wish"}, "label 'wish'", id="label"),
        pytest.param({"also": ["other"]}, "never a secondary", id="other beside"),
        pytest.param({"also": ["requirement"]}, "is the primary one", id="twice"),
        pytest.param({"lang": "zh"}, "in folder en/", id="folder"),
        pytest.param({"date": "4.3.2026"}, "not YYYY-MM-DD", id="date"),
        pytest.param({"asks": [ASK | {"text": "remove it"}]}, "exact substring", id="substring"),
        pytest.param({"asks": [ASK | {"due": "2031-01-01"}]}, "days from", id="due"),
        pytest.param({"asks": [ASK, ASK | {"text": "it by"}]}, "overlap", id="overlap"),
        pytest.param({"hard": "no"}, "must be bool", id="type"),
        pytest.param({"extra": 1}, "unknown field", id="unknown"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, change: dict[str, object], message: str) -> None:
    found = faults(tmp_path, MAIL | change)
    assert any(message in fault for fault in found), found


def test_copies_and_same_ids_are_told(tmp_path: Path) -> None:
    found = faults(tmp_path, MAIL, MAIL | {"body": f"{MAIL['body']} Thanks"})
    assert any("nearly the same" in fault for fault in found)
    assert any("the id also stands" in fault for fault in found)


def test_a_line_that_is_no_json_is_told(tmp_path: Path) -> None:
    assert "not JSON" in faults(tmp_path, "{")[0]


def test_the_command_exits_with_the_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults(tmp_path, MAIL)
    assert main([str(tmp_path / "en" / "a.jsonl")]) == 0
    assert "1 files, 0 faults" in capsys.readouterr().out


def test_counts_tell_labels_by_language() -> None:
    table = counts([parse_line(json.dumps(MAIL))])
    assert [line.split()[:3] for line in table.splitlines()][3] == ["en", "requirement", "1"]


def test_no_author_is_on_two_sides_of_the_split() -> None:
    themes = {
        split: {(mail.lang, mail.theme, mail.author) for mail in load_split(split)}
        for split in ("train", "dev", "test")
    }
    assert themes["train"]
    assert not themes["train"] & themes["dev"]
    assert not themes["train"] & themes["test"]
