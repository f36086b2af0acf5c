"""A letter → the bytes that leave (RFC 5322, RFC 2045). The same letter gives the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import MappingProxyType

from daemon.model.outgoing import Enclosure, Letter
from daemon.outbox.address import bare_address, header_address, one_line

#: References keeps the root and this many nearest ancestors
NEAREST = 10
LINE = 78
SUBJECT_LENGTH = 400
ID_LENGTH = 250
FILE_NAME_LENGTH = 120

# 7bit: a relay without 8BITMIME must not have to rewrite what we signed for
_POLICY = SMTP.clone(cte_type="7bit")
_ID = re.compile(r"[!-;=?-~]+")
_MEDIA_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9.+_-]{0,120}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_BAD_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REPLY_PREFIX = re.compile(
    r"(?:(?:re|aw|sv|vs|antw|antwort|odp|ynt|rif|res|回复|回覆|答复|答覆)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+",
    re.IGNORECASE,
)
# Exchange's word for "no out-of-office, no receipts"; bounces (NDR) are wanted
_SUPPRESS = "OOF, DR, RN, NRN, AutoReply"


_NOTHING: Mapping[str, bytes] = MappingProxyType({})


def compose(letter: Letter, contents: Mapping[str, bytes] = _NOTHING) -> bytes:
    """Return *letter* as a mail with CRLF line ends, 7-bit clean.

    *contents* are the bytes of its files by SHA-256. Raises AddressError when a sender or
    recipient is not an address, and ValueError for a Message-ID that cannot stand in a header
    or a file that is not there.
    """
    head = "".join(_field(name, value) for name, value in _fields(letter) if value)
    return head.encode("ascii") + _body(letter, contents).as_bytes(policy=_POLICY)


def recipients_of(letter: Letter) -> tuple[str, ...]:
    """Return the bare addresses of To and Cc, each once; raise AddressError as compose does."""
    return tuple(dict.fromkeys(bare_address(value) for value in (*letter.to, *letter.cc)))


def reply_subject(subject: str, tag: str = "") -> str:
    """Return the subject of a reply: one ``Re:``, and *tag* (such as ``[ACME-12]``) once."""
    rest = _REPLY_PREFIX.sub("", one_line(subject), count=1) if subject else ""
    if tag and tag.casefold() not in rest.casefold():
        rest = f"{tag} {rest}"
    return f"Re: {rest}".strip()


def subject_tag(project: str, number: int) -> str:
    """Return the tag by which a subject names a conversation of a project."""
    return f"[{project}-{number}]"


def _fields(letter: Letter) -> list[tuple[str, str]]:
    return [
        ("From", header_address(letter.sender)),
        ("To", _address_list(letter.to)),
        ("Cc", _address_list(letter.cc)),
        ("Reply-To", header_address(letter.reply_to) if letter.reply_to else ""),
        ("Subject", _unstructured("Subject", one_line(letter.subject)[:SUBJECT_LENGTH])),
        ("Date", format_datetime(letter.date)),
        ("Message-ID", f"<{_own_id(letter.message_id)}>"),
        ("In-Reply-To", _id_list((letter.in_reply_to,))),
        ("References", _id_list(capped(letter.references))),
        ("Content-Language", letter.language if _LANGUAGE.fullmatch(letter.language) else ""),
        *(_automatic_fields(letter) if letter.automatic else ()),
    ]


def _automatic_fields(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Say that no person wrote this (RFC 3834), so that no machine answers it."""
    kind = "auto-replied" if letter.in_reply_to else "auto-generated"
    return (("Auto-Submitted", kind), ("X-Auto-Response-Suppress", _SUPPRESS))


def capped(references: tuple[str, ...]) -> tuple[str, ...]:
    """Return the root and the ``NEAREST`` last of *references*, without unusable ids."""
    usable = tuple(dict.fromkeys(filter(_usable, references)))
    return usable if len(usable) <= NEAREST + 1 else (usable[0], *usable[-NEAREST:])


def _usable(message_id: str) -> bool:
    return len(message_id) <= ID_LENGTH and bool(_ID.fullmatch(message_id))


def _own_id(message_id: str) -> str:
    if not _usable(message_id) or "@" not in message_id:
        raise ValueError(f"not a Message-ID: {message_id!r}")
    return message_id


def _id_list(ids: tuple[str, ...]) -> str:
    return "\r\n ".join(f"<{i}>" for i in ids if i and _usable(i))


def _address_list(values: tuple[str, ...]) -> str:
    return ",\r\n ".join(header_address(value) for value in values)


def _unstructured(name: str, value: str) -> str:
    """Encode *value* by need (RFC 2047): also where plain text would be read as encoded."""
    long_word = any(len(word) > LINE - len(name) - 2 for word in value.split())
    if value.isascii() and "=?" not in value and not long_word:
        return Header(value, "us-ascii", LINE, name).encode(linesep="\r\n")
    return Header(value, "utf-8", LINE - 2, name).encode(linesep="\r\n")


def _field(name: str, value: str) -> str:
    if re.search(r"\n(?![ \t])|\r(?!\n)|(?<!\r)\n", value):
        raise ValueError(f"a line break in {name}")  # the fields above allow none; hold the door
    return f"{name}: {value}\r\n"


def _body(letter: Letter, contents: Mapping[str, bytes]) -> EmailMessage:
    body = EmailMessage(policy=_POLICY)
    body.set_content(_plain(letter.text))
    digest = hashlib.sha256(letter.message_id.encode()).hexdigest()
    if letter.html:
        body.add_alternative(_plain(letter.html), subtype="html")
        # "=_" occurs in neither quoted-printable nor base64
        body.set_boundary(f"=_{digest[:32]}")
    for file in letter.files:
        _enclose(body, file, contents)
    if letter.files:
        body.set_boundary(f"=_{digest[32:]}")
    return body


def _enclose(body: EmailMessage, file: Enclosure, contents: Mapping[str, bytes]) -> None:
    if file.sha256 not in contents:
        raise ValueError(f"the bytes of {file.name!r} are not on record")
    kind, _, subtype = file.media_type.partition("/")
    if not _MEDIA_TYPE.fullmatch(file.media_type) or kind in {"message", "multipart"}:
        # a mail within a mail may not be base64 (RFC 2046, 5.2.1), and its bytes are kept
        kind, subtype = "application", "octet-stream"
    name = one_line(file.name)[:FILE_NAME_LENGTH] or "file"
    body.add_attachment(contents[file.sha256], maintype=kind, subtype=subtype, filename=name)


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _BAD_IN_TEXT.sub("", text).rstrip("\n") + "\n"
