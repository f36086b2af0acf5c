"""Dates are read as the client means them: in its time zone, else in the mailbox's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from daemon.model.label import Prediction, Text
from daemon.services import backlog
from daemon.store import calendars
from daemon.store.engine import Database
from tests.integration.desk import NOW, Desk, WordClassifier, Written

MAIL = Written(message_id="one@weber.example")
HOUR = timedelta(hours=1)


class Watchmaker(WordClassifier):
    """Remembers at which moment, and in which time zone, each mail was to be read."""

    def __init__(self, *, down: bool = False) -> None:
        super().__init__(down=down)
        self.read_at: list[datetime] = []

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        self.read_at += [text.at for text in texts if text.at]
        return super().predict(texts)


def zoned(db: Database, zone: str, classifier: Watchmaker) -> Desk:
    desk = Desk(db, classifier=classifier)
    desk.watch()
    weber = desk.client("Weber", "weber.example")
    with db.write() as transaction:
        calendars.set_timezone(transaction, weber, zone)
    return desk


@pytest.mark.parametrize(
    ("zone", "known"), [("Asia/Shanghai", "Asia/Shanghai"), ("", "UTC")], ids=["client", "mailbox"]
)
def test_a_mail_is_read_in_the_clients_time_zone(
    either_db: Database, zone: str, known: str
) -> None:
    model = Watchmaker()
    zoned(either_db, zone, model).take(MAIL)
    assert [at.tzinfo for at in model.read_at] == [ZoneInfo(known)]


def test_the_backlog_is_read_in_the_clients_time_zone(either_db: Database) -> None:
    desk = zoned(either_db, "Asia/Shanghai", Watchmaker(down=True))
    desk.take(MAIL)
    desk.classifier = model = Watchmaker()
    assert backlog.classify_waiting(desk.intake(), NOW + HOUR) == 1
    assert [at.tzinfo for at in model.read_at] == [ZoneInfo("Asia/Shanghai")]
