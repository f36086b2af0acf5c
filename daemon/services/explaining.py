"""What every stage makes of a raw mail, for a manager who asks why; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from daemon.config import Config
from daemon.model.label import Classifier, Prediction, Text
from daemon.model.message import Address, Kind, Message
from daemon.parse.explain import message_json
from daemon.parse.message import parse
from daemon.pipeline.identify import AddressBook
from daemon.pipeline.subject import read_subject
from daemon.store import explained as records
from daemon.store.engine import Database

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a mail is explained with: the model and, where there are any, the records."""

    classifier: Classifier | None
    config: Config | None = None
    db: Database | None = None

    @property
    def own(self) -> frozenset[str]:
        """The addresses of our mailboxes."""
        return frozenset(m.address for m in self.config.mailbox) if self.config else frozenset()


@dataclass(frozen=True, slots=True)
class Explained:
    """A mail, what it was read as, and why."""

    file: str
    message: Message
    prediction: Prediction | None
    #: what the records say: the sender's client, the conversation cited
    known: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """Return everything, in values that JSON can hold."""
        return {
            "file": self.file,
            **message_json(self.message),
            **_prediction_json(self.prediction),
            "known": self.known,
        }

    def as_lines(self) -> list[tuple[str, str]]:
        """Return what a person wants to know, as name and value."""
        message, said = self.message, self.prediction
        lines = [
            ("file", self.file),
            ("from", _named(message.sender)),
            ("subject", message.subject),
            ("written by", f"{message.kind.value} {message.auto_reason}".strip()),
            ("language", message.language or "unknown"),
            *self.known.items(),
        ]
        if message.bounce:
            of = ", ".join(message.bounce.recipients) or "unknown"
            lines.append(("bounce of", f"{of}: {message.bounce.reason}".rstrip(": ")))
        if said:
            sure = ", not sure enough: a person looks" if said.abstain else ""
            lines.append(("label", f"{said.label.value} {said.confidence:.0%}{sure}"))
            lines += [("because", f"{s.weight:.0%} {s.text}") for s in said.evidence.strongest(3)]
            lines += _word_lines(said)
            lines += [("ask", f"[{a.label.value}] {a.text} {a.due}".strip()) for a in said.asks]
        lines.append(("text", message.text))
        lines += [("file attached", f"{a.name} ({a.size:,} bytes)") for a in message.attachments]
        lines += [("repaired", defect) for defect in message.defects]
        return lines


def explain(mails: Sequence[tuple[str, bytes]], around: Surroundings) -> list[Explained]:
    """Explain raw *mails*, given with the name of their file."""
    messages = [parse(raw, around.own) for _, raw in mails]
    said = _classify(messages, around.classifier)
    return [
        Explained(file, message, said.get(position), _known(message, around))
        for position, ((file, _), message) in enumerate(zip(mails, messages, strict=True))
    ]


def _classify(messages: Sequence[Message], classifier: Classifier | None) -> dict[int, Prediction]:
    wanted = [i for i, m in enumerate(messages) if m.kind is Kind.PERSON]
    if classifier is None or not wanted:
        return {}
    texts = [
        Text(m.subject, m.text, m.language, m.date or EPOCH) for m in (messages[i] for i in wanted)
    ]
    return dict(zip(wanted, classifier.predict(texts), strict=True))


def _word_lines(said: Prediction) -> list[tuple[str, str]]:
    sides = (("words for", said.evidence.words_for), ("words against", said.evidence.words_against))
    return [(name, ", ".join(word for word, _ in words)) for name, words in sides if words]


def _named(sender: Address) -> str:
    return f"{sender.name} <{sender.addr}>".strip() if sender.addr else sender.name or "nobody"


def _known(message: Message, around: Surroundings) -> dict[str, str]:
    if around.db is None or around.config is None:
        return {}
    cited = [message.message_id, *message.references]
    staff = frozenset(s.lower() for s in around.config.staff)
    ours = AddressBook({}, {}, staff, around.own).is_staff(message.sender)
    with around.db.read() as transaction:
        found = records.known(
            transaction, message.sender, [c for c in cited if c], read_subject(message.subject).tags
        )
    return found | ({"client": "none: an address of ours"} if ours else {})


def _prediction_json(said: Prediction | None) -> dict[str, object]:
    if said is None:
        empty = dict.fromkeys(("label", "probabilities", "evidence", "model_version"))
        return {**empty, "also": [], "asks": [], "abstain": False}
    return {
        "label": said.label.value,
        "also": [a.value for a in said.also],
        "probabilities": {k.value: round(p, 4) for k, p in said.probabilities.items()},
        "abstain": said.abstain,
        "asks": [{**asdict(a), "label": a.label.value} for a in said.asks],
        "evidence": {
            "sentences": [{"text": s.text, "weight": s.weight} for s in said.evidence.sentences],
            "words_for": said.evidence.words_for,
            "words_against": said.evidence.words_against,
        },
        "model_version": said.model_version,
    }
