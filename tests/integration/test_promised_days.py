"""Days that our own mails promise, read by what the daemon reads them with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from daemon.app import read_day
from daemon.schedules.promises import promises
from daemon.services import followups
from daemon.store.engine import Database
from daemon.store.plan_tables import follow_up
from tests.integration.desk import NOW
from tests.integration.test_followups import looks, make_desk, office, reply_from_us, rule

#: a Monday
WRITTEN = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("We will send you the draft by Friday.", date(2026, 3, 6)),
        ("I'll get back to you tomorrow.", date(2026, 3, 3)),
        ("You will have the fix by 5 March.", date(2026, 3, 5)),
        ("We'll deliver it next Monday.", date(2026, 3, 9)),
        ("We will reply within two days.", date(2026, 3, 4)),
        ("我们周五前给您答复。", date(2026, 3, 6)),
        ("我会在3月6日之前发给您。", date(2026, 3, 6)),
        ("我们会在两天之内回复您。", date(2026, 3, 4)),
        ("We will look into it.", None),
        ("Thank you for your mail of 5 March.", None),
    ],
)
def test_a_promise_names_a_day(sentence: str, day: date | None) -> None:
    found = [read_day(s, WRITTEN) for s in promises(sentence)]
    assert (found or [None])[0] == day


def test_a_promise_is_watched_from_the_mail_to_its_day(either_db: Database) -> None:
    desk = make_desk(either_db, rule("promise", 0))
    followups.run(office(desk), NOW, read_day)  # what was written before is history
    reply_from_us(desk, NOW + timedelta(hours=1), "Hi Anna,\nwe will send it by Thursday.\nMaria")
    assert followups.run(office(desk), NOW + DAY, read_day).begun == 1
    assert desk.one(follow_up)["due_at"].date() == date(2026, 3, 5)
    assert followups.run(office(desk), NOW + 3 * DAY, read_day).reminded == 1
    assert looks(desk) == ["promised for this day: we will send it by Thursday."]
