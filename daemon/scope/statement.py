"""What a change would mean, as it is offered to the client, and the hash that names it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation

from daemon.errors import UserError

#: hex digits of the hash that people see
SHORT = 8
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone that a change moves; ISO dates, or words."""

    milestone: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The impact of a change. ``cost`` is a decimal as text, ``days`` working days."""

    cost: str
    currency: str
    days: str
    assessed_by: str
    summary: str = ""
    moved: tuple[Moved, ...] = ()
    scope: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    prevention: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value in (("cost", self.cost), ("days", self.days)):
            try:
                amount = Decimal(value)
            except InvalidOperation:
                raise UserError(f"{name}: {value!r} is no number") from None
            if not amount.is_finite() or (name == "days" and amount < 0):
                raise UserError(f"{name}: {value!r} is out of range")
        if not _CURRENCY.fullmatch(self.currency):
            raise UserError(f"currency: {self.currency!r} is no ISO 4217 code such as EUR")
        if not self.assessed_by.strip():
            raise UserError("assessed by whom? a statement needs a name")


def as_plain(statement: Statement) -> dict[str, object]:
    """Return a statement as JSON can hold it."""
    return asdict(statement)


def from_plain(row: Mapping[str, object]) -> Statement:
    """Return the statement that ``as_plain`` gave."""
    known = {f.name for f in fields(Statement)}
    if unknown := sorted(set(row) - known):
        raise UserError(f"a statement has no {', '.join(unknown)}")
    values: dict[str, object] = dict(row)
    moved = values.pop("moved", None) or ()
    lists = {"scope", "risks", "prevention", "fallback"}
    plain = {
        k: tuple(str(x) for x in v) if k in lists and isinstance(v, list | tuple) else str(v)
        for k, v in values.items()
    }
    steps = tuple(Moved(**m) for m in moved) if isinstance(moved, list | tuple) else ()
    try:
        return Statement(moved=steps, **plain)  # type: ignore[arg-type]
    except TypeError as error:
        raise UserError(f"a statement lacks something: {error}") from None


def canonical(value: object) -> str:
    """Return the one JSON text of plain data: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(value: object) -> str:
    """Return the SHA-256, in hex, of plain data in its canonical form."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
