"""winmail.dat: what Outlook wraps in a TNEF stream (MS-OXTNEF), through tnefparse."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tnefparse import TNEF, properties
from tnefparse.tnef import TNEFAttachment

from daemon.parse.charset import decode
from daemon.parse.cleaning import clean_line, clean_text
from daemon.parse.guard import attempt

_SIGNATURE = b"\x78\x9f\x3e\x22"
_OBJECT = struct.Struct("<BHHI")
# tnefparse copies the rest of the stream for every object.
_COPY_BUDGET = 2_000_000_000
_MOST_OBJECTS = 20_000
_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "txt": "text/plain",
    "htm": "text/html",
    "html": "text/html",
    "csv": "text/csv",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "ics": "text/calendar",
    "eml": "message/rfc822",
}


@dataclass(frozen=True, slots=True)
class File:
    """One file inside a winmail.dat."""

    name: str
    media_type: str
    data: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a winmail.dat holds; ``plain`` and ``html`` are the mail's own text, if it is there."""

    files: tuple[File, ...] = ()
    plain: str = ""
    html: str = ""


def is_tnef(media_type: str, name: str) -> bool:
    """Whether a part is a TNEF stream by its type or its name."""
    return media_type in ("application/ms-tnef", "application/vnd.ms-tnef") or (
        name.lower() == "winmail.dat" and media_type.startswith("application/")
    )


def unpack(data: bytes, limit: int, defects: list[str]) -> Unpacked:
    """Return the files and the text of a TNEF stream; damage is noted, never raised."""
    if not data.startswith(_SIGNATURE):
        defects.append("winmail.dat without a TNEF stream")
        return Unpacked()
    if not _is_affordable(data):
        defects.append("winmail.dat with too many objects")
        return Unpacked()
    return attempt(lambda: _unpack(data, limit), Unpacked(), defects, "winmail.dat")


def _is_affordable(data: bytes) -> bool:
    position, count, copied = 6, 0, 0
    while position + _OBJECT.size < len(data):
        length = _OBJECT.unpack_from(data, position)[3]
        copied += len(data) - position
        position += length + _OBJECT.size + 2
        count += 1
        if count > _MOST_OBJECTS or copied > _COPY_BUDGET:
            return False
    return True


def _unpack(data: bytes, limit: int) -> Unpacked:
    stream = TNEF(data, do_checksum=False)
    codepage = stream.codepage or ""
    files = tuple(_file(one, codepage) for one in stream.attachments[:limit])
    return Unpacked(files, _text(stream.body, codepage), _text(stream.htmlbody, codepage))


def _file(attachment: TNEFAttachment, codepage: str) -> File:
    name = _text(attachment.long_filename() if attachment.mapi_attrs else attachment.name, codepage)
    given = _property(attachment, properties.MAPI_ATTACH_MIME_TAG, codepage).lower()
    content_id = _property(attachment, properties.MAPI_ATTACH_CONTENT_ID, codepage).strip("<>")
    name = clean_line(name)
    media_type = given if "/" in given else _TYPES.get(name.rpartition(".")[2].lower(), "")
    content = attachment.data if isinstance(attachment.data, bytes) else b""
    return File(name, media_type or "application/octet-stream", content, content_id)


def _property(attachment: TNEFAttachment, name: int, codepage: str) -> str:
    values = [one.data for one in attachment.mapi_attrs if one.name == name]
    return clean_line(_text(values[0], codepage)) if values else ""


def _text(value: object, codepage: str) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        value = decode(value.rstrip(b"\0"), codepage)[0]
    return clean_text(value) if isinstance(value, str) else ""
