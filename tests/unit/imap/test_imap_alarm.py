from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from daemon.imap.alarm import Alarm


@pytest.fixture
def alarm() -> Iterator[Alarm]:
    with closing(Alarm(threading.Event())) as made:
        yield made


def test_a_wait_ends_by_itself(alarm: Alarm) -> None:
    assert not alarm.wait(0.001)


def test_a_ring_before_the_wait_counts_once(alarm: Alarm) -> None:
    for _ in range(100_000):
        alarm.ring()
    assert alarm.wait(60)
    assert not alarm.wait(0)


def test_bytes_on_the_socket_end_the_wait(alarm: Alarm) -> None:
    near, far = socket.socketpair()
    with near, far:
        far.send(b"* 1 EXISTS")
        assert alarm.wait(60, near)


def test_a_stop_ends_the_wait() -> None:
    stop = threading.Event()
    stop.set()
    with closing(Alarm(stop)) as alarm:
        assert alarm.wait(60)


def test_a_ring_after_the_end_is_nothing(alarm: Alarm) -> None:
    alarm.close()
    alarm.ring()
    assert (alarm._ear.fileno(), alarm._bell.fileno()) == (-1, -1)
