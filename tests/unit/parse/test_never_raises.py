"""Whatever comes in: a message comes out, in bounded time, and nothing in it can act."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daemon.model.message import Message
from daemon.parse.attachments import extract
from daemon.parse.limits import Limits
from daemon.parse.message import parse

_SAMPLES = sorted((Path(__file__).parents[2] / "messages").rglob("*.eml"))
_REAL = Path(__file__).parents[4] / "shared" / "mail"
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_PIECES = st.sampled_from(
    [
        *(b"\n\n", b"\r\n", b"\r", b"\0", b"\x1b[2J", b"--b\n", b"--b--\n", b'"', b"(", b"<", b"@"),
        *(
            b"=?utf-8?B?",
            b"?=",
            b"\xe4\xbd",
            b"\x1b$B",
            b"+AG",
            b"From: a@b\n",
            b"Subject: ",
            b"To: ",
        ),
        b"Content-Type: multipart/mixed; boundary=b\n\n",
        b"Content-Type: text/html\n\n<div>",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822;",
        b"Content-Type: text/calendar\n\nBEGIN:",
        b"Content-Type: application/ms-tnef\n\n\x78\x9f\x3e\x22",
        b"Content-Transfer-Encoding: base64\n\n",
        b"Content-Disposition: ",
    ]
)


def check(message: Message) -> None:
    """What holds for every message."""
    assert not any(note.startswith("mail could not be read") for note in message.defects)
    position = 0
    for span in message.spans:
        assert span.start == position < span.end
        position = span.end
    assert position == len(message.body)
    lines = [message.subject, message.sender.name, message.sender.addr, message.auto_reason]
    lines += [one.name for one in message.attachments] + list(message.references)
    assert not any(_ACTING.search(line) or "\n" in line for line in lines)
    assert not _ACTING.search(message.body)
    assert len(message.content_key) == 64


@given(st.binary(max_size=2_000))
def test_any_bytes(raw: bytes) -> None:
    message = parse(raw)
    check(message)
    assert parse(raw) == message


@given(st.lists(_PIECES | st.binary(max_size=20), max_size=40).map(b"".join))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_pieces_of_mail_in_any_order(raw: bytes) -> None:
    message = parse(raw)
    check(message)
    assert parse(raw) == message


@given(st.sampled_from(_SAMPLES), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_damaged_samples(path: Path, data: st.DataObject) -> None:
    raw = bytearray(path.read_bytes() or b"x")
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12)) or b"x"
    message = parse(bytes(raw))
    check(message)
    for one in message.attachments:
        assert len(extract(bytes(raw), one.part)) == one.size


def _deep(levels: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )
    return b"From: a@b.example\n" + opened + b"Content-Type: text/plain\n\ndeepest\n"


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        pytest.param(_deep(1_000), "nested too deep", id="a thousand levels"),
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000,
            "too many parts",
            id="ten thousand parts",
        ),
        pytest.param(b"Subject: " + b"a" * 2**20, "header field too long", id="long subject"),
        pytest.param(b"X: y\n" * 50_000, "too many header fields", id="fifty thousand fields"),
        pytest.param(b"\n" + b"word " * 400_000, "text too long", id="two megabytes of text"),
        pytest.param(
            b"Content-Type: message/rfc822\n\n" * 1_000,
            None,
            id="mail in mail in mail",
        ),
        pytest.param(b"\xff" * 100_000, None, id="no mail at all"),
    ],
)
def test_bombs_are_bounded(raw: bytes, defect: str | None) -> None:
    message = parse(raw)
    check(message)
    assert len(message.body) <= Limits().text_chars + 1
    assert defect is None or defect in message.defects


def test_limits_are_honoured() -> None:
    raw = b"To: a@b.example, c@d.example\nReferences: <1@x> <2@x>\n\nlong text"
    message = parse(raw, limits=Limits(addresses=1, references=1, text_chars=4))
    assert (len(message.to), message.references, message.body) == (1, ("2@x",), "long")


@pytest.mark.slow
@pytest.mark.skipif(not _REAL.is_dir(), reason="needs the sample mails in ../shared/mail")
def test_every_real_mail_parses() -> None:
    paths = [path for path in sorted(_REAL.rglob("*")) if path.is_file() and path.suffix != ".gz"]
    for path in paths:
        check(parse(path.read_bytes()[:2_000_000]))
    assert len(paths) > 500
