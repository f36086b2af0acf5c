"""Whether a reply to an offer counts by itself, or waits for a manager, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from daemon.scope.reading import Decision


class Standing(StrEnum):
    """What became of a reply. ``IGNORED``: it adds nothing."""

    COUNTED = "counted"
    WAITING = "waiting"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Offered:
    """What an offer asks for. ``answered`` is the decision that counted before, if any."""

    approver: str
    expires_at: datetime
    newest: bool = True
    closed: str = ""
    answered: Decision | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply: who wrote it, whether our server vouches for them, what it decides."""

    sender: str
    vouched: bool
    failed: bool
    received_at: datetime
    decision: Decision
    by_person: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a reply, and why."""

    standing: Standing
    reason: str


#: decisions that move an item by themselves
_BINDING = {Decision.APPROVE, Decision.DECLINE, Decision.COUNTER}


def judge(offer: Offered, reply: Answered) -> Verdict:
    """Return whether *reply* counts for *offer*; whatever is not certain waits."""
    if not reply.by_person:
        return Verdict(Standing.IGNORED, "a machine wrote it")
    if why := _whose(offer, reply) or _which(offer, reply):
        return Verdict(Standing.WAITING, why)
    if offer.answered is not None:
        return _again(offer.answered, reply)
    if reply.decision not in _BINDING:
        said = "it asks a question" if reply.decision is Decision.QUESTION else reply.reason
        return Verdict(Standing.WAITING, said or "it does not say yes or no in plain words")
    return Verdict(Standing.COUNTED, reply.reason)


def _whose(offer: Offered, reply: Answered) -> str:
    if reply.sender.lower() != offer.approver.lower():
        return f"it is from {reply.sender}; {offer.approver} was asked"
    if reply.failed:
        return "our mail server says the sender is forged"
    if not reply.vouched:
        return "our mail server does not vouch for the sender"
    return ""


def _which(offer: Offered, reply: Answered) -> str:
    if not offer.newest:
        return "it answers an older version; a newer one was sent"
    if offer.closed:
        return f"the offer was {offer.closed} before"
    if reply.received_at > offer.expires_at:
        return "it came after the offer had expired"
    return ""


def _again(first: Decision, reply: Answered) -> Verdict:
    if reply.decision is first:
        return Verdict(Standing.IGNORED, "the same answer again")
    if reply.decision in _BINDING:
        return Verdict(Standing.WAITING, f"a second answer; the first was {first.value}")
    return Verdict(Standing.IGNORED, "it was answered before")
