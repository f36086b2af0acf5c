"""When to try again, when to look again, and when to give up."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.config.schema import SendingConfig

#: the most by which a delay is stretched, so that waiting mail does not return in step
JITTER_SHARE = 0.25


def next_attempt(
    attempts: int, since: datetime, now: datetime, policy: SendingConfig, jitter: float
) -> datetime | None:
    """Return when to try again after *attempts* failures; None means give up.

    *since* is when the mail was released for sending, *jitter* a random number in [0, 1).
    The last attempt falls on the give-up age itself, however long the step before it is.
    """
    deadline = since + timedelta(hours=policy.give_up_hours)
    if now >= deadline:
        return None
    step = policy.retry_minutes[min(max(attempts, 1), len(policy.retry_minutes)) - 1]
    delay = timedelta(minutes=step * (1 + JITTER_SHARE * jitter))
    return min(now + delay, deadline)


def next_look(since: datetime, now: datetime, policy: SendingConfig) -> datetime | None:
    """Return when to look again for something that began at *since*; None means stop looking.

    The pauses grow with its age: a minute at first, then as long again as it has lasted.
    """
    age = now - since
    if age >= timedelta(hours=policy.give_up_hours):
        return None
    return now + max(timedelta(minutes=1), age)
