"""A trained reader's word beside the rules': where the rules understand too little to decide.

The rules keep the last word: what they take for written by a machine, forwarded, reported, taken
back, of another version or at other figures stays so. The bounds were chosen on replies that the
reader had not seen (`HELD` of its training), such that none of them is a false yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from daemon.scope.reading import Decision, Weighed

#: how likely each decision is, for a reply and the title of what is offered, in normal form
Guess = Callable[[str, str], Mapping[Decision, float]]
#: says nothing for or against, so that the rules' verdict stands
UNKNOWN: Mapping[Decision, float] = dict.fromkeys(Decision, 0.5)

#: how sure of a yes the reader must be where no word limits anything, and where one may:
#: beside a yes of the rules, where they see none, and where they see terms or a question
FREE, LIMITED = 0.8, 0.9
UNSEEN_FREE, UNSEEN_LIMITED = 0.972, 0.978
AGAINST_TERMS = 0.975
#: how sure it must be of anything else
ELSE = 0.5
#: a yes of the rules that the reader thinks less likely than this waits for a manager
VETO = 0.2

#: why the rules see no decision where they see no yes
_UNSEEN = frozenset({"no decision in plain words", "a weak yes among other things"})
#: why the rules may see no decision, and the yes that they see stands all the same
_NOT_UNDERSTOOD = frozenset(
    {
        "something beside the yes makes it unclear",
        "something beside is not understood",
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
#: a word that takes something out of a yes or puts it off
_LIMITS = re.compile(
    r"\b(?:except|apart from|bar|minus|drop|skip|leave out|unless|if|subject|condition\w*|provid\w+"
    r"|as long as|but|however|without|instead|rather|nervous|afraid|can't|cannot|won't|until|till"
    r"|yet|minded|requote|new (?:total|offer|price|quote|quotation)|too (?:much|many)|in its place"
    r"|take \w+ out|re-?quote|amend\w*|delete|error|contingent|recommend\w*|legal|comments)\b"
    # said in bitterness, which a reader of words takes for a yes
    r"|\b(?:as always|(?:get|got|have|had) (?:your|it your) (?:own )?way|happy now|no choice)\b"
    # when it is paid is a term
    r"|\b(?:invoice|bill|pay)\w*[^.]{0,40}\b(?:in|after|next|from) (?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december|year|quarter)\b"
    r"|(?:付款|结算|开票|发票)[^,。]{0,6}(?:\d月|明年|下季)"
    r"|重新?报|去掉|改成|换成|而不是|但|除|如果|若|前提|只要|不要|不做|不用|等|先|再|要是|就是|考虑|提前|做得到|在议"
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
    if _LIMITS.search(text):
        return False
    free = not _MAY_LIMIT.search(text)
    if weighed.reason in _NOT_UNDERSTOOD:
        return sure >= (FREE if free else LIMITED)
    if weighed.reason in _UNSEEN:
        return sure >= (UNSEEN_FREE if free else UNSEEN_LIMITED)
    return weighed.reason in _TAKEN_FOR_MORE and sure >= AGAINST_TERMS


def _otherwise(weighed: Weighed, likely: Mapping[Decision, float]) -> Weighed:
    """Let the reader say what else it is: none of these changes anything by itself but a no."""
    others = [decision for decision in likely if decision is not Decision.APPROVE]
    best = max(others, key=lambda decision: likely[decision])
    if best is not weighed.decision and likely[best] > ELSE:
        return replace(weighed, decision=best, reason="as the model reads it")
    if likely[Decision.APPROVE] > ELSE:
        return replace(weighed, decision=Decision.NONE, reason="the model reads a yes")
    return weighed
