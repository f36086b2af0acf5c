"""How fast mail is recorded: the whole path beside its parts and plain references, in one run.

`python -m tests.figures.recording [COUNT]`. Every mail comes from a Dovecot of our own over
loopback; items, events and outbox rows are written. Rates are mails a second of one process.
"""

from __future__ import annotations

import email
import email.policy
import gc
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from imapclient import IMAPClient

from classifiers.load import load
from daemon.config import Config, parse_config
from daemon.imap.watch import Watcher
from daemon.model.label import Classifier, Label, Prediction, Text
from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.model.record import Client
from daemon.parse.message import parse
from daemon.services import clients, leases
from daemon.services.ingest import ingest
from daemon.services.intake import Intake
from daemon.store import conversations, counts, migrate
from daemon.store.engine import Database, open_database
from tests.figures.corpus import Corpus, load_corpus
from tests.servers import postgres
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postgres import Postgres

#: mails a batch, as the configuration has it by default
BATCH = 200
_CONFIG = """
data_dir = "{folder}"
[sending]
max_per_address = 1000000
max_per_domain = 1000000
max_same_content = 1000000
[[mailbox]]
name = "bench"
project = "BENCH"
identity = "Studio <support@studio.example>"
[mailbox.imap]
host = "127.0.0.1"
port = {port}
user = "{user}"
password = "{password}"
[mailbox.policy.requirement]
acknowledge = "hold"
"""


class Constant:
    """A model that costs nothing, so that the rest of the path can be measured by itself."""

    version = "constant"

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        """Call every text a requirement."""
        certain = Prediction(Label.REQUIREMENT, {Label.REQUIREMENT: 1.0}, False, self.version)
        return [certain] * len(texts)


@dataclass(frozen=True, slots=True)
class Rate:
    """A measured rate; ``cpu`` is the share of one core that this process used."""

    name: str
    mails: int
    wall: float
    cpu: float

    def __str__(self) -> str:
        return (
            f"{self.name:<58}{self.mails / self.wall:>9,.0f}/s{self.cpu / self.wall:>7.0%} CPU"
            f"{self.mails / self.cpu:>9,.0f}/s of a core"
        )


def measure(name: str, mails: int, work: Callable[[], object]) -> Rate:
    """Time *work* on *mails* mails."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Rate(name, mails, time.perf_counter() - wall, time.process_time() - cpu)


def fill(server: Dovecot, mails: Sequence[bytes]) -> str:
    """Put *mails* into an empty mailbox; return its user."""
    user = server.new_user()
    with closing(open_client(server, user)) as client:
        for mail in mails:
            client.append("INBOX", mail, msg_time=datetime.now(UTC))
    return user


def open_client(server: Dovecot, user: str) -> IMAPClient:
    """Return a plain client whose ``close`` logs out."""
    client = IMAPClient("127.0.0.1", port=server.port, ssl=False)
    client.login(user, PASSWORD)
    client.close = client.logout
    return client


def fetch_plainly(server: Dovecot, user: str) -> None:
    """Fetch everything with IMAPClient and throw it away."""
    with closing(open_client(server, user)) as client:
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
        for at in range(0, len(uids), BATCH):
            client.fetch(uids[at : at + BATCH], ["BODY.PEEK[]"])


def references(server: Dovecot, user: str, corpus: Corpus) -> Iterator[Rate]:
    """Yield the rates that others reach on the same mails."""
    count = len(corpus.mails)
    yield measure(
        "reference: IMAPClient fetches, keeps nothing", count, lambda: fetch_plainly(server, user)
    )
    for name, policy in (("compat32", email.policy.compat32), ("default", email.policy.default)):
        yield measure(
            f"reference: email parser, policy {name}, text decoded",
            count,
            partial(_decode_all, corpus.mails, policy),
        )


def _decode_all(mails: Sequence[bytes], policy: email.policy.Policy) -> None:
    for mail in mails:
        _decode(mail, policy)


def _decode(mail: bytes, policy: email.policy.Policy) -> list[object]:
    message = email.message_from_bytes(mail, policy=policy)
    names = ("From", "To", "Cc", "Subject", "Date", "Message-ID", "References")
    heads = [str(message[name]) for name in names]
    parts = [p.get_payload(decode=True) for p in message.walk() if not p.is_multipart()]
    return [heads, parts]


def stages(corpus: Corpus) -> Iterator[Rate]:
    """Yield the rates of single stages, from memory."""
    mails = corpus.mails
    parse(mails[0])
    yield measure("stage: parse, split, language", len(mails), lambda: [parse(m) for m in mails])
    model = load()
    gc.freeze()  # as the daemon does
    texts = [Text(m.subject, m.text, m.language, m.date) for m in map(parse, mails[:1000])]
    model.predict(texts[:BATCH])
    yield measure("stage: classify, asks and evidence", len(texts), lambda: _predict(model, texts))
    with _database() as db:
        intake = _intake(db, _config(0, ""), Constant())
        yield measure(
            "stage: parse and record from memory, SQLite",
            len(mails),
            partial(_record, intake, mails, datetime.now(UTC)),
        )


def _predict(model: Classifier, texts: Sequence[Text]) -> None:
    for at in range(0, len(texts), BATCH):
        model.predict(texts[at : at + BATCH])


def _record(intake: Intake, mails: Sequence[bytes], now: datetime) -> None:
    for at in range(0, len(mails), BATCH):
        chunk = enumerate(mails[at : at + BATCH], at + 1)
        fetched = tuple(Fetched(uid, mail, len(mail), now) for uid, mail in chunk)
        ingest(intake, Batch(1, fetched, Cursor(1, fetched[-1].uid)), now)


def whole(
    server: Dovecot, user: str, db: Database, count: int, model: Classifier
) -> Callable[[], None]:
    """Return the whole path: watch, fetch, parse, classify, record *count* mails, and stop."""
    intake = _intake(db, _config(server.port, user), model)
    stop = threading.Event()

    def record(batch: Batch) -> None:
        ingest(intake, batch, datetime.now(UTC))
        if batch.reached.uid >= count:
            stop.set()

    watcher = Watcher(
        mailbox="bench",
        folder="INBOX",
        config=intake.mailbox.imap,
        limits=intake.config.limits,
        load_cursor=lambda: leases.load_cursor(intake),
        record=record,
        report=lambda health: leases.report(intake, health),
        stop=stop,
    )
    return watcher.run


def _config(port: int, user: str) -> Config:
    text = _CONFIG.format(folder="/nonexistent", port=port or 143, user=user, password=PASSWORD)
    return parse_config(text, "bench")


def _intake(db: Database, config: Config, model: Classifier) -> Intake:
    nonce = lambda: secrets.token_hex(8)  # noqa: E731
    domains = [f"{name}.example" for name in _FIRMS] + [f"firm{i}.example" for i in range(20)]
    clients.add(db, config, Client(0, "All", tuple(domains)), "bench", datetime.now(UTC))
    return Intake(db, config, config.mailbox[0], "INBOX", b"secret", nonce, model)


_FIRMS = (
    *("acme", "northwind", "contoso", "globex", "initech", "umbra", "hooli", "vandelay"),
    *("stark", "wayne", "tyrell", "cyber", "soylent", "aperture", "oscorp", "dunder"),
    *("pied", "massive", "gekko", "bluth"),
)


@contextmanager
def _database(url: str = "") -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(url or f"sqlite:///{Path(folder)}/bench.sqlite3")
        migrate.upgrade(db)
        try:
            yield db
        finally:
            db.dispose()


def main(count: int) -> None:
    """Print every rate."""
    corpus = load_corpus(count)
    print(f"{corpus.name}: {len(corpus.mails)} mails, {sum(map(len, corpus.mails)):,} bytes")
    with ExitStack() as stack:
        server = stack.enter_context(Dovecot())
        user = fill(server, corpus.mails)
        for rate in (*references(server, user, corpus), *stages(corpus)):
            print(rate, flush=True)
        with _database() as db:
            run = whole(server, user, db, len(corpus.mails), Constant())
            print(measure("whole path from Dovecot, without the model, SQLite", count, run))
            _check(db, corpus)
        if problem := postgres.missing():
            print(f"left out: {problem}")
        else:
            cluster = stack.enter_context(Postgres())
            with _database(cluster.url(cluster.new_database())) as db:
                run = whole(server, user, db, len(corpus.mails), Constant())
                print(measure("whole path from Dovecot, without the model, PostgreSQL", count, run))
        some = fill(server, corpus.mails[:1000])
        with _database() as db:
            run = whole(server, some, db, 1000, load())
            print(measure("whole path from Dovecot, with the model, SQLite", 1000, run))


def _check(db: Database, corpus: Corpus) -> None:
    with db.read() as transaction:
        threads, broken = (
            conversations.count(transaction),
            counts.replacement_characters(transaction),
        )
    expected = f" of {corpus.threads}" if corpus.threads else ""
    print(f"threads found: {threads}{expected}; texts with U+FFFD: {broken}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
