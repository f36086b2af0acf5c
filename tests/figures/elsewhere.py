"""Terminal mail programs from the system's packages, on the same mails: neomutt and alot."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from pathlib import Path

from tests.servers.packages import Package, missing
from tests.tui.seed import NOW
from tests.tui.story import STORY

#: what neomutt and alot are given to read: a page of settings each, nothing of the user's own
MUTTRC = """
set folder="{folder}"
set spoolfile="{mails}"
set quit=yes
set sort=threads
set sort_aux=reverse-date
set sleep_time=0
set wait_key=no
set header_cache=""
set assumed_charset="utf-8"
"""
NOTMUCH = """
[database]
path={mails}
[user]
name=Maria
primary_email=maria@studio.example
[new]
tags=inbox
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A mail program: how its mails are laid out, and how it is started on them."""

    name: str
    packages: tuple[str, ...]
    #: more mails than this take it too long to be told what they are
    most: int
    prepare: Callable[[Path, int], tuple[list[str], dict[str, str]]]

    def missing(self) -> str:
        """Return why it cannot be measured; empty when it can."""
        found = (missing(Package(p, p, partial(_is_there, p))) for p in self.packages)
        return next((problem for problem in found if problem), "")


def _is_there(name: str) -> bool:
    return shutil.which(name) is not None


def mails(count: int) -> Iterator[bytes]:
    """Yield the mails of the story over and over, the newest last, as files of a mail program."""
    for number in range(count, 0, -1):
        told = STORY[number % len(STORY)]
        mail = EmailMessage()
        mail["From"] = f"{told.who.name} <{told.who.addr}>"
        mail["To"] = "project@studio.example"
        mail["Subject"] = f"{told.subject} ({number})"
        mail["Date"] = format_datetime(NOW - timedelta(minutes=number * 3))
        mail["Message-ID"] = f"<m{number}@studio.example>"
        mail.set_content(told.text)
        yield mail.as_bytes()


def prepare_neomutt(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    """Write an mbox; return the command and its environment."""
    path = folder / f"{count}.mbox"
    with path.open("wb") as file:
        for mail in mails(count):
            file.write(b"From maria@studio.example Thu Mar 12 09:30:00 2026\n" + mail + b"\n")
    settings = folder / f"{count}.muttrc"
    settings.write_text(MUTTRC.format(folder=folder, mails=path))
    return ["neomutt", "-n", "-F", str(settings), "-f", str(path)], dict(os.environ)


def prepare_alot(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    """Write a Maildir and let notmuch index it; return the command and its environment."""
    box = folder / f"maildir-{count}"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    for number, mail in enumerate(mails(count)):
        (box / "cur" / f"{number}.m:2,S").write_bytes(mail)
    settings = folder / f"{count}.notmuch"
    settings.write_text(NOTMUCH.format(mails=box))
    environment = {**os.environ, "NOTMUCH_CONFIG": str(settings)}
    subprocess.run(["notmuch", "new", "--quiet"], env=environment, check=True)
    empty = folder / "alot.conf"
    empty.write_text("")
    words = ["alot", "-c", str(empty), "-n", str(settings), "search", "tag:inbox"]
    return words, environment


PROGRAMS = (
    Program("neomutt", ("neomutt",), 1_000_000, prepare_neomutt),
    Program("alot", ("alot", "notmuch"), 100_000, prepare_alot),
)
