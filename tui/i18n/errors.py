"""What services say when something cannot be done or waits, in the manager's language."""

from __future__ import annotations

import re
from functools import cache

from daemon.scope import severity
from tui.i18n import speaks, t
from tui.i18n.zh_advice import ADVICE
from tui.i18n.zh_errors import ERRORS
from tui.i18n.zh_reasons import REASONS

_BLANK = re.compile(r"\\\{(\d)\\\}")


def tell(error: Exception) -> str:
    """Return the words of an error; those that nobody translated stay English."""
    return say(str(error))


def say(words: str) -> str:
    """Return what a service says, such as why a mail needs a look, in the manager's language."""
    if speaks() == "en" or (known := t(words)) != words:
        return words if speaks() == "en" else known
    for pattern, said in _patterns():
        if found := pattern.fullmatch(words):
            # what stands in the blanks is a name, or something that has words of its own
            return said.format(*(say(part) for part in found.groups()))
    return severity.tell(words, speaks())


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return each error as it is recognised; those with the most words of their own first."""
    known = {**REASONS, **ERRORS, **ADVICE}
    ordered = sorted(known.items(), key=lambda pair: -len(re.sub(r"\{\d\}", "", pair[0])))
    return [
        (re.compile(_BLANK.sub("(.+?)", re.escape(words)), re.DOTALL), said)
        for words, said in ordered
    ]
