"""A folder that proves what was decided in a project, to be verified without us."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from daemon.errors import UserError
from daemon.scope.chain import Entry, find_break
from daemon.services import verify
from daemon.store import ledger, offers, projects, raw, scope_items
from daemon.store.engine import Database
from daemon.store.ledger import LedgerRow
from daemon.store.offers import OfferRow
from daemon.store.scope_items import ItemRow, Wanted
from daemon.store.transaction import Transaction

README = """Evidence of what was decided in project {code}, made {at}.

Verify it with Python 3.8 or newer, and nothing else:

    python3 verify.py SEAL

SEAL is the number that was told when this folder was made; without it the folder is checked
against itself only. `sha256sum -c SHA256SUMS` checks the files alone.

ledger.jsonl     what was offered, answered and closed: who, when, on which mail; each entry
                 carries the SHA-256 of the one before (canonical JSON: sorted keys, no spaces)
mails/           raw mails exactly as received or sent, headers included, named by SHA-256
statements/      what the client was asked to agree to, one file a version, byte for byte
items.jsonl      every item with the client's words, the mail they stand in, and its state
replies.jsonl    every reply to an offer, what was read from it, and whether it counted
SHA256SUMS       the SHA-256 of every file
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: where, its seal, how many entries and mails."""

    path: Path
    seal: str
    entries: int
    mails: int


def check(db: Database, code: str) -> str:
    """Return what is wrong with the ledger of a project, empty if nothing."""
    with db.read() as transaction:
        whose = projects.find(transaction, code)
        return find_break([_entry(r) for r in ledger.find(transaction, whose.project_id)])


def export(db: Database, code: str, path: Path, now: datetime) -> Made:
    """Write the evidence of project *code* to *path*: a new folder, or a zip by its name.

    Raises UserError if something is there already or the ledger does not hold.
    """
    if path.exists():
        raise UserError(f"{path} is there already; give a new name")
    with db.read() as transaction:
        whose = projects.find(transaction, code)
        rows = ledger.find(transaction, whose.project_id)
        if broken := find_break([_entry(r) for r in rows]):
            raise UserError(f"the ledger of {whose.code} does not hold: {broken}")
        made = offers.find(transaction, whose.project_id)
        found = scope_items.find_all(transaction, Wanted(whose.code))
        files = _files(transaction, rows, made, found)
    files["README.txt"] = README.format(code=whose.code, at=f"{now:%Y-%m-%d %H:%M} UTC").encode()
    files["verify.py"] = Path(verify.__file__).read_bytes()
    lines = (f"{verify.sha256(data)}  {name}\n" for name, data in _sorted(files))
    files[verify.SUMS] = "".join(lines).encode()
    (_zip if path.suffix == ".zip" else _write)(path, files)
    mails = sum(name.startswith("mails/") for name in files)
    return Made(path, verify.sha256(files[verify.SUMS]), len(rows), mails)


def _sorted(files: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """Return files in the order that the verifier lists them."""
    return sorted(files.items(), key=lambda pair: Path(pair[0]))


def _entry(row: LedgerRow) -> tuple[Entry, str]:
    names = Entry.__dataclass_fields__
    return Entry(**{name: getattr(row, name) for name in names}), row.sha256


def _files(
    transaction: Transaction,
    rows: Sequence[LedgerRow],
    made: Sequence[OfferRow],
    found: Sequence[ItemRow],
) -> dict[str, bytes]:
    replies = offers.find_replies(transaction, [o.id for o in made])
    resting = {r.message_id for r in rows} | {r.message_id for r in replies}
    named = {r.subject for r in rows} | {o.subject for o in made}
    resting |= {i.message_id for i in found if i.ref in named}
    hashes = {offers.source_of(transaction, m).sha256 for m in resting if m is not None}
    hashes |= {offers.sent_mail(transaction, o.outgoing_id) for o in made if o.outgoing_id}
    files = {f"mails/{h}.eml": raw.get(transaction, h) for h in sorted(hashes) if h}
    files |= {f"statements/{o.subject}-v{o.number}.json": o.terms.encode() for o in made}
    files["ledger.jsonl"] = _lines(
        {"entry": asdict(entry), "sha256": sha256} for entry, sha256 in map(_entry, rows)
    )
    files["items.jsonl"] = _lines(_item(i) for i in found)
    files["replies.jsonl"] = _lines(
        {
            "offer": next(f"{o.subject} v{o.number}" for o in made if o.id == r.offer_id),
            "mail": offers.source_of(transaction, r.message_id).sha256,
            "decision": r.decision,
            "evidence": r.evidence,
            "standing": r.standing,
            "reason": r.reason,
            "received_at": r.received_at.isoformat(),
        }
        for r in replies
    )
    return files


def _item(one: ItemRow) -> dict[str, object]:
    return {
        "ref": one.ref,
        "title": one.title,
        "words": one.words,
        "message": one.rfc_message_id,
        "start": one.start,
        "end": one.end,
        "state": one.state,
    }


def _lines(rows: Iterable[object]) -> bytes:
    return "".join(verify.canonical(row).decode() + "\n" for row in rows).encode()


def _write(path: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (path / "mails").mkdir(exist_ok=True)


def _zip(path: Path, files: dict[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{path.stem}/{name}", data)
