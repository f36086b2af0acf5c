"""Values to try the mails of change control on."""

from __future__ import annotations

from datetime import UTC, datetime

_OFFER: dict[str, object] = {
    "project_code": "ACME",
    "project_name": "Acme web shop",
    "tag": "[ACME-12]",
    "subject": "",
    "signature": "Jo Fischer\nAcme web shop team",
    "contact_name": "Anna Berger",
    "ref": "CHG-3",
    "title": "Add <a language> selector & flags",
    "client_words": "Could the shop also speak English?",
    "version": 2,
    "fingerprint": "a1b2c3d4",
    "expires_at": datetime(2026, 5, 20, 18, 0, tzinfo=UTC),
    "summary": "Every page gets a second language.",
    "cost": "1,200.00 EUR",
    "days": "3",
    "moved": [{"name": "Review", "before": "2026-06-02", "after": "2026-06-05"}],
    "touched": ["header", "product pages"],
    "risks": ["Texts come late."],
    "prevention": ["A list of texts by 22 May."],
    "fallback": ["Start with the product pages."],
    "assessed_by": "Jo Fischer",
}
_BARE: dict[str, object] = {
    "contact_name": "",
    "client_words": "",
    "summary": "",
    "moved": [],
    "touched": [],
    "risks": [],
    "prevention": [],
    "fallback": [],
    "signature": "",
}


def offer() -> list[dict[str, object]]:
    """Return a full statement and a bare one."""
    return [_OFFER, {**_OFFER, **_BARE}]


def baseline() -> list[dict[str, object]]:
    """Return a document with groups and notes, and one with a single clause."""
    line = {"ref": "REQ-1", "text": "Export <as PDF>", "words": "We need PDF.", "source": "<a@b>"}
    note = {"ref": "", "text": "Live by 1 June", "words": "", "source": ""}
    base = {
        **{name: _OFFER[name] for name in _SHARED},
        "title": "Acme web shop: Requirements (Version 2)",
        "sections": [
            {"heading": "Requirements", "level": 1, "lines": []},
            {"heading": "Orders", "level": 2, "lines": [line]},
            {"heading": "Dates", "level": 1, "lines": [note]},
        ],
    }
    bare = [{"heading": "", "level": 1, "lines": [line]}]
    return [base, {**base, "contact_name": "", "signature": "", "sections": bare}]


def resolution() -> list[dict[str, object]]:
    """Return what was done about a complaint, with the client's words and without."""
    base = {name: _OFFER[name] for name in _SHARED if name not in _VERSIONED} | {
        "ref": "CMP-3",
        "title": "The export <still> fails",
        "text": "The server had run out of space.\n\nWe doubled it, and watch it now.",
        "client_words": "The export fails again.",
    }
    return [base, {**base, "contact_name": "", "client_words": "", "signature": ""}]


def document() -> list[dict[str, object]]:
    """Return a document by itself, without the mail around it."""
    return [
        {**{name: full[name] for name in ("title", "version", "sections")}, "stamp": stamp}
        for full, stamp in zip(baseline(), ("Draft · 2 June 2026", ""), strict=True)
    ]


_SHARED = (
    "project_code",
    "project_name",
    "tag",
    "subject",
    "signature",
    "contact_name",
    "version",
    "fingerprint",
    "expires_at",
)
_VERSIONED = {"version", "fingerprint", "expires_at"}
