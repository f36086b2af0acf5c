"""Mail that was recorded while the model could not run: classified as soon as it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from daemon.model.label import Prediction, Text
from daemon.model.reading import Mail
from daemon.model.record import ItemKind
from daemon.services import attending, labelling, opening, people, relabelled
from daemon.services.intake import Intake
from daemon.services.office import Office
from daemon.services.placing import PRIORITY
from daemon.services.recording import DAEMON
from daemon.store import events, reading, triage, waiting
from daemon.store.events import Event
from daemon.store.transaction import Transaction

BATCH = 50
NOT_CLASSIFIED = "not classified yet"
UNSURE = "the model is not sure"


def classify_waiting(intake: Intake, now: datetime) -> int:
    """Classify up to ``BATCH`` waiting mails of a mailbox; return how many.

    No client is acknowledged any more: too late is worse than not at all. Raises
    ModelUnavailableError while the model cannot run.
    """
    if intake.classifier is None:
        return 0
    with intake.db.read() as transaction:
        found = waiting.unclassified(transaction, intake.mailbox.name, BATCH)
        mails = {row[0]: reading.load_mail(transaction, row[0]) for row in found}
        habits = _habits(transaction, intake, [row[1] for row in found])
    if not found:
        return 0
    texts = [_text(mail, whose) for mail, whose in zip(mails.values(), habits, strict=True)]
    said = dict(zip(mails, intake.classifier.predict(texts), strict=True))
    with intake.db.write() as transaction:
        still = {row[0] for row in waiting.unclassified(transaction, intake.mailbox.name, BATCH)}
        said = {m: p for m, p in said.items() if m in still}
        waiting.classified(transaction, said, now)
        for message_id, conversation_id, from_client in found:
            if message_id in said:
                where = (conversation_id, from_client)
                _settle(transaction, intake, mails[message_id], (where, said[message_id]), now)
    return len(said)


def _habits(
    transaction: Transaction, intake: Intake, conversations: Sequence[int]
) -> list[people.Habits]:
    whose = [triage.load_columns(transaction, i, ["client_id"])["client_id"] for i in conversations]
    known = people.client_habits(transaction, intake, whose)
    return [known[client_id] for client_id in whose]


def _text(mail: Mail, whose: people.Habits) -> Text:
    at = mail.at.astimezone(whose.zone)
    return Text(mail.subject, mail.text, mail.language, at, whose.client)


def _settle(
    transaction: Transaction,
    intake: Intake,
    mail: Mail,
    result: tuple[tuple[int, bool], Prediction],
    now: datetime,
) -> None:
    """Let the conversation show the label, and open the items that policy asks for."""
    (conversation_id, from_client), prediction = result
    columns = ["label", "look_reason", "needs_look", "urgent", "version", "client_id"]
    present = triage.load_columns(transaction, conversation_id, columns)
    changes: dict[str, object] = {"urgent": present["urgent"] or prediction.urgent}
    if not present["label"] or PRIORITY[prediction.label] <= PRIORITY[present["label"]]:
        changes |= {"label": prediction.label.value, "confidence": prediction.confidence}
    if present["look_reason"] == NOT_CLASSIFIED:
        look = UNSURE if prediction.abstain else ""
        changes |= {"needs_look": prediction.abstain, "look_reason": look}
    triage.change(transaction, conversation_id, present["version"], changes)
    opened: list[str] = []
    if from_client and not prediction.abstain:
        policy = intake.mailbox.policy
        opens = frozenset(label for label, rule in policy.items() if rule.open_item)
        fresh = reading.load_mail(transaction, mail.id)
        wanted = labelling.items_for(conversation_id, fresh, prediction.label, opens)
        wanted = [replace(new, client_id=present["client_id"]) for new in wanted]
        project = triage.find_project(transaction, conversation_id)
        made = opening.open_items(transaction, project, wanted, now)
        opened = [i.ref for i in made]
        office = Office(intake.db, intake.config, intake.secret, intake.nonce)
        bad = [i for i in made if i.wanted.kind is ItemKind.COMPLAINT]
        for each in bad:
            attending.put_first(transaction, conversation_id, each.known_as, each.wanted.details)
        own = [i.id for i in bad if not i.joined]
        relabelled.warn(transaction, office, fresh, own, now)
    after = {"label": prediction.label.value, "items": opened}
    entry = Event(now, DAEMON, "classified", "message", mail.id, conversation_id, None, after)
    events.record(transaction, entry)
