"""End to end on real servers: milestone reached → invitation → replies → figures."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any

import pytest

from daemon.app import App, open_app, serve
from daemon.config import Config, parse_config
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.errors import NotFoundError
from daemon.model.plan import Milestone, MilestoneKind
from daemon.model.record import Client
from daemon.runners import schedule
from daemon.services import clients, figures, milestones, projects, surveys
from daemon.services.figures import Scope
from daemon.services.projects import ProjectWish
from tests.servers.smtp import Behaviour

PATIENCE = 60.0
CONFIG = """
data_dir = "{folder}"
staff = ["@studio.example"]
[model]
enabled = false
[surveys]
delay_days = 0
thanks = "no"
[calendar]
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
opens = 00:00:00
closes = 23:59:59.999999
[[mailbox]]
name = "shop"
project = "SHOP"
identity = "Studio <help@studio.example>"
imap = {{ host = "127.0.0.1", port = {imap}, user = "help", password = "pw", poll = 1 }}
smtp = {{ host = "127.0.0.1", port = {smtp} }}
"""
#: who answers how, and what is to be read from it
REPLIES: dict[str, tuple[str, dict[str, int]]] = {
    "anna": ("Q1: 5\nQ2: 4\nQ3: 5\n", {"q1": 5, "q2": 4, "q3": 5}),
    "ben": ("5, 5, 4", {"q1": 5, "q2": 5, "q3": 4}),
    "carl": ("Q1: 4/5\nAll fine, thank you.\n\nCarl", {"q1": 4}),
    "dora": ("q1 - 3\nq2 - 4\nq3 - 2\nToo slow at the end.", {"q1": 3, "q2": 4, "q3": 2}),
    "emma": ("Please stop sending me surveys.", {}),
}


class World:
    """The servers, and the daemon on them; clients see what was sent to them."""

    def __init__(self, app: App, imap: ImapServer, smtp: Behaviour) -> None:
        self.app, self.imap, self.smtp = app, imap, smtp

    def until(self, met: Callable[[], Any]) -> Any:
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.05)):
            if found := met():
                return found
            pause.wait(0.05)
        raise AssertionError("waited in vain")

    def write(self, name: str, text: str, asked: EmailMessage | None = None) -> None:
        mail = EmailMessage()
        mail["From"] = f"{name.title()} <{name}@weber.example>"
        mail["To"] = "help@studio.example"
        mail["Subject"] = f"Re: {asked['Subject']}" if asked else "Hello"
        mail["Message-ID"] = make_msgid(domain="weber.example")
        mail["Date"] = datetime.now(UTC)
        if asked:
            mail["In-Reply-To"] = asked["Message-ID"]
            body = asked.get_body(("plain",))
            assert body is not None
            quoted = "\n".join(f"> {line}" for line in body.get_content().splitlines())
            text = f"{text}\n\nOn Monday, Studio <help@studio.example> wrote:\n{quoted}\n"
        mail.set_content(text)
        self.imap.deliver("help", mail.as_bytes(policy=policy.SMTP))

    def mails_to(self, name: str) -> list[EmailMessage]:
        return [
            message_from_bytes(m.data, policy=policy.default)
            for m in self.smtp.mails
            if f"{name}@weber.example" in m.recipients
        ]

    def invited(self, name: str) -> EmailMessage | None:
        return next((m for m in self.mails_to(name) if "[S-" in m["Subject"]), None)


@contextmanager
def daemon(app: App) -> Iterator[None]:
    """Run the daemon in a thread of its own."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    stop: list[asyncio.Event] = []

    async def main() -> None:
        stop.append(asyncio.Event())
        ready.set()
        await serve(app, "tester", stop[0])

    thread = threading.Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    assert ready.wait(PATIENCE)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop[0].set)
        thread.join(PATIENCE)
        loop.close()
    assert not thread.is_alive()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(schedule, "LOOK", 0.1)
    behaviour = Behaviour()
    with ImapServer({"help": "pw"}) as imap, SmtpServer(behaviour) as smtp:
        text = CONFIG.format(folder=tmp_path, imap=imap.port, smtp=smtp.port)
        with open_app(config_of(text), with_model=False) as app:
            weber = Client(0, "Weber", ("weber.example",))
            clients.add(app.db, app.config, weber, "maria", app.clock())
            with daemon(app):
                yield World(app, imap, behaviour)


def config_of(text: str) -> Config:
    return parse_config(text, "test")


def test_from_the_milestone_to_the_figures(world: World) -> None:
    app = world.app
    for name in REPLIES:
        world.write(name, "Hello, I am new here.")
    world.until(lambda: len(people(app)) == len(REPLIES))
    now = app.clock()
    projects.save(app.db, app.config, ProjectWish("SHOP", client="Weber"), "maria", now)
    stone = milestones.add(app.db, "SHOP", Milestone(0, 0, "Beta", MilestoneKind.REVIEW), "m", now)
    assert milestones.reach(app.office, stone, "maria", now).planned == len(REPLIES)
    for name, (text, _) in REPLIES.items():
        world.write(name, text, world.until(lambda: world.invited(name)))  # noqa: B023
    given = {n: s for n, (_, s) in REPLIES.items() if s}
    world.until(lambda: len(surveys.list_answers(app.db)) == len(given))
    read = {a.person.address.split("@")[0]: a.answer for a in surveys.list_answers(app.db)}
    assert {name: dict(answer.scores) for name, answer in read.items()} == given
    assert {name for name, answer in read.items() if answer.low} == {"dora"}
    scope = Scope(app.clock() + timedelta(minutes=1))
    total = figures.report(app.db, app.config, scope).total
    assert (total.response.count, total.csat.count) == (5, 10)
    assert total.csat.value == pytest.approx(0.8)
    assert all(len(world.mails_to(name)) == 1 for name in REPLIES)


def people(app: App) -> list[str]:
    """Return who is known of the project's client."""
    try:
        return [p.address for p in projects.people(app.db, "SHOP")]
    except NotFoundError:  # the project is there with its first mail
        return []
