"""Which version of a statement a reply speaks of."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"(?<![a-z0-9])(?:the )?(?:version|ver\.?|v|revision|rev\.?)\s?(\d{1,3})(?![\d.]*\d)(?: of"
    r" the (?:statement|offer|proposal|change))?"
    r"|第\s?([一二三四五六七八九十\d]{1,3})\s?(?:个)?版本?(?:说明)?"
    r"|版本\s?([一二三四五六七八九十\d]{1,3})"
)
#: the name of a version beside what it is a version of
_BESIDE = re.compile(r"\s?\((?:version|ver\.?|v)\s?\d{1,3}\)")
_AFTER_REF = re.compile(r"((?:chg|req|cmp|fbk)-\d+),? (?:version|ver\.?|v)\s?\d{1,3}\b")
_OLDER = re.compile(
    r"\b(?:previous|old|older|earlier|former|prior|last|first|original|initial) (?:version|offer"
    r"|statement|proposal)\b"
    r"|旧版|上一?个?版|前一?个?版|老版|原版|之前(?:的|那)(?:一?[个份]|版)"
)
_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}


def find_versions(text: str) -> set[int]:
    """Return the numbers of the versions that *text* (normal form) names."""
    found = {m[1] or m[2] or m[3] for m in _NAMED.finditer(text)}
    return {int(f) if f.isdecimal() else _CHINESE.get(f, 0) for f in found}


def names_other_version(text: str, offered: str) -> bool:
    """Whether *text* speaks of a version that is not in *offered* (subject and quoted offer)."""
    if _OLDER.search(text):
        return True
    named, there = find_versions(text), find_versions(offered)
    return bool(there and named - there)


def without_version(text: str, offered: str) -> str:
    """Return *text* (normal form) with the version that was *offered* called the statement."""
    if not find_versions(offered):
        return text
    text = _AFTER_REF.sub(r"\1", _BESIDE.sub("", text))
    return _NAMED.sub(lambda m: "说明" if m[2] or m[3] else "the statement", text)
