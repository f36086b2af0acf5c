"""What two people do at once: nothing is overwritten in silence, nothing leaves that is stale."""

from __future__ import annotations

from datetime import timedelta

import pytest

from daemon.errors import StaleError
from daemon.model.outgoing import OutgoingState
from daemon.model.reply import Draft
from daemon.services import approvals, baselines, delivery, replying, scope
from daemon.services.overtaken import NOTE
from daemon.services.replying import Answer
from daemon.services.terms import Asked
from daemon.store.engine import Database
from daemon.store.schema import event
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA, MANAGER, STATEMENT

ASKED = Asked("anna@weber.example", NOW + timedelta(days=7))


@pytest.fixture
def desk(either_db: Database) -> Desk:
    return scoping.ready(either_db)


def reply(desk: Desk) -> int:
    """Reply to Anna's mail; return the outgoing row."""
    where = desk.conversation_of("Colours")["id"]
    occasion = replying.load_occasion(desk.db, desk.config, where)
    replying.reply(scoping.office(desk), Answer(occasion, Draft("Gladly.")), "maria", NOW)
    return max(row.id for row in delivery.find(desk.db) if row.purpose == "reply")


@pytest.mark.parametrize(
    ("sender", "after"),
    [(ANNA, OutgoingState.HELD), ("Jo <jo@studio.example>", OutgoingState.QUEUED)],
    ids=["the client", "a colleague of ours"],
)
def test_a_reply_is_a_draft_again_when_something_newer_comes_in(
    desk: Desk, sender: str, after: OutgoingState
) -> None:
    row = reply(desk)
    headers = [("In-Reply-To", "<w1@weber.example>")]
    desk.take(Written(sender, "Re: Colours", "Forget it.", "w9@weber.example", headers))
    found = delivery.load(desk.db, row)
    assert (found.state, found.last_error == NOTE) == (after, after is OutgoingState.HELD)
    noted = [e for e in desk.all(event) if e["verb"] == "outgoing.held"]
    assert len(noted) == (after is OutgoingState.HELD)


def test_mail_elsewhere_leaves_a_reply_alone(desk: Desk) -> None:
    row = reply(desk)
    desk.take(Written(ANNA, "Something else", "Please add a map.", "w9@weber.example"))
    assert delivery.load(desk.db, row).state is OutgoingState.QUEUED


def test_two_managers_do_not_offer_over_each_other(desk: Desk) -> None:
    scoping.accepted(desk)
    seen = scope.find(desk.db, "SHOP", "CHG-1")[0].version
    put = (STATEMENT, ASKED)
    office = scoping.office(desk)
    approvals.offer(office, "SHOP", "CHG-1", put, MANAGER, seen)
    with pytest.raises(StaleError):
        approvals.offer(office, "SHOP", "CHG-1", put, MANAGER, seen)


def test_two_managers_do_not_send_two_documents(desk: Desk) -> None:
    desk.take(Written(ANNA, "Need", "Please add a map.", "w9@weber.example"))
    scope.move(desk.db, scope.find(desk.db, "SHOP", "REQ-1")[0], "accept", MANAGER)
    office = scoping.office(desk)
    baselines.send(office, "SHOP", ("en", {}), ASKED, MANAGER, 0)
    with pytest.raises(StaleError):
        baselines.send(office, "SHOP", ("en", {}), ASKED, MANAGER, 0)
