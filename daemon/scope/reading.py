"""The clauses of a reply weighed against each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from daemon.scope.clauses import Clause
from daemon.scope.figures import names_other_day, names_other_figures
from daemon.scope.references import mask
from daemon.scope.wording import chinese, english
from daemon.scope.wording.signs import Act, Said
from daemon.scope.wording.turns import (
    AGREES,
    AGREES_AT,
    BARE,
    FIGURES,
    GOES,
    LEANS,
    MOCKS,
    NODS,
    NOT,
    ONLY,
    PERFORMS,
    PUTS_OFF,
    REVERSES,
    ROUGHLY,
    SUPPOSES,
    THEN,
    TURNS_DOWN,
    WAITS,
)


class Decision(StrEnum):
    """What a reply says of an offer."""

    APPROVE = "approve"
    DECLINE = "decline"
    COUNTER = "counter"
    QUESTION = "question"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A decision, the clause that carries it (normal form), and why."""

    decision: Decision
    clause: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause and what it says."""

    clause: Clause
    said: Said

    @property
    def asks(self) -> bool:
        """Whether it is (part of) a question."""
        return self.clause.asks or self.said.asks

    @property
    def decides(self) -> bool:
        """Whether it is a yes or a no that stands."""
        return not self.asks and self.said.act in {Act.APPROVE, Act.ASSENT, Act.DECLINE}


#: a clause longer than this is not the words of a decision
CLAUSE_LENGTH = 300
_UNREAD = Said(Act.OTHER, doubt=True)


def hear(clauses: Sequence[Clause], known: Collection[str]) -> list[Heard]:
    """Return what each clause says; those that say nothing are left out."""
    heard = []
    for clause in clauses:
        judge = chinese.judge if clause.is_chinese else english.judge
        said = _UNREAD
        if len(clause.text) <= CLAUSE_LENGTH:
            said = judge(" ".join(mask(clause.text).split()), known)
        if said.act is not Act.COURTESY or said.doubt or said.part:
            heard.append(Heard(clause, said))
    return heard


def weigh(everything: Sequence[Heard], numbers: Collection[str], opening: str = "") -> Weighed:
    """Return the one decision of all that was heard.

    *numbers* are those of the offer, *opening* is the first clause, courtesy or not.
    """
    everything = _without_receipt(everything)
    heard = [h for h in everything if h.said.act is not Act.COURTESY]
    deciding = [h for h in heard if h.decides]
    acts = {h.said.act for h in deciding}
    if _in_parts(everything):
        return Weighed(Decision.COUNTER, opening, "a yes to a part")
    if Act.DECLINE in acts and len(acts) > 1:
        return Weighed(Decision.NONE, deciding[0].clause.text, "says both yes and no")
    if Act.DECLINE in acts:
        return _weigh_no(heard, deciding[0])
    if _asks_for_terms(heard):
        return Weighed(Decision.COUNTER, heard[0].clause.text, "a yes, and terms in a question")
    if acts:
        return _held_against(_weigh_yes(heard, deciding, numbers), everything, numbers)
    return _weigh_rest(
        heard,
        numbers,
        opening,
        [h for h in everything if h.said.part and AGREES.search(h.clause.text)],
    )


def _held_against(
    weighed: Weighed, everything: Sequence[Heard], numbers: Collection[str]
) -> Weighed:
    """Hold a yes against what stands beside it and would else be harmless."""
    if weighed.decision is not Decision.APPROVE:
        return weighed
    parts = [h.clause.text for h in everything if h.said.part]
    if any(names_other_day(text, numbers) for text in parts):
        return Weighed(Decision.NONE, weighed.clause, "names a day that the offer does not have")
    if names_other_figures(_stated(everything), numbers):
        return Weighed(Decision.COUNTER, weighed.clause, "names figures that it does not have")
    decides = [h for h in everything if h.decides]
    weak = all(h.said.act is not Act.APPROVE and not GOES.search(h.clause.text) for h in decides)
    if weak and any(h.said.act is Act.COURTESY and h.said.doubt for h in everything):
        return Weighed(Decision.NONE, weighed.clause, "may only say that they have it")
    return weighed


def _without_receipt(heard: Sequence[Heard]) -> list[Heard]:
    """Leave out a first bare yes that what follows makes a mere receipt: "Yes, I saw it"."""
    first, rest = heard[:1], list(heard[1:])
    received = rest and rest[0].said.doubt and rest[0].said.act is Act.COURTESY and len(rest) > 1
    refused = any(
        h.said.act is Act.DECLINE and not h.said.part and TURNS_DOWN.search(h.clause.text)
        for h in rest
    )
    if first and (received or refused) and BARE.fullmatch(first[0].clause.text):
        return rest
    return list(heard)


def _in_parts(everything: Sequence[Heard]) -> bool:
    """Whether a yes is said and a no to something named, which is but a part."""
    noes = [h for h in everything if h.said.part and h.said.act is not Act.COURTESY]
    whole = any(h.said.act is Act.DECLINE and not h.said.part for h in everything if h.decides)
    others = [h for h in everything if h not in noes and not h.asks]
    agreed = any(AGREES.search(h.clause.text) and not NOT.search(h.clause.text) for h in others)
    return bool(noes) and agreed and not whole


def _asks_for_terms(heard: Sequence[Heard]) -> bool:
    """Whether a yes depends on the question before it: "Could you do it for 900? Then yes"."""
    asked = [h for h in heard if h.asks]
    return bool(asked) and any(
        THEN.search(h.clause.text) and not h.asks and _follows(h, asked[0]) for h in heard
    )


def _weigh_no(heard: Sequence[Heard], no: Heard) -> Weighed:
    beside = [h for h in heard if h.clause.sentence == no.clause.sentence]
    if no.said.doubt or any(
        WAITS.search(h.clause.text) and not h.decides for h in heard if h is not no
    ):
        return Weighed(Decision.NONE, no.clause.text, "not decided yet")
    if no.said.condition or any(
        h.said.condition and h.said.act is Act.OTHER
        for h in beside
        if h is not no and _follows(h, no)
    ):
        return Weighed(Decision.COUNTER, no.clause.text, "a no with terms for a yes")
    if any(h.said.terms for h in beside):
        return Weighed(Decision.COUNTER, no.clause.text, "other terms")
    if any(h.asks for h in heard if not _follows(h, no)):
        return Weighed(Decision.QUESTION, no.clause.text, "a question comes first")
    return Weighed(Decision.DECLINE, no.clause.text, "a no")


def _follows(one: Heard, other: Heard) -> bool:
    here, there = (one.clause.line, one.clause.sentence), (other.clause.line, other.clause.sentence)
    return here >= there


def _weigh_yes(
    heard: Sequence[Heard], deciding: Sequence[Heard], numbers: Collection[str]
) -> Weighed:
    first = deciding[0]
    if any(names_other_day(h.clause.text, numbers) for h in deciding):
        return Weighed(Decision.NONE, first.clause.text, "names a day that the offer does not have")
    text, others = first.clause.text, [h for h in heard if not h.decides]
    if any(WAITS.search(h.clause.text) for h in others):
        return Weighed(Decision.NONE, text, "waits for somebody")
    if any(REVERSES.search(h.clause.text) for h in others):
        return Weighed(Decision.NONE, text, "takes it back")
    if any(h.said.condition or h.said.terms for h in heard if not h.asks):
        return Weighed(Decision.COUNTER, text, "a yes with a condition")
    if names_other_figures(_stated(heard), numbers):
        return Weighed(Decision.COUNTER, text, "names figures that the offer does not have")
    if any(h.asks and h.said.condition and _follows(h, first) for h in others):
        return Weighed(Decision.COUNTER, text, "a yes, and a wish in form of a question")
    if any(h.asks and _in_one_breath(h, first) for h in others):
        return Weighed(Decision.QUESTION, text, "asks in the same breath")
    if any(h.asks and MOCKS.search(h.clause.text) for h in others):
        return Weighed(Decision.NONE, text, "asks whether it is a yes at all")
    if any(h.said.doubt for h in others if not h.asks):
        return Weighed(Decision.NONE, text, "something beside the yes makes it unclear")
    return _weigh_plain_yes(heard, deciding)


def _stated(heard: Sequence[Heard]) -> list[str]:
    return [h.clause.text for h in heard if not h.asks]


def _in_one_breath(one: Heard, other: Heard) -> bool:
    tag = len(one.clause.text) <= 2 and one.clause.line == other.clause.line
    return tag or one.clause.sentence == other.clause.sentence


def _weigh_plain_yes(heard: Sequence[Heard], deciding: Sequence[Heard]) -> Weighed:
    strong = [h for h in deciding if h.said.act is Act.APPROVE]
    others = [h for h in heard if not h.decides]
    if not strong:
        if others:
            return Weighed(Decision.NONE, deciding[0].clause.text, "a weak yes among other things")
        return Weighed(Decision.APPROVE, deciding[0].clause.text, "a plain yes")
    if any(not h.asks for h in others):
        return Weighed(Decision.NONE, deciding[0].clause.text, "something beside is not understood")
    before = heard[: list(heard).index(deciding[0])]
    text = strong[0].clause.text
    if any(h.asks for h in before):
        return Weighed(Decision.NONE, text, "a question comes first")
    if before and not PERFORMS.search(text):
        return Weighed(Decision.NONE, text, "other things come first")
    return Weighed(Decision.APPROVE, text, "a plain yes")


def _weigh_rest(
    heard: Sequence[Heard], numbers: Collection[str], opening: str, fine: Sequence[Heard]
) -> Weighed:
    if not heard:
        return Weighed(Decision.NONE, "", "nothing is said of the offer")
    first = heard[0]
    put_off = any(PUTS_OFF.search(h.clause.text) for h in heard)
    put_off = put_off or any(SUPPOSES.search(h.clause.text) for h in heard)
    put_off = put_off or any(WAITS.search(h.clause.text) for h in heard)
    for h in heard:
        figures = FIGURES.search(h.clause.text)
        near = [o for o in heard if o.clause.sentence == h.clause.sentence]
        limited = figures or any(o.said.condition for o in near)
        named = h.said.terms or ONLY.search(h.clause.text)
        if named and not h.asks and limited and not put_off:
            return Weighed(Decision.COUNTER, h.clause.text, "other terms")
    agreed = any(AGREES_AT.search(h.clause.text) for h in heard if not h.asks)
    if agreed and not put_off and names_other_figures(_stated(heard), numbers):
        return Weighed(Decision.COUNTER, opening, "a yes at another figure")
    leans = [h for h in heard[:2] if LEANS.search(h.clause.text) and not h.asks]
    limits = [
        h for h in heard if h.said.condition and not h.asks and not ROUGHLY.search(h.clause.text)
    ]
    if (leans or fine or NODS.fullmatch(opening)) and limits and not put_off:
        return Weighed(Decision.COUNTER, opening, "a yes with a condition")
    asking = next((h for h in heard if h.asks), None)
    if asking:
        return Weighed(Decision.QUESTION, asking.clause.text, "a question")
    return Weighed(Decision.NONE, first.clause.text, "no decision in plain words")
