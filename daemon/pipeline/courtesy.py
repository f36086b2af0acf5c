"""Telling "ok, thanks" from a mail that asks for something."""

from __future__ import annotations

from daemon.model.label import Label, Prediction
from daemon.model.message import Message

COURTESY_LENGTH = 160


def is_courtesy(message: Message, prediction: Prediction | None) -> bool:
    """Whether *message* merely confirms: it neither reopens nor wakes a conversation."""
    if prediction is None or prediction.abstain or prediction.label is not Label.OTHER:
        return False
    short = len(message.text) <= COURTESY_LENGTH
    return short and not prediction.asks and not message.attachments and "?" not in message.text
