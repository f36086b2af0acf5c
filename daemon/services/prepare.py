"""What is done to fetched mail before the database is written: read it, and ask the model."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.config import MailboxConfig
from daemon.errors import ModelUnavailableError
from daemon.log import get_logger
from daemon.model.label import Classifier, Prediction, Text
from daemon.model.mailbox import Fetched
from daemon.model.message import Kind, Message
from daemon.parse.message import parse
from daemon.services.people import Habits
from daemon.store import raw

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A fetched mail, read. ``message`` is None where it could not be, and ``problem`` why."""

    fetched: Fetched
    sha256: str
    message: Message | None
    problem: str = ""

    @property
    def wants_label(self) -> bool:
        """Whether a person wrote it, so that a label applies."""
        return self.message is not None and self.message.kind is Kind.PERSON


def read_all(mails: Sequence[Fetched], own: Collection[str]) -> list[Prepared]:
    """Read each mail; what cannot be read is kept with its problem."""
    return [_read(fetched, own) for fetched in mails]


def _read(fetched: Fetched, own: Collection[str]) -> Prepared:
    if fetched.problem:
        return Prepared(fetched, "", None, fetched.problem)
    sha256 = raw.digest(fetched.raw)
    try:
        return Prepared(fetched, sha256, parse(fetched.raw, own))
    except Exception as error:
        log.exception("mail.unreadable", uid=fetched.uid, sha256=sha256)
        return Prepared(fetched, sha256, None, f"could not be read: {type(error).__name__}")


def classify_all(
    classifier: Classifier | None,
    messages: Mapping[str, Message],
    mailbox: MailboxConfig,
    received: Mapping[str, datetime],
    habits: Mapping[str, Habits],
) -> dict[str, Prediction]:
    """Ask the model about *messages*, keyed by content; empty when it cannot run.

    *received* and *habits* say of each when it came and whose habits apply.
    """
    if classifier is None or not messages:
        return {}
    texts = [
        Text(
            subject=message.subject,
            body=message.text,
            language=message.language,
            at=received[key].astimezone(habits[key].zone),
            client=habits[key].client,
        )
        for key, message in messages.items()
    ]
    try:
        return dict(zip(messages, classifier.predict(texts), strict=True))
    except ModelUnavailableError as error:
        log.warning("model.unavailable", mailbox=mailbox.name, detail=str(error))
    except Exception:
        log.exception("model.failed", mailbox=mailbox.name)
    return {}
