"""Searching what was recorded, on both engines, and the searches that managers keep."""

from __future__ import annotations

import random
import string
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy import insert, update

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.query import SavedSearch
from daemon.services import searching, undo
from daemon.store import search
from daemon.store.engine import Database
from daemon.store.schema import attachment, conversation, note
from tests.integration.desk import NOW, Desk, Written

EXPORT = Written(message_id="a@weber.example", text="Please add an export of all invoices.")
CHINESE = Written(
    sender="李娜 <li.na@huayun.example>",
    subject="报价单",
    text="请在周五之前确认修订后的项目计划和报价。",
    message_id="b@huayun.example",
)
LOVELY = Written(
    sender="Tom Oakley <tom@oakridge.example>",
    subject="Café",
    text="A lovely walk.\r\n\r\nOn Monday Jo wrote:\r\n> Please pick a colour.",
    message_id="c@oakridge.example",
)
A, B, C = 1, 2, 3


@pytest.fixture
def desk(either_db: Database) -> Desk:
    desk = Desk(either_db)
    desk.watch()
    desk.client("Weber Retail", "weber.example")
    for hours, mail in enumerate((EXPORT, CHINESE, LOVELY)):
        desk.take(mail, at=NOW + timedelta(hours=hours))
    with either_db.write() as transaction:
        transaction.execute(
            insert(note).values(
                conversation_id=A, author="jo", text="Owes us 尾款 since May", at=NOW
            )
        )
        values = {"message_id": B, "media_type": "application/pdf", "size": 1, "sha256": "0" * 64}
        transaction.execute(insert(attachment).values(name="x.pdf", **values))
    return desk


def find(desk: Desk, query: str) -> list[int]:
    return list(searching.find(desk.db, query, NOW, UTC).ids)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("export", [A], id="a word"),
        pytest.param("inv", [A], id="as one types"),
        pytest.param("EXPORT invoices", [A], id="all the words, any order"),
        pytest.param('"invoices export"', [], id="a phrase has an order"),
        pytest.param("报价", [B], id="two characters"),
        pytest.param("报", [B], id="one character"),
        pytest.param("修订后的项目", [B], id="across words"),
        pytest.param("价报", [], id="not in another order"),
        pytest.param("cafe", [C], id="without the accent"),
        pytest.param("colour", [], id="quoted text belongs to the mail it came from"),
        pytest.param("weber", [A], id="people"),
        pytest.param("尾款", [A], id="a note"),
        pytest.param("owes since", [A], id="words of a note"),
        pytest.param("from:anna", [A], id="from"),
        pytest.param("from:李娜 报价", [B], id="from in chinese, and words"),
        pytest.param("from:studio", [], id="from is not to"),
        pytest.param("client:weber", [A], id="client"),
        pytest.param("project:shop", [C, B, A], id="project, newest first"),
        pytest.param("label:requirement", [A], id="label"),
        pytest.param("label:feed label:req", [C, A], id="either label"),
        pytest.param("has:attachment", [B], id="files"),
        pytest.param("ref:REQ-1", [A], id="item"),
        pytest.param("ref:shop-3", [C], id="conversation"),
        pytest.param("is:unknown", [C, B], id="unknown sender"),
        pytest.param("is:done", [], id="state"),
        pytest.param("after:2026-03-03", [], id="after"),
        pytest.param("before:2026-03-03 lovely", [C], id="before"),
        pytest.param("project:shop -export", [C, B], id="without"),
        pytest.param("", [], id="nothing asked"),
        pytest.param("zebra", [], id="nothing found"),
    ],
)
def test_what_is_found(desk: Desk, query: str, ids: list[int]) -> None:
    assert find(desk, query) == ids


def test_what_was_merged_away_is_not_found_twice(desk: Desk) -> None:
    with desk.db.write() as transaction:
        merged = update(conversation).where(conversation.c.id == B).values(merged_into=A)
        transaction.execute(merged)
    assert find(desk, "报价") == []


def test_what_people_type_never_breaks_a_search(desk: Desk) -> None:
    dice = random.Random(3)
    signs = string.printable + "报价：“”％_'\"*:()-^\\&|!<>"
    for _ in range(150):
        query = "".join(dice.choices(signs, k=dice.randrange(1, 30)))
        assert isinstance(find(desk, query), list), query


def test_an_older_database_is_indexed_as_new_mail_is(desk: Desk) -> None:
    with desk.db.write() as transaction:
        transaction.exec_driver_sql("DROP TABLE message_search")
        search.create(transaction)
        search.index_all(transaction)
    found = [find(desk, q) for q in ("export", "报价", "from:tom", "cafe", "colour", "x.pdf")]
    assert found == [[A], [B], [C], [C], [], [B]]


def test_there_is_an_end_to_what_is_looked_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "HIT_LIMIT", 2)
    found = searching.find(desk.db, "project:shop", NOW, UTC)
    assert (list(found.ids), found.is_cut) == ([C, B], True)


def test_a_later_mail_brings_its_conversation_up(desk: Desk) -> None:
    answer = replace(EXPORT, message_id="d@weber.example", text="Any news of the gizmo?")
    desk.take(replace(answer, headers=[("References", "<a@weber.example>")]), at=NOW + timedelta(1))
    assert find(desk, "gizmo") == [A]
    assert find(desk, "project:shop")[0] == A


def names(db: Database) -> list[tuple[str, str]]:
    return [(s.name, s.query) for s in searching.list_saved(db)]


def test_a_search_is_saved_replaced_and_forgotten(either_db: Database) -> None:
    searching.save(either_db, "Weber, open", "client:weber is:open", "maria", NOW)
    searching.save(either_db, "Weber, open", "client:weber", "jonas", NOW)
    assert names(either_db) == [("Weber, open", "client:weber")]
    searching.forget(either_db, "Weber, open", "maria", NOW)
    assert names(either_db) == []


def test_what_was_saved_replaced_or_forgotten_comes_back(either_db: Database) -> None:
    done = [
        searching.save(either_db, "w", "one", "maria", NOW),
        searching.save(either_db, "w", "two", "maria", NOW),
        searching.forget(either_db, "w", "maria", NOW),
    ]
    seen = []
    for event_id in reversed(done):
        undo.undo(either_db, [event_id], "maria", NOW)
        seen.append(names(either_db))
    assert seen == [[("w", "two")], [("w", "one")], []]


def test_a_search_that_was_saved_anew_is_not_taken_back(db: Database) -> None:
    done = searching.save(db, "w", "one", "maria", NOW)
    searching.save(db, "w", "two", "jonas", NOW)
    with pytest.raises(StaleError):
        undo.undo(db, [done], "maria", NOW)


@pytest.mark.parametrize(("name", "query"), [("", "x"), ("x", " "), ("x" * 41, "x")])
def test_a_search_needs_a_name_and_a_query(db: Database, name: str, query: str) -> None:
    with pytest.raises(UserError):
        searching.save(db, name, query, "maria", NOW)


def test_forgetting_what_is_not_there_is_said(db: Database) -> None:
    with pytest.raises(NotFoundError):
        searching.forget(db, "w", "maria", NOW)


def test_saved_searches_are_words_of_the_model(db: Database) -> None:
    searching.save(db, "w", "one", "maria", NOW)
    assert searching.list_saved(db) == [SavedSearch(1, "w", "one")]
