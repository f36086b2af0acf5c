"""HTML replies as the clients write them."""

from __future__ import annotations

import pytest

from daemon.model.message import SpanKind
from daemon.parse.quoting import split_html, written_now

QUOTED = "<div>When can we start?</div><div>Anna</div>"
REPLIES = {
    "gmail": f'<div dir="ltr">Fine.</div><br><div class="gmail_quote gmail_quote_container"><div '
    f'dir="ltr" '
    'class="gmail_attr">On Mon, May 5, 2025 at 10:02 AM Anna &lt;<a href="mailto:a@b.c">a@b.c</a>'
    '&gt; wrote:'
    f'<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{QUOTED}</blockquote>'
    f'</div>',
    "gmail, old": '<div dir="ltr">Fine.</div><div class="gmail_extra"><br><div '
    'class="gmail_quote">On 5 May '
    f'2025, Anna wrote:<br><blockquote class="gmail_quote">{QUOTED}</blockquote></div></div>',
    "gmail quoted by outlook": f'<div>Fine.</div><div class="x_gmail_quote"><div '
    f'class="x_gmail_attr">Anna:</div>'
    f"{QUOTED}</div>",
    "apple": f'<body>Fine.<br><div><br><blockquote type="cite"><div>On 5 May 2025, at 10:02, Anna '
    f'wrote:</div>'
    f"<br>{QUOTED}</blockquote></div></body>",
    "thunderbird": f'<p>Fine.</p><div class="moz-cite-prefix">Am 05.05.25 um 10:02 schrieb '
    f'Anna:<br></div>'
    f'<blockquote type="cite" cite="mid:x@y">{QUOTED}</blockquote>',
    "outlook desktop": "<div class=WordSection1><p class=MsoNormal>Fine.<o:p></o:p></p><div><div "
    "style='border:none;"
    "border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> "
    "Anna<br><b>Sent:</b>"
    f" 5 May 2025<br><b>To:</b> Peter<br><b>Subject:</b> x</p></div></div>{QUOTED}</div>",
    "outlook desktop, unknown language": "<div><p class=MsoNormal>Fine.</p><div "
    "style='border:none;border-top:"
    f"solid #B5C4DF 1.0pt'><p><b>Xyz:</b> Anna<br><b>Uvw:</b> Peter</p></div>{QUOTED}</div>",
    "outlook web": '<div class="elementToProof">Fine.</div><div id="appendonsend"></div><hr><div '
    'id="divRplyFwdMsg" '
    f'dir="ltr"><font><b>Von:</b> Anna<br><b>Gesendet:</b> 5. Mai</font></div><div>{QUOTED}</div>',
    "outlook mobile": '<div>Fine.</div><div id="ms-outlook-mobile-signature">Get Outlook for '
    'iOS</div><hr>'
    f'<div id="divRplyFwdMsg"><b>From:</b> Anna<br><b>Sent:</b> 5 May</div>{QUOTED}',
    "hotmail": f'Fine.<br><hr id="stopSpelling">Date: Mon, 5 May 2025<br>From: a@b.c<br>{QUOTED}',
    "windows mail": '<div>Fine.</div><div style="padding-top: 5px; border-top-color: rgb(229, '
    '229, 229); '
    f'border-top-width: 1px; border-top-style: solid;"><div><b>From:</b> Anna</div></div>{QUOTED}',
    "yahoo": f'<div>Fine.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>Le lundi, '
    f'Anna:</div>{QUOTED}</div>',
    "proton": f'<div>Fine.</div><div class="protonmail_quote">-------- Original Message '
    f'--------<br>{QUOTED}</div>',
    "zimbra": f'<div>Fine.</div><hr id="zwchr" data-marker="__DIVIDER__"><div><b>From: </b>'
    f'Anna</div>{QUOTED}',
    "qq": "<div>Fine.</div><div><includetail><div>"
    "------------------&nbsp;原始邮件&nbsp;------------------</div><div>"
    f"<b>发件人:</b>&nbsp;\"Anna\"&lt;a@b.c&gt;;</div><div><b>发送时间:</b>"
    f"&nbsp;2025年5月5日</div>{QUOTED}</includetail></div>",
    "foxmail": '<div>Fine.</div><hr style="width: 210px; height: 1px;" size="1" align="left"><div>'
    '<span>a@b.c</span>'
    '</div><blockquote style="margin-Top: 0px"><div>&nbsp;</div><div '
    'style="border:none;border-top:solid #B5C4DF 1.0pt">'
    f"<div><b>发件人：</b>Anna</div><div><b>发送时间：</b>2025-05-05</div></div>"
    f"{QUOTED}</blockquote>",
    "netease": '<div>Fine.</div><div>At 2025-05-05 10:02:33, "Anna" &lt;a@b.c&gt; wrote:</div>'
    f'<blockquote id="isReplyContent" style="PADDING-LEFT: 1ex">{QUOTED}</blockquote>',
    "netease master": f'<div>Fine.</div><div id="ntes-pcmail-quote"><div>---- 回复的原邮件 '
    f'----</div>{QUOTED}</div>',
    "yandex": f'<div>Fine.</div><div>05.05.2025, 10:02, "Anna" &lt;a@b.c&gt;:</div><blockquote>'
    f'{QUOTED}</blockquote>',
    "lark": f'<div>Fine.</div><div class="history-quote-wrapper"><div>Anna</div>{QUOTED}</div>',
}  # fmt: skip


@pytest.mark.parametrize("html", REPLIES.values(), ids=REPLIES.keys())
def test_reply_is_what_stands_outside_the_quote(html: str) -> None:
    body, spans = split_html(html)
    assert written_now(body, spans) == "Fine."
    assert "When can we start?" in body


def test_answers_between_gmail_quotes_are_new() -> None:
    body, spans = split_html(
        '<div class="gmail_quote"><div class="gmail_attr">On 5 May 2025 Anna wrote:</div>'
        '<blockquote class="gmail_quote">Colour?</blockquote><div>Blue.</div>'
        '<blockquote class="gmail_quote">Size?</blockquote><div>Large.</div></div>'
    )
    assert written_now(body, spans).split() == ["Blue.", "Large."]


@pytest.mark.parametrize(
    "html",
    [
        (
            '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message '
            "---------<br>"
            "From: Anna</div>Hello<blockquote>older</blockquote></div>"
        ),
        (
            '<div class="moz-forward-container">-------- Forwarded Message --------<table></table>'
            "Hello</div>"
        ),
        (
            '<blockquote type="cite"><div>Begin forwarded message:</div><div><b>From:</b> A</div>'
            "Hello</blockquote>"
        ),
        '<div id="divRplyFwdMsg"><b>From:</b> Anna<br><b>Sent:</b> x</div><div>Hello</div>',
    ],
    ids=["gmail", "thunderbird", "apple", "outlook without intro"],
)
def test_forwarded_part_is_told_from_a_quote(html: str) -> None:
    body, spans = split_html(html)
    assert {span.kind for span in spans} == {SpanKind.FORWARD}
    assert "Hello" in body


def test_signature_container() -> None:
    body, spans = split_html(
        '<div>Fine.</div><span class="gmail_signature_prefix">-- </span><br>'
        '<div class="gmail_signature">Anna<br>Acme</div>'
    )
    assert [span.kind for span in spans] == [SpanKind.NEW, SpanKind.SIGNATURE]
    assert written_now(body, spans) == "Fine."


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>Please send the invoice again.</blockquote>",
        '<div class="gmail_signature">Please send the invoice again.</div>',
    ],
    ids=["indented", "inside the signature"],
)
def test_container_that_would_leave_nothing_is_doubted(html: str) -> None:
    body, spans = split_html(html)
    assert written_now(body, spans) == "Please send the invoice again."


def test_attribution_and_bare_blockquote_leave_nothing() -> None:
    body, spans = split_html("On 5 May 2025, foo &lt;a@b.c&gt; wrote:<blockquote>old</blockquote>")
    assert written_now(body, spans) == ""
