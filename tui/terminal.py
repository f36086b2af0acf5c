"""The terminal underneath: when it is gone, so is the program."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading


def end_with_terminal() -> None:
    """See that this process ends when its terminal does.

    A hang-up reaches the leader of the session alone. Started by another program, such as make,
    the user interface would wait for keys that no one can press any more, and not idly.
    """
    if not sys.stdin.isatty():
        return
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    threading.Thread(target=_wait_for_the_end, name="terminal", daemon=True).start()


def _wait_for_the_end() -> None:
    poller = select.poll()
    poller.register(sys.stdin.fileno(), 0)  # nothing but a hang-up
    poller.poll()
    os.kill(os.getpid(), signal.SIGHUP)
