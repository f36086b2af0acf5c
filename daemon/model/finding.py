"""What a check of one thing found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `triaged check`; ``advice`` says what to do when it is not ``ok``."""

    ok: bool
    text: str
    advice: str = ""
