"""The one place where a third-party reader may fail on a mail without failing the mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def attempt(read: Callable[[], T], fallback: T, defects: list[str], what: str) -> T:
    """Return what the reader returns; if it raises, note a defect and return the fallback."""
    try:
        return read()
    except Exception as error:  # noqa: BLE001 - readers of foreign formats raise anything on bad input
        defects.append(f"{what} could not be read ({type(error).__name__})")
        return fallback
