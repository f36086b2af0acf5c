from __future__ import annotations

from datetime import UTC, datetime

from daemon.imap.errors import RefusedError, TooLargeError
from daemon.imap.salvage import TRIES, TRIES_UNCOMPARED, Salvage
from daemon.model.mailbox import Fetched

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ROOM = 1000


def fetched(uid: int, raw: bytes = b"x") -> Fetched:
    return Fetched(uid, raw, len(raw), NOON)


def salvage(*uids: int) -> Salvage:
    made = Salvage()
    made.begin(uids)
    return made


def test_the_others_are_tried_before_a_failure_is_repeated() -> None:
    work = salvage(3, 1, 2)
    asked = []
    while (uid := work.next_uid(ROOM)) is not None:
        asked.append(uid)
        if uid == 1:
            work.fail(uid, RefusedError(), NOON)
        else:
            work.settle(uid, fetched(uid))
    assert asked == [1, 2, 3, 1, 1]


def test_nothing_passes_an_open_mail() -> None:
    work = salvage(1, 2, 3)
    work.settle(1, fetched(1))
    work.settle(3, fetched(3))
    assert work.settled() == (1,)
    work.settle(2, None)
    assert work.settled() == (1, 2, 3)
    assert [m.uid for m in work.mails(work.settled())] == [1, 3]


def test_recorded_mails_are_forgotten_not_before() -> None:
    work = salvage(1)
    work.settle(1, fetched(1))
    assert work.settled() == work.settled() == (1,)
    work.forget((1,))
    assert work.settled() == ()


def test_a_mail_is_given_up_sooner_when_others_came_through() -> None:
    compared, alone = salvage(1, 2), salvage(1)
    compared.settle(2, fetched(2))
    assert count_failures(compared) == TRIES
    assert count_failures(alone) == TRIES_UNCOMPARED


def count_failures(work: Salvage) -> int:
    count = 0
    while work.next_uid(ROOM) is not None:
        work.fail(1, RefusedError("no"), NOON)
        count += 1
    return count


def test_an_announcement_beyond_the_limit_is_enough_with_the_header() -> None:
    work = salvage(1)
    work.fail(1, TooLargeError("a literal of 9 bytes"), NOON)
    assert work.wants_head(1)
    work.keep_head(1, b"Subject: big")
    assert not work.wants_head(1)
    work.fail(1, TooLargeError("a literal of 9 bytes"), NOON)
    (mail,) = work.mails(work.settled())
    assert mail.head == b"Subject: big"
    assert mail.problem == "cannot be fetched: a literal of 9 bytes"


def test_no_more_is_taken_than_there_is_room() -> None:
    work = salvage(1, 2, 3)
    work.fail(1, RefusedError(), NOON)
    work.settle(2, fetched(2, b"x" * ROOM))
    assert work.next_uid(ROOM) == 1
