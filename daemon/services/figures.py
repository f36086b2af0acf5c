"""The figures of surveys, per client, project, milestone and month, with the words behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from daemon.config import Config
from daemon.errors import ConfigError, NotFoundError
from daemon.schedules import statistics
from daemon.schedules.statistics import Figure
from daemon.store import figures
from daemon.store.engine import Database
from daemon.store.figures import Asked, Given
from daemon.surveys.files import load_survey
from daemon.surveys.questions import SCALES, Kind

#: what figures can be grouped by
GROUPS: dict[str, Callable[[Asked], str]] = {
    "client": lambda asked: asked.client,
    "project": lambda asked: asked.project,
    "milestone": lambda asked: f"{asked.project} {asked.milestone}",
    "month": lambda asked: f"{asked.at:%Y-%m}",
}


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group. ``answered`` counts the people whose scores they rest on."""

    name: str
    response: Figure
    csat: Figure
    nps: Figure
    ces: Figure
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A remark in the client's own words, with the scores given beside it."""

    at: datetime
    client: str
    contact: str
    project: str
    milestone: str
    scores: Mapping[str, int]
    remark: str
    low: bool
    #: the scores with the top of their scales, such as ``4/5``
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a period. From fewer than ``enough`` answers a figure says little."""

    since: datetime | None
    until: datetime
    total: Row
    groups: Mapping[str, tuple[Row, ...]]
    verbatims: tuple[Verbatim, ...]
    skipped: Mapping[str, int]
    held: int
    enough: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report covers; empty names leave nothing out."""

    until: datetime
    since: datetime | None = None
    client: str = ""
    project: str = ""
    milestone: str = ""

    def covers(self, asked: Asked) -> bool:
        """Whether an invitation belongs to the report."""
        wanted = (
            (self.client, asked.client),
            (self.project, asked.project),
            (self.milestone, asked.milestone),
        )
        return all(not name or name.casefold() == value.casefold() for name, value in wanted)


def report(db: Database, config: Config, scope: Scope) -> Report:
    """Return the figures of what was asked within *scope*."""
    with db.read() as transaction:
        found = figures.load_asked(transaction, scope.since, scope.until)
        asked = [a for a in found if scope.covers(a)]
        given = _by_invitation(figures.load_given(transaction))
        held = figures.count_held(transaction)
    kinds = _kinds({a.survey for a in asked}, config)
    groups = {
        name: tuple(
            _row(key, [a for a in asked if group(a) == key], given, kinds)
            for key in sorted({group(a) for a in asked if a.is_asked})
        )
        for name, group in GROUPS.items()
    }
    return Report(
        since=scope.since,
        until=scope.until,
        total=_row("all", asked, given, kinds),
        groups=groups,
        verbatims=tuple(_verbatims(asked, given, kinds)),
        skipped=_skipped(asked),
        held=held,
        enough=config.surveys.enough,
    )


def trend(db: Database, config: Config, scope: Scope, edges: Sequence[datetime]) -> list[Row]:
    """Return the figures of each stretch between *edges*.

    The response rate is of those asked in a stretch, the others of the answers that came in it.
    """
    with db.read() as transaction:
        # answers come later than the questions
        found = figures.load_asked(transaction, None, scope.until)
        asked = [a for a in found if scope.covers(a)]
        given = figures.load_given(transaction)
    kinds = _kinds({a.survey for a in asked}, config)
    answered = _by_invitation(given)
    rows = []
    for since, until in pairwise(edges):
        came = _by_invitation([g for g in given if since <= g.received_at < until])
        then = _row("", [a for a in asked if since <= a.at < until], answered, kinds)
        rows.append(replace(_row("", asked, came, kinds), response=then.response))
    return rows


def _by_invitation(given: Sequence[Given]) -> dict[int, list[Given]]:
    found: dict[int, list[Given]] = {}
    for each in given:
        found.setdefault(each.invitation_id, []).append(each)
    return found


def _kinds(names: set[str], config: Config) -> dict[tuple[str, str], Kind]:
    """Return the kind of each question of the surveys, by survey and key."""
    folders: list[Path | None] = [m.templates for m in config.mailbox]
    kinds: dict[tuple[str, str], Kind] = {}
    for name in names:
        for folder in dict.fromkeys((*folders, None)):
            try:
                survey = load_survey(name, folder)
            except (NotFoundError, ConfigError):
                continue
            kinds |= {(name, q.key): q.kind for q in survey.questions}
            break
    return kinds


def _row(
    name: str,
    asked: Sequence[Asked],
    given: Mapping[int, list[Given]],
    kinds: Mapping[tuple[str, str], Kind],
) -> Row:
    reached = [a for a in asked if a.is_asked]
    scores: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    answered = 0
    for each in reached:
        values = _values(given.get(each.id, ()))
        answered += bool(values)
        for key, score in values.items():
            kind = kinds.get((each.survey, key))
            if kind is not None:
                scores[kind].append(score)
    return Row(
        name=name,
        response=statistics.share(sum(a.id in given for a in reached), len(reached)),
        csat=statistics.csat(scores[Kind.RATING]),
        nps=statistics.nps(scores[Kind.NPS]),
        ces=statistics.ces(scores[Kind.CES]),
        answered=answered,
    )


def _values(answers: Sequence[Given]) -> dict[str, int]:
    """Return the score of each question; a later mail comes before an earlier one."""
    found: dict[str, int] = {}
    for each in answers:
        found |= each.scores
    return found


def _verbatims(
    asked: Sequence[Asked],
    given: Mapping[int, list[Given]],
    kinds: Mapping[tuple[str, str], Kind],
) -> list[Verbatim]:
    found = [
        Verbatim(
            answer.received_at,
            each.client,
            each.contact,
            each.project,
            each.milestone,
            answer.scores,
            answer.remark.strip(),
            answer.low,
            tuple(_mark(kinds.get((each.survey, k)), v) for k, v in answer.scores.items()),
        )
        for each in asked
        for answer in given.get(each.id, ())
        if answer.remark.strip()
    ]
    return sorted(found, key=lambda v: v.at, reverse=True)


def _mark(kind: Kind | None, score: int) -> str:
    return f"{score}/{SCALES[kind].high}" if kind in SCALES else str(score)


def _skipped(asked: Sequence[Asked]) -> dict[str, int]:
    """Return how often each reason kept from asking, the most frequent first."""
    counts: dict[str, int] = {}
    for each in asked:
        if each.is_asked:
            continue
        for reason in each.reasons[:1]:
            word = reason.partition(" (")[0]
            word = "open complaint" if word.startswith("open complaint") else word
            counts[word] = counts.get(word, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
