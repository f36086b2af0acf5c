"""The command line loads a command when it is called."""

from __future__ import annotations

import subprocess
import sys

import pytest

from daemon.cli.lazy import Commands
from daemon.cli.main import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_it_is_said_to_be(name: str) -> None:
    command = Commands(COMMANDS)[name]
    assert command.name == name
    assert command.help


def test_a_process_starts_without_database_model_and_servers() -> None:
    heavy = {"sqlalchemy", "spacy", "textual", "pymap"}
    code = f"import sys, daemon.cli; print(*{heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
