"""Header fields: encoded words, parameters, ids, dates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from daemon.parse.fields import read_date, read_ids, read_message_id, read_references
from daemon.parse.header import decode_text, parse_content_header, parse_disposition


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain  text", "plain text"),
        (b"folded\r\n text", "folded text"),
        (b"=?utf-8?B?5L2g5aW9?=", "你好"),
        (b"=?utf-8?B?5L2g5Q==?=\r\n =?UTF-8?B?pb0=?=", "你好"),
        (b"=?utf-8?Q?=E4=BD?= =?utf-8?B?oA==?=", "你"),
        (b"=?gb2312?B?xOM=?= =?gb2312?B?usM=?= ok", "你好 ok"),
        (b"=?utf-8?Q?a_b?= =?utf-8?Q?c?=", "a bc"),
        (b"=?iso-8859-1?Q?caf=E9?= and =?utf-8?Q?th=C3=A9?=", "café and thé"),
        (b"=?utf-8*en?Q?hi?=", "hi"),
        (b"=?utf-8?Q?two words?=", "two words"),
        (b"=?utf-8?B?5L2g5aW?=", "你\ufffd"),
        (b"a=?utf-8?Q?b?=c", "abc"),
        (b"=?broken", "=?broken"),
        ("Größe".encode(), "Größe"),
        ("报价".encode("gb18030"), "报价"),
        (b"=?utf-8?Q?=1B[31mred=0D=0ABcc:_x?=", "red Bcc: x"),
    ],
)
def test_decode_text(raw: bytes, text: str) -> None:
    assert decode_text(raw) == text


def test_raw_text_takes_the_charset_of_the_body_as_a_hint() -> None:
    assert decode_text("Žluťoučký".encode("cp1250"), "windows-1250") == "Žluťoučký"


@pytest.mark.parametrize(
    ("raw", "value", "parameters"),
    [
        (b"", "text/plain", {}),
        (b"TEXT/HTML; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        (b"text/plain; charset=us-ascii (comment)", "text/plain", {"charset": "us-ascii"}),
        (b"image/ jpeg", "image/jpeg", {}),
        (b"text", "text/plain", {}),
        (b"no type at all", "text/plain", {}),
        (b"application/pdf; name=my plan.pdf", "application/pdf", {"name": "my plan.pdf"}),
        (b'a/b; name="x;y=\\"z\\".txt"', "a/b", {"name": 'x;y="z".txt'}),
        (b"a/b; name*=gb2312''%B1%A8%BC%DB.pdf", "a/b", {"name": "报价.pdf"}),
        (b"a/b; name*1*=%BC%DB; name*0*=gb2312''%B1%A8", "a/b", {"name": "报价"}),
        (b'a/b; name*0="long "; name*1="name"', "a/b", {"name": "long name"}),
        (b'a/b; name="=?gb2312?B?sai821?="', "a/b", {"name": "报价"}),
        (b"a/b; x=1\r\n y=2", "a/b", {"x": "1", "y": "2"}),
        (b'a/b; name="never closed', "a/b", {"name": "never closed"}),
    ],
)
def test_content_header(raw: bytes, value: str, parameters: dict[str, str]) -> None:
    header = parse_content_header(raw, "text/plain")
    assert (header.value, dict(header.parameters)) == (value, parameters)


def test_disposition() -> None:
    header = parse_disposition(b'Attachment; filename="a.pdf"')
    assert (header.value, header.get("filename")) == ("attachment", "a.pdf")
    assert parse_disposition(b"filename=a.pdf").value == ""


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (b"<a@x> <b@y>", ["a@x", "b@y"]),
        (b"<> < > <a@x>", ["a@x"]),
        (b"<long\r\n id@x>", ["longid@x"]),
        (b"message of Monday <a@x>", ["a@x"]),
        (b"a@x b@y", ["a@x", "b@y"]),
        (b"", []),
    ],
)
def test_ids(raw: bytes, ids: list[str]) -> None:
    assert read_ids(raw) == ids


@pytest.mark.parametrize(("raw", "found"), [(b"<a@x>", "a@x"), (b"a@x", "a@x"), (b"< >", "")])
def test_message_id(raw: bytes, found: str) -> None:
    assert read_message_id(raw) == found


def test_references_are_nearest_first_and_once() -> None:
    fields = (("references", b"<1@x> <2@x> <3@x>"), ("in-reply-to", b"<3@x>"))
    assert read_references(fields, 9) == ("3@x", "2@x", "1@x")


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        (b"Tue, 12 Mar 2024 09:15:00 +0100", datetime(2024, 3, 12, 8, 15, tzinfo=UTC)),
        (b"12 Mar 2024 09:15:00 GMT (UTC)", datetime(2024, 3, 12, 9, 15, tzinfo=UTC)),
        (b"Tue, 99 Mar 2024 09:15:00 +0100", None),
        (b"yesterday", None),
        (b"", None),
    ],
)
def test_date(raw: bytes, moment: datetime | None) -> None:
    assert read_date(raw) == moment
