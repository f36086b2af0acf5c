"""The files that came with a mail: names, sizes, hashes, and their bytes on demand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from daemon.errors import NotFoundError
from daemon.model.message import Attachment
from daemon.parse.body import Readable, disposition, is_silent
from daemon.parse.cleaning import clean_line
from daemon.parse.header import decode_text, parse_disposition
from daemon.parse.limits import Limits
from daemon.parse.mime import Part, read_fields, read_tree
from daemon.parse.tnef import is_tnef, unpack

_EXTENSIONS = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/json": "json",
    "application/pgp-signature": "asc",
    "application/pgp-encrypted": "asc",
    "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m",
    "application/ics": "ics",
    "image/jpeg": "jpg",
    "image/svg+xml": "svg",
    "image/tiff": "tif",
    "audio/mpeg": "mp3",
    "message/delivery-status": "txt",
    "message/disposition-notification": "txt",
    "message/rfc822": "eml",
    "message/global": "eml",
    "text/calendar": "ics",
    "text/html": "html",
    "text/plain": "txt",
    "text/rfc822-headers": "txt",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
}
_PATH = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_NAME_CHARS = 180
_CID = re.compile(r"""(?i)["'(]\s*cid:([^"'()\s>]{1,250})""")


def list_attachments(
    root: Part, readable: Readable, html: str, limits: Limits, defects: list[str]
) -> tuple[Attachment, ...]:
    """Return what is no text of the mail itself; ``html`` tells which images it shows."""
    shown = {one.lower() for one in _CID.findall(html)} if "cid:" in html.lower() else set()
    found: list[Attachment] = []
    for part in file_parts(root, readable):
        if len(found) >= limits.attachments:
            defects.append("too many attachments")
            break
        data, defect = part.decoded()
        if defect:
            defects.append(defect)
        found.append(_describe(part, data, shown))
        if is_tnef(part.media_type, found[-1].name):
            found.extend(_unpacked(part, data, limits, defects))
    return tuple(found)


def file_parts(root: Part, readable: Readable) -> Iterator[Part]:
    """Yield the leaves that are files, in document order."""
    text = {part.number for part in readable.parts} - readable.forwards
    for part in root.walk():
        if part.children or part.number in text or part.number in readable.repeated:
            continue
        if is_silent(part) or (part.media_type.startswith("multipart/") and part.parent is None):
            continue
        if part.start == part.end and not _has_identity(part):
            continue
        yield part


def extract(raw: bytes, part: str) -> bytes:
    """Return the decoded bytes of the attachment with that ``Attachment.part``.

    Raises NotFoundError when the mail has no such part.
    """
    number, _, inner = part.partition(".")
    defects: list[str] = []
    for node in read_tree(raw, Limits(), defects).walk():
        if str(node.number) == number and not node.children:
            data = node.decoded()[0]
            if not inner:
                return data
            files = unpack(data, Limits().unpacked, defects).files
            if inner.isdecimal() and 0 < int(inner) <= len(files):
                return files[int(inner) - 1].data
    raise NotFoundError(f"This mail has no part {part!r}; list its attachments again.")


def _has_identity(part: Part) -> bool:
    return disposition(part) == "attachment" or not part.media_type.startswith(
        ("text/", "multipart/")
    )


def _describe(part: Part, data: bytes, shown: set[str]) -> Attachment:
    content_id = clean_line(part.first("content-id").decode("latin-1")).strip("<> ")
    return Attachment(
        name=_name(part),
        media_type=part.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        part=str(part.number),
        inline=_is_inline(part, content_id, shown),
        content_id=content_id,
    )


def _is_inline(part: Part, content_id: str, shown: set[str]) -> bool:
    """Whether an image belongs to the text or a signature rather than being sent as a file."""
    if not part.media_type.startswith("image/"):
        return False
    if content_id and content_id.lower() in shown:
        return True
    location = part.first("content-location").decode("latin-1").strip().lower()
    if location and location.removeprefix("cid:") in shown:
        return True
    related = part.parent is not None and part.parent.media_type == "multipart/related"
    return related and bool(content_id or location) and disposition(part) != "attachment"


def _name(part: Part) -> str:
    given = parse_disposition(part.first("content-disposition")).get("filename")
    given = given or part.content.get("name")
    name = safe_name(given)
    if name:
        return name
    extension = _EXTENSIONS.get(part.media_type) or _subtype_extension(part.media_type)
    if extension == "eml":
        return f"{_subject_of(part) or f'message-{part.number}'}.eml"
    return f"{part.media_type.partition('/')[0]}-{part.number}.{extension}"


def safe_name(given: str) -> str:
    """Return a file name without path, control or shell-hostile characters."""
    name = _PATH.split(clean_line(given))[-1]
    name = _FORBIDDEN.sub("_", name).strip(". ")
    if len(name) <= _NAME_CHARS:
        return name
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:_NAME_CHARS]}{dot}{extension[:12]}" if dot and stem else name[:_NAME_CHARS]


def _subtype_extension(media_type: str) -> str:
    subtype = media_type.partition("/")[2]
    return subtype if subtype.isalnum() and len(subtype) <= 5 else "bin"


def _subject_of(part: Part) -> str:
    data = part.decoded()[0][:20_000]
    fields, _ = read_fields(data, (0, len(data)), Limits(), [])
    subject = next((value for name, value in fields if name == "subject"), b"")
    return safe_name(decode_text(subject).replace("/", "-"))[:80]


def _unpacked(part: Part, data: bytes, limits: Limits, defects: list[str]) -> Iterator[Attachment]:
    for position, file in enumerate(unpack(data, limits.unpacked, defects).files, start=1):
        yield Attachment(
            name=safe_name(file.name) or f"file-{part.number}.{position}",
            media_type=file.media_type,
            size=len(file.data),
            sha256=hashlib.sha256(file.data).hexdigest(),
            part=f"{part.number}.{position}",
            inline=bool(file.content_id) and file.media_type.startswith("image/"),
            content_id=file.content_id,
        )
