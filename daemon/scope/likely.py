"""A trained reader's word beside the rules': where the rules understand too little to decide.

The rules keep the last word: no yes counts in which they see none, and what they take for written
by a machine, forwarded, reported, taken back, of another version or at other figures stays so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from daemon.scope.reading import Decision, Weighed

#: how likely each decision is, for a reply in normal form
Guess = Callable[[str], Mapping[Decision, float]]

#: how sure of a yes the reader must be where no word limits anything, and where one may
FREE, LIMITED = 0.8, 0.9
#: how sure of a no, of terms or of a question, where the rules see nothing, and against them
ELSE, AGAINST = 0.6, 0.85
#: a yes of the rules that the reader thinks less likely than this waits for a manager
VETO = 0.03

#: why the rules see no decision where they see no yes: the reader alone can give none
_UNSEEN = "no decision in plain words"
#: why the rules may see no decision, and the yes that they see stands all the same
_NOT_UNDERSTOOD = frozenset(
    {
        "something beside the yes makes it unclear",
        "something beside is not understood",
        "a weak yes among other things",
        "other things come first",
        "a question comes first",
    }
)
#: what the rules take for terms or a question too easily
_TAKEN_FOR_MORE = frozenset(
    {
        "a yes with a condition",
        "other terms",
        "a yes to a part",
        "a question",
        "a yes, and a wish in form of a question",
        "asks in the same breath",
    }
)
_YES = re.compile(
    r"\b(?:yes|yep|yeah|yup|aye|agree[ds]?|approv\w+|fine|ok|okay|good|great|accept\w*|confirm\w*"
    r"|go(?:es)? ahead|go for it|go-ahead|proceed|happy|green light|carry on|crack on|do it|please"
    r"|start|begin|sounds|perfect|lovely|works for|sign(?:ed)? off|signed|deal|sure|absolutely"
    r"|all clear|let's|order|book|get)\b"
    r"|同意|批|可以|可行|没问题|接受|赞成|行|好|做|办|干|通过|准|开工|安排|执行|照|开始|成|确认|弄|整|上|签"
)
#: a word that takes something out of a yes or puts it off
_LIMITS = re.compile(
    r"\b(?:except|apart from|bar|minus|drop|skip|leave out|unless|if|subject|condition\w*|provid\w+"
    r"|as long as|but|however|without|instead|rather|nervous|afraid|can't|cannot|won't|until|till"
    r"|yet|minded|requote|new (?:total|offer|price|quote|quotation)|too (?:much|many)|in its place"
    r"|take \w+ out)\b"
    # when it is paid is a term
    r"|\b(?:invoice|bill|pay)\w*[^.]{0,40}\b(?:in|after|next|from) (?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december|year|quarter)\b"
    r"|(?:付款|结算|开票|发票)[^,。]{0,6}(?:\d月|明年|下季)"
    r"|重新?报|去掉|改成|换成|而不是|但|除|如果|若|前提|只要|不要|不做|不用|等|先|再|要是|就是|考虑"
)
#: or one that might
_MAY_LIMIT = re.compile(
    r"\b(?:no|not|never|nope|nah|nothing|once|although|though|only|hold|wait|after|pending|unsure"
    r"|maybe|perhaps|might)\b|n't\b|不|没|别|未|暂|只|待|看看|无|否|莫|唔|冇"
)


def weigh_likely(weighed: Weighed, text: str, likely: Mapping[Decision, float]) -> Weighed:
    """Return what the rules' verdict becomes beside what the reader thinks *likely* of *text*."""
    sure = likely[Decision.APPROVE]
    if weighed.decision is Decision.APPROVE:
        doubtful = replace(weighed, decision=Decision.NONE, reason="reads unlike a yes")
        return doubtful if sure < VETO else weighed
    if _is_yes(weighed, text, sure):
        return replace(weighed, decision=Decision.APPROVE, reason="a yes, as the model reads it")
    return _otherwise(weighed, likely)


def _is_yes(weighed: Weighed, text: str, sure: float) -> bool:
    if not _YES.search(text) or _LIMITS.search(text):
        return False
    free = not _MAY_LIMIT.search(text)
    if weighed.reason in _NOT_UNDERSTOOD:
        return sure >= (FREE if free else LIMITED)
    return weighed.reason in _TAKEN_FOR_MORE and sure >= LIMITED


def _otherwise(weighed: Weighed, likely: Mapping[Decision, float]) -> Weighed:
    """Let the reader say what else it is: none of these changes anything by itself but a no."""
    if weighed.reason not in {_UNSEEN, *_NOT_UNDERSTOOD, *_TAKEN_FOR_MORE}:
        return weighed
    others = (Decision.DECLINE, Decision.COUNTER, Decision.QUESTION)
    best = max(others, key=lambda decision: likely[decision])
    needed = ELSE if weighed.decision is Decision.NONE else AGAINST
    if best is not weighed.decision and likely[best] >= needed:
        return replace(weighed, decision=best, reason="as the model reads it")
    if weighed.decision is not Decision.NONE and likely[Decision.NONE] >= AGAINST:
        return replace(weighed, decision=Decision.NONE, reason="as the model reads it")
    return weighed
