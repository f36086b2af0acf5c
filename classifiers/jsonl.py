"""Mails as JSON objects in, predictions as JSON objects out: ``triaged classify --jsonl``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from daemon.model.label import Ask, Prediction, Text


def text_of(row: Mapping[str, object], body: str, now: datetime) -> Text:
    """Return what the classifier sees of *row*; *body* is what was written now.

    ``date`` (ISO, optional) resolves dates such as "by Friday"; *now* stands in for it.
    Raises ValueError when it is no date.
    """
    date = row.get("date")
    at = datetime.fromisoformat(str(date)) if date else now
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Text(str(row.get("subject") or ""), body, str(row.get("lang") or ""), at)


def row_of(key: object, prediction: Prediction) -> dict[str, object]:
    """Return *prediction* as a JSON object with the id *key*."""
    return {
        "id": key,
        "label": prediction.label.value,
        "also": [label.value for label in prediction.also],
        "probabilities": {
            label.value: round(p, 4) for label, p in prediction.probabilities.items()
        },
        "abstain": prediction.abstain,
        "asks": [_ask_row(ask) for ask in prediction.asks],
    }


def _ask_row(ask: Ask) -> dict[str, object]:
    return {"text": ask.text, "label": ask.label.value, "due": ask.due or None}
