"""Words of the scale that judge nothing: "happy to help", "麻烦你", "hard to reach"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.surveys.reading.normal import blot, strike

_GLAD = r"(?:happ(?:y|ier)|glad|pleased|delighted|satisfied|content|good|great|nice|perfect|fine)"
_ASIDES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:happy|glad|pleased|delighted|content) (?:to|if)\b",
        (
            rf"(?<!n't)(?<!not)\b(?:would|will|could|might|'ll|'d|to) (?:only |then |also )?"
            rf"(?:be|have been) (?:\w+ )?{_GLAD}"
        ),
        rf"\b(?:whether|if|how|once|until|unless|when) (?:\w+ ){{1,3}}?(?:be )?{_GLAD}",
        r"\b(?:are|were) you (?:\w+ )?(?:satisfied|happy|pleased)",
        (
            r"\bgood (?:morning|afternoon|evening|day|night|luck|weekend|question|point|idea"
            r"|to know)\b"
        ),
        (
            r"\b(?:happy|nice|great|good|lovely) (?:new year|christmas|easter|holidays?|birthday"
            r"|weekend"
            r"|week|day|evening|diwali)\b"
        ),
        (
            r"\b(?:easy|hard|difficult|simple|tough|tricky) (?:question|one|call|choice"
            r"|to (?:reach|say"
            r"|tell|answer|judge|rate|score|find me|get hold of me|choose|decide))\b"
        ),
        r"\bhard (?:to|copy|drive|disk|work(?:ing)?|deadline)\b|\bhard at work\b",
        r"难(?:得|道|免|怪|忘|以置信|以|说|为)",
        r"(?<![太很好真挺常点较])麻烦(?:你|您|贵|把|帮|转|请|大家|各位|一下|再|给|发|告|联系|安排|看)",
        r"(?:不好意思|抱歉)[,]?麻烦了",
        r"(?:希望|祝|愿|包|令|让|确保|争取)[^,。\n]{0,8}?满意",
        r"满不满意|满意不满意|是否(?:满意|同意|容易)|满意吗|满意与否|满意度调查|满意调查",
    )
)
#: "perfect, I'll forward it" takes note of the mail
_PROMISED = re.compile(
    r"\b(?:i|we)(?:'ll| will|'m going to| shall|'m about to)\b|\blet(?:'s| us| me)\b|\bwill (?:do|"
    r"forward|fill|get back|check|revert|send|answer|reply)\b|\b(?:later|tomorrow|next week)\b"
    r"|稍后|再谈|再说|回头|明天|下周|晚点|转给|转交|我会|我来|等我|收到"
)


def without_asides(text: str) -> str:
    """Return *text* (flat) without words of the scale that judge nothing; at the same length."""
    for pattern in _ASIDES:
        text = strike(text, pattern)
    return text


#: what a step means, asked back: these, in this order, in one sentence
_ASKED = (
    (
        re.compile(r"\b(?:does|do|is|are|what(?:'s)?|which)\b"),
        re.compile(r"\d"),
        re.compile(r"\b(?:means?|best|worst|highest|lowest|good|bad|stands? for|or)\b"),
        re.compile(r"\?"),
    ),
    (
        re.compile(r"\d\s?分?(?:代表|表示|是不是|意思|是)"),
        re.compile(r"什么|最高|最低|最好|最差|满分|满意"),
        re.compile(r"[?吗呢]"),
    ),
)
_SENTENCE = re.compile(r"[^.!?。\n]+[?]?")


def without_questions(text: str) -> str:
    """Return *text* (flat) without sentences that ask what a step means; at the same length."""
    for found in _SENTENCE.finditer(text):
        if any(_follow(found.group(), words) for words in _ASKED):
            text = blot(text, *found.span())
    return text


def _follow(sentence: str, words: Sequence[re.Pattern[str]]) -> bool:
    """Whether *words* come one after the other; a single pattern for it would take for ever."""
    at = 0
    for word in words:
        match = word.search(sentence, at)
        if match is None:
            return False
        at = match.end()
    return True


def promises(text: str) -> bool:
    """Tell whether *text* (flat) says what will be done with the mail."""
    return _PROMISED.search(text) is not None
