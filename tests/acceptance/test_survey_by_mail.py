"""End to end on real servers: milestone reached → invitation → replies in many shapes → figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid

import pytest

from daemon.app import App, open_app
from daemon.config import Config, parse_config
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.errors import NotFoundError
from daemon.model.plan import AnswerState, Milestone, MilestoneKind
from daemon.model.record import Client
from daemon.runners import schedule
from daemon.services import clients, figures, milestones, optouts, projects, surveys
from daemon.services.figures import Report, Scope
from daemon.services.projects import ProjectWish
from tests.acceptance.living import daemon, until
from tests.servers.smtp import Behaviour

CONFIG = """
data_dir = "{folder}"
staff = ["@studio.example"]
[model]
enabled = false
[sending]
max_per_domain = 200
max_same_content = 200
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


@dataclass(frozen=True)
class Shape:
    """A client's reply: what is typed, how the mail program sends it, what is read from it.

    ``scores`` is None where no answer is recorded, and ``state`` how a recorded one stands.
    """

    text: str
    style: str = "quoted"
    scores: dict[str, int] | None = field(default_factory=dict)
    state: str = "counted"


def q(*values: int) -> dict[str, int]:
    return {f"q{i}": value for i, value in enumerate(values, 1)}


HELD = AnswerState.HELD.value
#: by the client's first name; every one is asked about the same milestone
SHAPES: dict[str, Shape] = {
    "anna": Shape("Q1: 5\nQ2: 4\nQ3: 5\n", scores=q(5, 4, 5)),
    "ben": Shape("5, 5, 4", scores=q(5, 5, 4)),
    "carl": Shape("Q1: 4/5\nAll fine, thank you.\n\nCarl", scores=q(4)),
    "dora": Shape("q1 - 3\nq2 - 4\nq3 - 2\nToo slow at the end.", scores=q(3, 4, 2)),
    "emma": Shape("Please stop sending me surveys.", scores=None),
    "felix": Shape("4\n5\n3\nyes\nKeep it up", "inline", q(4, 5, 3)),
    "gina": Shape("<p>1) <b>5</b></p><p>2) 5</p><p>3) 4</p>", "html", q(5, 5, 4)),
    "hao": Shape("成果5分，沟通4分，进度3分", "gb18030", q(5, 4, 3)),
    "ines": Shape("Q1: 5", "link", q(5)),
    "jan": Shape("All fives!\n\nJan\nSent from my iPhone", "outlook", q(5, 5, 5)),
    "kate": Shape("4 4 5 yes", "bare", q(4, 4, 5)),
    "liu": Shape("1、满意\n2、非常满意\n3、一般", "chinese", q(4, 5, 3)),
    "mia": Shape("1) 4 - good\n2) 5 - very open\n3) 4 - fine", "below", q(4, 5, 4)),
    "nora": Shape("I am away until Monday and will answer then.", "away", None),
    "olaf": Shape("Q1: somewhere between 3 and 4", scores={}, state=HELD),
    "pia": Shape("Q1: 9\nQ2: 5", scores={"q2": 5}, state=HELD),
    "quin": Shape("Q1: 2\nQ2: 2\nQ3: 1\nThe checkout is still broken!", scores=q(2, 2, 1)),
    "rosa": Shape("Q1: 5\nQ2: 5\nQ3: 5", "colleague", q(5, 5, 5), HELD),
    "sara": Shape("8/10 for the result, thanks", scores=q(4)),
    "tom": Shape("The first one 5, the second 4, the third 4", scores=q(5, 4, 4)),
    "udo": Shape("Thanks, I will look at it next week.", scores={}),
    "vera": Shape("Q1: 5\nQ2: 5\nQ3: 5", "twice", q(3)),
}
#: what Vera writes after her first answer
SECOND_THOUGHTS = "Q1: 3\nQ2: 3\nQ3: 3"


class World:
    """The servers, and the daemon on them; clients see what was sent to them."""

    def __init__(self, app: App, imap: ImapServer, smtp: Behaviour) -> None:
        self.app, self.imap, self.smtp = app, imap, smtp

    def deliver(self, mail: EmailMessage) -> None:
        self.imap.deliver("help", mail.as_bytes(policy=policy.SMTP))

    def mails_to(self, name: str) -> list[EmailMessage]:
        return [
            message_from_bytes(m.data, policy=policy.default)
            for m in self.smtp.mails
            if f"{name}@weber.example" in m.recipients
        ]

    def invited(self, name: str) -> EmailMessage | None:
        return next((m for m in self.mails_to(name) if "[S-" in m["Subject"]), None)

    def answered(self) -> int:
        """Return how many answers are on record."""
        return len(surveys.list_answers(self.app.db))


def new_mail(name: str, subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"{name.title()} <{name}@weber.example>"
    mail["To"] = "help@studio.example"
    mail["Subject"] = subject
    mail["Message-ID"] = make_msgid(domain="weber.example")
    mail["Date"] = datetime.now(UTC)
    return mail


def form_of(asked: EmailMessage) -> str:
    """Return the text of an invitation as the client's program shows it."""
    body = asked.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def quoted(text: str) -> str:
    lines = "\n".join(f"> {line}" for line in text.splitlines())
    return f"On Monday, Studio <help@studio.example> wrote:\n{lines}\n"


def filled(form: str, answers: list[str]) -> str:
    """Return the quoted form with an answer typed under each question."""
    left, lines = list(answers), []
    for line in form.splitlines():
        lines.append(f"> {line}")
        if "Your answer:" in line:
            lines.append(left.pop(0))
    return "\n".join(lines)


def reply(name: str, shape: Shape, asked: EmailMessage) -> EmailMessage:
    """Return what a client's mail program makes of a reply."""
    form, text = form_of(asked), shape.text
    sender = "ulf" if shape.style == "colleague" else name
    token = str(asked["Subject"]).rpartition(" [")[2]
    subject = f"My answers [{token}" if shape.style == "link" else f"Re: {asked['Subject']}"
    mail = new_mail(sender, subject)
    if shape.style != "link":
        mail["In-Reply-To"] = asked["Message-ID"]
    if shape.style == "away":
        mail["Auto-Submitted"] = "auto-replied"
    wrote = "-----Original Message-----\nFrom: Studio <help@studio.example>\nSent: Monday\n"
    chinese = "发件人：Studio <help@studio.example>\n发送时间：2026年3月2日\n收件人：Liu\n\n"
    bodies: dict[str, Callable[[], str]] = {
        "inline": lambda: filled(form, text.split("\n")),
        "bare": lambda: text,
        "link": lambda: text,
        "away": lambda: text,
        "below": lambda: f"{quoted(form)}\n{text}\n",
        "outlook": lambda: f"{text}\n\n{wrote}\n{form}",
        "chinese": lambda: f"{text}\n\n{chinese}{form}",
        "quoted": lambda: f"{text}\n\n{quoted(form)}",
    }
    if shape.style == "html":
        mail.set_content(f"{text}<blockquote type=cite>{form}</blockquote>", subtype="html")
    else:
        charset = "gb18030" if shape.style == "gb18030" else "utf-8"
        body = bodies.get(shape.style, bodies["quoted"])()
        mail.set_content(body, charset=charset)
    return mail


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A milestone reached, everybody asked, and every reply taken in."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schedule, "LOOK", 0.1)
        behaviour, folder = Behaviour(), tmp_path_factory.mktemp("survey")
        with ImapServer({"help": "pw"}) as imap, SmtpServer(behaviour) as smtp:
            text = CONFIG.format(folder=folder, imap=imap.port, smtp=smtp.port)
            with open_app(config_of(text), with_model=False) as app:
                weber = Client(0, "Weber", ("weber.example",))
                clients.add(app.db, app.config, weber, "maria", app.clock())
                with daemon(app):
                    ready = World(app, imap, behaviour)
                    ask_and_answer(ready)
                    yield ready


def config_of(text: str) -> Config:
    return parse_config(text, "test")


def ask_and_answer(world: World) -> None:
    app = world.app
    for name in SHAPES:
        mail = new_mail(name, "Hello")
        mail.set_content("Hello, I am new here.")
        world.deliver(mail)
    until(lambda: len(people(app)) == len(SHAPES))
    now = app.clock()
    projects.save(app.db, app.config, ProjectWish("SHOP", client="Weber"), "maria", now)
    stone = milestones.add(app.db, "SHOP", Milestone(0, 0, "Beta", MilestoneKind.REVIEW), "m", now)
    assert milestones.reach(app.office, stone, "maria", now).planned == len(SHAPES)
    for name, shape in SHAPES.items():
        world.deliver(reply(name, shape, until(lambda: world.invited(name))))  # noqa: B023
    recorded = sum(shape.scores is not None for shape in SHAPES.values())
    until(lambda: world.answered() == recorded)
    again = Shape(SECOND_THOUGHTS)
    world.deliver(reply("vera", again, until(lambda: world.invited("vera"))))
    until(lambda: world.answered() == recorded + 1)
    until(lambda: optouts.list_all(app.db))


def people(app: App) -> list[str]:
    """Return who is known of the project's client."""
    try:
        return [p.address for p in projects.people(app.db, "SHOP")]
    except NotFoundError:  # the project is there with its first mail
        return []


def read(world: World, name: str) -> list[tuple[str, dict[str, int]]]:
    """Return the state and the scores of every answer to somebody's invitation."""
    lines = surveys.list_answers(world.app.db)
    mine = [x.answer for x in lines if x.person.address == f"{name}@weber.example"]
    return [(a.state.value, dict(a.scores)) for a in mine]


@pytest.mark.parametrize("name", [n for n in SHAPES if n != "vera"])
def test_each_reply_is_read_as_it_was_meant(world: World, name: str) -> None:
    shape = SHAPES[name]
    wanted = [] if shape.scores is None else [(shape.state, shape.scores)]
    assert read(world, name) == wanted


def test_there_are_twenty_shapes_and_everybody_got_one_mail(world: World) -> None:
    assert len(SHAPES) >= 20
    assert all(len([m for m in world.mails_to(n) if "[S-" in m["Subject"]]) == 1 for n in SHAPES)


def test_the_last_answer_counts_and_both_are_kept(world: World) -> None:
    assert sorted(read(world, "vera")) == [("counted", q(3, 3, 3)), ("superseded", q(5, 5, 5))]


def test_who_asked_for_it_is_asked_no_more(world: World) -> None:
    assert [o.person.address for o in optouts.list_all(world.app.db)] == ["emma@weber.example"]


def test_a_bad_answer_is_somebodys_task(world: World) -> None:
    low = {x.person.address[:4] for x in surveys.list_answers(world.app.db) if x.answer.low}
    assert low == {"dora", "quin"}


def test_the_figures_rest_on_what_counts(world: World) -> None:
    total = report(world).total
    given = [s for s in SHAPES.values() if s.scores and s.state == "counted"]
    counted = [v for s in given for v in (s.scores or {}).values() if s.style != "twice"]
    counted += list(q(3, 3, 3).values())
    assert total.csat.count == len(counted)
    assert total.csat.value == pytest.approx(sum(v >= 4 for v in counted) / len(counted))
    assert total.response.count == len(SHAPES)


def test_the_clients_words_stand_in_the_report(world: World) -> None:
    said = [v.remark for v in report(world).verbatims]
    assert any("The checkout is still broken!" in words for words in said)


def report(world: World) -> Report:
    return figures.report(
        world.app.db, world.app.config, Scope(world.app.clock() + timedelta(minutes=1))
    )
