"""Figures over time, and that the search behind each lists just the mails it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from daemon.config import parse_config
from daemon.model.label import Label
from daemon.services import insights, searching
from daemon.services.insights import Insights, Matter, Period, Stretch, Wanted
from daemon.store.engine import Database
from tests.tui.driving import CONFIG
from tests.tui.figure_story import add_figures
from tests.tui.seed import NOW, open_filled


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_filled(Path(tmp_path_factory.mktemp("figures")) / "f.sqlite3")
    add_figures(opened)
    yield opened
    opened.dispose()


def look(db: Database, wanted: Wanted = Wanted(), now: datetime = NOW) -> Insights:  # noqa: B008 - frozen
    return insights.look(db, parse_config(CONFIG, "x"), wanted, now, UTC)


def behind(db: Database, seen: Insights, stretch: Stretch, matter: Matter, *label: Label) -> int:
    query = insights.behind(seen.wanted, stretch, matter, *label)
    found = searching.find(db, query, NOW, UTC)
    assert found.problems == ()
    return len(found.ids)


@pytest.mark.parametrize(
    ("period", "days", "first", "last"),
    [
        pytest.param(Period.MONTH, 5, date(2026, 2, 16), date(2026, 3, 16), id="four weeks"),
        pytest.param(Period.QUARTER, 13, date(2025, 12, 22), date(2026, 3, 16), id="twelve weeks"),
        pytest.param(Period.YEAR, 13, date(2025, 4, 1), date(2026, 4, 1), id="months"),
    ],
)
def test_a_period_ends_with_the_present_stretch(
    period: Period, days: int, first: date, last: date
) -> None:
    found = insights.edges(period, NOW.date())
    assert (len(found), found[0], found[-1]) == (days, first, last)


def test_the_whole_is_the_sum_of_its_weeks(filled: Database) -> None:
    seen = look(filled)
    for label in Label:
        weeks = sum(s.volume.get(label, 0) for s in seen.stretches)
        assert weeks == seen.whole.volume[label] > 0
    assert sum(s.learned for s in seen.stretches) == seen.whole.learned > 0
    assert sum(s.accuracy.count for s in seen.stretches) == seen.whole.accuracy.count > 0
    assert sum(s.answering.count for s in seen.stretches) == seen.whole.answering.count > 0


def test_behind_a_bar_are_its_mails(filled: Database) -> None:
    seen = look(filled)
    for stretch in seen.stretches[1:-1]:
        for label in Label:
            # one mail a conversation in the story
            count = stretch.volume.get(label, 0)
            assert behind(filled, seen, stretch, Matter.VOLUME, label) == count


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(Wanted(client="Oakridge"), id="client"),
        pytest.param(Wanted(project="ACME"), id="project"),
        pytest.param(Wanted(Period.MONTH, "Oakridge", "ACME"), id="both"),
    ],
)
def test_one_client_or_project(filled: Database, wanted: Wanted) -> None:
    seen, whole = look(filled, wanted), look(filled, Wanted(wanted.period))
    assert 0 < sum(seen.whole.volume.values()) < sum(whole.whole.volume.values())
    found = behind(filled, seen, seen.whole, Matter.VOLUME)
    assert 0 < found <= sum(seen.whole.volume.values())


def test_behind_accuracy_are_the_mails_that_the_model_got_wrong(filled: Database) -> None:
    seen = look(filled)
    accuracy = seen.whole.accuracy
    assert accuracy.value is not None
    wrong = round(accuracy.count * (1 - accuracy.value))
    assert behind(filled, seen, seen.whole, Matter.ACCURACY) == wrong > 0


def test_behind_a_satisfaction_are_the_answers(filled: Database) -> None:
    seen = look(filled)
    answered = [s for s in seen.stretches[:-2] if s.surveys.csat.count]
    assert answered
    assert all(behind(filled, seen, s, Matter.CSAT) for s in answered)


def test_behind_an_answer_time_are_the_conversations_answered(filled: Database) -> None:
    seen = look(filled)
    for stretch in seen.stretches[1:-1]:
        assert behind(filled, seen, stretch, Matter.RESPONSE) == stretch.answering.count


def test_hours_are_the_median_and_nine_of_ten() -> None:
    assert insights.answering([]).median is None
    found = insights.answering([float(n) for n in range(1, 11)])
    assert (found.count, found.median, found.slow) == (10, 5.5, 9.0)


def test_a_time_without_mail_has_no_figures(filled: Database) -> None:
    seen = look(filled, now=NOW - timedelta(days=3650))
    assert seen.whole.volume == {}
    assert seen.whole.accuracy.value is None
    assert seen.whole.answering.count == 0
