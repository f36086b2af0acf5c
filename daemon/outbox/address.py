"""Addresses as they stand in a header; nothing a client wrote can break out of one."""

from __future__ import annotations

import re
from email.header import Header
from email.utils import parseaddr
from functools import lru_cache

from daemon.errors import PermanentError, UserError

NAME_LENGTH = 100

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# dots anywhere: some Japanese providers hand out addresses that RFC 5322 would have quoted
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
#: what company address books put behind a name
_ASIDE = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]")
_AN_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_SURNAME_FIRST = re.compile(r"([^\W\d_][^,]*), ?([^\W\d_][^,]*)")
#: behind a comma, but no first name
_COMPANY = re.compile(
    r"(?:inc|ltd|llc|llp|gmbh|ag|kg|co|corp|pte|plc|limited|s\.?a|s\.?r\.?l|ph\.?d|m\.?d|esq|[js]r"
    r"|i{2,3}|iv)\b.*",
    re.IGNORECASE,
)


class AddressError(PermanentError, UserError):
    """Not an address that mail can go to."""


def one_line(text: str) -> str:
    """Return *text* without control characters and with single spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())


@lru_cache(maxsize=1024)
def addressee(name: str) -> str:
    """Return the *name* of a mail's sender as a letter addresses it; empty where it is none.

    "Berger, Anna (Sales)" is "Anna Berger"; an address is no name.
    """
    plain = one_line(_ASIDE.sub(" ", name)).strip(" ,'\"")
    if _AN_ADDRESS.fullmatch(plain):
        return ""
    swapped = _SURNAME_FIRST.fullmatch(plain)
    if swapped and not _COMPANY.fullmatch(swapped[2]):
        return f"{swapped[2]} {swapped[1]}"
    return plain


def bare_address(value: str) -> str:
    """Return the address in ``Name <local@domain>`` as SMTP takes it, the domain in IDNA.

    Raises AddressError for anything else, line breaks and non-ASCII local parts (RFC 6531)
    included.
    """
    if _CONTROL.search(value):
        raise AddressError(f"not a mail address: {value!r}")
    address = parseaddr(value)[1]
    # a name with a stray quote and colon reads as a group, and its "address" is the client's
    if not value.strip().endswith((f"<{address}>", address)):
        raise AddressError(f"not a mail address: {value!r}")
    local, _, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise AddressError(f"not a mail address: {value!r}")
    return f"{local}@{domain}"


def header_address(value: str) -> str:
    """Return *value* for a header: the name encoded by need, the address checked."""
    addr = bare_address(value)
    name = one_line(parseaddr(value)[0])[:NAME_LENGTH]
    if not name:
        return addr
    if name.isascii() and "=?" not in name:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{addr}>'
    encoded = Header(name, "utf-8", maxlinelen=60).encode(linesep="\r\n")
    return f"{encoded} <{addr}>"
