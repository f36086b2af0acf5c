from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.imap.sync import Facts, FolderState, groups, new_uids, portions, start_point
from daemon.model.mailbox import Cursor
from tests.servers.watching import limits

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stored", "folder", "expected"),
    [
        pytest.param(Cursor(), FolderState(7, 1, 0), Cursor(7, 0), id="first sight"),
        pytest.param(Cursor(7, 9), FolderState(7, 10, 3), Cursor(7, 9), id="nothing new"),
        pytest.param(Cursor(7, 9), FolderState(7, 40, 3), Cursor(7, 9), id="more to come"),
        pytest.param(Cursor(7, 9), FolderState(8, 40, 3), Cursor(8, 0), id="other uidvalidity"),
        pytest.param(Cursor(7, 9), FolderState(7, 9, 3), Cursor(7, 0), id="uidnext went back"),
        pytest.param(Cursor(7, 9), FolderState(7, None, 3), Cursor(7, 9), id="uidnext not told"),
        pytest.param(Cursor(7, 9), FolderState(7, 0, 3), Cursor(7, 9), id="uidnext of nonsense"),
    ],
)
def test_where_reading_goes_on(stored: Cursor, folder: FolderState, expected: Cursor) -> None:
    assert start_point(stored, folder) == expected


def test_uids_at_or_below_the_cursor_are_not_new() -> None:
    assert new_uids([12, 9, 10, 12, 3], Cursor(7, 9)) == [10, 12]


def test_groups_are_bounded_by_count() -> None:
    assert [list(g) for g in groups([1, 2, 3, 4, 5], limits(batch_messages=2))] == [
        [1, 2],
        [3, 4],
        [5],
    ]


def facts(*sizes: int) -> list[Facts]:
    return [Facts(uid, size, NOON, seen=False) for uid, size in enumerate(sizes, 1)]


def test_a_mail_larger_than_a_batch_goes_alone_and_oversize_apart() -> None:
    within = limits(message=4000, batch=2000)
    cut = list(portions(facts(900, 900, 3000, 5000, 900), within))
    assert [p.uids for p in cut] == [[1, 2], [3, 4], [5]]
    assert [f.uid for p in cut for f in p.oversize] == [4]


@given(st.lists(st.integers(0, 9000)))
def test_portions_keep_every_mail_once_and_in_order(sizes: list[int]) -> None:
    within = limits(message=6000, batch=2000)
    cut = list(portions(facts(*sizes), within))
    assert [uid for p in cut for uid in p.uids] == list(range(1, len(sizes) + 1))
    for portion in cut:
        assert sum(f.size for f in portion.whole) <= 2000 or len(portion.whole) == 1
        assert all(f.size > 6000 for f in portion.oversize)
