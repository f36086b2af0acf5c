"""The interface in Chinese."""

WORDS: dict[str, str] = {}
