"""What the records already say of the mails at hand: loaded before, asked by pure stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from daemon.model.record import ConversationState, Role


@dataclass(frozen=True, slots=True)
class KnownContact:
    """What the records say of an address."""

    contact_id: int
    client_id: int | None
    role: Role


@dataclass(slots=True)
class KnownConversation:
    """A conversation on record. Negative ids are conversations not written yet."""

    id: int
    client_id: int | None
    contact_id: int | None
    state: ConversationState
    state_at: datetime
    last_at: datetime
    subject_key: str = ""


@dataclass(slots=True)
class ConversationIndex:
    """The conversations that the mails at hand could belong to; grows as mails are placed."""

    conversations: dict[int, KnownConversation] = field(default_factory=dict)
    #: Message-ID → conversations that carry or cite it, in the order recorded
    by_rfc_id: dict[str, list[int]] = field(default_factory=dict)
    by_tag: dict[tuple[str, int], int] = field(default_factory=dict)
    by_subject: dict[str, list[int]] = field(default_factory=dict)
    #: our own Message-ID → the conversation its token names, once verified
    by_token: dict[str, int] = field(default_factory=dict)

    def redirect(self, source: int, target: int) -> None:
        """Let what led to *source* lead to *target*: they are one conversation."""
        for ids in (*self.by_rfc_id.values(), *self.by_subject.values()):
            if source in ids:
                ids.remove(source)
                if target not in ids:
                    ids.append(target)

    def add(self, known: KnownConversation, rfc_ids: tuple[str, ...]) -> None:
        """Note that *known* now carries *rfc_ids*."""
        self.conversations[known.id] = known
        for rfc_id in rfc_ids:
            ids = self.by_rfc_id.setdefault(rfc_id, [])
            if known.id not in ids:
                ids.append(known.id)
        if known.subject_key:
            ids = self.by_subject.setdefault(known.subject_key, [])
            if known.id not in ids:
                ids.append(known.id)
