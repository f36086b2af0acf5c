"""English."""

from __future__ import annotations

import re
from collections.abc import Collection

from daemon.scope.references import amount
from daemon.scope.wording.english_limits import (
    AGENT,
    CONDITION,
    DOUBT,
    IDLE,
    PUT_OFF,
    QUESTION,
    TERMS,
    THIRD,
)
from daemon.scope.wording.english_no import DECLINE, NO_DECISION, NO_UNLESS, NOT_YET
from daemon.scope.wording.english_remarks import (
    ACKNOWLEDGES,
    BACKGROUND,
    BEHALF,
    FINE,
    PLAINLY,
    PROLOGUE,
    READ,
)
from daemon.scope.wording.english_words import COURTESY, VOCABULARY
from daemon.scope.wording.english_yes import STRONG, WEAK
from daemon.scope.wording.signs import Act, Said

#: which one is checked elsewhere
_VERSION = re.compile(r"\bv(?:er)?\.?\s?\d{1,3}\b")
_WORD = re.compile(r"[a-z][a-z0-9'-]*|\d[\d.,]*%?")
_COURTESY_RE = re.compile("|".join(f"(?:{p})" for p in COURTESY))


def judge(clause: str, known: Collection[str]) -> Said:
    """Say what an English *clause* (normal form, references masked) says.

    *known* are the words of the offer itself, which may stand in a yes.
    """
    clause = clause.strip(" -–—()*_'")
    clause = BEHALF.sub("", clause)
    if not clause or _COURTESY_RE.fullmatch(clause):
        return Said(Act.COURTESY)
    if BACKGROUND.fullmatch(clause) and not READ.fullmatch(clause):
        return Said(Act.COURTESY)
    if ACKNOWLEDGES.fullmatch(clause) or READ.fullmatch(clause):
        return Said(Act.COURTESY, doubt=True)
    fine = FINE.fullmatch(clause)
    if fine and amount(fine[1]) in known:
        return Said(Act.COURTESY)
    asks = bool(QUESTION.search(clause))
    condition = bool(CONDITION.search(clause))
    doubt = bool(DOUBT.search(clause)) or clause.startswith("by ")
    if DECLINE.search(clause) and not NO_DECISION.search(clause):
        return Said(Act.DECLINE, bool(NO_UNLESS.search(clause)), bool(NOT_YET.search(clause)), asks)
    yes = PROLOGUE.sub("", PLAINLY.sub("fully", clause))
    act = Act.OTHER if asks else _yes(yes, known)
    if act is not Act.OTHER:
        return Said(act, bool(CONDITION.search(yes)), False, asks)
    third = bool(THIRD.search(clause))
    terms = bool(TERMS.search(clause)) and not PUT_OFF.search(clause) and not asks
    return Said(Act.OTHER, condition, doubt or third, asks, terms)


def _yes(clause: str, known: Collection[str]) -> Act:
    """Return APPROVE or ASSENT for a plain yes with nothing unknown in it, else OTHER."""
    for act, patterns in ((Act.APPROVE, STRONG), (Act.ASSENT, WEAK)):
        for pattern in patterns:
            found = pattern.match(clause)
            if found is None:
                continue
            approves = bool(re.search(r"approve[d]?$|authori[sz]e", found.group()))
            if _is_harmless(clause[found.end() :], approves, known):
                return act
    return Act.OTHER


def _is_harmless(tail: str, approves: bool, known: Collection[str]) -> bool:
    if (
        AGENT.search(tail)
        or DOUBT.search(tail)
        or CONDITION.search(tail)
        or _names_other(tail, known)
    ):
        return False
    words = _WORD.findall(_VERSION.sub(" version ", tail))
    if len(tail.strip()) and not words:
        return False
    unknown = [
        w for w in words if w not in VOCABULARY and w not in known and amount(w) not in known
    ]
    if not unknown:
        return True
    if any(w[0].isdigit() for w in unknown):
        return False
    # "approve the language selector": what is approved may be named in words of their own
    named = approves and re.match(r"^ (?:the|this|your|that|a|an) ", tail)
    return bool(named) and len(unknown) <= NAMED


def _names_other(tail: str, known: Collection[str]) -> bool:
    """Whether a yes goes to something else than an offer: a meeting, somebody's view."""
    return any(m.group() not in known for m in IDLE.finditer(tail)) or tail.strip() == "with you"


#: words of their own by which people name what they approve
NAMED = 6
