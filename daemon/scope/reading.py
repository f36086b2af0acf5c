"""The clauses of a reply weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from daemon.scope.clauses import Clause
from daemon.scope.figures import names_other_day, names_other_figures
from daemon.scope.references import mask
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
    r"|另一|别的|测试(?:邮件|一下|而已)|^测试$|是测试|才怪|说的是|以上为"
)
#: a first clause that begins like a yes; alone it decides nothing
_LEANS = re.compile(
    r"^(?:in principle|basically|generally|essentially|mostly|overall|in general)\b.*\b(?:yes"
    r"|agreed?"
    r"|approved?|fine|ok|okay|good)\b|"
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
#: a yes that waits for somebody else's
_WAITS = re.compile(
    r"^(?:once|when|as soon as|after|if|until) (?!i\b|we\b|you\b|it\b)(?:\w+ ){1,3}(?:approves?"
    r"|agrees?"
    r"|confirms?|signs?|decides?)\b"
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
    r"|whether|\bup to (?:me|us)\b|\bif (?:i|it|we) were\b|\bprinciple$|once (?:i'm|i am) back"
    r"|when i (?:return|'m back|am back)"
    r"|还没|明天|(?<!明年)再说|再定|领导|老板|上级|财务|法务|^等|[\u4e00-\u9fff]总(?:同意|批准)"
)
_BARE = re.compile(r"(?:yes|yep|yeah|ok|okay|sure|good|fine|好的?|是的|嗯|可以)+")
_AGREES = re.compile(
    r"\b(?:yes|agreed?|approved?|fine|ok|okay|good|accept(?:ed)?)\b|同意|批准|可以|没问题|接受|赞成"
)
_NOT = re.compile(r"\bnot\b|n't\b|不|[说写]的$")
_TURNS_DOWN = re.compile(r"^(?:but|however|但是?|不过)")
#: words beside a new figure that offer it
_AGREES_AT = re.compile(
    r"\b(?:yes|agree|approved?|fine|ok|okay|deal|in|accept|pay|offer|limit|budget|maximum|at most"
    r"|sign|yours|go ahead|meet us|(?:we|i) can (?:do|go|manage|spend))\b|同意|批准|可以|成交|接受"
    r"|我[们方司]?出|预算|上限|最多|就做"
)
_THEN = re.compile(
    r"^(?:and |if so |if yes )?then\b.*\b(?:yes|approved?|agreed?|go|deal|accept)\b"
    r"|^可以(?:的话)?就(?:同意|批准|做)|^(?:那么?|这样)(?:的话)?(?:我们?|我方)?(?:就|可以).*(?:同意|批准|可以|做)"
)
_FIGURES = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|half|less)\b|[一二两三四五六七八九十半]"
)
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
        weighed = _weigh_yes(heard, deciding, numbers)
        weak = Act.APPROVE not in acts and any(
            h.said.act is Act.COURTESY and h.said.doubt for h in everything
        )
        if weak and weighed.decision is Decision.APPROVE:
            return Weighed(Decision.NONE, weighed.clause, "may only say that they have it")
        return weighed
    return _weigh_rest(heard, numbers, opening, [h for h in everything if h.said.part])


def _without_receipt(heard: Sequence[Heard]) -> list[Heard]:
    """Leave out a first bare yes that what follows makes a mere receipt: "Yes, I saw it"."""
    first, rest = heard[:1], list(heard[1:])
    received = rest and rest[0].said.doubt and rest[0].said.act is Act.COURTESY and len(rest) > 1
    refused = any(h.said.act is Act.DECLINE and _TURNS_DOWN.search(h.clause.text) for h in rest)
    if first and (received or refused) and _BARE.fullmatch(first[0].clause.text):
        return rest
    return list(heard)


def _in_parts(everything: Sequence[Heard]) -> bool:
    """Whether a yes is said and a no to something named, which is but a part."""
    noes = [h for h in everything if h.said.part and h.said.act is not Act.COURTESY]
    whole = any(h.said.act is Act.DECLINE and not h.said.part for h in everything if h.decides)
    others = [h for h in everything if h not in noes and not h.asks]
    agreed = any(_AGREES.search(h.clause.text) and not _NOT.search(h.clause.text) for h in others)
    return bool(noes) and agreed and not whole


def _asks_for_terms(heard: Sequence[Heard]) -> bool:
    """Whether a yes depends on the question before it: "Could you do it for 900? Then yes"."""
    asked = [h for h in heard if h.asks]
    return bool(asked) and any(
        _THEN.search(h.clause.text) and not h.asks and _follows(h, asked[0]) for h in heard
    )


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
    if any(names_other_day(h.clause.text, numbers) for h in deciding):
        return Weighed(Decision.NONE, first.clause.text, "names a day that the offer does not have")
    text, others = first.clause.text, [h for h in heard if not h.decides]
    if any(_WAITS.search(h.clause.text) for h in others):
        return Weighed(Decision.NONE, text, "waits for somebody")
    if any(_REVERSES.search(h.clause.text) for h in others):
        return Weighed(Decision.NONE, text, "takes it back")
    if any(h.said.condition or h.said.terms for h in heard if not h.asks):
        return Weighed(Decision.COUNTER, text, "a yes with a condition")
    if names_other_figures(_stated(heard), numbers):
        return Weighed(Decision.COUNTER, text, "names figures that the offer does not have")
    if any(h.asks and h.said.condition and _follows(h, first) for h in others):
        return Weighed(Decision.COUNTER, text, "a yes, and a wish in form of a question")
    if any(h.asks and _in_one_breath(h, first) for h in others):
        return Weighed(Decision.QUESTION, text, "asks in the same breath")
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


def _weigh_rest(
    heard: Sequence[Heard], numbers: Collection[str], opening: str, fine: Sequence[Heard]
) -> Weighed:
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
    agreed = any(_AGREES_AT.search(h.clause.text) for h in heard if not h.asks)
    if agreed and not put_off and names_other_figures(_stated(heard), numbers):
        return Weighed(Decision.COUNTER, opening, "a yes at another figure")
    leans = [h for h in heard[:2] if _LEANS.search(h.clause.text) and not h.asks]
    limits = [
        h for h in heard if h.said.condition and not h.asks and not _ROUGHLY.search(h.clause.text)
    ]
    if (leans or fine or _NODS.fullmatch(opening)) and limits and not put_off:
        return Weighed(Decision.COUNTER, opening, "a yes with a condition")
    asking = next((h for h in heard if h.asks), None)
    if asking:
        return Weighed(Decision.QUESTION, asking.clause.text, "a question")
    return Weighed(Decision.NONE, first.clause.text, "no decision in plain words")
