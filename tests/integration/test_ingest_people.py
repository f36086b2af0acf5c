"""Unknown senders, whose person they turn out to be, merged clients, and taking all that back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.services import attribution, clients, undo
from daemon.services.attribution import Attribution
from daemon.store.engine import Database
from daemon.store.schema import (
    client,
    client_domain,
    contact,
    conversation,
    event,
    item,
    message,
    outgoing,
)
from tests.integration.desk import NOW, Desk, Written

ROSA = Written("Rosa <rosa@gmail.com>", "Kitchen", message_id="k1@gmail.com")
TOM = Written("Tom <tom@qq.com>", "Re: Kitchen", headers=[("In-Reply-To", "<k1@gmail.com>")])
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def desk(either_db: Database) -> Desk:
    ready = Desk(either_db)
    ready.watch()
    return ready


def give(desk: Desk, name: str, client_: int | str, *, whole_domain: bool = False) -> int:
    """Attribute the person called *name*; return the event."""
    wanted = Attribution(desk.contact_id(name), client_, whole_domain)
    return attribution.attribute(desk.db, desk.config, wanted, "maria", LATER)


def owners(desk: Desk) -> dict[str, str]:
    """Return the client of each mail's conversation, by sender."""
    whose = {c["id"]: desk.client_name(c["client_id"]) for c in desk.all(conversation)}
    return {m["sender_name"]: whose[m["conversation_id"]] for m in desk.all(message)}


def records(desk: Desk) -> list[object]:
    """Return what an undo has to bring back."""
    kept = [
        [(c["client_id"], c["role"]) for c in desk.all(contact)],
        [(m["conversation_id"], m["label"]) for m in desk.all(message)],
        [
            (c["client_id"], c["needs_look"], c["look_reason"], c["message_count"])
            for c in desk.all(conversation)
            if c["merged_into"] is None
        ],
        [(d["domain"], d["client_id"]) for d in desk.all(client_domain)],
    ]
    return list(kept)


def test_an_unknown_sender_waits_for_a_manager(desk: Desk) -> None:
    desk.take(ROSA)
    person, thread = desk.one(contact), desk.one(conversation)
    assert (person["role"], person["client_id"]) == ("unknown", None)
    assert (thread["needs_look"], thread["look_reason"]) == (True, "unknown sender")
    assert desk.count(outgoing) == desk.count(item) == 0


def test_the_earlier_mail_follows_its_sender(desk: Desk) -> None:
    desk.take(ROSA, Written("Rosa <rosa@gmail.com>", "Bath", "The tap is broken."))
    give(desk, "Rosa", "Delgado")
    assert set(owners(desk).values()) == {"Delgado"}
    assert sorted(i["kind"] for i in desk.all(item)) == ["CMP", "REQ"]
    assert {i["client_id"] for i in desk.all(item)} == {desk.one(client)["id"]}
    assert not any(c["needs_look"] for c in desk.all(conversation))


def test_the_later_mail_follows_too_and_is_answered(desk: Desk) -> None:
    desk.take(ROSA)
    give(desk, "Rosa", "Delgado")
    desk.take(Written("Rosa <rosa@gmail.com>", "Bath"), at=LATER)
    assert (desk.count(outgoing), desk.all(conversation)[1]["client_id"]) == (1, 1)


def test_undo_makes_the_sender_unknown_again(desk: Desk) -> None:
    desk.take(ROSA)
    before = records(desk)
    done = give(desk, "Rosa", "Delgado", whole_domain=True)
    undo.undo(desk.db, [done], "maria", LATER)
    assert records(desk) == before
    assert desk.one(item)["state"] == "withdrawn"


def test_a_whole_domain_becomes_the_clients_own(desk: Desk) -> None:
    desk.take(Written("Ann <ann@oak.example>", "Desks"))
    give(desk, "Ann", "Oak", whole_domain=True)
    desk.take(Written("Bob <bob@oak.example>", "Chairs"), at=LATER)
    assert owners(desk) == {"Ann": "Oak", "Bob": "Oak"}


def test_earlier_mail_of_colleagues_follows_the_whole_domain(desk: Desk) -> None:
    desk.take(Written("Ann <ann@oak.example>", "Desks"), Written("Bob <bob@oak.example>", "Chairs"))
    before = records(desk)
    done = give(desk, "Ann", "Oak", whole_domain=True)
    assert owners(desk) == {"Ann": "Oak", "Bob": "Oak"}
    assert {c["role"] for c in desk.all(contact)} == {"client"}
    undo.undo(desk.db, [done], "maria", LATER)
    assert records(desk) == before


def test_a_free_mail_domain_never_becomes_a_clients_own(desk: Desk) -> None:
    desk.take(ROSA)
    give(desk, "Rosa", "Delgado", whole_domain=True)
    desk.take(Written("Eve <eve@gmail.com>", "Hello"), at=LATER)
    assert owners(desk) == {"Rosa": "Delgado", "Eve": ""}
    with pytest.raises(UserError, match="anybody"):
        desk.client("Greedy", "gmail.com")


def test_two_strangers_in_one_conversation_go_to_two_clients(desk: Desk) -> None:
    desk.take(ROSA)
    desk.take(TOM)
    assert desk.one(conversation)["message_count"] == 2
    give(desk, "Rosa", "Delgado")
    give(desk, "Tom", "Li & Co")
    assert owners(desk) == {"Rosa": "Delgado", "Tom": "Li & Co"}
    assert [c["message_count"] for c in desk.all(conversation)] == [1, 1]
    assert [len(v) for v in desk.clients_by_conversation().values()] == [1, 1]


def test_both_attributions_of_a_shared_conversation_can_be_undone(desk: Desk) -> None:
    desk.take(ROSA)
    desk.take(TOM)
    before = records(desk)
    done = [give(desk, "Rosa", "Delgado"), give(desk, "Tom", "Li & Co")]
    undo.undo(desk.db, done, "maria", LATER)
    assert records(desk) == before
    assert desk.conversation_of("Kitchen")["message_count"] == 2


def test_after_the_split_answers_go_each_to_their_own(desk: Desk) -> None:
    desk.take(ROSA)
    desk.take(TOM)
    give(desk, "Rosa", "Delgado")
    give(desk, "Tom", "Li & Co")
    cited = [("In-Reply-To", "<k1@gmail.com>")]
    desk.take(Written("Rosa <rosa@gmail.com>", "Re: Kitchen", "Use oak instead.", headers=cited))
    desk.take(Written("Tom <tom@qq.com>", "Re: Kitchen", "Use ash instead.", headers=cited))
    assert all(len(v) == 1 for v in desk.clients_by_conversation().values())


def test_an_attribution_that_was_corrected_is_not_taken_back(desk: Desk) -> None:
    desk.take(ROSA)
    first = give(desk, "Rosa", "Delgado")
    give(desk, "Rosa", "Li & Co")
    before = records(desk)
    with pytest.raises(StaleError):
        undo.undo(desk.db, [first], "maria", LATER)
    assert records(desk) == before


def test_one_of_us_cannot_be_made_a_client(desk: Desk) -> None:
    desk.take(Written("Mara <mara@studio.example>", "Note"))
    with pytest.raises(UserError, match="one of us"):
        give(desk, "Mara", "Delgado")


def test_an_unknown_client_number_is_refused_and_nothing_changes(desk: Desk) -> None:
    desk.take(ROSA)
    before = records(desk)
    with pytest.raises(NotFoundError):
        give(desk, "Rosa", 99)
    assert records(desk) == before


@pytest.fixture
def two(desk: Desk) -> tuple[Desk, int, int]:
    """Two clients who are one, with mail."""
    first = desk.client("Weber", "weber.example")
    second = desk.client("Weber GmbH", "weber.de.example")
    desk.take(
        Written("Anna <anna@weber.example>", "Order export"),
        Written("Jo <jo@weber.de.example>", "Invoices"),
    )
    return desk, first, second


def test_merging_moves_everything_and_undo_exactly_that(two: tuple[Desk, int, int]) -> None:
    desk, first, second = two
    before = records(desk)
    done = clients.merge(desk.db, second, first, "maria", LATER)
    assert set(owners(desk).values()) == {"Weber"}
    assert {d["client_id"] for d in desk.all(client_domain)} == {first}
    assert {i["client_id"] for i in desk.all(item)} == {first}
    assert [s.client.name for s in clients.list_all(desk.db)] == ["Weber"]
    undo.undo(desk.db, [done], "maria", LATER)
    assert records(desk) == before
    assert len(clients.list_all(desk.db)) == 2


def test_after_merging_old_and_new_addresses_share_conversations(
    two: tuple[Desk, int, int],
) -> None:
    desk, first, second = two
    clients.merge(desk.db, second, first, "maria", LATER)
    desk.take(Written("Jo <jo@weber.de.example>", "Re: Order export"), at=LATER)
    assert desk.conversation_of("Order export")["message_count"] == 2


def test_what_arrived_after_the_merge_stays_when_it_is_undone(two: tuple[Desk, int, int]) -> None:
    desk, first, second = two
    done = clients.merge(desk.db, second, first, "maria", LATER)
    desk.take(Written("Jo <jo@weber.de.example>", "Chairs"), at=LATER)
    undo.undo(desk.db, [done], "maria", LATER)
    desk.take(Written("Jo <jo@weber.de.example>", "Desks"), at=LATER)
    assert desk.client_name(desk.conversation_of("Chairs")["client_id"]) == "Weber"
    assert desk.client_name(desk.conversation_of("Desks")["client_id"]) == "Weber GmbH"


def test_a_merge_on_top_of_a_merge_is_undone_first(two: tuple[Desk, int, int]) -> None:
    desk, first, second = two
    third = desk.client("Weber Holding")
    inner = clients.merge(desk.db, second, first, "maria", LATER)
    outer = clients.merge(desk.db, first, third, "maria", LATER)
    before = records(desk)
    with pytest.raises(StaleError):
        undo.undo(desk.db, [inner], "maria", LATER)
    assert records(desk) == before
    undo.undo(desk.db, [inner, outer], "maria", LATER)
    assert len(clients.list_all(desk.db)) == 3


def test_a_client_cannot_be_merged_with_itself_or_twice(two: tuple[Desk, int, int]) -> None:
    desk, first, second = two
    with pytest.raises(UserError):
        clients.merge(desk.db, first, first, "maria", LATER)
    clients.merge(desk.db, second, first, "maria", LATER)
    with pytest.raises(NotFoundError):
        clients.merge(desk.db, second, first, "maria", LATER)


def test_every_step_is_in_the_trail_with_its_actor(two: tuple[Desk, int, int]) -> None:
    desk, first, second = two
    done = clients.merge(desk.db, second, first, "maria", LATER)
    undo.undo(desk.db, [done], "jonas", LATER)
    told = [(e["actor"], e["verb"]) for e in desk.all(event) if e["actor"] != "triaged"]
    assert told[-2:] == [("maria", "client.merged"), ("jonas", "undo")]
    assert ("maria", "client.added") in told


def test_a_corrected_attribution_takes_mail_and_items_along(desk: Desk) -> None:
    desk.take(ROSA)
    first = give(desk, "Rosa", "Delgado")
    before = records(desk)
    second = give(desk, "Rosa", "Li & Co")
    assert desk.client_name(desk.one(conversation)["client_id"]) == "Li & Co"
    assert desk.client_name(desk.one(item)["client_id"]) == "Li & Co"
    undo.undo(desk.db, [second], "maria", LATER)
    assert records(desk) == before
    assert desk.client_name(desk.one(item)["client_id"]) == "Delgado"
    undo.undo(desk.db, [first], "maria", LATER)
    assert desk.one(contact)["role"] == "unknown"


def test_items_go_with_the_mail_that_is_split_off(desk: Desk) -> None:
    desk.take(ROSA)
    desk.take(TOM)
    give(desk, "Tom", "Delgado")
    give(desk, "Rosa", "Delgado")
    give(desk, "Tom", "Li & Co")
    where = {m["id"]: m["conversation_id"] for m in desk.all(message)}
    whose = {c["id"]: c["client_id"] for c in desk.all(conversation)}
    found = [(i["conversation_id"], i["client_id"]) for i in desk.all(item)]
    assert found == [(where[i["message_id"]], whose[i["conversation_id"]]) for i in desk.all(item)]
    assert {desk.client_name(client_id) for _, client_id in found} == {"Delgado", "Li & Co"}


def test_a_new_client_takes_over_the_strangers_of_its_domain(desk: Desk) -> None:
    desk.take(Written("Ann <ann@oak.example>", "Desks", message_id="d1@oak.example"))
    desk.client("Oak", "oak.example")
    assert owners(desk) == {"Ann": "Oak"}
    cited = [("In-Reply-To", "<d1@oak.example>")]
    desk.take(Written("Ann <ann@oak.example>", "Re: Desks", headers=cited), at=LATER)
    assert desk.one(conversation)["message_count"] == 2


def test_attributed_again_after_an_undo_the_items_are_there_again(desk: Desk) -> None:
    desk.take(ROSA)
    undo.undo(desk.db, [give(desk, "Rosa", "Delgado")], "maria", LATER)
    give(desk, "Rosa", "Delgado")
    assert [i["state"] for i in desk.all(item)] == ["withdrawn", "proposed"]
