"""Keeping a reply while it is written, so that neither a crash nor another window loses it."""

from __future__ import annotations

from dataclasses import dataclass

from daemon.errors import StaleError
from daemon.model.reply import Draft, KeptDraft, Occasion
from tui.desk import Desk


@dataclass
class DraftKeeper:
    """Knows what of one reply is on record. Called from workers, one at a time."""

    desk: Desk
    _version: int | None = None
    _kept: Draft | None = None
    #: written in another window too: nothing is kept until the manager says which one stands
    is_contested: bool = False
    _is_over: bool = False

    def open(self, conversation_id: int) -> KeptDraft | None:
        """Return the draft that was left here."""
        found = self.desk.deeds.find_draft(conversation_id)
        if found is not None:
            self._version, self._kept = found.version, found.draft
        return found

    def begin(self, draft: Draft) -> None:
        """Take the words that a reply begins with for nothing worth keeping."""
        if self._version is None:
            self._kept = draft

    def keep(self, occasion: Occasion, draft: Draft) -> None:
        """Keep what is new; a reply without words or files is dropped. Raises StaleError."""
        with self.desk.one_by_one:
            if self._is_over or self.is_contested or draft == self._kept:
                return
            if not draft.text.strip() and not draft.files:
                self.desk.deeds.drop_draft(occasion.conversation_id)
                self._version, self._kept = None, draft
                return
            try:
                self._version = self.desk.deeds.keep_draft(occasion, draft, self._version)
            except StaleError:
                self.is_contested = True
                raise
            self._kept = draft

    def prevail(self, occasion: Occasion, draft: Draft) -> None:
        """Keep this draft in place of the one from another window."""
        found = self.desk.deeds.find_draft(occasion.conversation_id)
        self._version = found.version if found else None
        self._kept, self.is_contested = None, False
        self.keep(occasion, draft)

    def end(self) -> None:
        """Keep nothing any more: the reply is sent, and its draft is gone."""
        self._is_over = True
