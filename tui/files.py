"""Keeping and opening a client's files: their names are shown, never trusted."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from daemon.errors import UserError
from tui.i18n import t

NAME_LIMIT = 120
_UNSAFE = re.compile(r"[^\w .()\[\]-]|^[.-]+|\s+$")
#: what runs when it is opened; these are kept, but not opened from here
RUNS = frozenset(
    (
        *(".appimage", ".bash", ".bat", ".cmd", ".com", ".command", ".desktop", ".exe", ".hta"),
        *(".htm", ".html", ".jar", ".js", ".lnk", ".msi", ".pif", ".ps1", ".py", ".reg", ".scr"),
        *(".sh", ".svg", ".url", ".vbs", ".wsf", ".xhtml"),
    )
)


def safe_name(given: str) -> str:
    """Return a file name without paths, signs that shells know, or a leading dot."""
    base = given.replace("\\", "/").rpartition("/")[2]
    name = _UNSAFE.sub("_", base).strip("_ ") or "file"
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: NAME_LIMIT - len(ending)]}{dot}{ending}" if dot else name[:NAME_LIMIT]


def folder() -> Path:
    """Return where files are kept: the folder for downloads, else the home folder."""
    named = os.environ.get("XDG_DOWNLOAD_DIR")
    wanted = Path(named) if named else Path.home() / "Downloads"
    return wanted if wanted.is_dir() else Path.home()


def save(data: bytes, given: str, where: Path) -> Path:
    """Write *data* to a new file in *where* and return its path; nothing is overwritten."""
    path = Path(safe_name(given))
    for number in range(1, 1000):
        name = path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        try:
            handle = os.open(where / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise UserError(f"{where / name}: {error.strerror}") from error
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return where / name
    raise UserError(f"{where}: there are a thousand files called {path.name}")


def show(data: bytes, given: str) -> Path:
    """Open a copy of *data* with the desktop's program for it; return the copy.

    Raises UserError for files that would run, and where no desktop is there.
    """
    if Path(safe_name(given)).suffix.lower() in RUNS:
        raise UserError(t("this file could run a program; save it if you must"))
    opener = shutil.which("xdg-open") or shutil.which("open")
    if opener is None:
        raise UserError(t("no program opens files here; save it instead"))
    path = save(data, given, Path(tempfile.mkdtemp(prefix="triaged-")))
    path.chmod(0o400)
    # the path is ours; no shell reads it
    running = subprocess.Popen(  # noqa: S603
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # some openers stay until the program is closed
    threading.Thread(target=running.wait, daemon=True).start()
    return path
