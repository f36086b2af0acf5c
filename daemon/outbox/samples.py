"""What each mail's template is given, with values to try it on.

These are the names that a template may use; `triaged check` renders every template with each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from daemon.errors import NotFoundError
from daemon.model.label import Label
from daemon.outbox import samples_planned, samples_scope, samples_survey

#: what an acknowledgement or an alert can be about
TOPICS = (*(label.value for label in Label), "question")

_COMMON: dict[str, object] = {
    "project_code": "ACME",
    "project_name": "Acme web shop",
    "tag": "[ACME-12]",
    "subject": "Invoices <as PDF> & more",
    "signature": "Jo Fischer\nAcme web shop team",
}
_ITEMS: list[Mapping[str, object]] = [
    {"ref": "REQ-12", "title": "Export invoices as PDF", "words": "We need invoices as PDF."},
    {"ref": "CHG-3", "title": "导出按钮移到右上角", "words": "请把导出按钮移到右上角。"},
]
_REPLY: dict[str, object] = {
    "text": "Dear Anna,\n\nyes, that works for us.\n\nKind regards",
    "quote": {
        "who": "Anna Berger <anna@client.example>",
        "at": datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        "text": "Could we move the demo to Friday?\n> Thursday is a holiday.",
    },
}
_ALERT: dict[str, object] = {
    "signature": "",
    "sender_name": "Anna Berger",
    "sender_addr": "anna@client.example",
    "client_name": "Berger & Co",
    "client_words": "The export still fails.\nThis is the third time we ask.",
    "why": ["The export still fails.", "This is the third time we ask."],
    "received_at": datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
}


#: what only the alert of a complaint says
_GRAVE: dict[str, object] = {
    "severity": "serious",
    "severity_why": "not for the first time",
    "alike": ["CMP-2"],
}
_NOT_GRAVE: dict[str, object] = {"severity": "", "severity_why": "", "alike": []}


def _acknowledge() -> list[dict[str, object]]:
    return [
        {**_COMMON, "topic": topic, "items": items, "contact_name": who, "personal": not who}
        for topic in TOPICS
        for items, who in ((_ITEMS, "Anna Berger"), ([], ""))
    ]


def _reply() -> list[dict[str, object]]:
    return [{**_COMMON, **_REPLY}, {**_COMMON, **_REPLY, "quote": None, "signature": ""}]


def _alert() -> list[dict[str, object]]:
    return [
        {
            **_COMMON,
            **_ALERT,
            "topic": topic,
            "items": items,
            **grave,
            "sure": sure,
            "unsure": not items,
        }
        for topic in TOPICS
        for items, grave, sure in ((_ITEMS, _GRAVE, 0.93), ([], _NOT_GRAVE, 0.41))
    ]


#: every mail there is
SAMPLES: dict[str, Callable[[], list[dict[str, object]]]] = {
    "acknowledge": _acknowledge,
    "alert": _alert,
    "baseline": samples_scope.baseline,
    "digest": samples_planned.digest,
    "document": samples_scope.document,
    "follow_up": samples_planned.follow_up,
    "improvement": samples_planned.improvement,
    "notice": samples_planned.notice,
    "offer": samples_scope.offer,
    "reply": _reply,
    "resolution": samples_scope.resolution,
    "resolution_again": samples_scope.resolution,
    "survey": samples_survey.survey,
    "survey_reminder": samples_survey.survey,
    "survey_thanks": samples_survey.thanks,
}


def sample_contexts(name: str) -> list[dict[str, object]]:
    """Return contexts for mail *name* that between them take its usual branches.

    Raises NotFoundError for a name that no mail has.
    """
    kind = kind_of(name)
    if kind not in SAMPLES:
        raise NotFoundError(f"there is no mail {name!r}; there are {', '.join(SAMPLES)}")
    return SAMPLES[kind]()


def kind_of(name: str) -> str:
    """Return which mail a template is of: ``follow_up_x`` is a follow-up of one's own."""
    return "follow_up" if name.startswith("follow_up_") else name


def sample_context(name: str) -> dict[str, object]:
    """Return one typical context for mail *name*; raise NotFoundError for an unknown one."""
    return sample_contexts(name)[0]
