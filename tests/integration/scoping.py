"""A change request on record, and a client who can be asked about it."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from daemon.scope.statement import Moved, Statement
from daemon.services import approvals, scope
from daemon.services.office import Office
from daemon.services.scope import Hand
from daemon.services.terms import Asked
from daemon.store.engine import Database
from daemon.store.offers import OfferRow
from daemon.store.schema import item, message, outgoing
from tests.integration.desk import NOW, SECRET, Desk, Written, make_config

ANNA = "Anna Weber <anna@weber.example>"
VOUCHED = ("Authentication-Results", "mx.studio.example; dmarc=pass header.from=weber.example")
FORGED = ("Authentication-Results", "mx.studio.example; dmarc=fail header.from=weber.example")
STATEMENT = Statement("1200", "EUR", "3", "Jo", moved=(Moved("Review", "2 June", "5 June"),))
MANAGER = Hand("maria", NOW)


def ready(db: Database) -> Desk:
    """Return a desk of which the mail server vouches for senders, with ``CHG-1`` on record."""
    config = make_config()
    boxes = [m.model_copy(update={"authserv_id": "mx.studio.example"}) for m in config.mailbox]
    desk = Desk(db, config.model_copy(update={"mailbox": boxes}))
    desk.watch()
    desk.client("Weber", "weber.example")
    desk.take(Written(ANNA, "Colours", "Blue instead of green on the shop.", "w1@weber.example"))
    return desk


def office(desk: Desk) -> Office:
    """Return an office whose mails are called otherwise than those that are written already."""
    nonces = itertools.count(100 + desk.count(outgoing))
    return Office(desk.db, desk.config, SECRET, lambda: f"o{next(nonces)}")


def offered(desk: Desk, now: datetime = NOW, nonce: int = 100) -> OfferRow:
    """Offer ``CHG-1`` to Anna for a week."""
    nonces = itertools.count(nonce)
    made = Office(desk.db, desk.config, SECRET, lambda: f"o{next(nonces)}")
    asked = Asked("anna@weber.example", now + timedelta(days=7))
    return approvals.offer(made, "SHOP", "CHG-1", (STATEMENT, asked), Hand("maria", now)).offer


def accepted(desk: Desk) -> None:
    """Take ``CHG-1`` on for assessment."""
    found, _ = scope.find(desk.db, "SHOP", "CHG-1")
    scope.move(desk.db, found, "accept", MANAGER)


def answer(desk: Desk, text: str, **more: Any) -> None:
    """Take a reply to the newest offer."""
    row = [o for o in desk.all(outgoing) if o["purpose"] == "offer"][more.pop("nth", -1)]
    headers = [("In-Reply-To", f"<{row['message_id']}>"), *more.pop("headers", [VOUCHED])]
    number = desk.count(message)
    mail = Written(
        more.pop("sender", ANNA),
        more.pop("subject", f"Re: {row['subject']}"),
        text,
        f"a{number}@weber.example",
        headers,
    )
    desk.take(mail, at=more.pop("at", NOW + timedelta(hours=3)))


def state(desk: Desk, ref: str = "CHG-1") -> str:
    kind, _, number = ref.partition("-")
    rows = desk.all(item)
    return str(next(r["state"] for r in rows if (r["kind"], str(r["number"])) == (kind, number)))
