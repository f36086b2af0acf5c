"""What services say when something cannot be done, in the manager's language."""

from __future__ import annotations

import re
from functools import cache

from tui.i18n import speaks, t
from tui.i18n.zh_errors import ERRORS

_BLANK = re.compile(r"\\\{(\d)\\\}")


def tell(error: Exception) -> str:
    """Return the words of an error; those that nobody translated stay English."""
    words = str(error)
    if speaks() == "en":
        return words
    for pattern, said in _patterns():
        if found := pattern.fullmatch(words):
            # what stands in the blanks is a name, or a state that has words of its own
            return said.format(*(t(part) for part in found.groups()))
    return words


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return each error as it is recognised; those with the most words of their own first."""
    ordered = sorted(ERRORS.items(), key=lambda pair: -len(re.sub(r"\{\d\}", "", pair[0])))
    return [
        (re.compile(_BLANK.sub("(.+?)", re.escape(words)), re.DOTALL), said)
        for words, said in ordered
    ]
