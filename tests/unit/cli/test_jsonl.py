"""Lines in: what other programs write is read, and what cannot be is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.cli.jsonl import read_objects
from daemon.errors import UserError

GOOD = b'{"id": 1, "subject": "s", "body": "b"}'


def read(folder: Path, data: bytes) -> list[dict[str, object]]:
    path = folder / "mails.jsonl"
    path.write_bytes(data)
    return list(read_objects(path))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOOD, id="no line end"),
        pytest.param(b"\xef\xbb\xbf" + GOOD + b"\r\n", id="as Windows saves it"),
        pytest.param(b"\n \n" + GOOD + b"\n\n", id="empty lines"),
    ],
)
def test_what_programs_write(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == [{"id": 1, "subject": "s", "body": "b"}]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(b"null", "", id="null"),
        pytest.param(rb'"\ud83d\ude00"', "😀", id="a pair of surrogates"),
        pytest.param(rb'"a \ud800"', "a ?", id="half a pair"),
        pytest.param('"a\u2028b"'.encode(), "a\u2028b", id="a separator that ends no line"),
    ],
)
def test_texts(tmp_path: Path, body: bytes, text: str) -> None:
    assert read(tmp_path, b'{"body": %b}' % body) == [{"subject": "", "body": text}]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param(b"[1]", "wants an object", id="a list"),
        pytest.param(b'{"id": 1}', "wants an object", id="no body"),
        pytest.param(b'{"body": ["a"]}', "body wants text", id="body is a list"),
        pytest.param(b'{"body": "", "subject": 5}', "subject wants text", id="subject a number"),
        pytest.param(b'{"body": "caf\xe9"}', "not UTF-8", id="Latin 1"),
        pytest.param(b"{", "not JSON", id="cut short"),
        pytest.param(b"[" * 100_000, "not JSON", id="nested without end"),
    ],
)
def test_the_line_that_is_none_is_named(tmp_path: Path, line: bytes, told: str) -> None:
    with pytest.raises(UserError, match=f"mails.jsonl:2: {told}"):
        read(tmp_path, GOOD + b"\n" + line)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="a folder"):
        list(read_objects(tmp_path))
