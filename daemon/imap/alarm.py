"""Waking a waiting thread from another."""

from __future__ import annotations

import select
import socket
import threading
import time
from contextlib import suppress

#: seconds between looks at the stop event
SLICE = 1.0


class Alarm:
    """Something to wait on together with a socket, that another thread can ring."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._ear, self._bell = socket.socketpair()
        self._ear.setblocking(False)
        self._bell.setblocking(False)
        self._lock = threading.Lock()

    def ring(self) -> None:
        """End the present wait, or else the next one."""
        with self._lock, suppress(BlockingIOError):  # so many rings wait that one more is nothing
            if self._bell.fileno() >= 0:
                self._bell.send(b"!")

    def wait(self, seconds: float, sock: socket.socket | None = None) -> bool:
        """Wait for a ring, a stop, or something to read on *sock*; tell whether any came."""
        deadline = time.monotonic() + seconds
        poller = select.poll()
        poller.register(self._ear, select.POLLIN)
        if sock is not None:
            poller.register(sock, select.POLLIN)
        while not self._stop.is_set():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if poller.poll(min(left, SLICE) * 1000):
                self._quiet()
                return True
        return True

    def _quiet(self) -> None:
        try:
            while self._ear.recv(4096):
                continue
        except BlockingIOError:
            return

    def close(self) -> None:
        """Release both ends; a ring is nothing from now on."""
        with self._lock:
            self._ear.close()
            self._bell.close()
