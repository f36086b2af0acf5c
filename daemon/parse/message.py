"""Raw bytes in, a `Message` out: the order of the steps, and the net under them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from daemon.model.message import Address, Attachment, Bounce, Message, SpanKind
from daemon.parse.address import parse_addresses
from daemon.parse.attachments import file_parts, list_attachments
from daemon.parse.auto import judge
from daemon.parse.body import BodyReader, Readable
from daemon.parse.bounce import read_delivery
from daemon.parse.calendar import read_calendar
from daemon.parse.cleaning import clean_line, clean_text
from daemon.parse.content import Content, compose
from daemon.parse.contentkey import content_key
from daemon.parse.fields import all_of, read_date, read_headers, read_message_id, read_references
from daemon.parse.guard import attempt
from daemon.parse.header import decode_text, unfold
from daemon.parse.language import detect_language
from daemon.parse.limits import Limits
from daemon.parse.mime import Part, read_tree
from daemon.parse.quoting import split_html, split_plain, written_now
from daemon.parse.signs import Mail
from daemon.parse.tnef import is_tnef, unpack

_MOST_DEFECTS = 20
#: attached mails inside attached mails that are still shown as text
_NESTING = 3
_RESULT_CHARS = 8_000
_DEFAULTS = Limits()


def parse(raw: bytes, own_addresses: Collection[str] = (), limits: Limits = _DEFAULTS) -> Message:
    """Return what a raw mail says. Never raises; what is wrong with it is in ``defects``.

    ``own_addresses`` (lower-case) are those we send from: mail from them is a machine's.
    """
    defects: list[str] = []
    unreadable = Message("", "", Address(""), content_key=hashlib.sha256(raw).hexdigest())
    message = attempt(
        lambda: _parse(raw, own_addresses, limits, defects), unreadable, defects, "mail"
    )
    return replace(message, defects=tuple(dict.fromkeys(defects))[:_MOST_DEFECTS])


@dataclass(slots=True)
class _Reading:
    """The intermediate results of one mail."""

    root: Part
    reader: BodyReader
    readable: Readable
    hint: str
    content: Content
    attachments: tuple[Attachment, ...] = ()

    def first(self, name: str) -> bytes:
        return self.root.first(name)

    def addresses(self, name: str, limits: Limits) -> tuple[Address, ...]:
        found: tuple[Address, ...] = ()
        for value in all_of(self.root.fields, name):
            found += parse_addresses(value, limits.addresses - len(found), self.hint)
        return found


def _parse(
    raw: bytes, own_addresses: Collection[str], limits: Limits, defects: list[str]
) -> Message:
    reading = _read(raw, limits, defects)
    root, content = reading.root, reading.content
    sender = _sender(reading, limits)
    subject = decode_text(reading.first("subject"), reading.hint)
    text = written_now(content.body, content.spans)
    calendar = read_calendar(root, defects)
    own = "".join(
        content.body[span.start : span.end]
        for span in content.spans
        if span.kind != SpanKind.FORWARD
    )
    mail = Mail(root, sender, subject, text, own, calendar)
    verdict = judge(mail, own_addresses)
    bounce: Bounce | None = None
    if verdict.may_bounce:
        delivery = read_delivery(mail, raw, defects)
        if verdict.doubtful and not (delivery and delivery.proved):
            verdict = judge(mail, own_addresses, suspicious=False)
        else:
            verdict, bounce = verdict.settled(delivery), delivery.bounce if delivery else None
    return Message(
        message_id=read_message_id(reading.first("message-id")),
        subject=subject,
        sender=sender,
        to=reading.addresses("to", limits),
        cc=reading.addresses("cc", limits),
        reply_to=reading.addresses("reply-to", limits),
        date=read_date(reading.first("date")),
        references=read_references(root.fields, limits.references),
        kind=verdict.kind,
        auto_reason=verdict.reason,
        answerable=verdict.answerable,
        language=detect_language(text, subject),
        body=content.body,
        text=text,
        spans=tuple(content.spans),
        attachments=reading.attachments,
        bounce=bounce,
        calendar=calendar,
        authentication_results=_authentication_results(root),
        content_key=content_key(root),
        headers=read_headers(root.fields, reading.hint),
    )


def _read(raw: bytes, limits: Limits, defects: list[str], nesting: int = 0) -> _Reading:
    """Return the tree, the body and the attachments of a mail."""
    root = read_tree(raw, limits, defects)
    reader = BodyReader(defects)
    readable = reader.choose(root)
    hint = next((label for part in root.walk() if (label := part.content.get("charset"))), "")
    content = compose(reader, readable, limits, lambda data: _forwarded(data, limits, nesting + 1))
    reading = _Reading(root, reader, readable, hint, content)
    if nesting == 0:
        reading.attachments = list_attachments(root, readable, content.html, limits, defects)
        if not content.body.strip():
            _read_tnef_text(reading, limits, defects)
    return reading


def _forwarded(data: bytes, limits: Limits, nesting: int) -> str:
    """Return an attached mail as readable text: its main fields, then its body."""
    if nesting > _NESTING:
        return ""
    reading = _read(data, limits, [], nesting)
    lines = [
        f"{name}: {decode_text(value, reading.hint)}"
        for name in ("From", "Date", "To", "Subject")
        if (value := reading.first(name.lower()))
    ]
    return "\n".join([*lines, "", reading.content.body])


def _read_tnef_text(reading: _Reading, limits: Limits, defects: list[str]) -> None:
    """Take the text out of a winmail.dat when the mail has none beside it."""
    for part in file_parts(reading.root, reading.readable):
        if is_tnef(part.media_type, part.content.get("name")):
            inside = unpack(part.decoded()[0], limits.unpacked, defects)
            if inside.html:
                reading.content.add(*split_html(inside.html), limits.text_chars)
            elif inside.plain:
                text = clean_text(inside.plain[: limits.text_chars])
                reading.content.add(text, split_plain(text), limits.text_chars)
            return


def _sender(reading: _Reading, limits: Limits) -> Address:
    for name in ("from", "sender", "return-path"):
        found = reading.addresses(name, limits)
        if found and found[0].addr:
            return found[0]
    named = reading.addresses("from", limits)
    return named[0] if named else Address("")


def _authentication_results(root: Part) -> tuple[str, ...]:
    values = all_of(root.fields, "authentication-results")[:20]
    return tuple(
        clean_line(unfold(value[:_RESULT_CHARS]).decode("utf-8", "replace")) for value in values
    )
