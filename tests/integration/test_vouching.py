"""Whose word an answer is: our token or a mail of ours, our server's word, or a manager's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from daemon.store.engine import Database
from tests.integration.asking import DUE, Shop, open_shop
from tests.integration.desk import Written

LATER = DUE + timedelta(hours=2)
VOUCHED = ("Authentication-Results", "mx.studio.example; dmarc=pass header.from=weber.example")
FAILED = ("Authentication-Results", "mx.studio.example; dmarc=fail header.from=weber.example")
ANNA, BEN = "Anna Weber <anna@weber.example>", "Ben Weber <ben@weber.example>"


def asked(db: Database, *, server: bool) -> Shop:
    shop = open_shop(db)
    if server:
        box = shop.desk.config.mailbox[0].model_copy(update={"authserv_id": "mx.studio.example"})
        boxes = [box, *shop.desk.config.mailbox[1:]]
        shop.desk.config = shop.desk.config.model_copy(update={"mailbox": boxes})
    shop.ask()
    return shop


def reply(
    shop: Shop, shows: str, sender: str = ANNA, result: tuple[str, str] | None = None
) -> list[str]:
    """Answer Anna's invitation; return what became of it."""
    mail = shop.mail_to("Anna Weber")
    title, _, token = mail["subject"].partition(" [S-")
    subject = f"Re: {title}" + (f" [S-{token}" if shows == "token" else "")
    head = [("In-Reply-To", f"<{mail['message_id']}>")] if shows == "our mail" else []
    head += [result] if result else []
    shop.desk.take(Written(sender, subject, "Q1: 4", "r@weber.example", head), at=LATER)
    return [a["state"] for a in shop.answers()]


@pytest.mark.parametrize("shows", ["token", "our mail"])
def test_where_no_server_vouches_our_own_mark_does(db: Database, shows: str) -> None:
    assert reply(asked(db, server=False), shows) == ["counted"]


def test_without_a_mark_and_a_server_a_manager_decides(db: Database) -> None:
    shop = asked(db, server=False)
    assert reply(shop, "neither") == ["held"]
    assert shop.answers()[0]["reason"] == "it shows neither our token nor a mail of ours"


def test_a_server_may_vouch_for_what_shows_no_mark(db: Database) -> None:
    assert reply(asked(db, server=True), "neither", result=VOUCHED) == ["counted"]


@pytest.mark.parametrize("shows", ["token", "our mail", "neither"])
@pytest.mark.parametrize("result", [None, FAILED], ids=["nothing said", "refused"])
def test_where_a_server_vouches_a_mark_alone_is_not_enough(
    db: Database, shows: str, result: tuple[str, str] | None
) -> None:
    assert reply(asked(db, server=True), shows, result=result) == ["held"]


@pytest.mark.parametrize("shows", ["token", "our mail"])
@pytest.mark.parametrize("server", [False, True])
def test_a_colleague_with_the_token_waits_for_a_manager(
    db: Database, shows: str, server: bool
) -> None:
    shop = asked(db, server=server)
    assert reply(shop, shows, BEN, VOUCHED if server else None) == ["held"]
    assert shop.answers()[0]["reason"] == "answered by ben@weber.example, who was not asked"
    assert shop.invitation_of("Anna Weber")["state"] == "asked"


def test_a_stranger_with_the_token_waits_for_a_manager(db: Database) -> None:
    assert reply(asked(db, server=False), "token", "Eve <eve@other.example>") == ["held"]


def test_a_reply_to_something_else_is_no_answer(db: Database) -> None:
    shop = asked(db, server=False)
    mail = Written(ANNA, "Re: Order export", "4", "x@weber.example")
    shop.desk.take(mail, at=LATER)
    assert shop.answers() == []
