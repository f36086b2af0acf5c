"""Reading a client's decision from a reply to an offer.

The first words decide. A yes counts only where the clause that says it holds nothing unknown and
nothing beside it takes it back, limits it, reports it or asks; whatever is unclear is ``NONE``,
and a manager decides. What is quoted, signed or written by a machine never decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from daemon.scope.clauses import cut, normal
from daemon.scope.figures import known_numbers
from daemon.scope.likely import Guess, weigh_likely
from daemon.scope.reading import Decision, Weighed, hear, weigh
from daemon.scope.references import find_refs
from daemon.scope.several import read_several
from daemon.scope.tidy import without_address, without_disclaimer, without_name
from daemon.scope.versions import names_other_version, without_version
from daemon.scope.wording.english_remarks import PREAMBLE
from daemon.scope.wording.signs import Act

#: characters of a reply that are read; a decision stands at its beginning
LENGTH = 8000
#: and so many clauses of it, where it is asked whether a machine wrote it
FIRST = 6

_MACHINE = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|matische antwort)|out of (?:the"
    r" )?office|ooo\b|abwesen|réponse automatique"
    r"|自动(?:回复|答复)|自動(?:回覆|回復)|休假|外出|不在)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"out of (?:the |my )?office|away from (?:the |my )?(?:office|desk)|on (?:\w+ )?(?:vacation"
    r"|leave|holidays?)\b|no access to (?:my )?e-?mail"
    r"|自动回复|正在休假|休假中|外出期间|出差期间|无法及时(?:回复|查看)"
)
#: they were away and are back
_WAS_AWAY = re.compile(
    r"\b(?:was|were|been|back|returned|returning|after)\b[\w ]{0,25}?\b(?:out of (?:the |my"
    r" )?office"
    r"|away from (?:the |my )?(?:office|desk)|(?:on (?:\w+ )?|from (?:\w+ )?)?(?:vacation|leave"
    r"|holidays?))\b"
)
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|tr|转发|轉發|轉寄|转寄)\s*[:：]", re.IGNORECASE)
#: "Tom: approved": somebody else's words, unless what stands before the colon is about the offer
_REPORTED = re.compile(
    rf"^(?!(?:{PREAMBLE}) ?:)(?![^:\n]{{0,20}}(?:(?:chg|req|cmp|fbk)-\d|decision|answer|reply"
    rf"|\bre\b|regarding|approv|result"
    r"|verdict|offer|change|request|hi\b|hello|dear"
    r"|回复|答复|决定|结论|意见|变更|好))[\w\u3400-\u9fff .]{1,24}:[ ]*[\"']?(?:同意|批准|核准"
    r"|可以|通过|确认|approve|yes|ok\b|agreed|confirm|go ahead)",
    re.MULTILINE,
)
#: what stands behind "CHG-12 (version 1):"
_TITLE = re.compile(r"\b(?:chg|req)-\d+(?: ?\([^()]*\))? ?[:：](.*)", re.DOTALL)
_WORD = re.compile(r"[a-z][a-z'-]{2,}|[\u3400-\u9fff]{2,}|\d[\d.,]*")
_APPROVAL = re.compile(r"approv|agree|go ahead|proceed|accept|同意|批准|确认|可以")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to an offer.

    ``text`` is what was written now; ``quoted`` everything else of the body; ``before`` the
    quoted words right before the text, where the reply stands under them. ``refs`` are the
    items offered. ``automatic``: a machine wrote it.
    """

    text: str
    subject: str = ""
    refs: tuple[str, ...] = ()
    quoted: str = ""
    before: str = ""
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply decides: on the offer, and on each item it names.

    ``evidence`` are the words that carry it, ``reason`` why it was read so.
    """

    decision: Decision
    items: Mapping[str, Decision] = field(default_factory=dict)
    evidence: str = ""
    reason: str = ""


def title_of(subject: str) -> str:
    """Return the title that a *subject* (normal form) names behind the item, if any."""
    found = _TITLE.search(subject)
    return found[1].strip() if found else ""


def plain_text(reply: Reply) -> str:
    """Return the words of *reply* in normal form, without name, address and disclaimer."""
    return normal(without_name(without_disclaimer(without_address(reply.text[:LENGTH]))))


def read_decision(reply: Reply, guess: Guess | None = None) -> Reading:
    """Read what *reply* decides; unclear is ``Decision.NONE``. Never raises.

    *guess* reads where the rules do not understand, within what they allow.
    """
    text = said = plain_text(reply)
    if why := why_silent(reply, text):
        return Reading(Decision.NONE, {}, _first_line(reply.text), why)
    other = names_other_version(text, offered := _offered(reply))
    text = text if other else without_version(text, offered)
    subject = normal(reply.subject)
    known = frozenset(_WORD.findall(subject))
    numbers = known_numbers(f"{subject}\n{normal(reply.quoted[:LENGTH])}")
    named = find_refs(text)
    wanted = tuple(r.upper() for r in reply.refs)
    if len(named) <= 1:
        clauses = cut(text)
        opening = clauses[0].text if clauses else ""
        weighed = weigh(hear(clauses, known | numbers), numbers, opening)
        if guess is not None and not other:
            weighed = weigh_likely(weighed, said, guess(said, title_of(subject)))
        weighed = _of_this_version(_after_quote(weighed, reply), other)
        return _reading(dict.fromkeys(named or wanted, weighed), wanted or named, weighed, reply)
    found = read_several(cut(text), known | numbers, numbers)
    found = {r: _of_this_version(w, other) for r, w in found.items()}
    mine = [found[r] for r in wanted or named if r in found]
    agreed = mine and all(w.decision is mine[0].decision for w in mine)
    weighed = mine[0] if agreed else Weighed(Decision.NONE, "", "not one decision on all items")
    return _reading(found, wanted or named, weighed, reply)


def why_silent(reply: Reply, text: str) -> str:
    """Return why a reply cannot decide anything, or an empty string."""
    if not text.strip():
        return "nothing was written"
    if reply.automatic or _MACHINE.search(reply.subject):
        return "written by a machine"
    if _AWAY.search(_WAS_AWAY.sub("", text)) and not _decides_first(text):
        return "written by a machine"
    if _FORWARD.search(reply.subject):
        return "forwarded"
    if _REPORTED.search(text):
        return "reports what somebody else said"
    return ""


def _decides_first(text: str) -> bool:
    """Whether the first thing said is a plain yes or no, which no machine that is away says."""
    heard = [h for h in hear(cut(text)[:FIRST], ()) if h.said.act is not Act.COURTESY]
    return bool(heard) and not heard[0].asks and heard[0].said.act in {Act.APPROVE, Act.DECLINE}


def _offered(reply: Reply) -> str:
    return normal(f"{reply.subject}\n{reply.quoted[:LENGTH]}")


def _of_this_version(weighed: Weighed, other: bool) -> Weighed:
    """A decision on another version is none; a question about one is a question."""
    if not other or weighed.decision is Decision.QUESTION:
        return weighed
    return Weighed(Decision.NONE, weighed.clause, "speaks of another version")


def _after_quote(weighed: Weighed, reply: Reply) -> Weighed:
    """A bare yes under somebody's question may answer that question and nothing else."""
    asked = [
        line for line in normal(reply.before).split("\n") if "?" in line or line.endswith("吗")
    ]
    if weighed.decision is not Decision.APPROVE or not asked:
        return weighed
    if _APPROVAL.search(asked[-1]) or _APPROVAL.search(weighed.clause):
        return weighed
    return Weighed(Decision.NONE, weighed.clause, "may answer another question")


def _reading(
    found: Mapping[str, Weighed], wanted: tuple[str, ...], weighed: Weighed, reply: Reply
) -> Reading:
    items = {r: w.decision for r, w in found.items() if w.decision is not Decision.NONE}
    mine = not wanted or any(r in found for r in wanted)
    if not mine:
        return Reading(Decision.NONE, items, _first_line(reply.text), "speaks of other items")
    evidence = in_their_words(weighed.clause, reply.text)
    return Reading(weighed.decision, items, evidence, weighed.reason)


def in_their_words(clause: str, text: str) -> str:
    """Return the line of *text* that holds *clause*, as it was written."""
    for line in text.splitlines():
        if clause and clause in " ".join(normal(line).split()):
            return line.strip()
    return _first_line(text)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
