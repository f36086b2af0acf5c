"""The tree, transfer encodings, attachments by part, and one key for one mail."""

from __future__ import annotations

import pytest

from daemon.errors import NotFoundError
from daemon.parse.attachments import extract, safe_name
from daemon.parse.cleaning import clean_line, clean_text
from daemon.parse.limits import Limits
from daemon.parse.message import parse
from daemon.parse.mime import read_tree
from daemon.parse.transfer import decode_transfer

_MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


@pytest.mark.parametrize(
    ("body", "payloads"),
    [
        pytest.param(b"--b\n\none\n--b\n\ntwo\n--b--\n", [b"one", b"two"], id="plain"),
        pytest.param(b"--b\r\n\r\none\r\n--b--\r\n", [b"one"], id="crlf"),
        pytest.param(b"--b ignored\n\none\n--b-- x\n", [b"one"], id="words after the boundary"),
        pytest.param(b"--b\n\none --b\n--bx\n--b--", [b"one --b\n--bx"], id="look-alikes"),
        pytest.param(b"--b\n\none", [b"one"], id="never closed"),
        pytest.param(b"--b\n\none--b--", [b"one"], id="closed on the last line of text"),
        pytest.param(b"--c\n\none\n--c--", [b"one"], id="another boundary than announced"),
        pytest.param(b"--b\n\none\n--b--\n--b\n\ntwo\n", [b"one"], id="epilogue"),
    ],
)
def test_parts(body: bytes, payloads: list[bytes]) -> None:
    root = read_tree(_MIXED + body, Limits(), [])
    assert [part.payload for part in root.children] == payloads


def test_parts_are_numbered_in_document_order() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=c\n\n--c\n\n1\n--c\n\n2\n--c--\n"
    root = read_tree(_MIXED + b"--b\n" + inner + b"--b\n\n3\n--b--", Limits(), [])
    assert [(part.number, part.depth) for part in root.walk()] == [
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 2),
        (4, 1),
    ]


@pytest.mark.parametrize(
    ("raw", "fields", "body"),
    [
        (b"A: 1\nB: 2\n\nx", ["a", "b"], b"x"),
        (b"From x@y Mon\nA: 1\n\nx", ["a"], b"x"),
        (b"A: 1\n folded\n \n more\nB: 2\n\nx", ["a", "b"], b"x"),
        (b"A: 1\nstray\nB: 2\n\nx", ["a", "b"], b"x"),
        (b"A: 1\nno field here\n\nx", ["a"], b"no field here\n\nx"),
        (b"A : 1\n \t\nx", ["a"], b"x"),
        (b"hello\nworld\n", [], b"hello\nworld\n"),
    ],
)
def test_header_block(raw: bytes, fields: list[str], body: bytes) -> None:
    root = read_tree(raw, Limits(), [])
    assert ([name for name, _ in root.fields], root.payload) == (fields, body)


@pytest.mark.parametrize(
    ("data", "encoding", "decoded"),
    [
        (b"aGVsbG8=", "base64", b"hello"),
        (b"aGVs\r\nbG8", "base64", b"hello"),
        (b"aGVsbG8=\naGVsbG8=", "base64", b"hellohello"),
        (b"aGVsbG8= trailer", "base64", b"hello"),
        (b"This is plain text.", "base64", b"This is plain text."),
        (b"a=3Db=\nc", "quoted-printable", b"a=bc"),
        (b"100% = all", "quoted-printable", b"100% = all"),
        (b"begin 644 x\n%:&5L;&\\\n`\nend\n", "x-uuencode", b"hello"),
        (b"no begin", "x-uuencode", b"no begin"),
        (b"x", "x-own-coding", b"x"),
    ],
)
def test_transfer(data: bytes, encoding: str, decoded: bytes) -> None:
    assert decode_transfer(data, encoding)[0] == decoded


def test_extract_gives_the_bytes_that_were_counted() -> None:
    fields = b"Content-Type: a/b; name=f\nContent-Transfer-Encoding: base64\n\n"
    raw = _MIXED + b"--b\n\nhi\n--b\n" + fields + b"/wA=\n--b--"
    (attachment,) = parse(raw).attachments
    assert extract(raw, attachment.part) == b"\xff\0"
    assert attachment.size == 2


@pytest.mark.parametrize("part", ["9", "1.1", "x", ""])
def test_extract_of_a_part_that_is_not_there(part: str) -> None:
    with pytest.raises(NotFoundError, match="no part"):
        extract(b"Subject: x\n\nhi", part)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\tmp\\a.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ('a<b>:"c|d?*.txt', "a_b___c_d__.txt"),
        (".hidden.", "hidden"),
        ("x" * 300 + ".pdf", "x" * 180 + ".pdf"),
        ("", ""),
    ],
)
def test_safe_name(given: str, name: str) -> None:
    assert safe_name(given) == name


def test_clean_text_keeps_lines_and_drops_what_acts() -> None:
    assert clean_text("a\r\nb\rc\td\x0be") == "a\nb\nc\td\ne"
    assert clean_text("\x1b[1;31mred\x1b[0m\x1b]8;;http://x\x07link\x1b\\") == "redlink"
    assert clean_line(" a \n b\u2028c ") == "a b c"


_MAIL = b"From: a@b.example\nSubject: x\nMessage-ID: <1@b.example>\nX-Trace: one\n\nbody\n"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(_MAIL.replace(b"\n", b"\r\n"), id="line ends"),
        pytest.param(b"Received: from x\nDelivered-To: y\n" + _MAIL, id="trace fields"),
        pytest.param(_MAIL.replace(b"Subject: x", b"Subject:\n x"), id="folding"),
        pytest.param(_MAIL + b"\n", id="line at the end"),
        pytest.param(b"From a@b.example Tue Mar 12\n" + _MAIL, id="mbox line"),
    ],
)
def test_content_key_is_the_same_however_it_came(other: bytes) -> None:
    assert parse(other).content_key == parse(_MAIL).content_key


@pytest.mark.parametrize("word", [b"body", b"<1@b.example>", b"Subject: x"])
def test_content_key_differs_for_another_mail(word: bytes) -> None:
    assert parse(_MAIL.replace(word, word + b"2")).content_key != parse(_MAIL).content_key


def test_authentication_results_topmost_first() -> None:
    raw = b"Authentication-Results: mx;\n dkim=pass\nAuthentication-Results: evil; dkim=pass\n\n"
    assert parse(raw).authentication_results == ("mx; dkim=pass", "evil; dkim=pass")
