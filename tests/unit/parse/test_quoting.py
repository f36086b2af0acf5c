"""Spans of whole bodies: postings of every shape, coverage, and bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.model.message import Span, SpanKind
from daemon.parse.quoting import split_html, split_plain, written_now

WROTE = "On 5 May 2025 at 10:02, Anna <anna@example.com> wrote:"
BODIES = {
    "nothing": ("", ""),
    "only new": ("Hello\n\nBye\n", "Hello\n\nBye"),
    "top posting": (f"Fine.\n\n{WROTE}\n> Start?\n> Anna\n", "Fine."),
    "top posting, quote not marked": (f"Fine.\n\n{WROTE}\n\nStart?\n\nAnna\n", "Fine."),
    "bottom posting": (f"{WROTE}\n> Start?\n\nFine.\n", "Fine."),
    "inline answers": (
        f"{WROTE}\n> Colour?\nBlue.\n> Size?\n\nLarge.\n\n> Start?\nNow.\n",
        "Blue.\nLarge.\n\nNow.",
    ),
    "deep quote": ("Fine.\n>> older\n> old\n>>> oldest\n", "Fine."),
    "quote of a paragraph, no attribution": ("> Start?\n\nNow.\n", "Now."),
    "quote that a server wrapped": (
        f"Fine.\n\n{WROTE}\n> {'word ' * 13}\nwrapped\n> more\n",
        "Fine.",
    ),
    "attribution glued to the text": (f"Fine.\n{WROTE}\n> Start?\n", "Fine."),
    "attribution at the top of unmarked text": (f"{WROTE}\nHello Peter\n", "Hello Peter"),
    "header block at the top": (
        "From: Anna <a@b.c>\nSent: 5 May 2025\nTo: Peter\nSubject: x\n\nHello\n",
        "Hello",
    ),
    "forward then bottom text": (
        "See.\n\nBegin forwarded message:\n\n> From: Anna\n> Subject: x\n>\n> Hi\n\nCan you?\n",
        "See.\n\nCan you?",
    ),
    "only quoted": ("> Start?\n> Anna\n", ""),
    "windows line ends": (f"Fine.\r\n\r\n{WROTE}\r\n> Start?\r\n", "Fine."),
    "code between fences": ("Try:\n```\n> echo\nFrom: x\nSubject: y\n```\nok\n", None),
    "reply above this line": (
        "Fine.\n\n##- Please type your reply above this line -##\nYour request\n",
        "Fine.",
    ),
    "openpgp": (
        ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nFine.\n\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"),
        "Fine.",
    ),
    "original message, then answers": (
        "----- Original Message -----\nFrom: Anna <a@b.c>\n> Start?\n\nNow.\n",
        "Now.",
    ),
    "a line that mbox storage escaped": ("Hi\n>From now on we test.\nBye", None),
    "foxmail": ("--------------\npeter@example.com\n>Anna writes:\n>Start?\n\nNow.\n", "Now."),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES.keys())
def test_text_written_now(body: str, text: str | None) -> None:
    expected = body.strip() if text is None else text
    assert written_now(body, split_plain(body)) == expected


def test_spans_name_each_part() -> None:
    body = f"Fine.\n\nBest regards,\nAnna\n\nSent from my iPhone\n\n{WROTE}\n> Start?\n"
    kinds = [span.kind for span in split_plain(body)]
    assert kinds == [SpanKind.NEW, SpanKind.SIGNATURE, SpanKind.QUOTE]


def covers(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether the spans run from end to end without gap, overlap or emptiness."""
    edges = [0, *(span.end for span in spans)]
    starts = [span.start for span in spans]
    return starts == edges[:-1] and edges[-1] == len(text) and all(s.start < s.end for s in spans)


LINES = st.sampled_from([
    "", "Hello", "> quoted", ">> deeper", WROTE, "On 5 May", "wrote:", "-- ",
    "Best regards,", "Anna",
    "Thanks", "Sent from my iPhone", "-----Original Message-----", "From: a <a@b.c>", "Subject: x",
    "Begin forwarded message:", "________", "```", "发件人: 王", "主题: x",
    "confidential message, intended recipient",
    "\r", "\x85", "\u2028", "x" * 100, "users mailing list", "Tel: +49 30 1234567",
])  # fmt: skip


@given(st.lists(LINES | st.text(max_size=30), max_size=30))
def test_spans_cover_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert covers(text, split_plain(text))


TAGS = st.sampled_from([
    "<div>", "</div>", "<br>", "<p>", "<blockquote>", "</blockquote>", '<div class="gmail_quote">',
    "<hr>",
    '<div id="divRplyFwdMsg">', '<div class="gmail_signature">', "<ul><li>", "</ul>",
    "<table><tr><td>", "<td>",
    '<a href="http://x.org">', "</a>", "<pre>", "</pre>", "&nbsp;", " ", "\n", "<!--", "-->", "<b>",
])  # fmt: skip


@given(st.lists(TAGS | LINES, max_size=40))
def test_spans_cover_any_html(pieces: list[str]) -> None:
    text, spans = split_html("".join(pieces))
    assert covers(text, spans)


MEGABYTE = 1_000_000
QUARTER = MEGABYTE // 4
HOSTILE = {
    "arrows": ">" * MEGABYTE,
    "arrow lines": ">\n" * (MEGABYTE // 2),
    "on": "On " * (MEGABYTE // 3),
    "on lines": "On 5 May 2025\n" * (QUARTER // 14),
    "colon lines": "On 5 May 2025:\n" * (QUARTER // 15),
    "wrote lines": "On wrote:\n" * (QUARTER // 10),
    "from lines": "From: a\n" * (QUARTER // 8),
    "to and blank": "To: a\n\n" * (QUARTER // 7),
    "dashes": "-" * MEGABYTE,
    "dash lines": "--\n" * (QUARTER // 3),
    "rules and quotes": "----\n\n>\n" * (QUARTER // 8),
    "closings": "Regards,\n" * (QUARTER // 9),
    "closings and answers": "Regards,\nAnna\n> x\n" * (QUARTER // 18),
    "sent": "Sent from my " * (QUARTER // 13),
    "confidential": "confidential message " * (QUARTER // 21),
    "confidential paragraphs": "message confidential \n\n" * (QUARTER // 23),
    "addresses": "a@" * (MEGABYTE // 2) + ":",
    "digits": "1 " * (MEGABYTE // 2) + "wrote:",
    "blank": "\n" * MEGABYTE,
    "fences": "```\nx\n" * (QUARTER // 6),
    "names": "Anna Maria " * (MEGABYTE // 11),
    "bars": "| " * (QUARTER // 2),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    split_plain(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("piece", ["Anna ", "1 ", "a@b ", "Am 5. ", "(", "<a@", "- ", "a.", "王"])
@pytest.mark.parametrize("end", [":", " wrote:", " gesendet", "@"])
def test_hostile_line_takes_no_time(piece: str, end: str) -> None:
    text = "Hi\n\n" + "\n".join([piece * (290 // len(piece)) + end] * 50)
    started = time.process_time()
    split_plain(text)
    assert time.process_time() - started < 1
