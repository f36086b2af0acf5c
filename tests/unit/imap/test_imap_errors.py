from __future__ import annotations

import imaplib

import pytest

from daemon.errors import MailboxUnavailableError, StaleError, TriagedError
from daemon.imap.errors import WORDS_SHOWN, RefusedError, cleaned, server_errors


@pytest.mark.parametrize(
    ("raised", "kind", "words"),
    [
        (imaplib.IMAP4.abort("socket error: EOF"), MailboxUnavailableError, "session ended"),
        (imaplib.IMAP4.error("b'[NOPERM] no'"), RefusedError, r"host:1: \[NOPERM\] no"),
        (ConnectionResetError(104, "Connection reset"), MailboxUnavailableError, "reset"),
        (TimeoutError("no answer within 5 s"), MailboxUnavailableError, "within 5 s"),
        (ValueError("bad date"), MailboxUnavailableError, "cannot be understood: bad date"),
        (KeyError("A1"), MailboxUnavailableError, "cannot be understood"),
        (StaleError(), StaleError, "Somebody else"),
    ],
    ids=lambda v: type(v).__name__ if isinstance(v, Exception) else None,
)
def test_what_goes_wrong_is_said_in_our_words(
    raised: Exception, kind: type[TriagedError], words: str
) -> None:
    with pytest.raises(kind, match=words), server_errors("host:1"):
        raise raised


def test_a_servers_words_are_one_bounded_line_without_escapes() -> None:
    words = cleaned("b'no\\r\\n \x1b[31mred\x07' " + "x" * 5000)
    assert words.isprintable()
    assert len(words) == WORDS_SHOWN
