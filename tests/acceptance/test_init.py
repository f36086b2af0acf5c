"""`triaged init` as a process, and what `triaged check` says of its answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from daemon.config import load_config
from tests.acceptance.rig import Place, ask


def initialise(answers: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "daemon.cli", "init", "triaged.toml"]
    return subprocess.run(
        command, input=answers, capture_output=True, encoding="utf-8", cwd=folder, check=False
    )


def test_init_writes_a_configuration_that_loads(tmp_path: Path) -> None:
    done = initialise("shop@studio.example\nStudio\nshop\n\n\n\n\n\n\n", tmp_path)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "triaged.toml"
    assert load_config(path).sending.shadow
    assert path.stat().st_mode & 0o077 == 0
    assert ask("init", str(path)).returncode == 2


def test_init_asks_again_for_what_cannot_be_used(tmp_path: Path) -> None:
    answers = "nobody\nshop@studio.example\nNorth, Ltd.\nshop!\nshop\n\n\n\n\nfr\nzh\nMars\nUTC\n"
    done = initialise(answers, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Error: ") == 4
    mailbox = load_config(tmp_path / "triaged.toml").mailbox[0]
    assert (mailbox.project, mailbox.language) == ("SHOP", "zh")
    assert mailbox.identity == '"North, Ltd." <shop@studio.example>'


def test_init_takes_no_free_mail_domain_for_our_own(tmp_path: Path) -> None:
    assert initialise("north@gmail.com\n" + "\n" * 8, tmp_path).returncode == 0
    assert load_config(tmp_path / "triaged.toml").staff == ["north@gmail.com"]


def test_init_has_to_have_somewhere_to_write() -> None:
    done = ask("init", "/nowhere/triaged.toml")
    assert (done.returncode, "no such folder" in done.stderr) == (2, True)


def test_check_refuses_clients_as_our_own_people(place: Place) -> None:
    path = place.config
    path.write_text(path.read_text().replace('@studio.example"]', '@gmail.com"]'))
    done = ask("check", "--config", str(path))
    assert (done.returncode, "staff @gmail.com: anybody" in done.stdout) == (1, True)
