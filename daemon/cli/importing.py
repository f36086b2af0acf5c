"""`triaged import`: mail from mbox files, Maildirs and .eml files."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
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
    return _count_mbox(path)


def _count_mbox(path: Path) -> int:
    return len(mailbox.mbox(path, create=False)) if _is_mbox(path) else 1


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
        file_box = mailbox.mbox(path, create=False)
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


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
