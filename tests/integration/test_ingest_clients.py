"""Clients do not mix: no header or subject brings a mail into another client's conversation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.model.token import make_message_id
from daemon.services import attribution
from daemon.services.attribution import Attribution
from daemon.store.engine import Database
from daemon.store.schema import conversation, message, outgoing
from tests.integration.desk import NOW, SECRET, Desk, Written
from tests.servers.databases import SqliteTemplate

FIRST = Written("Anna <anna@weber.example>", "Order export", message_id="w1@weber.example")
SPY = "Eve <eve@huayun.example>"


@pytest.fixture
def desk(either_db: Database) -> Desk:
    ready = Desk(either_db)
    ready.watch()
    ready.client("Weber", "weber.example")
    ready.client("Huayun", "huayun.example")
    ready.take(FIRST)
    return ready


def forged(desk: Desk) -> dict[str, Written]:
    """Return mails of another client that point at the conversation in every way there is."""
    number = desk.one(conversation)["number"]
    ours = desk.one(outgoing)["message_id"]
    cited = [("References", f"<x@y.example> <{FIRST.message_id}>")]
    return {
        "References": Written(SPY, "Hello", headers=cited),
        "In-Reply-To": Written(SPY, "Hello", headers=[("In-Reply-To", f"<{FIRST.message_id}>")]),
        "our Message-ID": Written(SPY, "Hello", headers=[("In-Reply-To", f"<{ours}>")]),
        "subject tag": Written(SPY, f"Re: [SHOP-{number}] Order export"),
        "same subject": Written(SPY, "Re: Order export"),
        "same Message-ID": Written(SPY, "Hello", message_id=FIRST.message_id),
        "all": Written(SPY, f"Re: Order export [SHOP-{number}]", headers=cited),
    }


WAYS = ["References", "In-Reply-To", "our Message-ID", "subject tag", "same subject"]
WAYS += ["same Message-ID", "all"]


@pytest.mark.parametrize("way", WAYS)
def test_another_client_does_not_get_in(desk: Desk, way: str) -> None:
    mail = forged(desk)[way]
    desk.take(mail, at=NOW + timedelta(hours=1))
    first, second = desk.all(conversation)
    assert desk.client_name(first["client_id"]) == "Weber"
    assert desk.client_name(second["client_id"]) == "Huayun"
    assert (first["message_count"], second["message_count"]) == (1, 1)
    # the correspondence of the other client is not even named in the answer
    assert second["previous_id"] is None


@pytest.mark.parametrize("way", ["References", "our Message-ID", "subject tag", "all"])
def test_a_mail_that_points_elsewhere_is_shown_to_a_manager(desk: Desk, way: str) -> None:
    desk.take(forged(desk)[way], at=NOW + timedelta(hours=1))
    second = desk.all(conversation)[1]
    assert second["needs_look"]
    assert "another client" in second["look_reason"]


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_does_not_get_in(desk: Desk, way: str) -> None:
    mail = forged(desk)[way]
    desk.take(replace(mail, sender="Eve <eve@gmail.com>"))
    assert [c["message_count"] for c in desk.all(conversation)] == [1, 1]


def test_a_token_signed_with_another_secret_names_nothing(desk: Desk) -> None:
    token = make_message_id(desk.one(conversation)["id"], "n1", "studio.example", b"1" * 32)
    mail = Written("Anna <anna@weber.example>", "Hi", headers=[("In-Reply-To", f"<{token}>")])
    desk.take(mail)
    assert desk.count(conversation) == 2


def test_a_token_of_ours_finds_its_conversation_without_any_other_sign(desk: Desk) -> None:
    token = make_message_id(desk.one(conversation)["id"], "n1", "studio.example", SECRET)
    mail = Written("Anna <anna@weber.example>", "Hi", headers=[("In-Reply-To", f"<{token}>")])
    desk.take(mail)
    assert desk.one(conversation)["message_count"] == 2


@pytest.mark.parametrize("blank", ["", " ", "<>"])
def test_blank_ids_join_nobody(desk: Desk, blank: str) -> None:
    mails = [
        Written(sender, f"Mail {n}", headers=[("Message-ID", blank), ("References", blank)])
        for n, sender in enumerate(["Anna <anna@weber.example>", SPY, "Zoe <zoe@weber.example>"])
    ]
    desk.take(*mails)
    assert desk.count(conversation) == 4


def test_duplicate_message_ids_of_one_client_are_two_mails(desk: Desk) -> None:
    same = Written(subject="Another matter", text="Lovely work.", message_id=FIRST.message_id)
    desk.take(same)
    assert desk.count(message) == 2


def test_a_colleague_of_the_client_joins(desk: Desk) -> None:
    cited = [("In-Reply-To", f"<{FIRST.message_id}>")]
    desk.take(Written("Jo <jo@weber.example>", "Re: Order export", headers=cited))
    assert desk.one(conversation)["message_count"] == 2


def test_the_same_subject_in_another_project_joins_by_no_tag(desk: Desk) -> None:
    desk.take(Written(SPY, "Re: [SHOP-1] Order export"), mailbox="fair")
    assert [c["message_count"] for c in desk.all(conversation)] == [1, 1]


# --- whatever they write ---------------------------------------------------------------------

DOMAINS = ["weber.example", "huayun.example", "oak.example"]
STRANGERS = ["gmail.com", "qq.com"]


@dataclass(frozen=True)
class Move:
    """One mail of the random story; the numbers choose among what was written before."""

    domain: str
    person: str
    cites: tuple[int, ...]
    own_id: int | None
    subject: int
    tag: int | None
    cites_ours: int | None


MOVES = st.builds(
    Move,
    domain=st.sampled_from(DOMAINS + STRANGERS),
    person=st.sampled_from(["ann", "bob"]),
    cites=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    own_id=st.none() | st.integers(0, 5),
    subject=st.integers(0, 2),
    tag=st.none() | st.integers(1, 6),
    cites_ours=st.none() | st.integers(0, 5),
)


def play(desk: Desk, moves: Sequence[Move], batch: int) -> None:
    """Let the mails of *moves* arrive, *batch* at a time."""
    for start in range(0, len(moves), batch):
        ours = [row["message_id"] for row in desk.all(outgoing)] or ["none@studio.example"]
        mails = [_mail(m, ours, start + n) for n, m in enumerate(moves[start : start + batch])]
        desk.take(*mails, at=NOW + timedelta(minutes=start))


def _mail(move: Move, ours: Sequence[str], number: int) -> Written:
    cited = [f"<id{n}@shared.example>" for n in move.cites]
    if move.cites_ours is not None:
        cited.append(f"<{ours[move.cites_ours % len(ours)]}>")
    subject = f"Re: Matter {move.subject}"
    if move.tag is not None:
        subject += f" [SHOP-{move.tag}]"
    return Written(
        f"{move.person} <{move.person}@{move.domain}>",
        subject,
        f"Please add number {number}.",
        None if move.own_id is None else f"id{move.own_id}@shared.example",
        [("References", " ".join(cited))] if cited else [],
    )


def domains_by_conversation(desk: Desk) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for mail in desk.all(message):
        domain = mail["sender_addr"].partition("@")[2]
        found.setdefault(mail["conversation_id"], set()).add(domain)
    return list(found.values())


def assert_apart(desk: Desk) -> None:
    for domains in domains_by_conversation(desk):
        known = domains & set(DOMAINS)
        assert len(known) <= 1, domains
        assert not (known and domains & set(STRANGERS)), domains


@settings(max_examples=60, deadline=None)
@given(moves=st.lists(MOVES, min_size=2, max_size=12), batch=st.integers(1, 4))
def test_whatever_is_forged_clients_stay_apart(
    sqlite_template: SqliteTemplate,
    tmp_path_factory: pytest.TempPathFactory,
    moves: list[Move],
    batch: int,
) -> None:
    db = sqlite_template.copy(tmp_path_factory.mktemp("apart"))
    desk = Desk(db)
    desk.watch()
    for domain in DOMAINS:
        desk.client(domain, domain)
    play(desk, moves, batch)
    assert_apart(desk)
    db.dispose()


@pytest.mark.parametrize("seed", range(3))
def test_strangers_attributed_later_stay_apart(either_db: Database, seed: int) -> None:
    dice = random.Random(seed)
    desk = Desk(either_db)
    desk.watch()
    senders = [f"{p}@{d}" for p in ("ann", "bob") for d in STRANGERS]
    moves = [
        Move(
            domain=(who := dice.choice(senders)).partition("@")[2],
            person=who.partition("@")[0],
            cites=tuple(dice.randrange(6) for _ in range(dice.randrange(3))),
            own_id=dice.randrange(6),
            subject=dice.randrange(3),
            tag=dice.randrange(1, 7),
            cites_ours=None,
        )
        for _ in range(25)
    ]
    play(desk, moves, 5)
    contacts = sorted({m["contact_id"] for m in desk.all(message)})
    for number, contact_id in enumerate(contacts):
        wanted = Attribution(contact_id, f"Client {number}")
        attribution.attribute(desk.db, desk.config, wanted, "maria", NOW)
    owners = desk.clients_by_conversation()
    assert all(len(clients) == 1 for clients in owners.values())
    whose = {c["id"]: c["client_id"] for c in desk.all(conversation)}
    assert all(owners[i] == {whose[i]} for i in owners)
