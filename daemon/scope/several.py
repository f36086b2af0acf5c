"""A reply that decides on several items at once: "CHG-12 yes, CHG-13 no"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from daemon.scope.clauses import Clause
from daemon.scope.reading import Decision, Weighed, hear, weigh
from daemon.scope.references import find_refs

_VERB = (
    r"(?:yes|no|not|ok|okay|approve[d]?|decline[d]?|reject(?:ed)?|accept(?:ed)?|agreed?"
    r"|confirm(?:ed)?"
    r"|emojiyes|emojino|同意|不同意|批准|不批准|可以|不行|暂不\S*|拒绝|确认|不做|不要)"
)
_SPLIT = re.compile(
    rf"\s+(?:and|but|while)\s+(?=(?:i |we )?{_VERB}\b)|(?<=[a-z\u3400-\u9fff])\s+(?=(?:chg|req"
    rf"|cmp|fbk)-\d+\s+{_VERB})"
)
_LEADING = re.compile(r"^(?:but|and|while|however|但是?|不过|而)\s*")
_ONLY_REFS = re.compile(
    r"(?:(?:re|regarding|concerning|for|on|as for|about|对于?|关于|至于)\s*)?"
    r"(?:(?:req|chg|cmp|fbk)-\d+|and|&|both|\+|/|和|与|及|、|\s)+"
)
_LONE = re.compile(r"^(?:but|and|但是?|不过|however)$")


def read_several(
    clauses: Sequence[Clause], known: Collection[str], numbers: Collection[str]
) -> dict[str, Weighed]:
    """Return the decision on each item that *clauses* name.

    What cannot be given to one item with certainty leaves every item before it undecided.
    """
    found: dict[str, Weighed] = {}
    pending: list[str] = []
    latest: list[str] = []
    inherits = False
    leading: tuple[int, Weighed] | None = None
    for clause in _pieces(clauses):
        refs = find_refs(clause.text)
        if refs and _ONLY_REFS.fullmatch(clause.text):
            if leading and leading[0] == clause.sentence:
                # the decision stands before the items
                found |= {r: _both(found.get(r), leading[1]) for r in refs}
                pending, latest = [], list(refs)
            elif inherits and latest:
                found |= dict.fromkeys(refs, found[latest[-1]])
                latest += refs
            else:
                pending += refs
            continue
        verdict = weigh(hear([clause], known), numbers)
        if not refs and _is_silent(clause, known):
            continue
        whose = [*pending, *refs] or latest
        decided = verdict.decision is not Decision.NONE
        leading = (clause.sentence, verdict) if decided and not whose else None
        if not pending and not refs and latest:
            # what follows a decision can only limit it
            found |= {r: _limited(found[r], verdict) for r in latest}
        else:
            found |= {r: _both(found.get(r), verdict) for r in whose}
        pending, latest = [], whose
        inherits = decided and bool(refs) and not clause.text.startswith(refs[0].lower())
    found |= {r: Weighed(Decision.NONE, "", "named, not decided") for r in pending}
    return found


def _pieces(clauses: Sequence[Clause]) -> list[Clause]:
    pieces = [
        replace(clause, text=_LEADING.sub("", part).strip())
        for clause in clauses
        for part in _SPLIT.split(clause.text)
        if part and part.strip() and not _LONE.match(part.strip())
    ]
    return [p for p in pieces if p.text]


def _is_silent(clause: Clause, known: Collection[str]) -> bool:
    return not hear([clause], known)


def _both(before: Weighed | None, now: Weighed) -> Weighed:
    if before is None or before.decision is now.decision:
        return now
    return Weighed(Decision.NONE, now.clause, "decided twice, differently")


def _limited(before: Weighed, after: Weighed) -> Weighed:
    if after.decision is before.decision:
        return before
    if before.decision is Decision.DECLINE:
        return before
    return Weighed(Decision.NONE, before.clause, "something beside it makes it unclear")
