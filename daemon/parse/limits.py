"""How much of a mail is looked at, so that no mail takes unbounded time or memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one mail; what lies beyond is left in the raw mail and noted as a defect."""

    parts: int = 1_000
    depth: int = 100
    fields: int = 1_000
    #: bytes of one header field
    field_bytes: int = 64 * 1024
    addresses: int = 1_000
    references: int = 200
    #: characters of the readable body
    text_chars: int = 500_000
    attachments: int = 500
    #: files unpacked from one winmail.dat
    unpacked: int = 100
