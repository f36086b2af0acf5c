"""The Sent folder of a mailbox, as the sender uses it. Everything here blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Protocol

from daemon.config import MailboxConfig
from daemon.imap import sent
from daemon.imap.client import Session, connect


class SentFolder(Protocol):
    """Both methods raise TemporaryError when the server cannot be asked."""

    def holds(self, message_id: str) -> bool:
        """Tell whether the mail with this id (no angle brackets) lies there."""
        ...

    def file(self, message_id: str, data: bytes, at: datetime) -> None:
        """Put a copy there, unless there is one."""
        ...


#: opens the Sent folder of a mailbox
OpenSent = Callable[[MailboxConfig], AbstractContextManager[SentFolder]]


class ImapSentFolder:
    """A Sent folder on an IMAP server, over one session."""

    def __init__(self, session: Session, folder: str) -> None:
        self._session = session
        self._folder = folder

    def holds(self, message_id: str) -> bool:
        """Tell whether the mail with this id (no angle brackets) lies there."""
        return sent.find_message_id(self._session, self._folder, f"<{message_id}>")

    def file(self, message_id: str, data: bytes, at: datetime) -> None:
        """Put a copy there, unless there is one: some servers file what they send themselves."""
        if not self.holds(message_id):
            sent.append_copy(self._session, self._folder, data, at)


@contextmanager
def open_sent(mailbox: MailboxConfig) -> Iterator[SentFolder]:
    """Open the Sent folder of *mailbox*; raise TemporaryError when that cannot be done now."""
    with connect(mailbox.imap) as session:
        yield ImapSentFolder(session, sent.sent_folder(session, mailbox.imap.sent_folder))
