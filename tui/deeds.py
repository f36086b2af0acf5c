"""What a manager can do, as use cases with the words that tell of them.

Kept apart from reading: these services pull in the parser and the templates, which a first
list on the screen need not wait for.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from daemon.clock import Clock
from daemon.config import Config
from daemon.errors import UserError
from daemon.model.label import Label
from daemon.model.message import Attachment
from daemon.model.outgoing import Enclosure
from daemon.model.queue import Target
from daemon.model.reading import QuarantinedMail
from daemon.model.reply import Caution, Draft, KeptDraft, Occasion
from daemon.outbox.render import Rendered
from daemon.services import (
    attribution,
    clientfiles,
    delivery,
    drafts,
    editing,
    enclosing,
    joining,
    labelling,
    quarantine,
    replying,
    scope,
    searching,
    triage,
    undo,
)
from daemon.services import files as stored_files
from daemon.services.intake import Intake
from daemon.services.office import Office
from daemon.services.replying import Answer
from daemon.store import settings
from daemon.store.engine import Database
from daemon.store.files import ReceivedFile
from tui import files
from tui.i18n import t
from tui.scope_deeds import ScopeDeeds
from tui.survey_deeds import SurveyDeeds
from tui.theme import LONG


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a manager did: in words, with the events that undo takes back."""

    words: str
    events: tuple[int, ...] = ()


@dataclass
class Deeds:
    """The changes that one manager makes, and those of this session that can be taken back."""

    db: Database
    config: Config
    actor: str
    clock: Clock
    _done: list[Deed] = field(default_factory=list)

    @cached_property
    def scope(self) -> ScopeDeeds:
        """What can be changed about items, offers, documents and milestones."""
        return ScopeDeeds(self)

    @cached_property
    def surveys(self) -> SurveyDeeds:
        """What can be changed about surveys."""
        return SurveyDeeds(self)

    @property
    def _now(self) -> datetime:
        return self.clock()

    def label(self, targets: Sequence[Target], label: Label, message_id: int | None = None) -> Deed:
        """Decide what mails are."""
        opens = self._opening_labels()
        ruling = labelling.Ruling(
            label, message_id=message_id, opens_in=opens, office=self.office()
        )
        done = labelling.relabel(self.db, targets, ruling, self.actor, self._now)
        words = "{what} is {label}" if len(targets) == 1 else "{what} are {label}"
        return self.keep(t(words, what=_named(targets), label=t(LONG[label])), done)

    def _opening_labels(self) -> dict[str, frozenset[Label]]:
        """Return by mailbox the labels for which its policy opens items."""
        return {
            box.name: frozenset(label for label in Label if box.policy[label].open_item)
            for box in self.config.mailbox
        }

    def finish(self, targets: Sequence[Target]) -> Deed:
        """Call conversations done."""
        done = triage.finish(self.db, targets, self.actor, self._now)
        return self.keep(t("{what} done", what=_named(targets)), done)

    def reopen(self, targets: Sequence[Target]) -> Deed:
        """Put conversations back among the open ones."""
        done = triage.reopen(self.db, targets, self.actor, self._now)
        return self.keep(t("{what} open again", what=_named(targets)), done)

    def wait(self, targets: Sequence[Target]) -> Deed:
        """Wait for the client."""
        done = triage.wait(self.db, targets, self.actor, self._now)
        return self.keep(t("{what} waiting for the client", what=_named(targets)), done)

    def snooze(self, targets: Sequence[Target], until: datetime) -> Deed:
        """Put conversations away until a moment."""
        done = triage.snooze(self.db, targets, until, self.actor, self._now)
        return self.keep(t("{what} snoozed", what=_named(targets)), done)

    def assign(self, targets: Sequence[Target], owner: str) -> Deed:
        """Say who looks after conversations; an empty name: nobody does."""
        done = triage.assign(self.db, targets, owner, self.actor, self._now)
        words = "{what}: {who} looks after it" if owner else "{what}: nobody looks after it"
        return self.keep(t(words, what=_named(targets), who=owner), done)

    def note(self, target: Target, text: str) -> Deed:
        """Write an internal note."""
        done = triage.add_note(self.db, target.id, text, self.actor, self._now)
        return self.keep(t("Note kept"), [done])

    def attribute(self, contact_id: int, client: int | str, *, whole_domain: bool) -> Deed:
        """Say whose person a contact is: a client's id, or the name of a new one."""
        wanted = attribution.Attribution(contact_id, client, whole_domain)
        done = attribution.attribute(self.db, self.config, wanted, self.actor, self._now)
        return self.keep(t("Sender attributed, with the mail they sent before"), [done])

    def approve(self, target: Target) -> Deed:
        """Release a held mail."""
        done = delivery.approve(self.db, _outgoing(target), self.actor, self._now)
        return self.keep(t("Approved: it leaves with the next round"), [done])

    def drop(self, target: Target) -> Deed:
        """Decide that a mail is not sent."""
        done = delivery.discard(self.db, _outgoing(target), self.actor, self._now)
        return self.keep(t("Discarded: it does not leave"), [done])

    def resend(self, target: Target) -> Deed:
        """Send a failed or unsure mail again."""
        done = delivery.retry(self.db, _outgoing(target), self.actor, self._now)
        return self.keep(t("It is tried again"), [done])

    def settle(self, target: Target) -> Deed:
        """Say that an unsure mail did leave."""
        delivery.mark_sent(self.db, _outgoing(target), self.actor, self._now)
        return Deed(t("Noted as sent"))

    def discard(self, target: Target) -> Deed:
        """Give a mail in quarantine up."""
        done = quarantine.discard(self.db, target.id, self.actor, self._now)
        return self.keep(t("Given up; its bytes stay on record"), [done])

    def retry(self, mail: QuarantinedMail) -> Deed:
        """Process a mail in quarantine again; the daemon's model reads it when it is recorded."""
        box = self.config.find_mailbox(mail.mailbox)
        if box is None:
            raise UserError(f"mailbox {mail.mailbox} is not in this configuration any more")
        office = self.office()
        intake = Intake(
            db=self.db,
            config=self.config,
            mailbox=box,
            folder=mail.folder,
            secret=office.secret,
            nonce=office.nonce,
        )
        outcome = quarantine.retry(intake, mail.id, self.actor, self._now)
        return Deed(
            t("Recorded") if outcome == "recorded" else t("It fails still: {why}", why=outcome)
        )

    def office(self) -> Office:
        """Return what writing to clients depends on."""
        with self.db.write() as transaction:
            secret = settings.ensure(transaction, "secret", secrets.token_hex(32))
        return Office(self.db, self.config, bytes.fromhex(secret), lambda: secrets.token_hex(8))

    def open_reply(self, conversation_id: int, message_id: int | None = None) -> Occasion:
        """Return what a reply would answer."""
        return replying.load_occasion(self.db, self.config, conversation_id, message_id)

    def greet(self, occasion: Occasion) -> str:
        """Return the words that a reply begins with."""
        return replying.greet(occasion)

    def preview_reply(self, occasion: Occasion, draft: Draft) -> Rendered:
        """Return a reply's words as they would leave."""
        return replying.preview(self.config, Answer(occasion, draft))

    def think_again(self, occasion: Occasion, draft: Draft) -> list[Caution]:
        """Return what a reply may have overlooked."""
        return replying.think_again(self.db, Answer(occasion, draft), self.actor)

    def find_draft(self, conversation_id: int) -> KeptDraft | None:
        """Return what the manager has begun to answer."""
        return drafts.find(self.db, conversation_id, self.actor)

    def keep_draft(self, occasion: Occasion, draft: Draft, version: int | None) -> int:
        """Keep a draft; return its version."""
        return drafts.keep(self.db, occasion, draft, version, (self.actor, self._now))

    def drop_draft(self, conversation_id: int) -> None:
        """Drop a draft."""
        drafts.drop(self.db, conversation_id, self.actor)

    def list_received(self, conversation_id: int) -> list[ReceivedFile]:
        """Return the files that the client sent."""
        return clientfiles.list_received(self.db, conversation_id)

    def attach_path(self, path: Path, already: Sequence[Enclosure]) -> Enclosure:
        """Take a file from disk."""
        return enclosing.take_path(self.db, path, already, self.config.sending)

    def attach_received(self, found: ReceivedFile, already: Sequence[Enclosure]) -> Enclosure:
        """Take a file that the client sent."""
        limits = self.config.sending
        return enclosing.take_received(self.db, found.message_id, found.file, already, limits)

    def reply(self, occasion: Occasion, draft: Draft) -> Deed:
        """Send a reply."""
        answer = Answer(occasion, draft)
        done = replying.reply(self.office(), answer, self.actor, self._now)
        seconds = int(delivery.GRACE.total_seconds())
        words = t("Reply to {to} leaves in {n} s", to=occasion.to, n=seconds)
        return self.keep(words, [done])

    def edit(self, target: Target, subject: str, text: str) -> Deed:
        """Give a held mail other words."""
        words = editing.Words(subject, text)
        done = editing.edit(self.db, _outgoing(target), words, self.actor, self._now)
        return self.keep(t("Changed; it is still held"), [done])

    def toggle_also(self, targets: Sequence[Target], label: Label) -> Deed:
        """Give mails a second label, or take it away."""
        done = labelling.toggle_also(self.db, targets, label, self.actor, self._now)
        return self.keep(t("Second label changed: {label}", label=t(LONG[label])), done)

    def merge(self, targets: Sequence[Target]) -> Deed:
        """Make one conversation of several."""
        done = joining.merge(self.db, targets, self.actor, self._now)
        return self.keep(t("{n} conversations are one now", n=len(targets)), done)

    def split(self, target: Target, message_id: int) -> Deed:
        """Give a mail and what follows it a conversation of its own."""
        done = joining.split(self.db, target, message_id, self.actor, self._now)
        return self.keep(t("It has a conversation of its own now"), [done])

    def move_item(self, code: str, ref: str, verb: str) -> Deed:
        """Take a step with an item, such as ``accept``."""
        present = scope.find(self.db, code, ref)[0]
        done = scope.move(self.db, present, verb, scope.Hand(self.actor, self._now))
        return self.keep(f"{ref}: {t(verb)}", [done])

    def save_file(self, message_id: int, file: Attachment) -> Deed:
        """Keep a client's file."""
        data = stored_files.load(self.db, message_id, file.part)
        path = files.save(data, file.name, files.folder())
        return Deed(t("Saved as {path}", path=path))

    def open_file(self, message_id: int, file: Attachment) -> Deed:
        """Open a copy of a client's file with the desktop's program."""
        data = stored_files.load(self.db, message_id, file.part)
        path = files.show(data, file.name)
        return Deed(t("Opened {path}", path=path.name))

    def save_search(self, name: str, query: str) -> Deed:
        """Keep a search."""
        done = searching.save(self.db, name, query, self.actor, self._now)
        return self.keep(t("Search kept as {name}", name=name), [done])

    def forget_search(self, name: str) -> Deed:
        """Forget a search."""
        done = searching.forget(self.db, name, self.actor, self._now)
        return self.keep(t("Search {name} forgotten", name=name), [done])

    def undo(self) -> Deed:
        """Take back the last deed of this session, else the actor's last on record."""
        if self._done:
            last = self._done[-1]
            undo.undo(self.db, last.events, self.actor, self._now)
            self._done.pop()
            return Deed(t("Taken back: {words}", words=last.words))
        found = undo.find_last(self.db, self.actor)
        if found is None:
            return Deed(t("There is nothing to take back"))
        undo.undo(self.db, [found], self.actor, self._now)
        return Deed(t("Taken back: your last change"))

    def deed(self, words: str) -> Deed:
        """Return a deed that is not taken back."""
        return Deed(words)

    def keep(self, words: str, events: Sequence[int]) -> Deed:
        """Remember a deed, so that undo takes it back."""
        deed = Deed(words, tuple(events))
        self._done.append(deed)
        return deed


def _named(targets: Sequence[Target]) -> str:
    if len(targets) == 1:
        return targets[0].name or t("Conversation")
    return t("{n} conversations", n=len(targets))


def _outgoing(target: Target) -> delivery.Target:
    return delivery.Target(target.id, target.version)
