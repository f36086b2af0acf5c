"""A manager's decision changes the next similar prediction; what was learned outlives a restart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daemon.app import App, open_app
from daemon.config import parse_config
from daemon.model.label import Label, Text
from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.model.queue import Queue, Target
from daemon.runners.learn import Pupil
from daemon.services import labelling, learning, queues, undo
from daemon.services.ingest import ingest
from daemon.services.labelling import Ruling
from daemon.services.outcome import by_message_id

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CONFIG = """
data_dir = "{folder}"
[[mailbox]]
name = "web"
project = "WEB"
identity = "Studio <studio@studio.example>"
[mailbox.imap]
host = "127.0.0.1"
"""
WORDS = "Quick one from us: the teaser on the start page, would a green tone be thinkable there?"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("learning")
    with _open(folder) as opened:
        yield opened


def _open(folder: Path) -> AbstractContextManager[App]:
    return open_app(parse_config(CONFIG.format(folder=folder), "test"), clock=lambda: NOW)


def _receive(app: App, number: int, words: str) -> str:
    message_id = f"{number}@client.example"
    raw = (
        f"From: Ann <ann@client.example>\r\nTo: studio@studio.example\r\nSubject: Note {number}\r\n"
        f"Message-ID: <{message_id}>\r\n\r\n{words}\r\n"
    ).encode()
    intake = app.intakes()[0]
    ingest(intake, Batch(1, (Fetched(number, raw, len(raw), NOW),), Cursor(1, number)), NOW)
    return message_id


def _learn(app: App) -> None:
    assert app.classifier is not None
    Pupil(app.db, app.classifier, app.past, lambda: NOW).learn()


def _label(app: App, message_id: str) -> str:
    return by_message_id(app.db, [message_id])[message_id].label


def _other_than(label: str) -> Label:
    return Label.FEEDBACK if label != "feedback" else Label.REQUIREMENT


def test_a_decision_changes_the_next_similar_mail_and_outlives_a_restart(app: App) -> None:
    first = _receive(app, 1, WORDS)
    wanted = _other_than(_label(app, first))
    conversation = queues.load_order(app.db, Queue.ALL, NOW)[0]
    row = queues.load_rows(app.db, Queue.ALL, [conversation])[conversation]
    [event] = labelling.relabel(
        app.db, [Target(row.id, row.version, "")], Ruling(wanted), "mara", NOW
    )
    _learn(app)
    second = _receive(app, 2, WORDS.replace("green", "blue"))
    assert _label(app, second) == wanted.value

    memory = learning.load_memory(app.db)
    assert len(memory.decisions) == 1
    with _open(Path(app.config.data_dir)) as again:
        _learn(again)
        assert again.classifier is not None
        text = Text("Note 3", WORDS.replace("green", "red"), "en", NOW)
        assert again.classifier.predict([text])[0].label is wanted

    undo.undo(app.db, [event], "mara", NOW)
    _learn(app)
    assert learning.load_memory(app.db).decisions == ()


def test_past_mails_that_resemble_a_new_one_are_shown(app: App) -> None:
    _receive(app, 10, "The invoice for August shows fourteen hours, but we agreed on twelve.")
    app.past.refresh()
    assert app.classifier is not None
    text = Text("Bill", "The invoice of September shows ten hours, but we agreed on eight.", "en")
    similar = app.classifier.predict([text])[0].evidence.similar
    assert similar
    assert similar[0].text == "Note 10"
    assert similar[0].source.startswith("WEB-")
