"""Replies to offers that wait for a manager: read, settled, and never settled by a stray key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from daemon.store import offers
from daemon.store.engine import Database
from daemon.store.schema import item as items
from daemon.store.scope_tables import offer, offer_reply
from tests.tui.seed import NOW
from tests.tui.visiting import Visitor, item, part, visit
from tui.places import Part
from tui.screens.pick import PickScreen
from tui.screens.reading import ReadingScreen

WORDS = "Yes, if it costs 900"


def ask(db: Database) -> None:
    """Let the client reply to the offer of CHG-32 with other terms."""
    with db.write() as transaction:
        made = transaction.execute(
            select(offer.c.id).where(offer.c.subject == "CHG-32")
        ).scalar_one()
        mail = select(items.c.message_id).where(items.c.id == item(db, "CHG-32").id)
        said = {"decision": "counter", "evidence": WORDS, "standing": "waiting", "reason": "unsure"}
        message_id = transaction.execute(mail).scalar_one()
        at = {"received_at": NOW - timedelta(hours=1), "version": 1}
        offers.add_reply(transaction, {"offer_id": made, "message_id": message_id, **said, **at})


def standing(db: Database) -> str:
    with db.read() as transaction:
        return str(transaction.execute(select(offer_reply.c.standing)).scalar_one())


async def open_answers(visitor: Visitor) -> None:
    await visitor.shows("CHG-")
    await visitor.press("y")
    await visitor.until(lambda: isinstance(visitor.app.screen, PickScreen))


def test_enter_reads_the_mail_and_settles_nothing(projects_db: Database) -> None:
    ask(projects_db)

    async def drive(visitor: Visitor) -> None:
        await open_answers(visitor)
        await visitor.press("enter")
        await visitor.until(lambda: isinstance(visitor.app.screen, ReadingScreen))

    visit(projects_db, part(Part.CHANGES), drive)
    assert (standing(projects_db), item(projects_db, "CHG-32").state) == ("waiting", "offered")


@pytest.mark.parametrize(
    ("key", "words", "state"),
    [
        pytest.param("a", "the reply approves", "approved", id="approves"),
        pytest.param("c", "the reply asks for other terms", "countered", id="other terms"),
        pytest.param("i", "the reply decides nothing", "offered", id="nothing"),
    ],
)
def test_a_reply_is_settled_by_its_key(
    projects_db: Database, key: str, words: str, state: str
) -> None:
    ask(projects_db)

    async def drive(visitor: Visitor) -> None:
        await open_answers(visitor)
        assert words in await visitor.decide(key)

    visit(projects_db, part(Part.CHANGES), drive)
    assert item(projects_db, "CHG-32").state == state
