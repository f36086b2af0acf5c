"""Fetching mails by UID: whole, or only the header where a mail is larger than the limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from daemon.config.schema import LimitsConfig
from daemon.imap.client import Session
from daemon.imap.errors import RefusedError
from daemon.imap.sync import Facts, Portion, portions
from daemon.model.mailbox import Fetched

#: how much of the header of a quarantined mail is kept, in bytes
HEAD = 65536


def fetch_portion(session: Session, portion: Portion, limits: LimitsConfig) -> list[Fetched]:
    """Return the mails of *portion*, ascending by UID, leaving their seen flags as they were."""
    mails = _whole(session, portion.whole)
    mails += [_oversize(session, fact, limits) for fact in portion.oversize]
    if session.readonly:
        _leave_unseen(session, (*portion.whole, *portion.oversize))
    return sorted(mails, key=lambda mail: mail.uid)


def fetch_alone(session: Session, uid: int, limits: LimitsConfig, now: datetime) -> Fetched | None:
    """Return the mail *uid*, asked for by itself; None when it is gone from the server."""
    facts = session.facts([uid], now)
    mails = [m for p in portions(facts, limits) for m in fetch_portion(session, p, limits)]
    return mails[0] if mails else None


def fetch_head(session: Session, uid: int, limits: LimitsConfig) -> bytes:
    """Return the header of *uid*, bounded."""
    return session.header(uid, min(HEAD, int(limits.message)))


def _whole(session: Session, facts: Sequence[Facts]) -> list[Fetched]:
    if not facts:
        return []
    bodies = session.bodies([fact.uid for fact in facts])
    missing = [fact.uid for fact in facts if bodies.get(fact.uid) is None]
    if missing and (still := session.facts(missing, facts[0].received_at)):
        raise RefusedError(
            f"{session.where}: mail {still[0].uid} is listed, but the server does not hand it over"
        )
    return [_fetched(fact, raw) for fact in facts if (raw := bodies.get(fact.uid)) is not None]


def _fetched(fact: Facts, raw: bytes) -> Fetched:
    problem = "" if raw else "the mail is empty"
    return Fetched(fact.uid, raw, len(raw) or fact.size, fact.received_at, problem)


def _oversize(session: Session, fact: Facts, limits: LimitsConfig) -> Fetched:
    """Return the header of a mail that is too large, or the mail where its size was a lie."""
    if not _reaches(session, fact.uid, int(limits.message)):
        return _whole(session, [fact])[0]
    head = fetch_head(session, fact.uid, limits)
    problem = f"too large: {fact.size} bytes, and limits.message allows {int(limits.message)}"
    return Fetched(fact.uid, b"", fact.size, fact.received_at, problem, head)


def _reaches(session: Session, uid: int, offset: int) -> bool:
    try:
        return session.reaches(uid, offset)
    except RefusedError:
        return True  # no partial fetch here, so the claim stands


def _leave_unseen(session: Session, facts: Iterable[Facts]) -> None:
    """Take the seen flag off again where fetching set it, as some servers do even on PEEK.

    Only when all unseen mails of the portion became seen: one of many was a person reading.
    """
    unseen = [fact.uid for fact in facts if not fact.seen]
    if unseen and session.seen_among(unseen) == set(unseen):
        session.restore_unseen(unseen)
