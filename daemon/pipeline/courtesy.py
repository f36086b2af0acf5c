"""Telling "ok, thanks" from a mail that asks for something."""

from __future__ import annotations

from daemon.model.label import Label, Prediction
from daemon.model.message import Message

COURTESY_LENGTH = 160


def is_courtesy(message: Message, prediction: Prediction | None) -> bool:
    """Whether *message* merely confirms: it neither reopens nor wakes a conversation."""
    if prediction is None or prediction.abstain or prediction.label is not Label.OTHER:
        return False
    return confirms(message.text) and not prediction.asks and not message.attachments


def confirms(text: str) -> bool:
    """Whether a text without a label of its own is so short that it merely confirms."""
    return len(text) <= COURTESY_LENGTH and not {"?", "？"} & set(text)
