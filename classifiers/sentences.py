"""Sentences of a mail by rule, in English and Chinese, across hard-wrapped lines."""

from __future__ import annotations

import re
import unicodedata

Span = tuple[int, int]

#: a line at least this wide (columns; a Chinese character takes two) may have been wrapped
WRAPPED = 56
#: longer stretches are cut, so that one runaway line cannot eat the time of a batch
LONGEST = 600

BULLET = re.compile(
    r"\s*(?:[-*•·–—▪●○■□◆>]+\s|\(?\d{1,2}[.)、）:：．](?!\d)|\(?[a-z][.)]\s"
    r"|[（(]?[一二三四五六七八九十]{1,2}[、.)）．]|[①-⑳])"
)
BREAK = re.compile(
    r"[。！？；]+[”’」』）)\"]*|[!?]+[\"'”’)]*(?=\s|$|[\u4e00-\u9fff])|…+(?=\s)|\.{1,3}[\"'”’)]*(?=\s)"
    r"|;(?=\s)"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|nr|vs|etc|e\.g|i\.e|eg|ie|approx|ca|cf|inc|ltd|co|corp|fig|p|"
    r"pp|art|sec|tel|ext|min|max|incl|excl|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)"
    r"|\b[a-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[Span]:
    """Return the sentences of *text* as (start, end), without blanks at the edges."""
    found = [span for block in _blocks(text) for span in _split_block(text, *block)]
    return [part for span in found for part in _bounded(text, span)]


def _blocks(text: str) -> list[Span]:
    """Return stretches between hard line breaks; soft-wrapped lines stay together."""
    blocks: list[Span] = []
    start = 0
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\n?", text)]
    for number, (_, end) in enumerate(lines[:-1]):
        following = text[slice(*lines[number + 1])]
        if not _soft(text[slice(*lines[number])], following):
            blocks.append((start, end))
            start = end
    if start < len(text):
        blocks.append((start, len(text)))
    return blocks


def _soft(line: str, following: str) -> bool:
    """Tell whether the break after *line* was put in by a mail program."""
    if not line.strip() or not following.strip() or BULLET.match(following):
        return False
    return _width(line.rstrip()) >= WRAPPED and not re.search(r"[.!?。！？:：;；]\s*$", line)


def _width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _split_block(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for match in BREAK.finditer(text, start, end):
        if match.group()[0] == "." and _is_inner_dot(text, begin, match.start() + 1):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _is_inner_dot(text: str, begin: int, end: int) -> bool:
    """Tell a dot of an abbreviation or of a list number from the end of a sentence."""
    before = text[begin:end]
    return bool(ABBREVIATION.search(before[-8:]) or re.fullmatch(r"\s*\(?\w{1,2}\.", before))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _bounded(text: str, span: Span) -> list[Span]:
    start, end = span
    parts: list[Span] = []
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("，", start, start + LONGEST))
        cut = cut + 1 if cut > start else start + LONGEST
        if part := _trim(text, start, cut):
            parts.append(part)
        start = cut
    if part := _trim(text, start, end):
        parts.append(part)
    return parts
