"""Reading the file: as any editor saves it, and with problems that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.config import load_config
from daemon.errors import ConfigError

LEAST = """\
[[mailbox]]
name = "shop"
project = "SHOP"
identity = "Büro Nord <shop@studio.example>"
imap = { host = "127.0.0.1" }
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_as_editors_save_it(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "triaged.toml"
    path.write_bytes(LEAST.replace("\n", end).encode(encoding))
    assert load_config(path).mailbox[0].identity.startswith("Büro")


def problems(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return caught.value.problems


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "triaged.toml"
    assert "no such file; name yours with --config" in problems(path)[0]
    assert "Is a directory" in problems(tmp_path)[0]
    path.write_bytes(LEAST.encode("latin-1"))
    assert problems(path) == [f"{path}: not UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param('staff = ["studio.example"]', 'written "@studio.example"', id="a bare domain"),
        pytest.param(
            'surveys.digest = "monday"', "surveys.digest: Input should be 'mon'", id="day"
        ),
        pytest.param('model.opinion.url = "ollama"', "begins with http", id="a URL"),
        pytest.param(
            'follow_up = [{ name = "A b", kind = "promise" }]', "small letters", id="name"
        ),
    ],
)
def test_a_problem_says_how_it_is_written(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "triaged.toml"
    path.write_text(f"{line}\n{LEAST}", encoding="utf-8")
    (problem,) = problems(path)
    assert told in problem


def test_a_wrong_label_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "triaged.toml"
    path.write_text(f"{LEAST}[mailbox.policy.complaints]\n", encoding="utf-8")
    (problem,) = problems(path)
    assert "mailbox.0.policy.complaints: Input should be 'complaint'" in problem
