"""Servers from the system's packages: installed where that is ours to do, else skipped aloud."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Package:
    """A server *name* in the Debian *package*, and how to see that it is there."""

    name: str
    package: str
    present: Callable[[], bool]


def demand(wanted: Package) -> None:
    """Skip the test where *wanted* is missing and cannot be installed, and fail it in CI."""
    if problem := missing(wanted):
        if os.environ.get("CI"):
            pytest.fail(problem)
        pytest.skip(problem)


@functools.cache
def missing(wanted: Package) -> str:
    """Return why there is no such server; empty when there is one, perhaps since now."""
    if wanted.present():
        return ""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"{wanted.name} is not installed: apt-get install {wanted.package}"
    # one at a time: tests run in several processes, and apt has one lock
    with (Path(tempfile.gettempdir()) / "triaged-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return "" if wanted.present() else _install(wanted)


def _install(wanted: Package) -> str:
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", wanted.package]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, check=False, capture_output=True, text=True)
        if done.returncode:
            return f"{wanted.name} could not be installed: {done.stderr.strip()[-200:]}"
    return "" if wanted.present() else f"{wanted.name} is installed, but not to be found"
