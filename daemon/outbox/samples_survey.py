"""Sample values of the survey mails; `daemon.surveys.letter` makes the real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

_NAMED = "S-16J-NT5Y0257A87RGKQZ"
_SCALES = {
    "rating": (range(1, 6), "very dissatisfied", "very satisfied"),
    "nps": (range(11), "not at all likely", "extremely likely"),
    "ces": (range(1, 8), "strongly disagree", "strongly agree"),
}
_OPTIONS = (("a", "Keeping the date"), ("b", "Keeping the <budget>"), ("c", "质量"))
_EVERY_KIND = (
    ("rating", "How satisfied are you with the result?"),
    ("ces", "How far do you agree: “Getting help from you is easy.”"),
    ("nps", "How likely are you to recommend us?"),
    ("yes_no", "Did you get everything that was agreed?"),
    ("choice", "What matters most to you?"),
    ("choices", "What would help you now?"),
    ("text", "What should we do better in the next phase?"),
)
_COMMON: dict[str, object] = {
    "project_name": "Acme web shop",
    "tag": "[ACME-12]",
    "signature": "Jo Fischer\nAcme web shop team",
}


def _question(number: int, kind: str, text: str) -> Mapping[str, object]:
    steps, low, high = _SCALES.get(kind, (range(0), "", ""))
    link = f"mailto:team@acme.example?subject=My%20answers%20%5B{_NAMED}%5D&body=Q{number}%3A%20"
    options = _OPTIONS if kind in ("choice", "choices") else ()
    return {
        "number": number,
        "kind": kind,
        "text": text,
        "low": low,
        "high": high,
        "steps": [{"value": step, "url": f"{link}{step}"} for step in steps],
        "options": [{"letter": letter, "text": words} for letter, words in options],
    }


def survey() -> list[dict[str, object]]:
    """Return the values of an invitation or a reminder: several questions, and one."""
    several = {
        **_COMMON,
        "title": "How was this milestone?",
        "intro": "A milestone of your project has been reached, and we would like to know how it "
        "went for you.",
        "questions": [_question(n, *each) for n, each in enumerate(_EVERY_KIND, 1)],
        "single": False,
        "contact_name": "Anna Berger",
        "token": _NAMED,
        "closes_at": datetime(2026, 6, 1, 18, 0, tzinfo=UTC),
        "stop_url": f"mailto:team@acme.example?subject=Please%20stop%20asking%20%5B{_NAMED}%5D",
    }
    one = {**several, "title": "How did we do?", "intro": "", "single": True, "closes_at": None}
    return [
        several,
        {**one, "questions": [_question(1, *_EVERY_KIND[0])], "contact_name": ""},
        {**one, "questions": [_question(1, *_EVERY_KIND[2])], "signature": ""},
    ]


def thanks() -> list[dict[str, object]]:
    """Return the values of the thanks: after praise, after a low score, after "stop asking"."""
    return [
        {
            **_COMMON,
            "title": "How was this milestone?",
            "contact_name": name,
            "low": low,
            "opted_out": opted_out,
        }
        for name, low, opted_out in (
            ("Anna Berger", False, False),
            ("", True, False),
            ("Anna Berger", False, True),
        )
    ]
