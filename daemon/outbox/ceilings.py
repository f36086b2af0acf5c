"""How much automatic mail may leave in a day, so that no loop with a machine lasts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

from daemon.config.schema import SendingConfig
from daemon.model.outgoing import Letter

#: counts look back this far
WINDOW = timedelta(hours=24)

_VARYING = re.compile(r"\d+|\s+")


@dataclass(frozen=True, slots=True)
class Counts:
    """Automatic mails of the last ``WINDOW``: to the address, its domain, with this content.

    With several recipients each figure is the highest of any of them. Mail that a manager
    wrote is never counted.
    """

    address: int = 0
    domain: int = 0
    content: int = 0


def broken_ceiling(letter: Letter, counts: Counts, limits: SendingConfig) -> str | None:
    """Return which ceiling one more mail would break, in words; None lets it pass."""
    if not letter.automatic:
        return None
    figures = (
        ("address", counts.address, limits.max_per_address),
        ("domain", counts.domain, limits.max_per_domain),
        ("content", counts.content, limits.max_same_content),
    )
    for name, count, most in figures:
        if count >= most:
            return f"ceiling per {name}: {count} automatic mails in 24 h, {most} allowed"
    return None


def content_key(letter: Letter) -> str:
    """Return a key that is equal for letters differing only in numbers and spacing.

    A machine that writes the same thing under many addresses draws acknowledgements that
    differ in their references alone.
    """
    text = _VARYING.sub(" ", f"{letter.subject}\n{letter.text}").strip().casefold()
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
