"""The composition root: configuration in, running daemon out."""

from __future__ import annotations

import asyncio
import gc
import os
import re
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from daemon.clock import Clock, utc_now
from daemon.config import Config
from daemon.errors import PermanentError, TemporaryError
from daemon.log import get_logger
from daemon.runners.guess import Guesser
from daemon.runners.keep import Keeper
from daemon.runners.learn import Pupil
from daemon.runners.lock import only_daemon
from daemon.runners.model import LoadingClassifier
from daemon.runners.notify import notify
from daemon.runners.past import PastMails
from daemon.runners.schedule import Scheduler
from daemon.runners.send import Sender
from daemon.runners.supervise import Runner, supervise
from daemon.runners.watch import FolderWatch
from daemon.scope.likely import Guess
from daemon.services import housekeeping
from daemon.services.intake import Intake
from daemon.services.office import Office
from daemon.store import migrate, settings
from daemon.store.engine import Database, open_database
from daemon.store.heartbeats import Heartbeat

if TYPE_CHECKING:
    from classifiers.learn import Learner
    from classifiers.opinion import SecondOpinion

log = get_logger(__name__)


@dataclass(frozen=True)
class App:
    """An opened installation: its database at the present schema, its secret, its model."""

    config: Config
    db: Database
    secret: bytes
    classifier: LoadingClassifier | None
    past: PastMails
    clock: Clock = utc_now
    guess: Guess | None = None

    @property
    def office(self) -> Office:
        """What writing to clients on our own account depends on."""
        return Office(self.db, self.config, self.secret, new_nonce)

    def intakes(self, *, history: bool = False) -> list[Intake]:
        """Return one intake for each watched folder."""
        return [
            Intake(
                db=self.db,
                config=self.config,
                mailbox=mailbox,
                folder=folder,
                secret=self.secret,
                nonce=new_nonce,
                classifier=self.classifier,
                guess=self.guess,
                history=history,
            )
            for mailbox in self.config.mailbox
            for folder in mailbox.imap.folders
        ]


def new_nonce() -> str:
    """Return what makes a Message-ID unique."""
    return secrets.token_hex(8)


@contextmanager
def open_app(config: Config, *, with_model: bool = True, clock: Clock = utc_now) -> Iterator[App]:
    """Open the installation that *config* describes; its database is brought up to date."""
    db = open_installation(config)
    try:
        with db.write() as connection:
            secret = settings.ensure(connection, "secret", secrets.token_hex(32))
        past = PastMails(db)
        wanted = with_model and config.model.enabled
        classifier = LoadingClassifier(_loader(config), past, _opinion(config)) if wanted else None
        guess = Guesser(config.model.path).guess if wanted else None
        yield App(config, db, bytes.fromhex(secret), classifier, past, clock, guess)
    finally:
        db.dispose()


def open_installation(config: Config) -> Database:
    """Open the database of *config* and bring it to the present schema."""
    password = config.database.password.reveal() if config.database.password else None
    db = open_database(config.database_url, password)
    try:
        migrate.upgrade(db)
    except (TemporaryError, PermanentError) as error:
        db.dispose()
        raise type(error)(f"{error} ({db.place})") from error
    return db


def _opinion(config: Config) -> SecondOpinion | None:
    """Return the second opinion that is configured, if any."""
    wanted = config.model.opinion
    if not wanted.url:
        return None
    from classifiers.opinion import Endpoint, SecondOpinion  # noqa: PLC0415 - mostly not wanted

    key = wanted.key.reveal() if wanted.key else ""
    return SecondOpinion(Endpoint(wanted.url, wanted.model, key, wanted.timeout), new_nonce)


def _loader(config: Config) -> Callable[[], Learner]:
    def load_model() -> Learner:
        # spaCy takes a second to import, and most commands do without it
        from classifiers.load import load_learner  # noqa: PLC0415

        learner = load_learner(config.model.path)
        # all that is there by now stays: the collector need not look through it ever again
        gc.freeze()
        return learner

    return load_model


def read_day(sentence: str, written: date) -> date | None:
    """Return the day that a promise names, or None."""
    from classifiers.dates import due_date  # noqa: PLC0415 - loads the model's libraries

    found = due_date(sentence, written)
    if found is None and (length := _LENGTH.search(sentence)) is not None:
        # "we will within two days" is no deadline of a client's, but it is a promise of ours
        return due_date(length[0], written)
    return found


_LENGTH = re.compile(
    r"\b(?:within|in) (?:the next )?(?:\w+ ){1,2}(?:working |business )?(?:days?|weeks?|hours?)\b"
    r"|[\d一二两三四五六七八九十]+\s?个?(?:工作日|天|周|小时)(?:之?内|以内)",
    re.IGNORECASE,
)


async def serve(app: App, name: str, stop: asyncio.Event) -> None:
    """Run the daemon called *name* until *stop* is set."""
    loop = asyncio.get_running_loop()
    sending = asyncio.Event()

    def wake_sender() -> None:
        loop.call_soon_threadsafe(sending.set)

    now = app.clock()
    sign = Heartbeat(
        daemon=name,
        host=socket.gethostname(),
        pid=os.getpid(),
        version=version("triaged"),
        shadow=app.config.sending.shadow,
        started_at=now,
        beat_at=now,
    )
    intakes = app.intakes()
    runners: dict[str, Runner] = {
        f"watch {i.mailbox.name} {i.folder}": FolderWatch(i, name, app.clock, wake_sender).run
        for i in intakes
    }
    runners["send"] = Sender(app.db, app.config, name, app.clock, sending).run
    runners["schedule"] = Scheduler(app.office, app.clock, wake_sender, read_day).run
    first_of_mailbox = {i.mailbox.name: i for i in intakes}
    runners["keep"] = Keeper(
        app.db, sign, list(first_of_mailbox.values()), app.clock, lambda: notify("WATCHDOG=1")
    ).run
    if app.classifier is not None:
        runners["learn"] = Pupil(app.db, app.classifier, app.past, app.clock).run
    log.info("daemon.started", daemon=name, mailboxes=sorted(first_of_mailbox))
    notify("READY=1")
    try:
        await supervise(runners, stop)
    finally:
        notify("STOPPING=1")
        await asyncio.to_thread(housekeeping.end, app.db, name)
        log.info("daemon.stopped", daemon=name)


def run(config: Config) -> None:
    """Run the daemon until SIGTERM or SIGINT."""
    with only_daemon(config.data_dir) as name, open_app(config) as app:
        asyncio.run(_run_until_signal(app, name))


async def _run_until_signal(app: App, name: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve(app, name, stop)
