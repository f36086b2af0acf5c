"""Keeping and opening a client's files."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from daemon.errors import UserError
from tui import files


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("plan.pdf", "plan.pdf", id="plain"),
        pytest.param("展位图纸.pdf", "展位图纸.pdf", id="chinese"),
        pytest.param("../../etc/passwd", "passwd", id="path"),
        pytest.param("C:\\Users\\x\\plan.pdf", "plan.pdf", id="windows path"),
        pytest.param(".bashrc", "bashrc", id="hidden"),
        pytest.param("-rf.txt", "rf.txt", id="an option"),
        pytest.param("a\x1b[31m;$(x)`.txt", "a_[31m__(x)_.txt", id="escapes and shell signs"),
        pytest.param("\u202efdp.exe", "fdp.exe", id="written backwards"),
        pytest.param("", "file", id="no name"),
        pytest.param("///", "file", id="only slashes"),
        pytest.param("x" * 300 + ".pdf", "x" * 117 + ".pdf", id="long"),
    ],
)
def test_a_name_is_only_a_name(given: str, expected: str) -> None:
    assert files.safe_name(given) == expected


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    paths = [files.save(data, "plan.pdf", tmp_path) for data in (b"one", b"two")]
    assert [p.name for p in paths] == ["plan.pdf", "plan-2.pdf"]
    assert [p.read_bytes() for p in paths] == [b"one", b"two"]
    assert stat.S_IMODE(paths[0].stat().st_mode) == 0o600


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").symlink_to(tmp_path / "elsewhere")
    assert files.save(b"x", "plan.pdf", tmp_path).name == "plan-2.pdf"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere"):
        files.save(b"x", "plan.pdf", tmp_path / "nowhere")


def test_files_go_to_the_downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
    assert files.folder() == tmp_path


@pytest.mark.parametrize("name", ["x.sh", "x.EXE", "invoice.pdf.js", "x.desktop", "x.html"])
def test_what_could_run_is_not_opened(name: str) -> None:
    with pytest.raises(UserError, match="could run"):
        files.show(b"x", name)


def test_a_copy_is_opened_by_the_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\ncp "$1" {tmp_path}/opened\n')
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    before = set(threading.enumerate())
    path = files.show(b"drawing", "plan.pdf")
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert (tmp_path / "opened").read_bytes() == b"drawing"
    assert (path.name, path.read_bytes()) == ("plan.pdf", b"drawing")
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_without_a_desktop_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError, match="save it"):
        files.show(b"x", "plan.pdf")
