"""The guarded reader on a socket pair: what a server may say, byte by byte."""

from __future__ import annotations

import imaplib
import socket
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from daemon.imap.errors import TooLargeError
from daemon.imap.reader import SLACK, Guard, GuardedIMAP4

GREETING = b"* OK [CAPABILITY IMAP4REV1 IDLE] ready\r\n"


class Scripted(GuardedIMAP4):
    """Speaks with the far end of a socket pair instead of connecting."""

    def __init__(self, near: socket.socket, guard: Guard) -> None:
        self.near = near
        super().__init__("server", 143, guard)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return self.near

    def _connect(self) -> None:
        """Leave the greeting to the test."""


@pytest.fixture
def ends() -> Iterator[tuple[Scripted, socket.socket]]:
    near, far = socket.socketpair()
    connection = Scripted(near, Guard(literal=100, answer=2_000_000, timeout=0.2))
    yield connection, far
    connection.shutdown()
    far.close()


Ends = tuple[Scripted, socket.socket]


def test_lines_and_literals_come_from_one_buffer(ends: Ends) -> None:
    connection, far = ends
    far.sendall(b"* 1 FETCH (BODY[] {5}\r\nab\r\nc)\r\nA1 OK\r\n")
    assert connection.readline() == b"* 1 FETCH (BODY[] {5}\r\n"
    assert connection.read(5) == b"ab\r\nc"
    assert connection.has_pending()
    assert connection.readline() == b")\r\n"
    assert connection.readline() == b"A1 OK\r\n"
    assert not connection.has_pending()


def test_a_line_in_two_segments_is_one_line(ends: Ends) -> None:
    connection, far = ends
    far.sendall(b"* 7 EX")
    with patch.object(connection, "_receive", side_effect=[b"* 7 EX", b"ISTS\r\n"]):
        assert connection.readline() == b"* 7 EXISTS\r\n"


def test_an_announced_literal_beyond_the_limit_is_not_read(ends: Ends) -> None:
    connection, far = ends
    far.sendall(b"x" * 50)
    with pytest.raises(TooLargeError, match=r"a literal of 101 bytes; limits.message allows 100"):
        connection.read(101)


def test_a_line_without_end_is_not_read_for_ever(ends: Ends) -> None:
    connection, _ = ends
    with (
        patch.object(connection, "_receive", return_value=b"x" * 65536),
        pytest.raises(TooLargeError, match="a line of more than"),
    ):
        connection.readline()
    assert len(connection._buffer) < 2 * SLACK


def test_one_answer_is_bounded_and_each_command_starts_anew(ends: Ends) -> None:
    connection, _ = ends
    line = b"* OK " + b"x" * 65_529 + b"\r\n"
    with patch.object(connection, "_receive", return_value=line):
        for _ in range(2):
            connection.send(b"A1 NOOP\r\n")
            while connection._spent <= 2_000_000 - len(line):
                connection.readline()
        with pytest.raises(TooLargeError, match="an answer of more than 2000000 bytes"):
            connection.readline()


def test_the_end_of_the_connection_is_an_abort(ends: Ends) -> None:
    connection, far = ends
    far.sendall(b"half")
    far.close()
    with pytest.raises(imaplib.IMAP4.abort, match="closed the connection"):
        connection.read(10)


def test_silence_is_a_timeout(ends: Ends) -> None:
    connection, _ = ends
    with pytest.raises(TimeoutError, match=r"no answer within 0.2 s"):
        connection.readline()
