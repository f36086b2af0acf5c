"""One key for one mail, however many mailboxes and servers it came through."""

from __future__ import annotations

import hashlib

from daemon.parse.mime import Part

_STABLE = ("message-id", "date", "from", "to", "cc", "subject")


def content_key(root: Part) -> str:
    """Return the SHA-256 (hex) of the fields a client wrote and of the body's bytes.

    Trace and delivery fields, folding and line ends do not count.
    """
    digest = hashlib.sha256()
    for wanted in _STABLE:
        for name, value in root.fields:
            if name == wanted:
                digest.update(b"%s:%s\n" % (name.encode("ascii"), b" ".join(value.split())))
    body = root.payload
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n")
    digest.update(b"\n")
    digest.update(body.rstrip(b"\n"))
    return digest.hexdigest()
