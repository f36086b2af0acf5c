"""One pass over the lines of a body: which are new, quoted, forwarded, signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from daemon.model.message import Span, SpanKind
from daemon.parse.quoting.heads import (
    Head,
    find_attribution,
    find_marker,
    is_address,
    is_rule,
    next_text,
    read_block,
)
from daemon.parse.quoting.tails import label_tail

_NEW, _QUOTE, _FORWARD = SpanKind.NEW, SpanKind.QUOTE, SpanKind.FORWARD
_MAX_CODE = 200  # lines between two fences
_TRIM = " \t\r\n\v\f\xa0\u3000\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069"


def split_plain(text: str) -> tuple[Span, ...]:
    """Cut a plain body into spans that cover it without gap or overlap."""
    raw = text.splitlines(keepends=True)
    return to_spans(raw, label_lines(strip_lines(raw)))


def strip_lines(raw: Iterable[str]) -> list[str]:
    """Return the lines without the white space and invisible marks around them."""
    return [line.strip(_TRIM) for line in raw]


def to_spans(raw: Sequence[str], kinds: Sequence[SpanKind]) -> tuple[Span, ...]:
    """Join neighbouring lines of one kind; ``raw`` lines keep their ends."""
    spans: list[Span] = []
    start = 0
    offsets = list(accumulate(map(len, raw)))
    for i, kind in enumerate(kinds):
        if i + 1 == len(kinds) or kinds[i + 1] is not kind:
            spans.append(Span(start, offsets[i], kind))
            start = offsets[i]
    return tuple(spans)


def label_lines(
    lines: Sequence[str], preset: Sequence[SpanKind | None] | None = None
) -> list[SpanKind]:
    """Return the kind of each stripped line; ``preset`` says what HTML containers told."""
    return _Pass(lines, preset).run()


class _Pass:
    """The state of one walk down the lines."""

    def __init__(self, lines: Sequence[str], preset: Sequence[SpanKind | None] | None) -> None:
        self.lines = lines
        self.preset = preset
        self.kinds = [_NEW] * len(lines)
        self.no_block_before = 0
        self.quoted_next = self._look_ahead()

    def _look_ahead(self) -> list[bool]:
        """For each line: whether the next line with text is marked as a quote."""
        ahead = [False] * len(self.lines)
        marked = False
        for i in range(len(self.lines) - 1, -1, -1):
            ahead[i] = marked
            if self.lines[i]:
                marked = self._is_marked(i)
        return ahead

    def _is_marked(self, at: int) -> bool:
        """Tell whether a line is quoted by its own look: ``>`` or an HTML container."""
        if self.preset is not None and self.preset[at] in (_QUOTE, _FORWARD):
            return True
        line = self.lines[at]
        if line[0] not in ">＞" or (line.startswith(">>>") and line.endswith("<<<")):
            return False
        return not line.startswith(">From ") or self._has_quoted_neighbour(at)

    def _has_quoted_neighbour(self, at: int) -> bool:
        """``>From`` alone is a line that mbox storage escaped."""
        around = (*self.lines[max(0, at - 1) : at], *self.lines[at + 1 : at + 2])
        return any(line.startswith(">") for line in around)

    def run(self) -> list[SpanKind]:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        self._settle_blanks()
        self._label_tails()
        self._settle_blanks()
        return self.kinds

    def _step(self, at: int) -> int:
        line = self.lines[at]
        if not line:
            return at + 1
        told = self.preset[at] if self.preset is not None else None
        if told is not None:
            if told in (_QUOTE, _FORWARD):
                self._lead_in(at, told)
            self.kinds[at] = told
            return at + 1
        if self._is_marked(at):
            return self._quote_block(at, None)
        if line.startswith(("```", "-----BEGIN PGP SIG")):
            return self._over_code(at) if line[0] == "`" else self._over_armor(at)
        return self._read_head(at)

    def _read_head(self, at: int) -> int:
        """Label what a head at this line announces, if there is one."""
        head = self._find_head(at)
        if head is None:
            return at + 1
        start = self._over_rules(head.start)
        self._fill(start, head.end, head.kind)
        following = next_text(self.lines, head.end)
        if following < len(self.lines) and self._is_marked(following):
            self._fill(head.end, following, head.kind)
            return self._quote_block(following, head.kind)
        if head.kind is _QUOTE and not head.explicit and not self._anything_before(start):
            return head.end
        if head.explicit and not self._anything_before(start):
            self._fill(start, len(self.lines), _FORWARD)
        else:
            self._fill(start, len(self.lines), head.kind)
        return len(self.lines)

    def _find_head(self, at: int) -> Head | None:
        """Return the head that begins, or whose wrapped attribution ends, at a line."""
        line = self.lines[at]
        marker = find_marker(self.lines, at)
        if marker is not None:
            block = read_block(self.lines, next_text(self.lines, marker.end))
            return marker._replace(end=max(marker.end, block.end))
        if at >= self.no_block_before and (":" in line or "：" in line):
            block = read_block(self.lines, at)
            if block.is_head:
                return Head(at, block.end, _QUOTE)
            self.no_block_before = block.end
        return find_attribution(self.lines, at, self.quoted_next[at])

    def _inner_marker(self, at: int) -> Head | None:
        inner = self.lines[at].lstrip("> ")
        return find_marker([inner], 0) if inner else None

    def _quote_block(self, at: int, kind: SpanKind | None) -> int:
        """Label a run of quoted lines, blank lines and lines wrapped out of the quote."""
        if kind is None:
            marker = self._inner_marker(at)
            kind = marker.kind if marker is not None else _QUOTE
            self._lead_in(at, kind)
        while at < len(self.lines):
            line = self.lines[at]
            if line and not self._is_marked(at) and not self._is_overflow(at):
                break
            self.kinds[at] = kind
            at += 1
        return at

    def _over_code(self, at: int) -> int:
        """Code between fences is the writer's, whatever it looks like."""
        for i in range(at + 1, min(len(self.lines), at + _MAX_CODE)):
            if self.lines[i].startswith("```"):
                return i + 1
        return at + 1

    def _over_armor(self, at: int) -> int:
        """OpenPGP armor (RFC 9580, section 7) is not the writer's text."""
        end, stop = at + 1, "-----END PGP"
        if "SIGNED" in self.lines[at]:
            stop = "Hash:"
        for i in range(at + 1, min(len(self.lines), at + _MAX_CODE)):
            if self.lines[i].startswith(stop):
                end = i + 1
                break
        self._fill(at, end, SpanKind.SIGNATURE)
        return end

    def _is_overflow(self, at: int) -> bool:
        """Tell whether a line is the rest of a quoted line that a mail server wrapped."""
        before, line = self.lines[at - 1] if at else "", self.lines[at]
        if len(before) < 60 or before[0] != ">" or at + 1 >= len(self.lines):
            return False
        after = self.lines[at + 1]
        return after[:1] == ">" and len(line) <= 30 and (before[-1] == "=" or line[0].islower())

    def _lead_in(self, at: int, kind: SpanKind) -> None:
        """Give the rule above a quote, and the address that Foxmail puts under it, to the quote."""
        if at and self.kinds[at - 1] is _NEW:
            above = at - 1
            while above > 0 and not self.lines[above]:
                above -= 1
            signed = "@" in self.lines[above] and is_address(self.lines[above])
            start = self._over_rules(above if signed else at)
            if start < (above if signed else at):
                self._fill(start, at, kind)

    def _over_rules(self, at: int) -> int:
        above = at
        while above and (not self.lines[above - 1] or is_rule(self.lines[above - 1])):
            above -= 1
            if self.lines[above]:
                at = above
        return at

    def _anything_before(self, at: int) -> bool:
        return any(self.lines[:at])

    def _fill(self, start: int, end: int, kind: SpanKind) -> None:
        self.kinds[start:end] = [kind] * (end - start)

    def _settle_blanks(self) -> None:
        """A blank line belongs to what stands above it; at the top, to what stands below."""
        first = next_text(self.lines, 0)
        if first < len(self.lines):
            self._fill(0, first, self.kinds[first])
        for i, line in enumerate(self.lines):
            if not line and i:
                self.kinds[i] = self.kinds[i - 1]

    def _label_tails(self) -> None:
        start = 0
        for i in range(len(self.kinds) + 1):
            if i < len(self.kinds) and self.kinds[i] is _NEW:
                continue
            if start < i:
                label_tail(self.lines, self.kinds, start, i)
            start = i + 1
