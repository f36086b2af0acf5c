"""The clauses of a reply weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from daemon.scope.clauses import Clause
from daemon.scope.references import amount, mask
from daemon.scope.wording import chinese, english
from daemon.scope.wording.signs import Act, Said


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


_REVERSES = re.compile(
    r"second thought|\bas if\b|\bwait\b"
    r"|\bhold (?:on|off)\b|mistake|\bwrong\b|\bmeant\b|\bi mean\b|\bedit\b"
    r"|\bnot\b.{0,3}$|\bjust a test\b|\btest mail\b|\banother\b|\bdifferent(?:ly)?\b|disregard"
    r"|\bignore\b|\bcancel\b|withdraw|\bstop\b"
    r"|kidding|joking|\bjoke\b|等等|等一下|等下|稍等|先别|误发|有误|撤回|开玩笑|我再|发错|写错"
    r"|另一|别的|测试|才怪|说的是|以上为"
)
#: a first clause that begins like a yes; alone it decides nothing
_LEANS = re.compile(
    r"^(?:(?:i|we)(?:'d| would| could| can| will|'ll)? )?(?:yes|ok|okay|agree|agreed|approve"
    r"|approved|accept|sure|fine|go ahead|confirmed|deal)\b"
    r"|^(?:好的?|那|我们?|我方)*(?:原则上?|基本上?|有条件地?)?(?:可以|同意|批准|没问题|行|接受|确认)"
)
_ROUGHLY = re.compile(r"^(?:我们?|我方)?(?:原则|基本|大致|大体)上?(?:同意|可以|批准)$|principle$")
_NODS = re.compile(r"ok|okay|okey|sure|fine|good|alright|only|if .*|好的?|行|嗯|可以是可以")
#: a yes that is merely supposed
_SUPPOSES = re.compile(
    r"^if (?:i|we)(?: \w+)? (?:approve|agree|accept|sign|say yes)\b"
    r"|^(?:如果|要是|假如|若)(?:我们?|我方|公司|领导)?都?(?:同意|批准|确认)(?!.*就)|^(?:同意|批准|确认)了?的话"
)
#: terms without a yes before them
_ONLY = re.compile(r"^(?:but )?only (?:for|if|at|up to|with|when)\b")
_PERFORMS = re.compile(
    r"^(?:so |therefore |hence |and |please )*(?:i|we|you have|you can|consider|please|go ahead"
    r"|let's)\b|我|同意|批准|执行|照办|就"
)
#: how a remark beside a yes begins
_GOES_ON = re.compile(r"^(?:and |so )*(?:please|kindly|we|i|our|you|let's)\b|[\u3400-\u9fff]")
_PUTS_OFF = re.compile(
    r"\bmy manager|\bneed .{0,25}(?:approval|sign-off|'s ok)|\bboss\b|going to|\bsend me\b|\bas"
    r" if\b|\byeah right\b|\bi was\b|first line|more time|tomorrow|\blater\b|tonight|asked to"
    r"|whether|\bup to (?:me|us)\b|\bif (?:i|it|we) were\b|\bprinciple\b.{0,10}$"
    r"|还没|明天|再说|再定|领导"
)
_MONEY = re.compile(
    r"(?:eur|usd|€|\$|¥|£)\s?(\d[\d.,]*)|(\d[\d.,]*)\s?(?:eur|usd|euros?|€|\$|dollars?|欧元?|美元|美金|人民币|元|块|万"
    r"|days?\b|天|%)"
)
_FIGURES = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|half|less)\b|[一二两三四五六七八九十半]"
)
_DIGITS = re.compile(r"\d[\d.,]*")


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
        if said.act is not Act.COURTESY or said.doubt:
            heard.append(Heard(clause, said))
    return heard


def weigh(everything: Sequence[Heard], numbers: Collection[str], opening: str = "") -> Weighed:
    """Return the one decision of all that was heard.

    *numbers* are those of the offer, *opening* is the first clause, courtesy or not.
    """
    heard = [h for h in everything if h.said.act is not Act.COURTESY]
    deciding = [h for h in heard if h.decides]
    acts = {h.said.act for h in deciding}
    if Act.DECLINE in acts and len(acts) > 1:
        return Weighed(Decision.NONE, deciding[0].clause.text, "says both yes and no")
    if Act.DECLINE in acts:
        return _weigh_no(heard, deciding[0])
    if acts:
        weighed = _weigh_yes(heard, deciding, numbers)
        weak = Act.APPROVE not in acts and len(everything) > len(heard)
        if weak and weighed.decision is Decision.APPROVE:
            return Weighed(Decision.NONE, weighed.clause, "may only say that they have it")
        return weighed
    return _weigh_rest(heard, opening)


def _weigh_no(heard: Sequence[Heard], no: Heard) -> Weighed:
    beside = [h for h in heard if h.clause.sentence == no.clause.sentence]
    if no.said.doubt:
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
    text, others = first.clause.text, [h for h in heard if not h.decides]
    if any(_REVERSES.search(h.clause.text) for h in others):
        return Weighed(Decision.NONE, text, "takes it back")
    if any(h.said.condition or h.said.terms for h in heard if not h.asks):
        return Weighed(Decision.COUNTER, text, "a yes with a condition")
    if _other_figures(heard, numbers):
        return Weighed(Decision.COUNTER, text, "names figures that the offer does not have")
    if any(h.asks and _in_one_breath(h, first) for h in others):
        return Weighed(Decision.QUESTION, text, "asks in the same breath")
    if any(h.said.doubt for h in others if not h.asks):
        return Weighed(Decision.NONE, text, "something beside the yes makes it unclear")
    if any(h.asks and h.said.condition for h in others):
        return Weighed(Decision.COUNTER, text, "a yes, and a wish in form of a question")
    return _weigh_plain_yes(heard, deciding)


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
    beside = [h for h in others if h.clause.sentence == strong[0].clause.sentence]
    if any(not _GOES_ON.search(h.clause.text) for h in beside if not h.asks):
        return Weighed(Decision.NONE, deciding[0].clause.text, "a yes with unknown words beside it")
    before = heard[: list(heard).index(deciding[0])]
    text = strong[0].clause.text
    if any(h.asks for h in before):
        return Weighed(Decision.NONE, text, "a question comes first")
    if before and not _PERFORMS.search(text):
        return Weighed(Decision.NONE, text, "other things come first")
    return Weighed(Decision.APPROVE, text, "a plain yes")


def _other_figures(heard: Sequence[Heard], numbers: Collection[str]) -> bool:
    named = {
        amount(m[1] or m[2]) for h in heard if not h.asks for m in _MONEY.finditer(h.clause.text)
    }
    return any(n not in numbers for n in named)


def _weigh_rest(heard: Sequence[Heard], opening: str) -> Weighed:
    if not heard:
        return Weighed(Decision.NONE, "", "nothing is said of the offer")
    first = heard[0]
    put_off = any(_PUTS_OFF.search(h.clause.text) for h in heard)
    put_off = put_off or any(_SUPPOSES.search(h.clause.text) for h in heard)
    for h in heard:
        figures = _FIGURES.search(h.clause.text)
        near = [o for o in heard if o.clause.sentence == h.clause.sentence]
        limited = figures or any(o.said.condition for o in near)
        named = h.said.terms or _ONLY.search(h.clause.text)
        if named and not h.asks and limited and not put_off:
            return Weighed(Decision.COUNTER, h.clause.text, "other terms")
    leans = [h for h in heard[:2] if _LEANS.search(h.clause.text) and not h.asks]
    limits = [
        h for h in heard if h.said.condition and not h.asks and not _ROUGHLY.search(h.clause.text)
    ]
    if (leans or _NODS.fullmatch(opening)) and limits and not put_off:
        return Weighed(Decision.COUNTER, opening, "a yes with a condition")
    asking = next((h for h in heard if h.asks), None)
    if asking:
        return Weighed(Decision.QUESTION, asking.clause.text, "a question")
    return Weighed(Decision.NONE, first.clause.text, "no decision in plain words")


def known_numbers(text: str) -> frozenset[str]:
    """Return the numbers that stand in *text*, as written."""
    return frozenset(amount(n) for n in _DIGITS.findall(text))
