"""The interface in the manager's language: English words are the keys of each catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from tui.i18n import zh

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": {}, "zh": zh.WORDS}


class _Speech:
    """The catalogue in use."""

    def __init__(self) -> None:
        self.words: Mapping[str, str] = {}
        self.language = "en"


_speech = _Speech()


def use(language: str) -> None:
    """Speak *language* from now on (``en``, ``zh``); English where it is not known."""
    _speech.words = CATALOGUES.get(language, {})
    _speech.language = language if language in CATALOGUES else "en"


def t(words: str, /, **values: object) -> str:
    """Return *words* in the manager's language, with ``{name}`` replaced by values."""
    found = _speech.words.get(words, words)
    return found.format(**values) if values else found


def speaks() -> str:
    """Return the language in use."""
    return _speech.language


def from_environment(environment: Mapping[str, str]) -> str:
    """Return the language that LC_ALL, LC_MESSAGES or LANG asks for: ``en`` or ``zh``."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[n] for n in names if environment.get(n)), "")
    return "zh" if wanted.lower().startswith("zh") else "en"
