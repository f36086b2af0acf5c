"""A table of phrases that is cheap to look for: the pattern runs only where a literal occurs."""

from __future__ import annotations

import re
from functools import lru_cache


def normal(text: str) -> str:
    """Return the form that phrases are written for: lower case, plain spaces and apostrophes."""
    return " ".join(text.split()).lower().replace("’", "'")


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Phrases:
    """Rows of (literal, pattern); a row matches where the literal occurs and the pattern does.

    An empty pattern means that the literal is enough. Texts are given in ``normal`` form.
    """

    def __init__(self, *rows: tuple[str, str]) -> None:
        self.rows = rows

    def find(self, text: str) -> str:
        """Return the first phrase found, in the order of the rows, or an empty string."""
        for literal, pattern in self.rows:
            if literal in text:
                if not pattern:
                    return literal
                found = _compiled(pattern).search(text)
                if found:
                    return found.group()
        return ""

    def count(self, text: str) -> int:
        """Return how many rows match."""
        return sum(
            1
            for literal, pattern in self.rows
            if literal in text and (not pattern or _compiled(pattern).search(text))
        )
