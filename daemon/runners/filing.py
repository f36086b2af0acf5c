"""What needs the Sent folder: a copy of every mail sent, and a look for every mail in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from daemon.clock import Clock
from daemon.config import Config, MailboxConfig
from daemon.errors import StaleError, TemporaryError
from daemon.log import get_logger
from daemon.model.outgoing import Outgoing
from daemon.runners.sentfolder import OpenSent, SentFolder
from daemon.services import sending
from daemon.services.sending import Doubt
from daemon.store.engine import Database

log = get_logger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Errand(Generic[T]):
    """What is done with a thing at the Sent folder, and what where that cannot be reached."""

    row_of: Callable[[T], Outgoing]
    act: Callable[[SentFolder, T], None]
    give_up: Callable[[T, str], None]


@dataclass(frozen=True, slots=True)
class Clerk:
    """Works through the Sent folders; blocks, so it runs in a thread."""

    db: Database
    config: Config
    clock: Clock
    open_sent: OpenSent

    def tidy(self, stopped: Callable[[], bool]) -> None:
        """File the copies that are due and look for the mails in doubt, until *stopped*."""
        copies = _Errand(lambda row: row, self._file, self._not_filed)
        self._visit(sending.find_unfiled(self.db, self.clock()), copies, stopped)
        looks = _Errand(lambda doubt: doubt.row, self._look, self._not_looked)
        self._visit(sending.find_doubtful(self.db, self.clock()), looks, stopped)

    def _visit(
        self,
        things: Iterable[T],
        errand: _Errand[T],
        stopped: Callable[[], bool],
    ) -> None:
        """Run the errand for each thing, over one session a mailbox."""
        groups: dict[str, list[T]] = defaultdict(list)
        for thing in things:
            groups[errand.row_of(thing).letter.mailbox].append(thing)
        for name, waiting in groups.items():
            mailbox = self.config.find_mailbox(name)
            if mailbox is None or not mailbox.imap.sent_folder:
                trouble = "the mailbox has no Sent folder"
            else:
                trouble = self._visit_mailbox(mailbox, waiting, errand.act, stopped)
            if stopped():
                return
            for thing in waiting:
                with suppress(StaleError):
                    errand.give_up(thing, trouble)

    def _visit_mailbox(
        self,
        mailbox: MailboxConfig,
        waiting: list[T],
        act: Callable[[SentFolder, T], None],
        stopped: Callable[[], bool],
    ) -> str:
        """Empty *waiting* from its front; return what stopped it halfway, if anything."""
        try:
            with self.open_sent(mailbox) as folder:
                while waiting and not stopped():
                    with suppress(StaleError):  # a manager was quicker
                        act(folder, waiting[0])
                    waiting.pop(0)
        except TemporaryError as error:
            log.warning("sent_folder.trouble", mailbox=mailbox.name, detail=str(error))
            return str(error)
        return ""

    def _file(self, folder: SentFolder, row: Outgoing) -> None:
        data = sending.write_out(self.db, row)
        folder.file(row.letter.message_id, data, row.sent_at or row.created_at)
        sending.filed(self.db, row)
        log.info("mail.filed", id=row.id, mailbox=row.letter.mailbox)

    def _not_filed(self, row: Outgoing, trouble: str) -> None:
        mailbox = self.config.find_mailbox(row.letter.mailbox)
        if mailbox is None or not mailbox.imap.sent_folder:
            sending.not_wanted(self.db, row)
            return
        sending.not_filed(self.db, row, trouble, self.config.sending, self.clock())

    def _look(self, folder: SentFolder, doubt: Doubt) -> None:
        found = folder.holds(doubt.row.letter.message_id)
        sending.settle_unsure(self.db, doubt, self.config.sending, self.clock(), found=found)
        log.warning("mail.unsure", id=doubt.row.id, found_in_sent=found)

    def _not_looked(self, doubt: Doubt, trouble: str) -> None:
        log.warning("mail.unsure", id=doubt.row.id, not_looked=trouble)
        sending.settle_unsure(self.db, doubt, self.config.sending, self.clock(), found=None)
