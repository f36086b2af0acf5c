"""Searching everything on record, and the searches that managers keep."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import cast

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.query import SavedSearch, parse_query
from daemon.store import events, search, searches
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.search import Found
from daemon.store.transaction import Transaction

__all__ = ["Found", "find", "forget", "list_saved", "save", "take_back"]

#: characters of a name, and of a query
NAME_LIMIT, QUERY_LIMIT = 40, 500
SAVED, FORGOTTEN = "search.saved", "search.forgotten"


def find(db: Database, text: str, now: datetime, zone: tzinfo, actor: str = "") -> Found:
    """Return the conversations that *text* asks for, newest first; none for an empty query.

    *actor* is whom ``owner:me`` means.
    """
    query = parse_query(text, now.astimezone(zone).date(), actor)
    with db.read() as transaction:
        return search.find(transaction, query, zone)


def list_saved(db: Database) -> list[SavedSearch]:
    """Return the saved searches, by name."""
    with db.read() as transaction:
        return searches.find_all(transaction)


def save(db: Database, name: str, query: str, actor: str, now: datetime) -> int:
    """Keep a search under a name, in place of another of that name; return the event to undo."""
    name, query = " ".join(name.split()), query.strip()
    if not name or not query:
        raise UserError("a saved search needs a name and a query")
    if len(name) > NAME_LIMIT or len(query) > QUERY_LIMIT:
        raise UserError(f"a name has at most {NAME_LIMIT} characters, a query {QUERY_LIMIT}")
    with db.write() as transaction:
        before = searches.find(transaction, name)
        return _replace(transaction, (name, before.query if before else ""), query, (actor, now))


def forget(db: Database, name: str, actor: str, now: datetime) -> int:
    """Forget a saved search; return the event to undo. Raises NotFoundError if it is gone."""
    with db.write() as transaction:
        before = searches.find(transaction, name)
        if before is None:
            raise NotFoundError(f"no search is saved as {name}")
        return _replace(transaction, (name, before.query), "", (actor, now))


def _replace(
    transaction: Transaction, before: tuple[str, str], query: str, act: tuple[str, datetime]
) -> int:
    name, old = before
    actor, now = act
    searches.remove(transaction, name)
    subject_id = searches.add(transaction, name, query, actor, now) if query else 0
    entry = Event(
        at=now,
        actor=actor,
        verb=SAVED if query else FORGOTTEN,
        subject="saved_search",
        subject_id=subject_id,
        before={"name": name, "query": old},
        after={"name": name, "query": query},
    )
    return events.record(transaction, entry)


def take_back(transaction: Transaction, entry: Event) -> None:
    """Let a name stand for what it stood for before."""
    before, after = cast("dict[str, str]", entry.before), cast("dict[str, str]", entry.after)
    name = before["name"]
    standing = searches.find(transaction, name)
    if (standing.query if standing else "") != after["query"]:
        raise StaleError("this search was saved anew since and is not taken back")
    searches.remove(transaction, name)
    if before["query"]:
        searches.add(transaction, name, before["query"], entry.actor, entry.at)
