"""What the templates of follow-ups, improvements and digests are given, to try them on."""

from __future__ import annotations

from datetime import UTC, datetime

#: what is followed up, and what a notice to managers can be about
FOLLOWED = ("no_reply", "first_response", "resolution", "promise", "check_in", "milestone")
NOTICES = ("low_score", *FOLLOWED)

_COMMON: dict[str, object] = {
    "project_code": "ACME",
    "project_name": "Acme web shop",
    "tag": "[ACME-12]",
    "subject": "Invoices <as PDF> & more",
    "signature": "Jo Fischer\nAcme web shop team",
    "contact_name": "Anna Berger",
}
_NOTICE: dict[str, object] = {
    "signature": "",
    "client_name": "Berger & Co",
    "client_words": "2\nThe export still fails.",
    "since": datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
    "owner": "Maria",
    "item": "IMP-3",
    "due": "2026-05-18",
    "step": 1,
    "steps": 3,
}
_BARE: dict[str, object] = {
    "tag": "",
    "subject": "",
    "client_name": "",
    "client_words": "",
    "since": None,
    "owner": "",
    "item": "",
    "due": "",
    "steps": 1,
}


def notice() -> list[dict[str, object]]:
    """Return contexts of the mail that tells managers what is due."""
    return [
        {**_COMMON, **_NOTICE, **bare, "topic": topic} for topic in NOTICES for bare in ({}, _BARE)
    ]


def improvement() -> list[dict[str, object]]:
    """Return contexts of the mail that tells a client what was changed on its word."""
    told = {"changed": "The export now works for files of any size.", "client_words": "2, too slow"}
    return [{**_COMMON, **told}, {**_COMMON, **told, "client_words": "", "contact_name": ""}]


def follow_up() -> list[dict[str, object]]:
    """Return contexts of the mail to a client that is waited for, or that waits."""
    bare = {"contact_name": "", "signature": "", "subject": "", "tag": ""}
    found = [{**_COMMON, "topic": topic} for topic in FOLLOWED]
    return [*found, *({**_COMMON, **bare, "topic": t} for t in ("check_in", "milestone"))]


def digest() -> list[dict[str, object]]:
    """Return contexts of the weekly figures for managers."""
    full: dict[str, object] = {
        "period": "2026-05-04 – 2026-05-10",
        "asked": 10,
        "figures": [
            {"name": "response", "value": "40 % (17–69, n=10)", "few": False},
            {"name": "csat", "value": "75 % (30–95, n=4)", "few": True},
            {"name": "nps", "value": "+33 (-20 to +70, n=6)", "few": False},
            {"name": "ces", "value": "–", "few": False},
        ],
        "held": 2,
        "skipped": [{"reason": "asked recently", "count": 3}],
        "said": [{"head": "2026-05-06 Anna, Berger · 4/5", "words": "Too <slow>", "low": True}],
        "signature": "",
    }
    return [full, {**full, "held": 0, "skipped": [], "said": []}]
