"""`triaged import`: mail from mbox files, Maildirs and .eml files."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from daemon.cli.common import ConfigOption, read_config
from daemon.clock import utc_now
from daemon.config import Config
from daemon.errors import UserError
from daemon.services.importing import import_all
from daemon.services.intake import Report

#: so much of a file is looked at to tell whether it is a mail
HEAD = 16 * 1024
_FIELD = re.compile(
    rb"^(?:from|to|date|subject|received|message-id|return-path)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def import_mail(
    paths: Annotated[
        list[Path], typer.Argument(help="mbox files, Maildirs, .eml files or folders.")
    ],
    mailbox_name: Annotated[
        str, typer.Option("--mailbox", "-m", help="Whose mail it is; needed if there are several.")
    ] = "",
    config: ConfigOption = None,
) -> None:
    """Record mail from files. It is classified and threaded, but never answered by itself.

    Interrupted, the same command goes on where it stopped; nothing is recorded twice.
    """
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    settings = read_config(config)
    name = _mailbox(settings, mailbox_name)
    sources = [(path, count_mails(path)) for path in paths]
    total = Report()
    with open_app(settings) as app, _bar() as progress:
        intake = next(i for i in app.intakes(history=True) if i.mailbox.name == name)
        for path, count in sources:
            task = progress.add_task(path.name, total=count)
            source = replace(intake, folder=f"import:{path.name}")
            done = partial(progress.advance, task)
            total += import_all(source, read_mails(path), utc_now(), done)
    for path in paths:
        if others := other_files(path):
            typer.echo(f"{path}: {others} files left out that are no mail", err=True)
    typer.echo(
        f"{total.recorded} mails recorded, {total.known_before} known before, "
        f"{total.quarantined} in quarantine"
    )


def _mailbox(settings: Config, name: str) -> str:
    names = [m.name for m in settings.mailbox]
    if not name and len(names) == 1:
        return names[0]
    if name not in names:
        raise UserError(f"--mailbox is one of: {', '.join(names)}")
    return name


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )


def count_mails(path: Path) -> int:
    """Return how many mails *path* holds; raise UserError if it cannot be read as mail."""
    if not path.exists():
        raise UserError(f"{path}: there is no such file or folder")
    if path.is_file() and path.suffix.lower() == ".eml":
        return 1
    if _is_maildir(path):
        return len(mailbox.Maildir(path, create=False))
    if path.is_dir():
        return sum(count_mails(p) for p in _files(path))
    if not _is_mail(path):
        raise UserError(f"{path}: not mail; wants an mbox, a Maildir, a mail or a folder of mails")
    return _count_mbox(path)


def other_files(path: Path) -> int:
    """Return how many files in the folder *path* are no mail."""
    if not path.is_dir() or _is_maildir(path):
        return 0
    return sum(not _is_mail(p) for p in _all_files(path))


def _count_mbox(path: Path) -> int:
    if not _is_mbox(path):
        return 1
    with closing(mailbox.mbox(path, create=False)) as box:
        return len(box)


def read_mails(path: Path) -> Iterator[bytes]:
    """Yield the raw mails in *path*, in their order: mbox, Maildir, a file each, or a folder."""
    return (raw for _, raw in find_mails(path))


def find_mails(path: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the raw mails in *path* as ``read_mails`` does, each with the file it stands in."""
    if _is_maildir(path):
        box = mailbox.Maildir(path, create=False)
        yield from ((path / key, box.get_bytes(key)) for key in sorted(box.keys()))
    elif path.is_dir():
        for file in _files(path):
            yield from find_mails(file)
    elif _is_mbox(path):
        with closing(mailbox.mbox(path, create=False)) as file_box:
            yield from ((path, file_box.get_bytes(key)) for key in file_box.iterkeys())
    else:
        yield path, path.read_bytes()


def _is_maildir(path: Path) -> bool:
    return path.is_dir() and (path / "cur").is_dir()


def _is_mbox(path: Path) -> bool:
    if path.suffix.lower() == ".eml":
        return False
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _is_mail(path: Path) -> bool:
    """Whether *path* is a mail by its name, or has a field of a mail's head near its beginning."""
    if path.suffix.lower() == ".eml" or _is_mbox(path):
        return True
    with path.open("rb") as file:
        return _FIELD.search(file.read(HEAD)) is not None


def _files(folder: Path) -> list[Path]:
    return [p for p in _all_files(folder) if _is_mail(p)]


def _all_files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
