"""What can go wrong while speaking with an IMAP server, and putting it into words."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from daemon.errors import MailboxUnavailableError, TemporaryError, TriagedError

#: how much of a server's own words goes into an error
WORDS_SHOWN = 200

#: imaplib puts what the server said into its errors as Python writes bytes
_BYTES = re.compile(r"""\bb(['"])(.*?)\1""")


class RefusedError(TemporaryError):
    """The IMAP server refused a command."""


class TooLargeError(TemporaryError):
    """The IMAP server announced more bytes than the limits allow."""


@contextmanager
def server_errors(where: str) -> Iterator[None]:
    """Raise what goes wrong inside as one of our errors, naming *where* (host and port)."""
    try:
        yield
    except TriagedError:
        raise
    except imaplib.IMAP4.abort as error:
        raise MailboxUnavailableError(f"{where}: the session ended: {readable(error)}") from error
    except imaplib.IMAP4.error as error:
        raise RefusedError(f"{where}: {readable(error)}") from error
    except ssl.SSLCertVerificationError as error:
        raise MailboxUnavailableError(
            f"{where}: the certificate cannot be trusted: {error.verify_message}; "
            "correct imap.host or name the issuer's certificate in imap.ca_file"
        ) from error
    except OSError as error:
        raise MailboxUnavailableError(f"{where}: {readable(error)}") from error
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
        # imaplib and imapclient fail in these ways on answers outside the grammar
        raise MailboxUnavailableError(
            f"{where}: an answer that cannot be understood: {readable(error)}"
        ) from error


def readable(error: Exception) -> str:
    """Return the words of *error*, cleaned."""
    if isinstance(error, OSError) and error.strerror:
        return cleaned(error.strerror)
    return cleaned(str(error) or type(error).__name__)


def cleaned(words: str) -> str:
    """Return a server's *words* on one line, without control characters, bounded."""
    unquoted = _BYTES.sub(r"\2", words[: WORDS_SHOWN * 2])
    shown = "".join(c if c.isprintable() else " " for c in unquoted)
    return " ".join(shown.split())[:WORDS_SHOWN]
