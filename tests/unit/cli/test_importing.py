"""Telling mail from other files, and mails from one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.cli.importing import count_mails, other_files, read_mails
from daemon.errors import UserError

MAIL = b"Received: by mx\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nHello\r\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("1", MAIL, id="a mail without a suffix"),
        pytest.param("a.eml", b"no head at all", id=".eml, whatever is in it"),
        pytest.param("a.mbox", b"From a Mon\n" + MAIL, id="mbox"),
        pytest.param("b", b"X-Seen: 1\nSUBJECT : x\n\nHello", id="an odd field first"),
    ],
)
def test_what_is_mail(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert count_mails(tmp_path / name) == len(list(read_mails(tmp_path / name))) == 1


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"root:x:0:0:root:/root:/bin/sh\n", id="fields of something else"),
        pytest.param(b'{"id": 1, "subject": "x"}\n', id="JSON"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 100, id="an archive"),
    ],
)
def test_what_is_not_is_refused_and_left_out_of_a_folder(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other").write_bytes(data)
    (tmp_path / "mail").write_bytes(MAIL)
    with pytest.raises(UserError, match="other: not mail; wants an mbox"):
        count_mails(tmp_path / "other")
    assert (count_mails(tmp_path), other_files(tmp_path)) == (1, 1)
    assert list(read_mails(tmp_path)) == [MAIL]
