"""How far a sender can be believed: what our own server says of it (RFC 8601)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import authres


class Trust(StrEnum):
    """The verdict of our server on the From address.

    ``UNKNOWN``: it said nothing, or it is not configured which server is ours.
    """

    VOUCHED = "vouched"
    FAILED = "failed"
    UNKNOWN = "unknown"


def judge_sender(results: Sequence[str], authserv_id: str, domain: str) -> Trust:
    """Judge the From *domain* by the topmost Authentication-Results field.

    Any lower field may have been written by the sender and is not read. VOUCHED needs DMARC, or
    a DKIM signature or SPF pass aligned with *domain* (RFC 7489, 3.1).
    """
    if not results or not authserv_id or not domain:
        return Trust.UNKNOWN
    try:
        header = authres.AuthenticationResultsHeader.parse(
            f"Authentication-Results: {' '.join(results[0].split())}"
        )
    except (authres.AuthResError, ValueError, IndexError):
        return Trust.UNKNOWN
    if (header.authserv_id or "").lower() != authserv_id.lower():
        return Trust.UNKNOWN
    verdicts = [_read(result, domain.lower()) for result in header.results or []]
    if True in verdicts:
        return Trust.VOUCHED
    return Trust.FAILED if False in verdicts else Trust.UNKNOWN


def _read(result: authres.AuthenticationResult, domain: str) -> bool | None:
    """Return whether one method passed for *domain*; None where it does not speak of it."""
    passed = (result.result or "").lower() == "pass"
    match (result.method or "").lower():
        case "dmarc":
            return passed
        case "dkim":
            signer = getattr(result, "header_d", None) or getattr(result, "header_i", None)
        case "spf":
            signer = getattr(result, "smtp_mailfrom", None)
        case _:
            return None
    signer_domain = str(signer or "").rpartition("@")[2].lower()
    if not passed or not signer_domain:
        return None
    return True if _aligned(signer_domain, domain) else None


def _aligned(signer: str, domain: str) -> bool:
    return signer == domain or domain.endswith(f".{signer}")
