"""Reading decisions from plain-text replies; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from daemon.model.message import Span, SpanKind, written_now
from daemon.parse.quoting import split_plain
from daemon.scope.decision import Reading, Reply, read_decision
from daemon.scope.likely import Guess
from daemon.scope.references import find_refs


def read_row(row: Mapping[str, object], guess: Guess | None = None) -> dict[str, object]:
    """Read ``{"id", "subject", "body", "ref"}``; return the id and what ``as_json`` gives.

    ``ref`` may name several items, in one text or a list.
    """
    return {"id": row.get("id"), **as_json(read_decision(reply_of(row), guess))}


def reply_of(row: Mapping[str, object]) -> Reply:
    """Return the reply that such a row holds."""
    ref = row.get("ref") or ""
    refs = find_refs(" ".join(map(str, ref)) if isinstance(ref, list) else str(ref))
    body = str(row.get("body") or "")
    return make_reply(body, split_plain(body), str(row.get("subject") or ""), refs)


def as_json(reading: Reading) -> dict[str, object]:
    """Return a reading as plain values."""
    return {
        "decision": reading.decision.value,
        "items": {ref: decision.value for ref, decision in reading.items.items()},
        "evidence": reading.evidence,
    }


def make_reply(
    body: str,
    spans: Sequence[Span],
    subject: str,
    refs: tuple[str, ...],
    *,
    automatic: bool = False,
) -> Reply:
    """Return the reply that a body, cut into *spans*, is."""
    quoted = "\n".join(body[s.start : s.end] for s in spans if s.kind is not SpanKind.NEW)
    return Reply(
        text=written_now(body, spans),
        subject=subject,
        refs=refs,
        quoted=quoted,
        before=_before(body, spans),
        automatic=automatic,
    )


def _before(body: str, spans: Sequence[Span]) -> str:
    """Return the quoted words above the first thing written now."""
    before = ""
    for span in spans:
        piece = body[span.start : span.end]
        if span.kind is SpanKind.NEW and piece.strip():
            return before
        if span.kind is not SpanKind.NEW:
            before += piece
    return ""
