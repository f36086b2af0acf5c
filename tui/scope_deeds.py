"""What a manager can do with items, offers, the requirement document and milestones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from daemon.model.plan import Milestone, MilestoneState
from daemon.model.reading import OutgoingMail
from daemon.scope.lifecycle import verbs_from
from daemon.scope.reading import Decision
from daemon.scope.relations import Relation
from daemon.scope.severity import Severity
from daemon.scope.statement import Statement
from daemon.services import (
    approvals,
    baselines,
    checkins,
    complaints,
    drawing,
    improving,
    milestones,
    scope,
    surveys,
    undo,
)
from daemon.services.complaints import Finding, Resolution
from daemon.services.office import Office
from daemon.services.rehearsing import rehearse
from daemon.services.scope import Hand
from daemon.services.terms import Asked, Made
from daemon.store.scope_items import ItemRow
from tui import files
from tui.i18n import t

if TYPE_CHECKING:
    from daemon.services.writing import Wish
    from tui.deeds import Deed, Deeds


@dataclass(frozen=True, slots=True)
class Sheet:
    """A version of the document that is to be sent: language and notes, to whom, until when.

    ``seen`` is how many versions were sent when the manager began.
    """

    language: str
    notes: Mapping[str, tuple[str, ...]]
    asked: Asked
    seen: int


#: what a reply says of an offer, in words for the manager
SAID = {
    Decision.APPROVE: "approves",
    Decision.DECLINE: "declines",
    Decision.COUNTER: "asks for other terms",
}


class ScopeDeeds:
    """The changes that one manager makes to the scope of projects."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds
        self._db = deeds.db

    def _hand(self) -> Hand:
        return Hand(self._deeds.actor, self._deeds.clock())

    # items

    def step(self, item: ItemRow, verb: str) -> Deed:
        """Take a step of the life cycle."""
        done = scope.move(self._db, item, verb, self._hand())
        return self._deeds.keep(f"{item.ref}: {t(verb)}", [done])

    def edit(self, item: ItemRow, values: Mapping[str, str]) -> Deed:
        """Change what an item says."""
        done = scope.edit(self._db, item, values, self._hand())
        told = ", ".join(f"{t(name)} {value or '–'}" for name, value in values.items())
        return self._deeds.keep(f"{item.ref}: {told}", [done])

    def link(self, item: ItemRow, relation: Relation, other: ItemRow) -> Deed:
        """Say how an item stands to another."""
        done = scope.link(self._db, item, relation, other, self._hand())
        return self._deeds.keep(f"{item.ref} {t(relation.value)} {other.ref}", [done])

    def merge(self, item: ItemRow, other: ItemRow) -> Deed:
        """Fold an item into another."""
        done = scope.merge(self._db, item, other, self._hand())
        words = t("{ref} is part of {other} now", ref=item.ref, other=other.ref)
        return self._deeds.keep(words, done)

    def split(self, item: ItemRow, titles: Sequence[str]) -> Deed:
        """Draw further items from the same words."""
        done = drawing.split(self._db, item, titles, self._hand())
        words = t("Drawn from it: {refs}. Withdraw what is not needed", refs=", ".join(done.refs))
        return self._deeds.keep(words, done.events)

    # changes

    def offer(self, office: Office, item: ItemRow, terms: tuple[Statement, Asked]) -> Made:
        """Put a change to the client, in an office that may only rehearse."""
        seen = item.version
        return approvals.offer(office, item.project, item.ref, terms, self._hand(), seen)

    def preview_offer(self, item: ItemRow, terms: tuple[Statement, Asked]) -> list[OutgoingMail]:
        """Return the mail that an offer would send."""
        return rehearse(self._deeds.office(), lambda office: self.offer(office, item, terms))

    def send_offer(self, item: ItemRow, terms: tuple[Statement, Asked]) -> Deed:
        """Put a change to the client."""
        done = self.offer(self._deeds.office(), item, terms)
        words = t("{ref} is offered to {to}", ref=item.ref, to=terms[1].approver)
        return self._deeds.keep(words, [done.event])

    def decide(self, reply_id: int, decision: Decision | None, ref: str) -> Deed:
        """Say what a reply that waits decides; None: nothing."""
        done = approvals.decide(self._db, reply_id, decision, self._hand())
        read = SAID[decision] if decision else "decides nothing"
        words = t("{ref}: the reply {what}", ref=ref, what=t(read))
        return self._deeds.keep(words, [done.event])

    # complaints

    def look_into(self, item: ItemRow, values: Mapping[str, str]) -> Deed:
        """Note what was found out; with cause and remedy the complaint is investigated."""
        is_found = bool(values["cause"] and values["remedy"])
        if is_found and "investigate" in verbs_from(item.kind, item.state):
            severity = Severity(values["severity"]) if values["severity"] else None
            finding = Finding(values["cause"], values["remedy"], severity, values["prevention"])
            done = complaints.investigate(self._db, item, finding, self._hand())
            return self._deeds.keep(f"{item.ref}: {t('investigated')}", [done])
        stands = {name: str(item.details.get(name, "")).strip() for name in values}
        changed = {name: value for name, value in values.items() if value != stands[name]}
        return self.edit(item, changed)

    def _resolve(self, office: Office, item: ItemRow, resolution: Resolution) -> object:
        present = scope.find(office.db, item.project, item.ref)[0]
        return complaints.resolve(office, present, resolution, self._hand())

    def preview_resolution(self, item: ItemRow, resolution: Resolution) -> list[OutgoingMail]:
        """Return the mail that would tell the client what was done."""
        office = self._deeds.office()
        return rehearse(office, lambda rehearsal: self._resolve(rehearsal, item, resolution))

    def resolve(self, item: ItemRow, resolution: Resolution) -> Deed:
        """Call a complaint resolved and ask the client whether it is."""
        done = complaints.resolve(self._deeds.office(), item, resolution, self._hand())
        words = t("{ref} is resolved", ref=item.ref)
        if done.offer is not None:
            words = t("{ref} is resolved; the client is asked", ref=item.ref)
        return self._deeds.keep(words, [done.event])

    # improvements

    def preview_improvement(self, item: ItemRow, changed: str) -> list[OutgoingMail]:
        """Return the mail that would tell the client what changed."""
        return rehearse(self._deeds.office(), lambda office: self._close(office, item, changed))

    def improve(self, item: ItemRow, changed: str) -> Deed:
        """Close an improvement; the mail that tells of it is held."""
        event, mail = self._close(self._deeds.office(), item, changed)
        told = t(" The mail to the client is held in the outbox.") if mail else ""
        return self._deeds.keep(t("{ref} is done.", ref=item.ref) + told, [event])

    def _close(self, office: Office, item: ItemRow, changed: str) -> tuple[int, int | None]:
        hand = self._hand()
        present = improving.find_item(office.db, item.project, item.ref)
        return improving.close(office, present, changed, hand.actor, hand.now)

    # the document

    def _send(self, office: Office, code: str, sheet: Sheet) -> Made:
        drawn = (sheet.language, sheet.notes)
        return baselines.send(office, code, drawn, sheet.asked, self._hand(), sheet.seen)

    def preview_document(self, code: str, sheet: Sheet) -> list[OutgoingMail]:
        """Return the mail that would bring a version."""
        return rehearse(self._deeds.office(), lambda office: self._send(office, code, sheet))

    def send_document(self, code: str, sheet: Sheet) -> Deed:
        """Send a version to the approver."""
        done = self._send(self._deeds.office(), code, sheet)
        words = t("The document goes to {to}", to=sheet.asked.approver)
        return self._deeds.keep(words, [done.event])

    def keep_document(self, wish: Wish, suffix: str) -> Deed:
        """Write the document to a file in the folder for downloads."""
        # the document libraries take long to load
        from daemon.services import writing  # noqa: PLC0415

        data = writing.write(self._deeds.office(), wish, suffix, self._deeds.clock())
        version = f"-v{wish.version}" if wish.version else "-draft"
        path = files.save(data, f"{wish.project}{version}{suffix}", files.folder())
        return self._deeds.deed(t("Saved as {path}", path=path))

    # milestones

    def plan(self, code: str, new: Milestone) -> Deed:
        """Plan a milestone."""
        hand = self._hand()
        checkins.check_names(self._deeds.config, new.follow_ups)
        milestones.add(self._db, code, new, hand.actor, hand.now)
        done = undo.find_last(self._db, hand.actor)
        return self._deeds.keep(t("{name} is planned", name=new.name), [done] if done else [])

    def replan(self, present: Milestone, wanted: Milestone) -> Deed:
        """Change a milestone."""
        hand = self._hand()
        checkins.check_names(self._deeds.config, wanted.follow_ups)
        done = milestones.change(self._db, present, wanted, hand.actor, hand.now)
        return self._deeds.keep(t("{name} is changed", name=wanted.name), [done])

    def cancel(self, present: Milestone) -> Deed:
        """Give a milestone up."""
        hand = self._hand()
        done = milestones.cancel(self._db, present, hand.actor, hand.now)
        return self._deeds.keep(t("{name} is cancelled", name=present.name), [done])

    def resume(self, present: Milestone) -> Deed:
        """Plan a cancelled milestone again."""
        return self.replan(present, replace(present, state=MilestoneState.PLANNED))

    def reach(self, present: Milestone, at: datetime | None = None) -> Deed:
        """Say that a milestone is reached."""
        hand, office = self._hand(), self._deeds.office()
        done = milestones.reach(office, present.id, hand.actor, hand.now, at)
        words = t("{name} is reached; {n} invitations", name=present.name, n=done.planned)
        if done.event is None:
            return self._deeds.deed(words)
        return self._deeds.keep(words, [done.event])

    def override(self, invitation_id: int, name: str) -> Deed:
        """Ask somebody in spite of the reasons not to."""
        hand = self._hand()
        done = surveys.override(self._deeds.office(), invitation_id, hand.actor, hand.now)
        return self._deeds.keep(t("{name} is asked all the same", name=name), [done])

    def skip(self, invitation_id: int, name: str) -> Deed:
        """Do not ask somebody."""
        hand = self._hand()
        done = surveys.skip(self._db, invitation_id, hand.actor, hand.now)
        return self._deeds.keep(t("{name} is not asked", name=name), [done])
