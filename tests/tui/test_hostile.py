"""Nothing in a mail acts on the terminal, on markup, or on the layout."""

from __future__ import annotations

import asyncio
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sqlalchemy import insert, update

from daemon.model.queue import Queue
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, milestone, survey_answer
from daemon.store.schema import (
    attachment,
    client,
    contact,
    conversation,
    item,
    mailbox,
    message,
    note,
    outgoing,
    project,
)
from daemon.store.writing_tables import draft, enclosure, stored_file
from tests.tui.driving import driving
from tests.tui.project_story import CODE
from tests.tui.seed import NOW
from tests.tui.visiting import Visitor, visit
from tui.places import (
    ClientPlace,
    ClientsPlace,
    InsightsPlace,
    MailPlace,
    Part,
    ProjectPlace,
    Room,
    SurveysPlace,
)
from tui.plain import plain, plain_line
from tui.screens.places import open_place
from tui.widgets.rows import fit

EVIL = {
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "eight-bit escape": "\x9b31mred",
    "direction": "invoice\u202efdp.exe",
    "isolates": "\u2066\u2067\u2069x",
    "markup": "[bold red]x[/] [@click=app.quit]quit[/] [link=http://x]y[/link]",
    "unclosed markup": "[/] [[ ]] [bold",
    "backspace": "abc\b\b\bxyz",
    "carriage return": "safe\rEVIL",
    "nul": "a\x00b",
    "lone surrogate": "a\ud800b",
    "zalgo": "Z" + "\u0301" * 200,
    "zero width": "a\u200b\u2060\ufeffb",
    "family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "flags and skin": "\U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd",
    "braces": "{label} $error %(x)s",
}


def is_harmless(text: str) -> bool:
    """Return whether every character takes its place and does nothing else."""
    bad = {"Cc", "Cf", "Cs"}
    return not any(unicodedata.category(c) in bad and c != "\n" for c in text)


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_what_is_shown_is_harmless(text: str) -> None:
    assert is_harmless(plain(text))
    assert "\n" not in plain_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain", "plain", id="plain stays"),
        pytest.param("中文，标点。", "中文，标点。", id="chinese stays"),
        pytest.param("a\tb", "a    b", id="tab"),
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param("\x1b[31m", "␛[31m", id="escape is seen"),
        pytest.param("a\u202eb", "a\ufffdb", id="direction is seen"),
        pytest.param("\U0001f1e9\U0001f1ea", "DE", id="flag"),
        pytest.param("e\u0301\u0301\u0301\u0301", "e\u0301\u0301", id="marks are limited"),
        pytest.param("[bold]x[/]", "[bold]x[/]", id="brackets stay"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_made_harmless_and_can_be_written_out(text: str) -> None:
    shown = plain(text)
    assert "\x1b" not in shown
    assert not any(0x80 <= ord(c) < 0xA0 for c in shown)
    shown.encode()


@given(st.text(alphabet=st.characters(), max_size=80), st.integers(0, 60))
def test_a_column_is_as_wide_as_it_shall_be(text: str, width: int) -> None:
    assert cell_len(fit(plain_line(text), width)) == width


def poison(db: Database, text: str) -> None:
    """Put *text* everywhere a stranger can write to."""
    text = text.encode("utf-8", "replace").decode()
    with db.write() as connection:
        connection.execute(update(conversation).values(subject=text, sender=text, look_reason=text))
        connection.execute(
            update(message).values(
                subject=text, sender_name=text, sender_addr=text, auto_reason=text, body=text * 3
            )
        )
        connection.execute(update(message).values(spans=[[0, len(text), "new"]], language=text))
        connection.execute(update(attachment).values(name=text, media_type=text))
        connection.execute(update(client).where(client.c.id == 1).values(name=text))
        connection.execute(update(mailbox).values(last_error=text))
        connection.execute(
            update(outgoing).values(subject=text, text=text, sender=text, last_error=text)
        )
        begun = {"conversation_id": 1, "author": text, "text": text, "updated_at": NOW}
        connection.execute(insert(draft).values(**begun, received_mark=0, written_mark=0))
        connection.execute(insert(stored_file).values(sha256="e" * 64, size=1, data=b""))
        file = {"name": text, "media_type": text, "size": 1, "sha256": "e" * 64}
        connection.execute(insert(enclosure).values(**file, outgoing_id=1))


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_hostile_text_everywhere_leaves_the_screen_whole(db: Database, text: str) -> None:
    poison(db, text)

    async def main() -> None:
        async with driving(db) as driver:
            for queue in (Queue.LOOK, Queue.ALL, Queue.OUTBOX):
                await driver.go(queue)
                strips = driver.screen._compositor.render_strips()
                for strip in strips:
                    assert is_harmless(strip.text)
                    assert strip.cell_length == 120
            assert not [s for strip in strips for s in strip if s.style and s.style.link]
            assert driver.app.title == "triaged"

    asyncio.run(main())


def poison_records(db: Database, text: str) -> None:
    """Put *text* everywhere in the records that a stranger's words can reach."""
    text = text.encode("utf-8", "replace").decode()
    poison(db, text)
    said = {"title": text, "words": text, "owner": text, "due": text}
    with db.write() as connection:
        connection.execute(update(item).values(**said, details={"cause": text, "group": text}))
        connection.execute(update(contact).values(name=text))
        connection.execute(update(note).values(text=text, author=text))
        connection.execute(update(milestone).where(milestone.c.id == 1).values(name=text))
        connection.execute(update(survey_answer).values(remark=text))
        connection.execute(update(invitation).values(reasons=[text]))
        connection.execute(update(project).where(project.c.code == CODE).values(name=text))
        connection.execute(update(client).where(client.c.id == 1).values(name=text))


PLACES: tuple[Room, ...] = (
    *(ClientsPlace(), ClientPlace(1), MailPlace(1), InsightsPlace(), SurveysPlace()),
    *(ProjectPlace(CODE, part) for part in Part),
)


def test_hostile_text_in_records_leaves_every_screen_whole(projects_db: Database) -> None:
    poison_records(projects_db, "".join(EVIL.values()))

    async def drive(visitor: Visitor) -> None:
        for place in PLACES:
            visitor.app.push_screen(open_place(visitor.app.desk, place))
            await visitor.loaded()
            for strip in visitor.app.screen._compositor.render_strips():
                assert is_harmless(strip.text)
                assert strip.cell_length == 120
                assert not [s for s in strip if s.style and s.style.link]
        assert visitor.app.title == "triaged"

    visit(projects_db, None, drive)
