"""How a client fares, as one figure that says how it comes about.

Each client begins with 100 points and loses some for what is known to end well-meant business:
open complaints, promises not kept, answers owed, low scores, silence. A rule of thumb, not a
measurement; every part is shown with the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FULL, WELL, FAIR = 100, 80, 55
#: points that an open complaint costs, by severity
COMPLAINT: Mapping[str, int] = {"": 15, "minor": 8, "serious": 20, "critical": 35}
#: points for one, and the most that all of a kind cost together
OVERDUE, OWED, LOW = (5, 20), (5, 20), (10, 20)
COMPLAINTS_LIMIT, DISSATISFIED, QUIET = 50, 15, 10
#: answers from which a satisfaction counts, and the share below which it costs
ENOUGH, SATISFIED = 3, 0.7
#: days without a word after which a client with open work is called quiet
QUIET_DAYS = 30


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a client at a moment. ``complaints`` are the severities of open ones."""

    complaints: tuple[str, ...] = ()
    overdue: int = 0
    owed: int = 0
    low: int = 0
    satisfied: float | None = None
    answers: int = 0
    silent_days: int | None = None
    open_work: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """Why points are lost: what (a stable word), how many of it, and the points."""

    what: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class Health:
    """The figure of 100 and what it lost them to."""

    points: int = FULL
    costs: tuple[Cost, ...] = field(default=())

    @property
    def word(self) -> str:
        """The figure in a word: ``well``, ``fair`` or ``at risk``."""
        if self.points >= WELL:
            return "well"
        return "fair" if self.points >= FAIR else "at risk"


def judge(facts: Facts) -> Health:
    """Return how a client fares by *facts*."""
    severe = sum(COMPLAINT.get(s, COMPLAINT[""]) for s in facts.complaints)
    costs = [
        Cost("open complaints", len(facts.complaints), min(severe, COMPLAINTS_LIMIT)),
        _each("items overdue", facts.overdue, OVERDUE),
        _each("answers owed", facts.owed, OWED),
        _each("low scores", facts.low, LOW),
    ]
    if facts.satisfied is not None and facts.answers >= ENOUGH and facts.satisfied < SATISFIED:
        costs.append(Cost("per cent satisfied", round(100 * facts.satisfied), DISSATISFIED))
    if facts.open_work and (facts.silent_days or 0) > QUIET_DAYS:
        costs.append(Cost("days without a word", facts.silent_days or 0, QUIET))
    lost = [c for c in costs if c.points]
    return Health(max(0, FULL - sum(c.points for c in lost)), tuple(lost))


def _each(what: str, count: int, worth: tuple[int, int]) -> Cost:
    return Cost(what, count, min(count * worth[0], worth[1]))
