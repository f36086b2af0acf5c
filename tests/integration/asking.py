"""A desk whose shop has a milestone to be reached, and clients who answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses
from typing import Any

from daemon.model.outgoing import OutgoingState
from daemon.model.plan import Milestone, MilestoneKind
from daemon.services import milestones, projects, surveying
from daemon.services.invited import Tick
from daemon.services.office import Office
from daemon.services.projects import ProjectWish
from daemon.store import outbox
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, survey_answer
from daemon.store.schema import outgoing
from tests.integration.desk import NOW, SECRET, Desk, Written, make_config

DAY = timedelta(days=1)
#: Tuesday: a business day after the milestone was reached on Monday
DUE = NOW + DAY
MANAGER = "maria@studio.example"


@dataclass
class Shop:
    """The desk, and the office that asks; Anna and Ben of Weber wrote once each."""

    desk: Desk
    at: datetime = NOW
    written: list[int] = field(default_factory=list)

    @property
    def office(self) -> Office:
        return Office(self.desk.db, self.desk.config, SECRET, lambda: f"o{next(self.desk.nonces)}")

    def reach(self, name: str = "Beta", at: datetime = NOW, **values: Any) -> int:
        """Plan a milestone and reach it; return its id."""
        new = Milestone(0, 0, name, **({"kind": MilestoneKind.REVIEW} | values))
        milestone_id = milestones.add(self.desk.db, "SHOP", new, "maria", at)
        milestones.reach(self.office, milestone_id, "maria", at)
        return milestone_id

    def run(self, at: datetime) -> Tick:
        return surveying.run(self.office, at)

    def send(self, at: datetime) -> list[dict[str, Any]]:
        """Let what is queued leave; return it."""
        queued = [o for o in self.desk.all(outgoing) if o["state"] == "queued"]
        with self.desk.db.write() as transaction:
            for row in queued:
                present = outbox.load(transaction, row["id"])
                outbox.change(transaction, present, {"state": "sent", "sent_at": at})
        return queued

    def ask(self, at: datetime = DUE) -> list[dict[str, Any]]:
        """Reach Beta, and let the invitations leave."""
        self.reach()
        self.run(at)
        sent = self.send(at)
        self.run(at)
        return sent

    def invitation_of(self, name: str) -> dict[str, Any]:
        wanted = self.desk.contact_id(name)
        rows = [i for i in self.desk.all(invitation) if i["contact_id"] == wanted]
        assert len(rows) == 1
        return rows[0]

    def mail_to(self, name: str) -> dict[str, Any]:
        """Return the newest survey mail to somebody."""
        addr = f"{name.split(maxsplit=1)[0].lower()}@weber.example"
        rows = [o for o in self.desk.all(outgoing) if o["to_addr"] == addr]
        return [o for o in rows if o["purpose"].startswith("survey")][-1]

    def answer(
        self,
        text: str,
        at: datetime,
        name: str = "Anna Weber",
        headers: Sequence[tuple[str, str]] = (),
        sender: str = "",
    ) -> None:
        """Reply to the invitation of *name*, as a mail program does."""
        asked = self.mail_to(name)
        head = [("In-Reply-To", f"<{asked['message_id']}>"), *headers]
        sender = sender or f"{name} <{asked['to_addr']}>"
        unique = f"a{next(self.desk.uids)}@weber.example"
        mail = Written(sender, f"Re: {asked['subject']}", text, unique, head)
        self.desk.take(mail, at=at)

    def answers(self) -> list[dict[str, Any]]:
        return self.desk.all(survey_answer)


def open_shop(db: Database, **surveys: Any) -> Shop:
    """Return a shop whose project is Weber's."""
    desk = Desk(db, make_config(surveys={"managers": [MANAGER]} | surveys))
    desk.watch()
    desk.client("Weber", "weber.example")
    desk.take(
        Written(message_id="one@weber.example", text="Hello there.", subject="Hi"),
        Written("Ben Weber <ben@weber.example>", "Colours", "Hello.", "two@weber.example"),
    )
    wish = ProjectWish("SHOP", client="Weber", owner="maria")
    projects.save(db, desk.config, wish, "maria", NOW)
    return Shop(desk)


def is_waiting(row: dict[str, Any]) -> bool:
    return row["state"] in {OutgoingState.QUEUED.value, OutgoingState.HELD.value}


def recipients(mails: Sequence[dict[str, Any]]) -> list[str]:
    """Return the bare addresses that mails go to, sorted."""
    return sorted(addr for _, addr in getaddresses([r for m in mails for r in m["recipients"]]))


def monday(weeks: int = 0, hour: int = 9) -> datetime:
    return datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(weeks=weeks)
