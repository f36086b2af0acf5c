"""HTML bodies: the containers decide first, the rules for plain text read what they left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from daemon.model.message import Span, SpanKind
from daemon.parse.htmltext import Mark, render
from daemon.parse.quoting.containers import BARE, REST, Containers
from daemon.parse.quoting.heads import find_marker
from daemon.parse.quoting.split import label_lines, strip_lines, to_spans

_KINDS = {kind.value: kind for kind in SpanKind}
_Presets = list[SpanKind | None]


def split_html(html: str) -> tuple[str, tuple[Span, ...]]:
    """Return the readable text of an HTML body and its spans."""
    text, marks = render(html, Containers().label)
    raw = text.splitlines(keepends=True)
    lines = strip_lines(raw)
    preset = _preset(raw, lines, marks)
    kinds = label_lines(lines, preset)
    if marks and not _has_new(lines, kinds):
        kinds = _second_reading(lines, preset, kinds, _lines_of(raw, marks, BARE))
    return text, to_spans(raw, kinds)


def _preset(raw: Sequence[str], lines: Sequence[str], marks: Sequence[Mark]) -> _Presets:
    """Return the kind that a container gives to each line, or None."""
    preset: _Presets = [None] * len(raw)
    if not marks:
        return preset
    starts = _starts(raw)
    rest = len(raw)
    for mark in marks:
        first, last = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        if mark.label == REST:
            rest = min(rest, first)
            continue
        kind = SpanKind.QUOTE if mark.label == BARE else _KINDS[mark.label]
        if kind is SpanKind.QUOTE and _is_forward(lines, first, last):
            kind = SpanKind.FORWARD
        preset[first:last] = [kind] * (last - first)
    if rest < len(raw):
        alone = not any(lines[i] and preset[i] is None for i in range(rest))
        kind = SpanKind.FORWARD if alone else SpanKind.QUOTE
        preset[rest:] = [kind] * (len(raw) - rest)
    return preset


def _starts(raw: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, raw[:-1]), initial=0)) if raw else []


def _is_forward(lines: Sequence[str], first: int, last: int) -> bool:
    for i in range(first, last):
        if lines[i]:
            head = find_marker(lines, i)
            return head is not None and head.kind is SpanKind.FORWARD
    return False


def _has_new(lines: Sequence[str], kinds: Sequence[SpanKind]) -> bool:
    return any(line and kind is SpanKind.NEW for line, kind in zip(lines, kinds, strict=True))


def _lines_of(raw: Sequence[str], marks: Sequence[Mark], label: str) -> set[int]:
    starts = _starts(raw)
    found: set[int] = set()
    for mark in marks:
        if mark.label == label:
            found.update(range(bisect_left(starts, mark.start), bisect_left(starts, mark.end)))
    return found


def _second_reading(
    lines: Sequence[str], preset: _Presets, kinds: list[SpanKind], bare: set[int]
) -> list[SpanKind]:
    """Believe the containers less when they leave nothing of the mail.

    People write inside their signature element, and indent with a plain blockquote.
    """
    attributed = any(
        line and kind in (SpanKind.QUOTE, SpanKind.FORWARD) and preset[i] is None
        for i, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    )
    doubted: _Presets = [
        None if told is SpanKind.SIGNATURE or (i in bare and not attributed) else told
        for i, told in enumerate(preset)
    ]
    return kinds if doubted == preset else label_lines(lines, doubted)
