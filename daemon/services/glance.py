"""A project's scope at a glance: agreed, pending, never decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from daemon.model.record import ItemKind
from daemon.services.terms import CHANGE
from daemon.store import offers, projects, promises, scope_items
from daemon.store.engine import Database
from daemon.store.offers import OfferRow
from daemon.store.promises import Promise
from daemon.store.scope_items import ItemRow, Wanted

_AGREED = {"accepted", "in baseline", "delivered", "confirmed"}


@dataclass(frozen=True, slots=True)
class Priced:
    """A change request with what it costs by its newest offer, where there is one."""

    item: ItemRow
    cost: str = ""
    currency: str = ""
    days: str = ""

    def as_line(self) -> str:
        """Return it as one line."""
        price = f", {self.cost} {self.currency}, {self.days} days" if self.cost else ""
        return f"{self.item.ref}  {self.item.title} ({self.item.state}{price})"


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands in a project."""

    project: str
    requirements: tuple[ItemRow, ...]
    approved: tuple[Priced, ...]
    pending: tuple[Priced, ...]
    undecided: tuple[ItemRow, ...]
    complaints: tuple[ItemRow, ...]
    promised: tuple[Promise, ...] = ()
    baseline: str = ""

    def totals(self, changes: tuple[Priced, ...]) -> str:
        """Return cost and days of *changes* together, by currency."""
        costs: dict[str, Decimal] = {}
        for each in changes:
            if each.cost:
                costs[each.currency] = costs.get(each.currency, Decimal(0)) + Decimal(each.cost)
        days = sum((Decimal(c.days) for c in changes if c.days), Decimal(0))
        priced = [f"{total} {currency}" for currency, total in sorted(costs.items())]
        return ", ".join([*priced, f"{days} days"]) if priced else ""

    def as_sections(self) -> list[tuple[str, list[str]]]:
        """Return headings with their lines."""
        return [
            (_headed("Agreed requirements", self.baseline), [_line(i) for i in self.requirements]),
            (_headed("Approved changes", self.totals(self.approved)), _lines(self.approved)),
            (_headed("Pending changes", self.totals(self.pending)), _lines(self.pending)),
            ("Asked, never decided", [_line(i) for i in self.undecided]),
            ("Open complaints", [_line(i) for i in self.complaints]),
            ("Promised, not kept", [_kept(p) for p in self.promised]),
        ]

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "project": self.project,
            "requirements": [i.ref for i in self.requirements],
            "approved": [_plain(p) for p in self.approved],
            "pending": [_plain(p) for p in self.pending],
            "undecided": [i.ref for i in self.undecided],
            "complaints": [i.ref for i in self.complaints],
            "baseline": self.baseline,
            "promised": [
                {"words": p.words, "due": p.due_at.date().isoformat(), "conversation": p.tag}
                for p in self.promised
            ],
        }


def look(db: Database, code: str, now: datetime | None = None) -> Glance:
    """Return what stands in project *code*; raise NotFoundError.

    With *now*, of what was promised only what is overdue.
    """
    with db.read() as transaction:
        whose = projects.find(transaction, code)
        found = scope_items.find_all(transaction, Wanted(whose.code))
        newest = {
            o.subject: o for o in offers.find(transaction, whose.project_id) if o.kind == CHANGE
        }
        promised = promises.find_unkept(transaction, whose.project_id, now)
        stands = offers.confirmed(transaction, whose.project_id)
    changes = [_priced(i, newest.get(i.ref)) for i in found if i.kind is ItemKind.CHANGE_REQUEST]
    needs = [i for i in found if i.kind is ItemKind.REQUIREMENT]
    return Glance(
        project=whose.code,
        requirements=tuple(i for i in needs if i.state in _AGREED),
        approved=tuple(c for c in changes if c.item.state in {"approved", "done"}),
        pending=tuple(
            c
            for c in changes
            if c.item.state in {"being assessed", "offered", "countered", "expired"}
        ),
        undecided=tuple(
            i
            for i in found
            if i.state == "proposed" and i.kind in {ItemKind.REQUIREMENT, ItemKind.CHANGE_REQUEST}
        ),
        complaints=tuple(
            i
            for i in found
            if i.kind is ItemKind.COMPLAINT
            and i.state in {"received", "acknowledged", "investigated", "resolved"}
        ),
        promised=tuple(promised),
        baseline=f"baseline is version {stands.number}" if stands else "",
    )


def _priced(item: ItemRow, newest: OfferRow | None) -> Priced:
    if newest is None:
        return Priced(item)
    said = json.loads(newest.terms)["statement"]
    return Priced(item, said["cost"], said["currency"], said["days"])


def _line(item: ItemRow) -> str:
    return f"{item.ref}  {item.title} ({item.state})"


def _kept(promise: Promise) -> str:
    return f"{promise.due_at:%Y-%m-%d}  {promise.words} ({promise.tag})"


def _lines(changes: tuple[Priced, ...]) -> list[str]:
    return [c.as_line() for c in changes]


def _headed(name: str, total: str) -> str:
    return f"{name}: {total}" if total else name


def _plain(each: Priced) -> dict[str, str]:
    one = each.item
    return {
        "ref": one.ref,
        "state": one.state,
        "cost": each.cost,
        "currency": each.currency,
        "days": each.days,
    }
