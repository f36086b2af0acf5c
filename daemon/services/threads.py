"""Loading the conversations that mails at hand could belong to."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.model.known import ConversationIndex
from daemon.model.message import Message
from daemon.model.token import read_message_id
from daemon.pipeline.subject import read_subject
from daemon.pipeline.thread import Rules
from daemon.services.placing import Incoming
from daemon.store import conversations
from daemon.store.transaction import Transaction


def load_index(
    connection: Transaction, mails: Sequence[Incoming], rules: Rules, secret: bytes
) -> ConversationIndex:
    """Return the index for *mails*: by ids they carry or cite, by tag, by subject, by token."""
    if not mails:
        return ConversationIndex()
    subjects = [read_subject(m.message.subject) for m in mails]
    cited = {rfc_id for m in mails for rfc_id in _ids(m.message)}
    index = conversations.load_index(
        connection,
        cited,
        {tag for s in subjects for tag in s.tags},
        {s.key for s in subjects if s.is_reply},
        min(m.received_at for m in mails) - rules.subject_window,
    )
    tokens = {i: named for i in cited if (named := read_message_id(i, secret)) is not None}
    conversations.load_tokens(connection, index, tokens)
    return index


def _ids(message: Message) -> set[str]:
    original = message.bounce.original_message_id if message.bounce else ""
    return {i for i in (message.message_id, original, *message.references) if i}
