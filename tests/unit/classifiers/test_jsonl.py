from __future__ import annotations

from datetime import UTC, datetime

import pytest

from classifiers.jsonl import row_of, text_of
from daemon.model.label import Ask, Label, Prediction

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def test_a_row_becomes_a_text() -> None:
    text = text_of({"subject": "s", "date": "2026-01-02"}, "body", NOW)
    assert (text.subject, text.body) == ("s", "body")
    assert text.at == datetime(2026, 1, 2, tzinfo=UTC)
    assert text_of({}, "", NOW).at == NOW


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        text_of({"date": "tomorrow"}, "", NOW)


def test_a_prediction_becomes_a_row() -> None:
    ask = Ask(0, 2, "do", Label.REQUIREMENT, 0.9, "Do", due="2026-03-06")
    prediction = Prediction(Label.OTHER, {Label.OTHER: 0.5}, True, "1", (Label.FEEDBACK,), (ask,))
    assert row_of(7, prediction) == {
        "id": 7,
        "label": "other",
        "also": ["feedback"],
        "probabilities": {"other": 0.5},
        "abstain": True,
        "asks": [{"text": "do", "label": "requirement", "due": "2026-03-06"}],
    }
