"""The manager's own editor on a piece of text."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from daemon.errors import UserError
from tui.i18n import t

FALLBACKS = ("sensible-editor", "nano", "vim", "vi")


def find_command() -> list[str]:
    """Return the editor that VISUAL or EDITOR names, else a usual one; raise UserError if none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words = shlex.split(named) or [name for name in FALLBACKS if shutil.which(name)][:1]
    if not words or shutil.which(words[0]) is None:
        raise UserError(t("no editor was found; set EDITOR to the one you like"))
    return words


def edit(text: str) -> str:
    """Let the manager edit *text* in their editor; return it as it was saved.

    Raises UserError if there is no editor or it ended with an error; *text* stands then.
    """
    command = find_command()
    with tempfile.TemporaryDirectory(prefix="triaged-") as folder:
        path = Path(folder) / "mail.txt"
        path.write_text(text, encoding="utf-8")
        # the manager's own choice of a program, on a file of our own
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603
        if done.returncode:
            raise UserError(t("the editor ended with an error; nothing was changed"))
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
