"""Filters that templates may use."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from daemon.outbox.address import one_line
from daemon.outbox.compose import reply_subject

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def clean(text: str) -> str:
    """Return *text* as plain ``str`` with ``\\n`` line ends and no control characters."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode()
    return _CONTROL.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def quoted(text: str) -> str:
    """Return *text* as a quotation in plain text: ``> `` before every line."""
    lines = text.strip("\n").split("\n")
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}" for line in lines)


def paragraphs(text: str) -> Markup:
    """Return plain text as HTML paragraphs, everything in it escaped."""
    blocks = re.split(r"\n[ \t]*\n+", text.strip())
    return Markup("\n").join(
        Markup('<p style="margin:0 0 1em 0;">{}</p>').format(breaks(block)) for block in blocks
    )


def breaks(text: str) -> Markup:
    """Return plain text as HTML with its line breaks kept, everything in it escaped."""
    return Markup("<br>\n").join(escape(line) for line in text.strip("\n").split("\n"))


def shorten(text: str, length: int = 400) -> str:
    """Return at most *length* characters of *text*, cut at a word where there is one near."""
    text = text.strip()
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space and len(head) > length * 0.8 else cut}…".replace(" …", "…")


@pass_context
def moment(context: Context, at: datetime) -> str:
    """Return a moment in the words of the mail's language."""
    return moment_in(context.get("language", ""), at)


def moment_in(language: str, at: datetime) -> str:
    """Return a moment in its own zone, in the words of *language* (English where unknown)."""
    if language == "zh":
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def percent(share: float) -> str:
    """Return 0..1 as whole percent."""
    return f"{round(share * 100)} %"


FILTERS: dict[str, Callable[..., Any]] = {
    "breaks": breaks,
    "moment": moment,
    "one_line": one_line,
    "paragraphs": paragraphs,
    "percent": percent,
    "quoted": quoted,
    "reply_subject": reply_subject,
    "shorten": shorten,
}
