"""Answers under numbers: ``1) 5 2) 4``, ``Q1: 5``, 第一题5分, ``4 for the first one``."""

from __future__ import annotations

import re

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import ANY, HAN_DIGITS, NUM, value_of

_ORDINAL = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
#: what answers a question right behind its number
_VALUE = (
    rf"(?:{NUM}|[{HAN_DIGITS}]\s?[分星]|满分|[⭐★]|(?:yes|no|yep|nope|y|n|n/a|skip|none|nothing|not"
    r"|very|quite|(?:dis|un)?satisf\w+|happy|good|great|excellent|ok(?:ay)?|fine|strongly|agree\w*"
    r"|disagree\w*|neutral|perfect)(?![a-z])"
    r"|是|否|有|没|无|不|已|都|全|可以|非常|很|比较|挺|满意|一般|同意|基本|完全|中立|还)"
)
_EXPLICIT = re.compile(
    r"(?<![a-z\d])(?:q(?:uestion|n|u)?\.?\s?(?:no\.?\s?)?#?\s?(?P<a>\d{1,2})(?!\d|/)"
    r"|#(?P<b>\d{1,2})(?!\d)|(?:the |my "
    rf"|for (?:the )?)?(?P<c>{'|'.join(_ORDINAL)})(?: (?:question|one|answer))?(?=\s*(?::"
    rf"|-|is|was|gets|=|,)?\s*(?:an? )?{_VALUE})|(?P<e>\d)(?:st|nd|rd|th)(?: (?:question|one"
    r"|answer))?(?=\s?[:=-])|(?:第|(?<![一-鿿\d])(?:问题|题))\s?(?P<d>\d{1,2}"
    rf"|[{HAN_DIGITS}]{{1,2}})(?:\s?(?:个?问题|题)|\s?(?:问|项|个)?(?=\s*[:=,、]?\s*(?:我|就)?"
    rf"(?:是|为|给|打)?\s*{_VALUE}|\s*:))"
    rf"|(?<![\d第.])(?P<f>\d{{1,2}}|(?<![一-鿿])[{HAN_DIGITS}])\s?题(?!\s?[都全均])(?=\s?[:=]?\s*(?:是|为|给|打)?"
    rf"\s*{_VALUE}))\s*(?:[).:、=,\-]|是(?=\s*[\d一二三四五六七八九十])|为|给"
    rf"|打)?\s*"
)
_NUMBERED = re.compile(
    (
        r"(?:(?<=\n)|^|(?<=[\s;,。.)\]]))[(\[]?(?P<a>\d{1,2})\s?(?P<style>[).、:\]]|-(?=\s)|="
        r"|\.\)|(?<=\d)\s+-)\s*(?!\d*[/.]\d)"
    ),
    re.MULTILINE,
)
_DASHED = re.compile(
    r"(?:^|(?<=[,;]) ?)[ ]*(?P<a>\d{1,2})(?:-(?=[\da-z一-鿿])|\s?(?:->|=>|→|➡)\s*)", re.MULTILINE
)
#: "1->5 2->4"
_ARROWED = re.compile(r"(?<![\w.])(?P<a>\d{1,2})\s?(?:->|=>|→|➡)\s*")
_CIRCLED = re.compile(r"(?P<k>[①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾⑴⑵⑶⑷⑸⑹⑺⑻⑼])\s*[.、:]?\s*")
_HAN_NUMBERED = re.compile(rf"(?:(?<=[\n\s;,。])|^)(?P<a>[{HAN_DIGITS}])\s?[、.:]\s*", re.MULTILINE)
#: "1 5" on a line of its own: question 1, value 5
_SPACED = re.compile(
    r"^[ ]*(?P<a>\d{1,2})[ ]{1,4}(?=(?:\d{1,2}\s?分?|yes|no|y|n|是|否|有|没有?)[ ]*$)", re.MULTILINE
)
#: the same with words behind it, which only a question for words takes
_SPACED_WORDS = re.compile(r"^[ ]*(?P<a>\d{1,2})[ ]{1,4}(?=\S)", re.MULTILINE)
_LETTERED = re.compile(r"(?:(?<=[\n\s;,。])|^)\(?(?P<l>[a-h])\s?[):=]\s*", re.MULTILINE)
_ROMAN = re.compile(r"(?:(?<=[\n\s;,。])|^)\(?(?P<r>i{1,3}|iv|vi{0,3})[).:]\s*", re.MULTILINE)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_TIGHT = re.compile(r"\((?P<a>\d{1,2})\)\s*")


def read_numbered(text: str, survey: Survey, *, begun: bool = False) -> list[tuple[Question, str]]:
    """Return the pieces of ``1) 5 2) 4`` and ``Q1: 5`` with their questions, else nothing.

    Where the numbering has *begun* before the text, a single number continues it.
    """
    marks = _marks(flat(text), survey, begun=begun)
    ends = [start for start, _, _ in marks[1:]] + [len(text)] * bool(marks)
    return [
        (survey.questions[index - 1], text[end:stop].strip(" \n\t,;，；"))
        for (_, end, index), stop in zip(marks, ends, strict=True)
    ]


def numbered_head(text: str, survey: Survey, *, begun: bool = False) -> str:
    """Return what stands before the first number of a numbered answer."""
    marks = _marks(flat(text), survey, begun=begun)
    return text[: marks[0][0]] if marks else text


def _marks(said: str, survey: Survey, *, begun: bool) -> list[tuple[int, int, int]]:
    """Return start, end and number of each mark, by the first style that numbers questions."""
    if spaced := _spaced_lines(said, survey):
        return spaced
    for pattern, least in (
        (_EXPLICIT, 1),
        (_SPACED, 3),
        (_TIGHT, 2),
        (_CIRCLED, 2),
        (_HAN_NUMBERED, 2),
        (_NUMBERED, 2),
        (_DASHED, 3),
        (_ARROWED, 3),
        *([] if survey.of_kind(Kind.CHOICE, Kind.CHOICES) else [(_LETTERED, 3)]),
        (_ROMAN, 3),
    ):
        found = list(pattern.finditer(said))
        marks = _in_any_order(said, found, len(survey.questions))
        marks = marks or _of_one_style(found, len(survey.questions))
        if not marks or not (begun or len(marks) >= least):
            continue
        if not begun and not _is_plausible(said, marks, pattern):
            continue
        if pattern is _EXPLICIT and not _has_values(said, marks):
            continue
        return marks
    return []


def _spaced_lines(said: str, survey: Survey) -> list[tuple[int, int, int]]:
    """Return the marks of lines ``1 yes``, ``2 4``, ``3 We need more`` where each line has one."""
    found = list(_SPACED_WORDS.finditer(said))
    numbers = [_index(m) for m in found]
    if numbers != list(range(1, len(survey.questions) + 1)) or len(numbers) < 3:
        return []
    if len(found) != sum(bool(line.strip()) for line in said.split("\n")):
        return []
    closed = [m for m, q in zip(found, survey.questions, strict=True) if q.kind is not Kind.TEXT]
    if len(closed) < 3 or not all(_SPACED.match(said, m.start()) for m in closed):
        return []
    return [(m.start(), m.end(), _index(m)) for m in found]


_VALUE_FIRST = re.compile(
    rf"(?P<n>{NUM}) (?:for|on|to) (?:the |question |number )?(?P<c>{'|'.join(_ORDINAL)})\b"
    r"(?: (?:one|question|point))?"
)


def read_value_first(text: str, survey: Survey) -> tuple[list[tuple[Question, str]], str]:
    """Return the values of ``4 for the first one`` with their questions, and the text without."""
    said, pieces = flat(text), list[tuple[Question, str]]()
    for match in _VALUE_FIRST.finditer(said):
        index = _ORDINAL.index(match["c"])
        if index < len(survey.questions):
            pieces.append((survey.questions[index], match["n"]))
    for match in reversed(list(_VALUE_FIRST.finditer(said))):
        text = text[: match.start()] + text[match.end() :]
    return pieces, text


_VALUE_BEHIND = re.compile(rf"[ ]*(?:{ANY}|yes|no|yep|nope|[yn](?![a-z])|是|否|有|没|不|已|都)")


def _in_any_order(said: str, found: list[re.Match[str]], most: int) -> list[tuple[int, int, int]]:
    """Return the marks of ``4) yes 1) 5 …`` where each has a value behind it, else nothing."""
    for style in dict.fromkeys(_style(m) for m in found):
        marks = [(m.start(), m.end(), _index(m)) for m in found if _style(m) == style]
        numbers = [number for _, _, number in marks]
        if (
            len(set(numbers)) == len(numbers) > 1
            and sorted(numbers) != numbers
            and all(0 < number <= most for number in numbers)
            and all(_VALUE_BEHIND.match(said, end) for _, end, _ in marks)
        ):
            return marks
    return []


def _is_plausible(said: str, marks: list[tuple[int, int, int]], pattern: re.Pattern[str]) -> bool:
    """Tell whether the numbers begin early, stand at line starts, or are all there are."""
    numbers = sorted(number for _, _, number in marks)
    complete = len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))
    return marks[0][2] < 3 or complete or _at_line_starts(said, marks, pattern)


def _at_line_starts(said: str, marks: list[tuple[int, int, int]], pattern: re.Pattern[str]) -> bool:
    """Tell whether numbers that begin late in the survey surely are numbers of questions."""
    if pattern is not _NUMBERED:
        return True
    return all(not said[:start].rpartition("\n")[2].strip() for start, _, _ in marks)


def _has_values(said: str, marks: list[tuple[int, int, int]]) -> bool:
    return any(said[end : end + 60].strip() for _, end, _ in marks)


def _index(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("k"):
        return "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾ ⑴⑵⑶⑷⑸⑹⑺⑻⑼".index(groups["k"]) % 10 + 1
    if groups.get("c"):
        return _ORDINAL.index(groups["c"]) + 1
    if groups.get("l"):
        return ord(groups["l"]) - ord("a") + 1
    if groups.get("r"):
        return _ROMANS.index(groups["r"]) + 1
    words = next((groups[g] for g in ("a", "b", "d", "e", "f") if groups.get(g)), "")
    return int(value_of(words) or 0)


def _of_one_style(found: list[re.Match[str]], most: int) -> list[tuple[int, int, int]]:
    """Return the marks that count upwards, of the style that counts the furthest.

    In ``1) 5 - fine 2) 4`` the dash behind the 5 marks no question.
    """
    styles = list(dict.fromkeys(m.groupdict().get("style") for m in found))
    rows = [
        _rising([(m.start(), m.end(), _index(m)) for m in found if _style(m) == style], most)
        for style in styles
    ]
    return max(rows, key=len, default=[])


def _style(match: re.Match[str]) -> str | None:
    return match.groupdict().get("style")


def _rising(marks: list[tuple[int, int, int]], most: int) -> list[tuple[int, int, int]]:
    """Keep the marks that count upwards; a number that does not is a value."""
    kept: list[tuple[int, int, int]] = []
    for mark in marks:
        last = kept[-1][2] if kept else 0
        if last < mark[2] <= most:
            kept.append(mark)
    return kept
