"""What the project screens are tried on: a web shop with its scope, milestones and surveys."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from daemon.config import Config
from daemon.model.plan import Milestone, MilestoneKind
from daemon.model.record import ItemKind
from daemon.scope.statement import Moved, Statement
from daemon.services import approvals, baselines, milestones, projects, scope
from daemon.services.office import Office
from daemon.services.projects import ProjectWish
from daemon.services.scope import Hand
from daemon.services.terms import Asked
from daemon.store import conversations, scope_items
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, survey_answer
from daemon.store.running_tables import counter
from daemon.store.schema import contact, item, message, outgoing, project
from daemon.store.scope_items import ItemRow

CODE, ANNA, NOW = "ACME", "anna@weber.example", datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
#: the first conversation is Anna's
CONVERSATION = 1
#: (kind, number, title, the client's words, state, and what else is known)
ITEMS: tuple[tuple[str, int, str, str, str, dict[str, Any]], ...] = (
    (
        *("REQ", 21, "Export orders to the warehouse every night"),
        *("Every night all new orders have to be in the warehouse system by six.", "accepted"),
        {"owner": "jonas", "priority": "high", "details": {"group": "Orders"}},
    ),
    (
        *("REQ", 22, "Customers track parcels without an account"),
        *("Customers must be able to follow a parcel without logging in.", "accepted"),
        {"owner": "maria", "details": {"group": "Customers"}},
    ),
    (
        *("REQ", 23, "Invoices as PDF in the customer's language"),
        *("Invoices should go out as PDF, German or English as the customer chose.", "proposed"),
        {"due": "2026-03-10"},
    ),
    (
        *("REQ", 24, "首页支持简体中文"),
        *("首页要支持简体中文，最好四月底之前。", "proposed"),
        {"due": "2026-04-30", "owner": "wei"},
    ),
    (
        *("REQ", 25, "Returns without a paper form"),
        *("Returns must work without printing anything.", "delivered"),
        {"owner": "jonas"},
    ),
    (*("REQ", 26, "A fax for every order"), *("Please fax us each order.", "declined"), {}),
    (
        *("CHG", 31, "Pay by invoice as well"),
        *("We would like to offer payment by invoice to business customers.", "being assessed"),
        {"owner": "maria", "priority": "high", "due": "2026-03-20"},
    ),
    (
        *("CHG", 32, "Launch two weeks earlier"),
        *("Can we go live on 4 May instead of 18 May? The fair is that week.", "being assessed"),
        {"owner": "jonas"},
    ),
    (*("CHG", 33, "Blue instead of green"), *("The green is too loud.", "approved"), {}),
    (
        *("CMP", 41, "The newsletter went out twice"),
        *("All our customers got the newsletter twice on Monday.", "acknowledged"),
        {
            "owner": "jonas",
            "priority": "high",
            "due": "2026-03-11",
            "details": {"severity": "serious"},
        },
    ),
    (
        *("FBK", 51, "The new search is quick"),
        *("We love the new search, it is so much quicker.", "noted"),
        {},
    ),
    (
        *("IMP", 61, "Design: csat 2"),
        *("The drafts came a week late and nobody told us.", "open"),
        {"owner": "maria", "due": "2026-03-17"},
    ),
)
STATEMENT = Statement(
    cost="2400",
    currency="EUR",
    days="3",
    assessed_by="maria",
    summary="Move the launch to 4 May; the import of old orders comes a week later.",
    moved=(Moved("Launch", "2026-05-18", "2026-05-04"),),
    risks=("Less time for the trial run",),
    fallback=("Go back to 18 May by 20 April",),
)


def make_office(db: Database, config: Config) -> Office:
    """Return the office that the story writes from."""
    count = iter(range(100_000))
    return Office(db, config, b"s" * 32, lambda: f"n{next(count)}")


def add_projects(db: Database, config: Config) -> None:
    """Write the scope, the milestones and the surveys of the web shop."""
    office, hand = make_office(db, config), Hand("maria", NOW - timedelta(days=2))
    wish = ProjectWish(CODE, client="Weber Retail", mailbox="acme", owner="jonas")
    projects.save(db, config, wish, hand.actor, hand.now)
    with db.write() as connection:
        _add_items(connection)
        _answer_conversation(connection)
    until = Asked(ANNA, NOW + timedelta(days=12))
    approvals.offer(office, CODE, "CHG-32", (STATEMENT, until), hand)
    notes = {"goal": ("A web shop that the warehouse can rely on",), "dates": ("Live on 18 May",)}
    baselines.send(office, CODE, ("en", notes), until, hand)
    scope.move(db, _find(db, "REQ-24"), "accept", hand)
    _add_milestones(office, hand)
    # what the story wrote is not in front of the tests that look at the outbox
    with db.write() as connection:
        written = outgoing.c.purpose.in_(["offer", "baseline", "survey"])
        connection.execute(update(outgoing).where(written).values(state="sent", sent_at=NOW))


def _find(db: Database, ref: str) -> ItemRow:
    return scope.find(db, CODE, ref)[0]


def _add_items(connection: Connection) -> None:
    project_id = connection.execute(select(project.c.id).where(project.c.code == CODE)).scalar()
    [mail] = connection.execute(
        select(message.c.id, message.c.contact_id).where(message.c.conversation_id == CONVERSATION)
    )
    client_id = connection.execute(
        select(contact.c.client_id).where(contact.c.id == mail.contact_id)
    ).scalar()
    for kind, number, title, words, state, known in ITEMS:
        values = {"project_id": project_id, "kind": kind, "number": number, "title": title}
        values |= {"words": words, "state": state, "client_id": client_id, **known}
        values |= {"conversation_id": CONVERSATION, "message_id": mail.id}
        at = NOW - timedelta(days=number)
        connection.execute(insert(item).values(**values, start=0, end=10, created_at=at))
    used = connection.execute(select(counter.c.scope)).scalars().all()
    for kind_ in ItemKind:
        scope_ = f"{CODE}/{kind_.value}"
        if scope_ in used:
            connection.execute(update(counter).where(counter.c.scope == scope_).values(next=90))
        else:
            connection.execute(insert(counter).values(scope=scope_, next=90))


def _answer_conversation(connection: Connection) -> None:
    """Answer Anna's first mail, by hand, an hour after it came."""
    numbers = conversations.numbers(connection, {CONVERSATION})
    values = {"purpose": "reply", "state": "sent", "mailbox": "acme", "language": "en"}
    connection.execute(
        insert(outgoing).values(
            **values,
            conversation_id=CONVERSATION,
            sender="Studio <acme@studio.example>",
            recipients=[ANNA],
            subject=f"Re: Order export [ACME-{numbers[CONVERSATION]}]",
            text="Hello Anna,\n\nwe have found it and restart the export now.",
            message_id="answer@studio.example",
            date=NOW,
            automatic=False,
            created_at=NOW,
            sent_at=NOW + timedelta(hours=1),
        )
    )


def _add_milestones(office: Office, hand: Hand) -> None:
    db = office.db
    design = Milestone(0, 0, "Design", MilestoneKind.REVIEW, planned_on=date(2026, 3, 2), delay=0)
    ids = [
        milestones.add(db, CODE, new, hand.actor, hand.now)
        for new in (
            Milestone(0, 0, "Kick-off", MilestoneKind.PROGRESS, planned_on=date(2026, 2, 2)),
            design,
            Milestone(0, 0, "Beta", MilestoneKind.REVIEW, planned_on=date(2026, 4, 15)),
            Milestone(0, 0, "Launch", MilestoneKind.WRAP_UP, planned_on=date(2026, 5, 18)),
        )
    ]
    milestones.reach(office, ids[0], "jonas", NOW, NOW - timedelta(days=38))
    milestones.reach(office, ids[1], "jonas", NOW, NOW - timedelta(days=10))
    with db.write() as connection:
        _answer_survey(connection, ids[1])


def _answer_survey(connection: Connection, milestone_id: int) -> None:
    """Let Anna be asked about the design, and answer that she is not content."""
    asked_at = NOW - timedelta(days=9)
    values = {"state": "answered", "asked_at": asked_at, "decided_at": asked_at}
    rows = update(invitation).where(invitation.c.milestone_id == milestone_id)
    connection.execute(rows.values(**values, answered_at=NOW - timedelta(days=8)))
    found = select(invitation.c.id, invitation.c.contact_id)
    [asked] = connection.execute(found.where(invitation.c.milestone_id == milestone_id))
    improvement = scope_items.find(connection, CODE, "IMP-61")
    connection.execute(
        insert(survey_answer).values(
            invitation_id=asked.id,
            message_id=improvement.message_id,
            contact_id=asked.contact_id,
            received_at=NOW - timedelta(days=8),
            state="counted",
            scores={"q1": 2},
            remark="The drafts came a week late and nobody told us.",
            low=True,
            item_id=improvement.id,
        )
    )
