"""What a server says is put into words that a log and a terminal can bear."""

from __future__ import annotations

import errno
import socket
import ssl

import aiosmtplib
import pytest

from daemon.smtp.connection import describe, one_line


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(aiosmtplib.SMTPDataError(451, "try\nlater"), "451 try later", id="an answer"),
        pytest.param(aiosmtplib.SMTPResponseException(-1, "odd"), "odd", id="no answer at all"),
        pytest.param(TimeoutError(), "no answer in time", id="a timeout without words"),
        pytest.param(ConnectionResetError("reset\x1b[2J"), "reset [2J", id="an escape sequence"),
        pytest.param(ValueError(), "ValueError", id="nothing said"),
        pytest.param(
            ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed ('127.0.0.1', 25)"),
            "Connection refused",
            id="asyncio's words",
        ),
        pytest.param(
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "Name or service not known",
            id="the resolver's",
        ),
        pytest.param(ssl.SSLError(1, "wrong version"), "wrong version", id="TLS"),
    ],
)
def test_describe(error: Exception, words: str) -> None:
    assert describe(error) == words


def test_a_bad_certificate_is_named_however_deep() -> None:
    bad = ssl.SSLCertVerificationError(1, "x")
    bad.verify_message = "self-signed certificate"
    outer = aiosmtplib.SMTPConnectError("failed")
    outer.__cause__ = bad
    assert "cannot be trusted (self-signed certificate)" in describe(outer)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param("a\r\n  b", "a b", id="lines become one"),
        pytest.param("你好", "你好", id="any language"),
        pytest.param("\x07\x1b]0;x\x07", "]0;x", id="no control characters"),
        pytest.param("x" * 1000, "x" * 300, id="not endless"),
    ],
)
def test_one_line(said: str, kept: str) -> None:
    assert one_line(said) == kept
