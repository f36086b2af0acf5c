"""The text written now, told apart from quotes, signatures, disclaimers and forwarded parts.

The libraries for this return text without positions, or cut a mail in two; none tells
signature, disclaimer and forwarded part apart, and each is good on its own project's cases
and poor on the others': of the exact rows of the four sample collections email-reply-parser
has 40 of 50 right, mail-parser-reply 36, quotequail 27, talon 24, email-reply-extractor 22
(``python -m tests.figures.quoting``). So the words of the clients (headers, attributions,
markers, closings) are data here, and one linear pass over the lines uses them.

A closing with what follows it is a signature; a word of thanks, and a bare name under it, are
what the writer says and stay. Where a line could be either, it stays new text.
"""

from __future__ import annotations

from daemon.model.message import written_now
from daemon.parse.quoting.html import split_html
from daemon.parse.quoting.split import split_plain

__all__ = ["split_html", "split_plain", "written_now"]
