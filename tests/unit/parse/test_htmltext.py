"""Readable text out of HTML bodies."""

from __future__ import annotations

import time

import pytest

from daemon.parse.htmltext import Mark, html_to_text, render

CASES = {
    "nothing": ("", ""),
    "plain words": ("Hello   there\n you", "Hello there you"),
    "entities": ("a &lt;b&gt; &amp; c&nbsp;d", "a <b> & c d"),
    "breaks": ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
    "divs": ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
    "paragraphs": ("<p>one</p><p>two</p>", "one\n\ntwo"),
    "outlook lines": (
        ("<p class=MsoNormal>one</p><p class=MsoNormal>two</p>"
        "<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>three</p>"),
        "one\ntwo\n\nthree",
    ),
    "inline elements": ("<b>Hel</b>lo <i>you</i>, <span>all</span>", "Hello you, all"),
    "bullets": ("Need:<ul><li>one</li><li>two</li></ul>Bye", "Need:\n\n- one\n- two\n\nBye"),
    "numbers": ("<ol><li>one<li>two</ol>", "1. one\n2. two"),
    "nested list": ("<ul><li>one<ul><li>two</li></ul></li></ul>", "- one\n  - two"),
    "bullet of a paragraph": ("<ul><li><p>one</p></li></ul>", "- one"),
    "table": (
        "<table><tr><th>Item</th><th>Price</th></tr><tr><td>A</td><td>5</td></tr></table>",
        "Item | Price\nA | 5",
    ),
    "table of labels": ("<table><tr><th>From:</th><td>Anna</td></tr></table>", "From: Anna"),
    "layout table": (
        "<table><tr><td><p>left</p></td><td><p>right</p></td></tr></table>",
        "left\n\nright",
    ),
    "preformatted": ("<pre>a  b\n  c</pre>", "a  b\n  c"),
    "rule": ("one<hr>two", "one\n--------------------\ntwo"),
    "link with its own text": ('<a href="https://x.org/">x.org</a>', "x.org"),
    "link elsewhere": (
        'see <a href="https://evil.example/x">https://bank.example</a>.',
        "see https://bank.example <https://evil.example/x>.",
    ),
    "link behind words": ('<a href="http://x.org/a">here</a>', "here <http://x.org/a>"),
    "mail link": ('<a href="mailto:a@b.c?subject=x">a@b.c</a>', "a@b.c"),
    "mail link behind a name": ('<a href="mailto:a@b.c">Anna</a>', "Anna <a@b.c>"),
    "anchor": ('<a href="#top">top</a> <a href="javascript:x()">run</a>', "top run"),
    "script and style": ("a<script>x()</script><style>b{}</style><!-- c -->d", "ad"),
    "head": ("<html><head><title>T</title></head><body>b</body></html>", "b"),
    "hidden preheader": ('<div style="display:none">secret</div>shown', "shown"),
    "hidden for outlook": ('<span style="mso-hide:all">secret</span>shown', "shown"),
    "hidden attribute": ("<p hidden>secret</p>shown", "shown"),
    "conditional comment": ("<!--[if mso]>secret<![endif]-->shown", "shown"),
    "emoji image": ('Hi <img alt="😀" src="x"> <img alt="Logo" src="y">', "Hi 😀"),
    "chinese": ("<p>你好，</p><p>请查收。</p>", "你好，\n\n请查收。"),
    "unclosed": ("<div><b>one<p>two", "one\n\ntwo"),
    "invisible filler": ("<div>Hi</div><div>&zwnj;&nbsp;&zwnj;</div>", "Hi"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "text"), CASES.values(), ids=CASES.keys())
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_marks_cover_the_text_of_labelled_elements() -> None:
    html = "<div>one</div><blockquote><p>two</p>three</blockquote>four"
    text, marks = render(html, lambda node: "q" if node.tag == "blockquote" else None)
    assert [(text[m.start : m.end].strip(), m.label) for m in marks] == [("two\n\nthree", "q")]
    assert isinstance(marks[0], Mark)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "x",
        "<blockquote>" * 80_000 + "x",
        "<b><div></b>" * 40_000 + "x",
        "<table><tr><td>" * 40_000 + "x",
        "<ul><li>" * 80_000 + "x",
        "<p>x" * 200_000,
        "<div " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x",
        "<a href='http://x.org'>x</a>" * 30_000,
        "<" * 1_000_000 + "x",
        "<!--" * 200_000 + "x",
        "&" * 1_000_000 + "x",
    ],
    ids=["div", "quote", "misnested", "table", "list", "flat", "attributes", "links", "open",
         "comment", "amp"],
)  # fmt: skip
def test_hostile_markup_takes_bounded_time(html: str) -> None:
    started = time.process_time()
    html_to_text(html)
    assert time.process_time() - started < 5
