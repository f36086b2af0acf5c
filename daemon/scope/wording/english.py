"""English."""

from __future__ import annotations

import re
from collections.abc import Collection

from daemon.scope.figures import COUNTS, without_known_days
from daemon.scope.references import amount
from daemon.scope.wording.english_asides import ABSENCE, ASIDE, CONTACT, LEADS_ON, SECONDED
from daemon.scope.wording.english_errands import is_errand, is_order
from daemon.scope.wording.english_limits import (
    AGENT,
    BARGAIN,
    CONDITION,
    DATED,
    DOUBT,
    IDLE,
    PLEASE,
    PUT_OFF,
    QUESTION,
    REQUEST,
    SUBSTANCE,
    TERMS,
    THIRD,
    TO_A_DAY,
    WISH,
)
from daemon.scope.wording.english_no import DECLINE, NO_DECISION, NO_UNLESS, NOT_YET, PART
from daemon.scope.wording.english_remarks import (
    ABOUT_PART,
    ACKNOWLEDGES,
    AFFIRMED,
    BACKGROUND,
    BEHALF,
    FINE,
    PLAINLY,
    PROLOGUE,
    READ,
    is_remark,
)
from daemon.scope.wording.english_words import COURTESY, NAMES_IT, VOCABULARY
from daemon.scope.wording.english_yes import STRONG, WEAK
from daemon.scope.wording.signs import Act, Said

#: an offer of its own: "the offer of March"
_OF_A_MONTH = re.compile(
    r"\bof (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)$"
)
#: which one is checked elsewhere
_VERSION = re.compile(r"\bv(?:er)?\.?\s?\d{1,3}\b")
_WORD = re.compile(r"[a-z][a-z0-9'-]*|\d[\d.,]*%?")
#: "it took us long, but we approve"
_BUT = re.compile(
    r"^(?:but|still|yet|and|so) (?=(?:(?:yes|ok|okay|fine) )?(?:(?:i|we) |approved?\b|agreed\b"
    r"|go ahead)"
    r"|(?:ok|okay|fine)$)"
)
_OBJECTS_NOT = re.compile(r"\b(?:have|raise|see) no objections?\b")
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(w for w in COUNTS if w.isascii())})\b")
_COURTESY_RE = re.compile("|".join(f"(?:{p})" for p in COURTESY))


def judge(clause: str, known: Collection[str]) -> Said:
    """Say what an English *clause* (normal form, references masked) says.

    *known* are the words of the offer itself, which may stand in a yes.
    """
    clause = clause.strip(" -–—()*_'")
    clause = BEHALF.sub("", clause)
    asks = bool(QUESTION.search(clause))
    errand = is_errand(clause) and not asks
    said = _beside(clause, known) or (None if errand else _no(clause, asks))
    if said:
        return said
    plain = _BUT.sub("", clause)
    if _COURTESY_RE.fullmatch(plain):
        return Said(Act.COURTESY)
    yes = PROLOGUE.sub("", PLAINLY.sub("fully", plain))
    act = Act.OTHER if asks or DATED.search(yes) else _yes(yes, known)
    if act is Act.OTHER and not asks and _OBJECTS_NOT.search(plain):
        act = _yes(plain, known)
    if act is not Act.OTHER:
        return Said(act, bool(CONDITION.search(yes)), False, asks)
    if _is_harmless_remark(plain, known):
        figures = bool(_FIGURE.search(plain))
        return Said(Act.COURTESY, part=figures or bool(ABOUT_PART.search(plain)))
    return Said(Act.COURTESY, doubt=True) if errand else _other(clause, asks)


def _beside(clause: str, known: Collection[str]) -> Said | None:
    """What says nothing of the offer, whatever else is in it."""
    if not clause or _COURTESY_RE.fullmatch(clause):
        return Said(Act.COURTESY)
    if BACKGROUND.fullmatch(clause) and not READ.fullmatch(clause):
        return Said(Act.COURTESY)
    if any(p.fullmatch(clause) for p in (CONTACT, LEADS_ON)):
        return Said(Act.COURTESY)
    if any(p.fullmatch(clause) for p in (ACKNOWLEDGES, READ, SECONDED, ASIDE, ABSENCE)):
        return Said(Act.COURTESY, doubt=True)
    if is_order(clause):
        return Said(Act.COURTESY)
    fine = FINE.fullmatch(clause)
    return Said(Act.COURTESY) if fine and amount(fine[1]) in known else None


def _no(clause: str, asks: bool) -> Said | None:
    part = bool(PART.search(clause))
    if DECLINE.search(clause) and not NO_DECISION.search(clause) and not is_remark(clause):
        unless, undecided = bool(NO_UNLESS.search(clause)), bool(NOT_YET.search(clause))
        return Said(Act.DECLINE, unless, undecided, asks, part=part)
    return Said(Act.OTHER, doubt=True, part=True) if part and not asks else None


def _is_harmless_remark(clause: str, known: Collection[str]) -> bool:
    if _names_it(clause, known) or (is_remark(clause) and _is_known(clause, known)):
        return True
    fine = AFFIRMED.sub(" ", clause)
    return fine != clause and (not fine.strip() or _names_it(fine, known))


def _names_it(clause: str, known: Collection[str]) -> bool:
    """Whether *clause* but names the offer or figures of it: "version 2 as described"."""
    words = _WORD.findall(without_known_days(clause, known))
    if _OF_A_MONTH.search(clause):
        return False
    return bool(words) and all(
        w in NAMES_IT
        or (w in COUNTS and f"{COUNTS[w]} days" in known)
        or (w[0].isdigit() and amount(w) in known)
        for w in words
    )


def _is_known(clause: str, known: Collection[str]) -> bool:
    return clause.startswith(("po", "order")) or all(
        amount(n) in known
        for n in _WORD.findall(without_known_days(clause, known))
        if n[0].isdigit()
    )


def _other(clause: str, asks: bool) -> Said:
    bargains = bool(BARGAIN.search(clause)) and not asks
    terms = bool(TERMS.search(clause)) and not PUT_OFF.search(clause) and not asks
    doubt = bool(DOUBT.search(clause) or THIRD.search(clause) or _changes_substance(clause))
    doubt = doubt or clause.startswith("by ") or bool(DATED.search(clause))
    doubt = doubt or bool(PLEASE.search(clause) and not REQUEST.search(clause))
    condition = bargains or bool(CONDITION.search(clause) or WISH.search(clause))
    return Said(Act.OTHER, condition, doubt, asks, terms or bargains)


def _changes_substance(clause: str) -> bool:
    billed = REQUEST.search(clause) and re.search(r"\b(?:invoice|bill)\b", clause)
    return bool(SUBSTANCE.search(clause)) and not billed


def _yes(clause: str, known: Collection[str]) -> Act:
    """Return APPROVE or ASSENT for a plain yes with nothing unknown in it, else OTHER."""
    for act, patterns in ((Act.APPROVE, STRONG), (Act.ASSENT, WEAK)):
        for pattern in patterns:
            found = pattern.match(clause)
            if found is None:
                continue
            begins = bool(re.search(r"start|begin|ahead|proceed|go$", found.group()))
            if _is_harmless(clause[found.end() :], begins, known):
                return act
    return Act.OTHER


def _is_harmless(tail: str, begins: bool, known: Collection[str]) -> bool:
    if (
        AGENT.search(tail)
        or DOUBT.search(tail)
        or CONDITION.search(tail)
        or _names_other(tail, known, begins)
    ):
        return False
    words = _WORD.findall(_VERSION.sub(" version ", tail))
    if len(tail.strip()) and not words:
        return False
    unknown = [
        w for w in words if w not in VOCABULARY and w not in known and amount(w) not in known
    ]
    return not unknown


def _names_other(tail: str, known: Collection[str], begins: bool) -> bool:
    """Whether a yes goes to something else than an offer: a meeting, somebody's view."""
    if TO_A_DAY.search(tail) and not begins:
        return True
    return any(m.group() not in known for m in IDLE.finditer(tail)) or tail.strip() == "with you"
