"""The text written now, told apart from quotes, signatures, disclaimers and forwarded parts.

The libraries for this cut a mail in two (mail-parser-reply, quotequail, email-reply-parser,
talon) or return text without positions; none gives spans that cover the body, none keeps
inline answers apart from the quotes around them, and on the sample replies the best of them
gets fewer than nine in ten right on its own project's cases and far fewer on the others'
(``python -m tests.figures.quoting``). So the words of the clients (headers, attributions,
markers, closings) are collected here as data, and one linear pass over the lines uses them.
"""

from __future__ import annotations

from daemon.parse.quoting.html import split_html
from daemon.parse.quoting.split import split_plain, written_now

__all__ = ["split_html", "split_plain", "written_now"]
