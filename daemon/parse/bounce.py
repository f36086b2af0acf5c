"""Bounces and delay warnings: for whom, why, for good or not, and which of our mails."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from email import message_from_bytes

from flufl.bounce import all_failures

from daemon.model.message import Bounce, Kind
from daemon.parse.cleaning import clean_line
from daemon.parse.dsn import ADDRESS, STATUS, Recipient, original_message_id, read_recipients
from daemon.parse.guard import attempt
from daemon.parse.mime import Part
from daemon.parse.signs import Mail
from daemon.parse.wording import failure

_MOST_BYTES = 1_000_000
# flufl.bounce reads ASCII only, trips over 8-bit fields, and logs what it trips over.
_ASCII = bytes(byte if byte < 0x80 else ord("?") for byte in range(256))
logging.getLogger("flufl.bounce").addFilter(lambda _record: False)
_REASON_CHARS = 300
_SMTP_CODE = re.compile(r"(?<!\d)([45]\d\d)(?:[ -]|(?=\s))")
# Where the text of the mail system ends and the returned mail begins.
_COPY = re.compile(
    r"(?im)^[ \t>*=_#+-]*(?:(?:below|following|here|this|attached)\b.{0,60}"
    r"\b(?:copy|original|message|header)\b.{0,60}:?"
    r"|-{2,}.{0,60}(?:original|returned|copy|unsent|undelivered|message|header|邮件|郵件).{0,60}-{2,}"
    r"|(?:original|returned|unsent) (?:message|mail|headers?)(?: follows?| text)?\b.{0,40}"
    r"|(?:received|return-path|x-mailer|mime-version): .{5,})$"
)
_NAMED = re.compile(
    r"(?i)(?:recipients?|address(?:es)?|user|mailbox|account|to|for|收件人|地址|账号|帳號|宛先"
    r"|empf[äa]nger|destinataire|destinatario)\b[^\n@]{0,60}$"
)
_MEANING = {
    "1.0": "address trouble",
    "1.1": "no such mailbox",
    "1.2": "no such domain",
    "1.3": "bad address syntax",
    "1.6": "mailbox has moved",
    "1.10": "domain takes no mail",
    "2.0": "mailbox trouble",
    "2.1": "mailbox disabled",
    "2.2": "mailbox full",
    "2.3": "message too long for the mailbox",
    "3.4": "message too big for the system",
    "4.1": "no answer from the host",
    "4.4": "unable to route",
    "4.6": "routing loop",
    "4.7": "delivery time expired",
    "7.1": "refused by policy",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery report read: its kind and, unless it reports success, its details."""

    kind: Kind
    bounce: Bounce | None = None
    #: whether more than its words show that it is a report
    proved: bool = True


def read_delivery(mail: Mail, raw: bytes, defects: list[str]) -> Delivery | None:
    """Return what a suspected delivery report says, or ``None`` when nothing shows it is one."""
    original = original_message_id(mail.root, mail.body)
    words = _own_words(mail.body)
    recipients = read_recipients(mail.root)
    if recipients:
        return _from_dsn(recipients, original, words)
    temporary, permanent = _detected(raw, defects)
    if temporary or permanent:
        return _from_words(permanent or temporary, not permanent, words, original)
    delayed = bool(failure.DELAY.find(mail.title))
    field = _failed_recipients_field(mail.root)
    failed = field or _named_addresses(words)
    if not failed and not original:
        return None
    found = _from_words(failed, delayed, words, original)
    return replace(found, proved=bool(field or original))


def _detected(raw: bytes, defects: list[str]) -> tuple[list[str], list[str]]:
    """Return what flufl.bounce detects: temporary and permanent failures."""
    plain = raw[:_MOST_BYTES].translate(_ASCII)
    message = attempt(lambda: message_from_bytes(plain), None, defects, "bounce")
    nothing: tuple[frozenset[bytes], frozenset[bytes]] = (frozenset(), frozenset())
    if message is None:
        return [], []
    temporary, permanent = attempt(lambda: all_failures(message), nothing, defects, "bounce")
    return sorted(map(_address, temporary)), sorted(map(_address, permanent))


def _from_dsn(recipients: list[Recipient], original: str, words: str) -> Delivery:
    delayed = [one for one in recipients if one.action.startswith("delay")]
    failed = [one for one in recipients if one not in delayed and not _succeeded(one)]
    concerned = failed or delayed
    if not concerned:
        return Delivery(Kind.RECEIPT)
    first = concerned[0]
    reason = first.reason or _reason(words, [first.address]) or _MEANING.get(first.status[2:], "")
    bounce = Bounce(
        recipients=tuple(dict.fromkeys(one.address for one in concerned)),
        status=first.status,
        reason=reason[:_REASON_CHARS],
        hard=bool(failed) and not first.status.startswith("4"),
        original_message_id=original,
    )
    return Delivery(Kind.BOUNCE if failed else Kind.DELAY, bounce)


def _succeeded(recipient: Recipient) -> bool:
    return (
        recipient.action.startswith(("deliver", "relay", "expand")) or recipient.status[:1] == "2"
    )


def _from_words(failed: list[str], delayed: bool, words: str, original: str) -> Delivery:
    status = _status(words)
    reason = _reason(words, failed) or _MEANING.get(status[2:], "")
    hard = not delayed and not status.startswith("4")
    bounce = Bounce(tuple(failed), status, reason[:_REASON_CHARS], hard, original)
    return Delivery(Kind.DELAY if delayed else Kind.BOUNCE, bounce)


def _address(found: bytes) -> str:
    return clean_line(found.decode("utf-8", "replace")).strip("<>\"' ").lower()


def _own_words(body: str) -> str:
    """Return what the mail system wrote, without the copy of the returned mail."""
    cut = _COPY.search(body)
    return body[: cut.start()] if cut and cut.start() > 40 else body[:4_000]


def _status(words: str) -> str:
    found = STATUS.search(words)
    if found:
        return found.group(1)
    code = _SMTP_CODE.search(words)
    return f"{code.group(1)[0]}.0.0" if code else ""


def _reason(words: str, addresses: list[str]) -> str:
    """Return the line that says why: one with a reply code, else the one after the address."""
    lines = [clean_line(line) for line in words.splitlines()]
    for line in lines:
        if STATUS.search(line) or (_SMTP_CODE.search(line) and len(line) > 12):
            return line
    for position, line in enumerate(lines):
        if any(address in line.lower() for address in addresses):
            rest = re.sub(r"(?i)\S*@\S*", "", line).strip(" :;-.,<>()")
            return (
                rest
                if len(rest.split()) > 2
                else next((one for one in lines[position + 1 :] if one), "")
            )
    return ""


def _failed_recipients_field(root: Part) -> list[str]:
    value = root.first("x-failed-recipients").decode("latin-1")
    return list(dict.fromkeys(one.lower() for one in ADDRESS.findall(value)))


def _named_addresses(words: str) -> list[str]:
    """Return addresses that the text presents as the ones in trouble."""
    found: list[str] = []
    for match in ADDRESS.finditer(words):
        start = words.rfind("\n", 0, match.start()) + 1
        end = words.find("\n", match.end())
        line = words[start : end if end >= 0 else len(words)]
        before, after = line[: match.start() - start], line[match.end() - start :]
        alone = not before.strip(" \t<'\":-*") and after.strip(" \t>'\"")[:1] in ("", ":", "(", ".")
        if alone or _NAMED.search(before) or STATUS.search(line) or _SMTP_CODE.search(line):
            found.append(match.group().lower())
    return list(dict.fromkeys(found))[:20]
