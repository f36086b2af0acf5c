"""Which conversations are in which list, in what order, and noticing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, update

from daemon.model.queue import ConversationRow, OutgoingRow, QuarantineRow, Queue, Target
from daemon.services import queues, triage
from daemon.services.conversation import load_conversation, load_outgoing, load_quarantined
from daemon.store.changes import ChangeWatch
from daemon.store.engine import Database
from daemon.store.schema import conversation, message
from tests.tui.seed import NOW, open_filled


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    yield opened
    opened.dispose()


def test_every_count_is_the_length_of_its_list(db: Database) -> None:
    counts = queues.count_all(db, NOW)
    assert counts == {q: len(queues.load_order(db, q, NOW)) for q in Queue}


@pytest.mark.parametrize(
    ("queue", "ids"),
    [
        pytest.param(Queue.LOOK, [2, 4, 6], id="look: newest first"),
        pytest.param(Queue.UNKNOWN_SENDER, [4], id="unknown sender"),
        pytest.param(Queue.DUE, [10], id="due: the snooze is over"),
        pytest.param(Queue.COMPLAINT, [6, 1], id="complaints: the unsure one first"),
        pytest.param(Queue.CHANGE_REQUEST, [2, 3], id="changes"),
        pytest.param(Queue.WAITING, [9], id="waiting"),
        pytest.param(Queue.SNOOZED, [11], id="snoozed: only what is still away"),
        pytest.param(Queue.DONE, [12], id="done"),
        pytest.param(Queue.ALL, list(range(1, 13)), id="all"),
        pytest.param(Queue.OUTBOX, [3, 2, 1], id="outbox: oldest first"),
        pytest.param(Queue.QUARANTINE, [1], id="quarantine"),
    ],
)
def test_order(db: Database, queue: Queue, ids: list[int]) -> None:
    assert list(queues.load_order(db, queue, NOW)) == ids


def test_time_alone_moves_a_snoozed_conversation_to_due(db: Database) -> None:
    later = NOW + timedelta(days=3)
    assert list(queues.load_order(db, Queue.DUE, later)) == [10, 11]
    assert not queues.load_order(db, Queue.SNOOZED, later)


def test_a_merged_conversation_is_in_no_list(db: Database) -> None:
    with db.write() as connection:
        connection.execute(update(conversation).where(conversation.c.id == 6).values(merged_into=1))
    assert 6 not in queues.load_order(db, Queue.ALL, NOW)
    assert list(queues.load_order(db, Queue.LOOK, NOW)) == [2, 4]
    assert queues.count_all(db, NOW)[Queue.COMPLAINT] == 1


@pytest.mark.parametrize(
    ("queue", "kind"),
    [
        pytest.param(Queue.ALL, ConversationRow, id="conversations"),
        pytest.param(Queue.OUTBOX, OutgoingRow, id="outbox"),
        pytest.param(Queue.QUARANTINE, QuarantineRow, id="quarantine"),
    ],
)
def test_rows_come_by_id_and_missing_ones_are_left_out(
    db: Database, queue: Queue, kind: type
) -> None:
    rows = queues.load_rows(db, queue, [1, 999])
    assert {i: type(row) for i, row in rows.items()} == {1: kind}


def test_more_ids_than_one_query_takes(db: Database) -> None:
    rows = queues.load_rows(db, Queue.ALL, range(1, queues.PAGE * 3))
    assert len(rows) == 12


def test_a_conversation_is_read_with_all_that_belongs_to_it(db: Database) -> None:
    seen = load_conversation(db, 1)
    assert (seen.tag, seen.client) == ("ACME-1", "Weber Retail")
    assert [i.ref for i in seen.items] == ["CMP-1"]
    assert [n.author for n in seen.notes] == ["jonas"]
    assert [(m.incoming, m.state) for m in seen.mails] == [(False, "held"), (True, "")]
    assert seen.focus is not None
    assert [f.name for f in seen.focus.attachments] == ["export-error.png"]


def test_asks_lie_where_their_words_are(db: Database) -> None:
    mail = load_conversation(db, 3).focus
    assert mail is not None
    assert [mail.text[a.start : a.end] for a in mail.verdict.asks] == [
        a.text for a in mail.verdict.asks
    ]


def test_a_huge_body_is_cut_and_says_so(db: Database) -> None:
    with db.write() as connection:
        connection.execute(update(message).where(message.c.id == 1).values(body="x" * 1_000_000))
    mail = load_conversation(db, 1).focus
    assert mail is not None
    assert (len(mail.body), mail.cut) == (200_000, True)


def test_outgoing_headers_are_the_ones_that_leave(db: Database) -> None:
    headers = dict(load_outgoing(db, 1).headers)
    assert headers["To"] == "anna@weber.example"
    assert headers["Auto-Submitted"] == "auto-replied"


def test_quarantined_bytes_are_shown_one_for_one(db: Database) -> None:
    seen = load_quarantined(db, 1)
    assert seen.head.encode("latin-1").startswith(b"From: broken@client.example\r\n")


def test_a_change_is_noticed_once(db: Database) -> None:
    watch = ChangeWatch(db)
    assert watch.has_changed()
    assert not watch.has_changed()
    triage.finish(db, [Target(1, 0)], "maria", NOW)
    assert [watch.has_changed(), watch.has_changed()] == [True, False]
    watch.close()


def test_a_heartbeat_alone_is_no_change(db: Database) -> None:
    watch = ChangeWatch(db)
    watch.has_changed()
    with db.write() as connection:
        connection.exec_driver_sql("UPDATE heartbeat SET pid = 7")
    assert not watch.has_changed()
    watch.close()


@pytest.mark.parametrize(
    "queue",
    [Queue.LOOK, Queue.UNKNOWN_SENDER, Queue.COMPLAINT, Queue.WAITING, Queue.DONE, Queue.ALL],
)
def test_a_list_is_read_from_its_index_alone(db: Database, queue: Queue) -> None:
    said: list[tuple[str, Any]] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: said.append((a[2], a[3])))
    queues.load_order(db, queue, NOW)
    text, values = next((t, v) for t, v in said if t.startswith("SELECT"))
    with db.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()
    steps = " / ".join(row[3] for row in plan)
    assert "USING COVERING INDEX ix_conversation_" in steps
    assert "TEMP B-TREE" not in steps


def test_a_list_longer_than_what_is_read_at_a_time(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = queues.load_order(db, Queue.ALL, NOW)
    for size in (1, len(whole) - 1, len(whole)):
        monkeypatch.setattr("daemon.store.queues.CHUNK", size)
        assert queues.load_order(db, Queue.ALL, NOW) == whole
