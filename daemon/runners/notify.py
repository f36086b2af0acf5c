"""Telling the service manager how we are (sd_notify(3)); silent where there is none."""

from __future__ import annotations

import os
import socket

from daemon.log import get_logger

log = get_logger(__name__)


def notify(state: str) -> None:
    """Send *state*, such as ``READY=1`` or ``WATCHDOG=1``, to the manager that started us."""
    target = os.environ.get("NOTIFY_SOCKET")
    if not target:
        return
    # a leading @ stands for the abstract namespace
    address = f"\0{target[1:]}" if target.startswith("@") else target
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.sendto(state.encode(), address)
    except OSError as error:
        log.warning("notify.failed", detail=str(error))
