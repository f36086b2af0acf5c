"""The trained reader of replies to offers, as it ships."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from classifiers.decisions import DecisionReader, load_reader
from daemon.errors import ModelUnavailableError
from daemon.runners.guess import Guesser
from daemon.scope.decision import Reply, read_decision
from daemon.scope.likely import UNKNOWN
from daemon.scope.reading import Decision
from daemon.services.decisions import read_row

WRITTEN = Path(__file__).parents[2] / "figures" / "decisions"


@pytest.fixture(scope="module")
def reader() -> DecisionReader:
    return load_reader()


def test_probabilities_are_some_and_do_not_hang_on_company(reader: DecisionReader) -> None:
    texts = ["approved", "no, thanks", "同意,辛苦了", "how long is the guarantee?", ""]
    together = reader.probabilities(texts)
    assert together.shape == (5, len(Decision))
    assert np.allclose(together.sum(axis=1), 1, atol=1e-5)
    alone = np.array([list(reader.likely(text).values()) for text in texts])
    assert np.allclose(together, alone, atol=1e-4)


def test_shipped_reader_understands_what_no_rule_does() -> None:
    reply = Reply(
        "Approved. Petra drops the spare keys at your office on her way home, she has two."
    )
    assert read_decision(reply).decision is Decision.NONE
    assert read_decision(reply, Guesser().guess).decision is Decision.APPROVE


@pytest.mark.parametrize("damaged", [False, True])
def test_without_a_reader_the_rules_decide_alone(tmp_path: Path, damaged: bool) -> None:
    if damaged:
        (tmp_path / "decisions").write_bytes(b"no weights")
    with pytest.raises(ModelUnavailableError, match="decisions cannot be loaded"):
        load_reader(tmp_path)
    guess = Guesser(tmp_path).guess
    assert guess("approved") == UNKNOWN
    assert read_decision(Reply("Approved."), guess).decision is Decision.APPROVE
    assert read_decision(Reply("Fire away then."), guess).decision is Decision.NONE


@pytest.mark.parametrize("files", ["dev-*.jsonl", "fresh.jsonl", "traps.jsonl", "test-*.jsonl"])
def test_nothing_written_is_approved_falsely(files: str) -> None:
    guess = Guesser().guess
    rows = [
        json.loads(line)
        for file in WRITTEN.glob(files)
        for line in file.read_text("utf-8").splitlines()
    ]
    no_yes = [row for row in rows if row.get("decision") != "approve"]
    assert len(no_yes) > 150
    assert [r["id"] for r in no_yes if read_row(r, guess)["decision"] == "approve"] == []
