"""How mail, answers, satisfaction and the model fare over time; and the mails behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from statistics import median

from daemon.config import Config
from daemon.model.label import Label
from daemon.schedules import statistics
from daemon.schedules.statistics import Figure
from daemon.services import calendars, figures
from daemon.store import insights
from daemon.store.engine import Database
from daemon.store.insights import FirstAnswer, Scope
from daemon.store.transaction import Transaction


class Period(StrEnum):
    """How far to look back; the year by months, the others by weeks."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


WEEKS = {Period.MONTH: 4, Period.QUARTER: 12, Period.HALF: 26}
MONTHS = 12


class Matter(StrEnum):
    """What a figure is about."""

    VOLUME = "volume"
    RESPONSE = "response"
    CSAT = "csat"
    NPS = "nps"
    RATE = "rate"
    ACCURACY = "accuracy"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look at; empty names leave nothing out."""

    period: Period = Period.QUARTER
    client: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """How fast a person of ours first answered: business hours, median and nine of ten."""

    count: int
    median: float | None = None
    slow: float | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The figures of one week or month. ``volume`` has no label for what was not classified."""

    since: date
    until: date
    volume: dict[Label | None, int]
    answering: Answering
    surveys: figures.Row
    accuracy: Figure
    learned: int


@dataclass(frozen=True, slots=True)
class Insights:
    """Everything over a period, oldest first, and the whole period at its end.

    From fewer than ``enough`` answers a figure of surveys says little.
    """

    wanted: Wanted
    stretches: tuple[Stretch, ...]
    whole: Stretch
    enough: int
    clients: tuple[str, ...]
    projects: tuple[str, ...]


def look(db: Database, config: Config, wanted: Wanted, now: datetime, zone: tzinfo) -> Insights:
    """Return the figures of the period that ends with the present week or month in *zone*."""
    days = edges(wanted.period, now.astimezone(zone).date())
    moments = tuple(datetime.combine(day, time(), zone) for day in days)
    scope = Scope(moments, wanted.client, wanted.project)
    with db.read() as transaction:
        volume = insights.count_labels(transaction, scope)
        worked = _worked(transaction, config, insights.first_answers(transaction, scope), now)
        judged = insights.judged(transaction, scope)
        learned = insights.count_learned(transaction, scope)
        clients, codes = insights.names(transaction)
    covered = figures.Scope(moments[-1], moments[0], wanted.client, wanted.project)
    surveys = figures.trend(db, config, covered, moments)
    total = figures.report(db, config, covered).total
    gathered = _Gathered(volume, worked, judged, learned)
    pieces = zip(days, days[1:], surveys, strict=False)
    return Insights(
        wanted=wanted,
        stretches=tuple(
            gathered.stretch({n}, (since, until), row)
            for n, (since, until, row) in enumerate(pieces)
        ),
        whole=gathered.stretch(set(range(len(days))), (days[0], days[-1]), total),
        enough=config.surveys.enough,
        clients=tuple(clients),
        projects=tuple(codes),
    )


def edges(period: Period, today: date) -> tuple[date, ...]:
    """Return the days that part a period into weeks (from Monday on) or months."""
    if period is not Period.YEAR:
        monday = today - timedelta(days=today.weekday())
        count = WEEKS[period]
        return tuple(monday + timedelta(weeks=n - count + 1) for n in range(count + 1))
    last = today.year * 12 + today.month - 1
    months = range(last - MONTHS + 1, last + 2)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in months)


def _worked(
    transaction: Transaction, config: Config, answers: Sequence[FirstAnswer], now: datetime
) -> list[tuple[int, float]]:
    """Return stretch and the business hours that each first answer took."""
    whose = {a.client_id for a in answers if a.client_id is not None}
    known = calendars.load_all(transaction, config, whose, now, "UTC")
    return [
        (
            a.stretch,
            known.get(a.client_id, known[None]).worked(a.asked_at, a.answered_at).total_seconds()
            / 3600,
        )
        for a in answers
    ]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What was read, each fact with its stretch."""

    volume: Sequence[tuple[int, str, int]]
    worked: Sequence[tuple[int, float]]
    judged: Sequence[tuple[int, str, str]]
    learned: Sequence[tuple[int, int]]

    def stretch(self, among: set[int], days: tuple[date, date], surveys: figures.Row) -> Stretch:
        volume: dict[Label | None, int] = {}
        for n, label, count in self.volume:
            if n in among:
                key = Label(label) if label else None
                volume[key] = volume.get(key, 0) + count
        right = [model == manager for n, model, manager in self.judged if n in among]
        return Stretch(
            since=days[0],
            until=days[1],
            volume=volume,
            answering=answering([hours for n, hours in self.worked if n in among]),
            surveys=surveys,
            accuracy=statistics.share(sum(right), len(right)),
            learned=sum(count for n, count in self.learned if n in among),
        )


def answering(hours: Sequence[float]) -> Answering:
    """Return the median of *hours*, and what nine of ten of them do not exceed."""
    if not hours:
        return Answering(0)
    ordered = sorted(hours)
    slow = ordered[min(len(ordered) - 1, (len(ordered) * 9 + 9) // 10 - 1)]
    return Answering(len(ordered), median(ordered), slow)


_BEHIND = {
    Matter.CSAT: "is:survey",
    Matter.NPS: "is:survey",
    Matter.RATE: "is:survey",
    Matter.ACCURACY: "is:corrected",
    Matter.RESPONSE: "is:answered",
}


def behind(wanted: Wanted, stretch: Stretch, matter: Matter, label: Label | None = None) -> str:
    """Return the search that lists the mails a figure was made from."""
    asked = [_BEHIND.get(matter, "")]
    if matter is Matter.VOLUME and label:
        asked = [f"label:{label.value}"]
    asked += [f"after:{stretch.since}", f"before:{stretch.until}"]
    if wanted.project:
        asked.append(f"project:{wanted.project}")
    if wanted.client:
        name = wanted.client.replace('"', " ")
        asked.append(f'client:"{name}"')
    return " ".join(part for part in asked if part)
