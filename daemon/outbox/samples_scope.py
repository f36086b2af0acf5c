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
