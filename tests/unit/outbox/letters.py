"""Letters for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from daemon.model.outgoing import Letter


def make_letter(**changes: Any) -> Letter:
    """Return an acknowledgement, with *changes*."""
    values: dict[str, Any] = {
        "mailbox": "acme",
        "sender": "Acme team <help@acme.example>",
        "to": ("anna@client.example",),
        "subject": "Re: [ACME-12] Invoices",
        "text": "Hello Anna,\n\nthank you.\n",
        "message_id": "t.12.ab.cd@acme.example",
        "date": datetime(2026, 5, 4, 12, tzinfo=UTC),
    }
    return Letter(**(values | changes))
