"""Takes out what could act on a terminal or mislead a reader: escapes, controls, overrides."""

from __future__ import annotations

import re

# ECMA-48 sequences: CSI … final byte, OSC/DCS/APC/PM/SOS … terminator, two-character escapes.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """Return the text with ``\\n`` line ends and no other control character but tab."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not _UNSAFE.search(text):
        return text
    text = _ESCAPES.sub("", text)
    return _UNSAFE.sub("", _BREAKS.sub("\n", text))


def clean_line(text: str) -> str:
    """Return the text as one line: no control characters, runs of white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean_text(text).split())
