"""The scale itself in a reply: struck out, unless one of its steps is marked."""

from __future__ import annotations

import re
from functools import lru_cache

from daemon.surveys.questions import Scale
from daemon.surveys.reading.normal import blot, strike

_LABEL = (
    "(?:(?:very|extremely|highly|totally|completely|strongly|somewhat|slightly|rather"
    r"|quite|fairly|most|least|not|neither|a bit|neutral|the)?[\s-]*"
    r"(?:at all |very |so )?(?:dis|un)?(?:satisf\w+|agree\w*|likely|happy|pleased"
    r"|eas[yi]\w*|difficult|hard|neutral|excellent|good|fair|poor|bad|best|worst|lowest"
    "|highest|terrible|average|ok(?:ay)?|great)"
    "|(?:非常|很|十分|比较|不太|不|完全|有点|极|最)*(?:满意|同意|可能|容易"
    "|困难|省力|费力|一般|中立|愿意|推荐|差|好|高|低))"
)
_PAIR = re.compile(
    rf"(?<![\w./])(\d{{1,2}})\s*分?\s*(?:=|-|:|\.|\)|,|代表|表示|为|是|->|is|means)?\s*{_LABEL}"
)
_PAIR_AFTER = re.compile(rf"{_LABEL}\s*(?:=|:|\()\s*(\d{{1,2}})(?![\w/])\)?")
_CHECKED = re.compile(
    r"[\[(]\s*[x✓✔√v]\s*[\])]\s*|[☑☒✅✔✓√■●◉⦿◆👉→➜]\s*|(?<![a-z])_+[x✓]_*\s?(?=\d)"
)
_OPEN_BOX = re.compile(r"[\[(]\s*[\])]|[☐□○◯⬜◇]|(?<![a-z])_{1,4}\s?(?=\d)")
_CHECK_BEHIND = re.compile(
    r"(?<![\d.])(\d{1,2})\s*(?:分)?\s*(?:[√✓✔☑✅←]|<--?|[\[(]\s*[x✓✔√]\s*[\])])"
)
_POINTED = re.compile(r"^\W*(\d{1,2})\b[^\n\d]{0,40}(?:<-+|<=+|←|⬅|👈)", re.MULTILINE)
_SCALES = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"\(?\b(?:on|in|of|using|with)?\s*(?:a|the|your|this)?\s*(?:scale|range)\s*(?:of|from"
            r"|is|being|runs)?\s*\(?(?:0|1|zero|one)\s*(?:to|-|and|~|through|until)\s*(?:5|7|10"
            r"|five|seven|ten)\b\)?"
        ),
        (
            r"(?:from|between)?\s*\(?(?<![\d.])(?:0|1)\s*(?:to|-|~|–|through|\.\.\.?|…)\s*(?:5|7"
            r"|10)\)?(?:[\s-]*(?:point)?\s*scale)?(?!\s*(?:分吧|分之间))(?=\W|$|\s*scale)(?!\s*/)"
        ),
        (
            r"(?:从)?(?:0|1|零|一)分?\s*(?:-|~|到|至)\s*(?:5|7|10|五|七|十)分?(?:制"
            "|的?话|里|中|之?间选|的量表|的标准|,)?"
        ),
        (
            r"\(?\b(?:if |where )?(?:5|7|10|five|seven|ten)\s*(?:=|is|being|as"
            r"|means)\s*(?:the )?(?:best|highest|max\w*|top|very|most|full|perfect)\w*\)?"
        ),
        (
            r"\b(?:0|1|zero|one)\s*(?:=|is|being|as|means)\s*(?:the )?(?:worst|lowest|min\w*"
            r"|bottom|very|least)\w*"
        ),
        (
            "(?:如果|要是)?(?:5|7|10|五|七|十)分?(?:是|为|算|代表)(?:最高|最好|满分"
            "|最满意)分?(?:的话)?"
        ),
        (
            r"\b(?:out of|max(?:imum)?(?: of)?|of max\.?)\s*(?:5|7|10)\b|\b(?:5|7|10|five|seven"
            r"|ten)[\s-]point scale\b|[五七十57]分制"
        ),
        r"\b(?:5|7|10) (?:questions|options|steps)\b",
    )
)


def strike_scales(text: str) -> str:
    """Blot out mentions of the scale ("from 1 to 5", "5 being the best") in *text* (flat)."""
    for pattern in _SCALES:
        text = strike(text, pattern)
    return text


def read_marks(text: str, scale: Scale) -> tuple[str, str]:
    """Return *text* (flat) without the printed scale, and what is marked in it, or ``""``."""
    marked = ""
    if (pointed := _one_of_all(text, scale)) is not None:
        return "", pointed
    if len(_OPEN_BOX.findall(text)) >= 2:
        return _read_boxes(text)
    match = _steps(scale).search(text)
    while match is not None:
        marked = marked or _decorated(match[0])
        start, end = match.span()
        if not marked:
            start, end = text.rfind("\n", 0, start) + 1, _line_end(text, end)
        text = blot(text, start, end)
        match = _steps(scale).search(text)
    behind = _CHECK_BEHIND.search(text) or _POINTED.search(text)
    if behind is not None:
        return blot(text, *behind.span()), behind[1]
    return _strike_pairs(text), marked


#: a hand-drawn mark behind one of all steps
_DRAWN = re.compile(
    r"(?:<[-=]*|x|←|⬅|👈|✓|✔|√|!+|\(?this(?: one)?\)?|\(?here\)?|选这个|这个|就这个|我选)[\s"
    r"|/,.·-]*"
)
_STEP = re.compile(r"(?P<open>>\s?)?\d{1,2}(?:\s?分)?(?P<mark>[^\d>]{0,20})")


def _one_of_all(text: str, scale: Scale) -> str | None:
    """Return the step with a mark drawn at it, where *text* is every step in order and no more."""
    found = list(_STEP.finditer(text))
    steps = [int(re.search(r"\d+", m[0])[0]) for m in found]  # type: ignore[index]
    if steps not in (list(scale.steps), list(reversed(scale.steps))):
        return None
    drawn = [m for m in found if m["open"] or _DRAWN.match(m["mark"].strip())]
    if len(drawn) != 1:
        return None
    return str(steps[found.index(drawn[0])])


def _read_boxes(text: str) -> tuple[str, str]:
    """Read ``[ ] 3 [x] 4`` and ``○一般 ●满意``: what stands behind the mark."""
    checked = _CHECKED.search(text)
    if checked is None:
        return "", ""
    rest = re.split(_OPEN_BOX.pattern + r"|\n|[☑☒✅●]", text[checked.end() :], maxsplit=1)[0]
    return "", rest.strip()


def _strike_pairs(text: str) -> str:
    found = [*_PAIR.finditer(text), *_PAIR_AFTER.finditer(text)]
    if len({match[1] for match in found}) >= 2:
        for match in found:
            text = blot(text, *match.span())
    return text


@lru_cache(maxsize=8)
def _steps(scale: Scale) -> re.Pattern[str]:
    """Return what finds all steps of a scale in a row, one of them perhaps decorated."""
    one = r"[\[(*_\"<>{]*%d\s?分?[\])*_\">}]*"
    rows = [scale.steps, reversed(scale.steps)]
    return re.compile(
        "|".join(
            r"(?<![\d.])" + r"[\s|/,.·-]+".join(one % step for step in row) + r"(?![\d.])"
            for row in rows
        )
    )


def _decorated(row: str) -> str:
    marked = re.findall(r"[\[(*_\"<>{]+(\d{1,2})\s?分?[\])*_\">}]+", row)
    return marked[0] if len(marked) == 1 else ""


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
