"""A mail that answers a survey."""

from __future__ import annotations

from dataclasses import dataclass

from daemon.model.message import Kind as MailKind
from daemon.model.message import Message, Span, written_now

_NO_PERSONS = frozenset(MailKind) - {MailKind.PERSON, MailKind.LIST}


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail that answers a survey; without *spans* all of *body* was written now.

    ``automatic`` says that a machine is known to have written it, ``writer`` who sent it.
    """

    subject: str
    body: str
    spans: tuple[Span, ...] = ()
    automatic: bool = False
    writer: str = ""

    @classmethod
    def of(cls, message: Message) -> Reply:
        """Return the reply that a parsed mail is."""
        automatic = message.kind in _NO_PERSONS
        return cls(message.subject, message.body, message.spans, automatic, message.sender.name)

    @property
    def text(self) -> str:
        """What was written now."""
        return written_now(self.body, self.spans) if self.spans else self.body
