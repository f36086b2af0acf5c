"""The life cycles of items: one table says which step leads from where to where, and who may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from daemon.errors import UserError
from daemon.model.record import WITHDRAWN, ItemKind


class Who(StrEnum):
    """Who takes a step. ``CLIENT``: by a mail that counts, or a manager in their name."""

    MANAGER = "manager"
    CLIENT = "client"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. ``sends`` names the mail that the step writes, if any."""

    kind: ItemKind
    state: str
    verb: str
    next: str
    who: Who = Who.MANAGER
    sends: str = ""


_REQ, _CHG, _CMP, _FBK, _IMP = (
    ItemKind.REQUIREMENT,
    ItemKind.CHANGE_REQUEST,
    ItemKind.COMPLAINT,
    ItemKind.FEEDBACK,
    ItemKind.IMPROVEMENT,
)
_CLIENT, _CLOCK = Who.CLIENT, Who.CLOCK

STEPS: tuple[Step, ...] = (
    Step(_REQ, "proposed", "accept", "accepted"),
    Step(_REQ, "proposed", "reject", "declined"),
    Step(_REQ, "proposed", "withdraw", WITHDRAWN),
    Step(_REQ, "accepted", "baseline", "in baseline", _CLIENT),
    Step(_REQ, "accepted", "reject", "declined"),
    Step(_REQ, "accepted", "withdraw", WITHDRAWN),
    Step(_REQ, "in baseline", "deliver", "delivered"),
    Step(_REQ, "in baseline", "withdraw", WITHDRAWN),
    Step(_REQ, "delivered", "confirm", "confirmed", _CLIENT),
    Step(_REQ, "delivered", "reopen", "in baseline"),
    Step(_REQ, "declined", "reopen", "proposed"),
    Step(_REQ, WITHDRAWN, "reopen", "proposed"),
    Step(_CHG, "proposed", "accept", "being assessed"),
    Step(_CHG, "proposed", "reject", "declined"),
    Step(_CHG, "proposed", "withdraw", WITHDRAWN),
    Step(_CHG, "being assessed", "offer", "offered", sends="offer"),
    Step(_CHG, "being assessed", "reject", "declined"),
    Step(_CHG, "being assessed", "withdraw", WITHDRAWN),
    Step(_CHG, "offered", "approve", "approved", _CLIENT),
    Step(_CHG, "offered", "decline", "declined", _CLIENT),
    Step(_CHG, "offered", "counter", "countered", _CLIENT),
    Step(_CHG, "offered", "expire", "expired", _CLOCK),
    Step(_CHG, "offered", "offer", "offered", sends="offer"),
    Step(_CHG, "offered", "withdraw", WITHDRAWN),
    Step(_CHG, "countered", "accept", "being assessed"),
    Step(_CHG, "countered", "offer", "offered", sends="offer"),
    Step(_CHG, "countered", "withdraw", WITHDRAWN),
    Step(_CHG, "expired", "accept", "being assessed"),
    Step(_CHG, "expired", "offer", "offered", sends="offer"),
    Step(_CHG, "expired", "withdraw", WITHDRAWN),
    Step(_CHG, "approved", "deliver", "done"),
    Step(_CHG, "declined", "reopen", "being assessed"),
    Step(_CHG, WITHDRAWN, "reopen", "proposed"),
    Step(_CMP, "received", "accept", "acknowledged"),
    Step(_CMP, "received", "investigate", "investigated"),
    Step(_CMP, "received", "reject", "declined"),
    Step(_CMP, "received", "withdraw", WITHDRAWN),
    Step(_CMP, "acknowledged", "investigate", "investigated"),
    Step(_CMP, "acknowledged", "withdraw", WITHDRAWN),
    Step(_CMP, "investigated", "resolve", "resolved", sends="resolution"),
    Step(_CMP, "investigated", "withdraw", WITHDRAWN),
    Step(_CMP, "resolved", "confirm", "confirmed", _CLIENT),
    Step(_CMP, "resolved", "reopen", "received"),
    Step(_CMP, "resolved", "resolve", "resolved", sends="resolution"),
    Step(_CMP, "investigated", "reopen", "received"),
    Step(_CMP, "confirmed", "reopen", "received"),
    Step(_CMP, "declined", "reopen", "received"),
    Step(_CMP, WITHDRAWN, "reopen", "received"),
    Step(_FBK, "noted", "accept", "acted on"),
    Step(_FBK, "noted", "file", "filed"),
    Step(_FBK, "noted", "withdraw", WITHDRAWN),
    Step(_FBK, "acted on", "reopen", "noted"),
    Step(_FBK, "filed", "reopen", "noted"),
    Step(_FBK, WITHDRAWN, "reopen", "noted"),
    Step(_IMP, "open", "start", "in progress"),
    Step(_IMP, "open", "close", "done", sends="improvement"),
    Step(_IMP, "open", "reject", "declined"),
    Step(_IMP, "open", "withdraw", WITHDRAWN),
    Step(_IMP, "in progress", "close", "done", sends="improvement"),
    Step(_IMP, "in progress", "reject", "declined"),
    Step(_IMP, "in progress", "withdraw", WITHDRAWN),
    Step(_IMP, "done", "reopen", "open"),
    Step(_IMP, "declined", "reopen", "open"),
    Step(_IMP, WITHDRAWN, "reopen", "open"),
)
_TABLE = {(s.kind, s.state, s.verb): s for s in STEPS}

#: every state there is, by kind, in the order of the table
STATES: dict[ItemKind, tuple[str, ...]] = {
    kind: tuple(dict.fromkeys(x for s in STEPS if s.kind is kind for x in (s.state, s.next)))
    for kind in ItemKind
}
#: where an item asks nothing more of anybody
CLOSED = frozenset({"confirmed", "done", "declined", WITHDRAWN, "filed", "acted on"})


def find_step(kind: ItemKind, state: str, verb: str) -> Step:
    """Return the step; raise UserError that names the verbs there are from here."""
    step = _TABLE.get((kind, state, verb))
    if step is None:
        what = kind.name.lower().replace("_", " ")
        there = ", ".join(verbs_from(kind, state)) or "nothing"
        raise UserError(f"a {what} that is {state} cannot {verb}; from here: {there}")
    return step


def verbs_from(kind: ItemKind, state: str) -> tuple[str, ...]:
    """Return what can be done with an item of *kind* in *state*."""
    return tuple(s.verb for s in STEPS if s.kind is kind and s.state == state)
