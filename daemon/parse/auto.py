"""Machine or person: who wrote a mail, and whether an automatic mail may go back.

The two verdicts are apart: a person may ask for no automatic mail, and a list post by a person is
recorded as what it is. Sources: RFC 3834, RFC 2919, RFC 2369, MS-OXCMAIL, and the field names that
autoresponders have used since before those.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from daemon.model.message import Kind
from daemon.parse.bounce import Delivery
from daemon.parse.calendar import SCHEDULING
from daemon.parse.signs import (
    AUTORESPONDER_FIELDS,
    LEAD,
    LIST_FIELDS,
    REPORTS,
    Mail,
    is_daemon,
    is_reply,
    looks_like_answer,
    report_type,
    takes_no_replies,
)
from daemon.parse.wording import absence, automatic, challenge, failure, receipt


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who wrote a mail and why we think so; ``may_bounce`` asks for a closer look."""

    kind: Kind
    reason: str = ""
    answerable: bool = True
    may_bounce: bool = False
    doubtful: bool = False

    def settled(self, delivery: Delivery | None) -> Verdict:
        """Return the verdict once the delivery report has been read, or was none."""
        kind = delivery.kind if delivery else self.kind
        return replace(self, kind=kind, may_bounce=False)


def judge(mail: Mail, own_addresses: Collection[str], *, suspicious: bool = True) -> Verdict:
    """Return who wrote the mail, by the surest sign first.

    ``suspicious`` also counts a mere subject as the sign of a delivery report.
    """
    verdict = (
        _by_report(mail)
        or _by_mail_system(mail)
        or (_by_failure_subject(mail) if suspicious else None)
        or _by_receipt(mail)
        or _by_auto_fields(mail)
        or _by_auto_words(mail)
        or _by_calendar(mail)
        or _by_challenge(mail)
        or _by_list(mail)
        or _by_sender(mail, own_addresses)
        or Verdict(Kind.PERSON)
    )
    if verdict.may_bounce or not verdict.answerable:
        return verdict
    obstacle = _why_not_answer(mail)
    return replace(verdict, reason=obstacle, answerable=False) if obstacle else verdict


def _by_report(mail: Mail) -> Verdict | None:
    if mail.root.children or mail.root.media_type.startswith("message/"):
        kind = report_type(mail.root)
        if kind == "delivery-status":
            return Verdict(Kind.BOUNCE, REPORTS[kind], answerable=False, may_bounce=True)
        if kind == "disposition-notification":
            if _is_refusal(mail):
                return _suspect("refused by the recipient's server")
            return Verdict(Kind.RECEIPT, REPORTS[kind], answerable=False)
        if kind:
            return Verdict(
                Kind.REPORT, REPORTS.get(kind, f"report on {kind[:40]}"), answerable=False
            )
    if failure.REPORT_SUBJECT.find(mail.title):
        return Verdict(Kind.REPORT, "report by its subject", answerable=False)
    return None


def _is_refusal(mail: Mail) -> bool:
    """Whether a disposition notification says that a filter threw the mail away (RFC 5429)."""
    if not failure.TEXT.find(mail.opening):
        return False
    parts = (one for one in mail.root.walk() if one.media_type.endswith("disposition-notification"))
    return any(
        re.search(rb"(?i)automatic-action[^\n]*;\s*(?:deleted|denied|failed)", one.payload)
        for one in parts
    )


def _by_mail_system(mail: Mail) -> Verdict | None:
    """Mail systems older than RFC 3464, or too proud for it: worth a closer look at the text."""
    if "x-failed-recipients" in mail.fields:
        return _suspect("X-Failed-Recipients")
    named = bool(failure.SUBJECT.find(mail.title))
    if is_daemon(mail.sender):
        if named or failure.TEXT.find(mail.opening):
            return _suspect("mail system sender")
        return Verdict(Kind.AUTO_REPLY, "mail system sender", answerable=False, may_bounce=True)
    nowhere = mail.fields.get("return-path") == "<>"
    if nowhere and (named or failure.TEXT.find(mail.opening)):
        return _suspect("null return path")
    return None


def _by_failure_subject(mail: Mail) -> Verdict | None:
    """A subject about failed delivery may also be a person's: the report must be found in it."""
    if is_reply(mail) or not failure.SUBJECT.find(mail.title):
        return None
    if not failure.TEXT.find(mail.opening):
        return None
    return replace(_suspect("delivery failure by its subject"), doubtful=True)


def _suspect(reason: str) -> Verdict:
    return Verdict(Kind.BOUNCE, reason, answerable=False, may_bounce=True)


def _by_receipt(mail: Mail) -> Verdict | None:
    if not receipt.SUBJECT.find(mail.title):
        return None
    if receipt.TEXT.find(mail.opening):
        return Verdict(Kind.RECEIPT, "read receipt by its wording", answerable=False)
    return None


def _by_auto_fields(mail: Mail) -> Verdict | None:
    fields = mail.fields
    submitted = fields.get("auto-submitted", "").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return _automatic(mail, f"Auto-Submitted: {submitted[:40]}")
    precedence = fields.get("precedence", "").lower()
    if precedence.replace("-", "_") in ("auto_reply", "autoreply", "auto"):
        return _automatic(mail, f"Precedence: {precedence}")
    for name in AUTORESPONDER_FIELDS:
        if name in fields and fields[name].lower() not in ("no", "false", "0", "none"):
            return _automatic(mail, name)
    if "autorespond" in fields.get("delivered-to", "").lower():
        return _automatic(mail, "Delivered-To: autoresponder")
    if "autoresponder" in fields.get("x-post-messageclass", "").lower():
        return _automatic(mail, "X-POST-MessageClass")
    return None


def _automatic(mail: Mail, reason: str) -> Verdict:
    """Automatic by its fields; a calendar or challenge mail is still called what it is."""
    special = _by_calendar(mail) or _by_challenge(mail)
    if special:
        return replace(special, reason=reason)
    listed = "auto-generated" in reason and any(name in mail.fields for name in LIST_FIELDS)
    if listed and not _has_auto_words(mail):
        return Verdict(Kind.LIST, reason, answerable=False)
    return Verdict(Kind.AUTO_REPLY, reason, answerable=False)


def _by_auto_words(mail: Mail) -> Verdict | None:
    words = _has_auto_words(mail)
    return Verdict(Kind.AUTO_REPLY, words, answerable=False) if words else None


def _has_auto_words(mail: Mail) -> str:
    """Return which wording gives an autoresponder away, or an empty string."""
    if automatic.SUBJECT.find(mail.title):
        return "automatic reply by its subject"
    if automatic.TEXT.find(mail.lead[:600]):
        return "automatic reply by its wording"
    if len(mail.text) <= LEAD and absence.is_absence_notice(
        mail.text, mail.lead, answers=looks_like_answer(mail)
    ):
        return "absence notice by its wording"
    return ""


def _by_calendar(mail: Mail) -> Verdict | None:
    calendar = mail.calendar
    if calendar is None or calendar.method not in SCHEDULING:
        return None
    return Verdict(Kind.CALENDAR, f"calendar {calendar.method.lower()}", answerable=False)


def _by_challenge(mail: Mail) -> Verdict | None:
    if is_reply(mail):
        return None
    if challenge.SUBJECT.find(mail.title) or challenge.TEXT.find(mail.lead):
        return Verdict(Kind.CHALLENGE, "asks the sender to prove itself", answerable=False)
    return None


def _by_list(mail: Mail) -> Verdict | None:
    for name in LIST_FIELDS:
        if name in mail.fields:
            return Verdict(Kind.LIST, name.title(), answerable=False)
    precedence = mail.fields.get("precedence", "").lower()
    if precedence in ("list", "bulk", "junk"):
        return Verdict(Kind.LIST, f"Precedence: {precedence}", answerable=False)
    return None


def _by_sender(mail: Mail, own_addresses: Collection[str]) -> Verdict | None:
    if mail.sender.addr in own_addresses:
        return Verdict(Kind.AUTO_REPLY, "sent from our own address", answerable=False)
    if takes_no_replies(mail.sender):
        return Verdict(Kind.AUTO_REPLY, "sender takes no replies", answerable=False)
    if mail.fields.get("return-path") == "<>":
        return Verdict(Kind.AUTO_REPLY, "null return path", answerable=False)
    return None


def _why_not_answer(mail: Mail) -> str:
    """Return what forbids an automatic answer to a person, or an empty string."""
    if "@" not in mail.sender.addr:
        return "no sender address"
    suppress = mail.fields.get("x-auto-response-suppress", "").lower()
    if suppress and suppress != "none":
        return f"X-Auto-Response-Suppress: {suppress[:40]}"
    for name in ("x-loop", "x-no-auto-response", "x-no-autoreply", "x-noreply"):
        if name in mail.fields:
            return name.title()
    return ""
