"""Full-text search of mail: SQLite's FTS5, PostgreSQL's tsvector, the same words on both.

The index holds what each mail says anew, its subject, people and file names; quoted mail is
found where it was written. Each character of Chinese, Japanese and Korean is a word of its own,
so that any part of a sentence is found as a phrase. Rows are written with the mail and never
change.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    bindparam,
    column,
    func,
    select,
    table,
)

from daemon.model.message import Message, Span, SpanKind
from daemon.model.query import SearchQuery, Term, normal, spaced
from daemon.store.schema import attachment, conversation, message, note
from daemon.store.search_filters import on_conversation, on_message

#: characters of one mail that are indexed
INDEX_LIMIT = 100_000
#: the newest mails that match; more is not looked through
HIT_LIMIT = 2_000
#: the newest mails by which PostgreSQL is told how common words are
SAMPLE = 2_000
#: how many mails can be passed over while one is looked up and joined to its conversation
_COSTLY = 8
#: mails indexed at a time when an older database is brought up to date
CHUNK = 500
#: a word that nobody searches, so that no phrase runs from one part into the next
GAP = " zzzzgap "
_LEFT_OUT = {SpanKind.QUOTE, SpanKind.DISCLAIMER}
_C, _M = conversation.c, message.c
_POSTGRES = "postgresql"
_FTS = table("message_search", column("rowid"), column("message_id"), column("document"))
_DDL = {
    "sqlite": """
        -- no copy of the text is kept: it stands in message
        CREATE VIRTUAL TABLE message_search USING fts5(
            sender, subject, people, body, files,
            content='', tokenize="unicode61 remove_diacritics 2"
        )
    """,
    "postgresql": """
        CREATE TABLE message_search (
            message_id bigint PRIMARY KEY REFERENCES message (id), document tsvector NOT NULL
        );
        CREATE INDEX ix_message_search_document ON message_search USING gin (document)
    """,
}
_INSERT = {
    "sqlite": "INSERT INTO message_search(rowid, sender, subject, people, body, files)"
    " VALUES (?, ?, ?, ?, ?, ?)",
    "postgresql": "INSERT INTO message_search(message_id, document)"
    " VALUES (%s, setweight(to_tsvector('simple', %s), 'A') || to_tsvector('simple', %s))",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Conversations, newest first. ``is_cut``: older ones were not looked for.

    ``problems`` are parts of the query that say nothing.
    """

    ids: array[int] = field(default_factory=lambda: array("q"))
    is_cut: bool = False
    problems: tuple[str, ...] = ()


def create(connection: Connection) -> None:
    """Create the index (a migration does)."""
    connection.exec_driver_sql(_DDL[connection.dialect.name])


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a mail."""

    message_id: int
    sender: str
    subject: str
    people: str
    body: str
    files: str


def add(connection: Connection, pairs: Iterable[tuple[int, Message]]) -> None:
    """Index mails that were recorded in this transaction."""
    entries = [
        Entry(
            message_id=message_id,
            sender=f"{parsed.sender.name} {parsed.sender.addr}",
            subject=parsed.subject,
            people=" ".join(f"{a.name} {a.addr}" for a in (*parsed.to, *parsed.cc)),
            body=_said(parsed.body, parsed.spans),
            files=" ".join(a.name for a in parsed.attachments),
        )
        for message_id, parsed in pairs
    ]
    _add(connection, entries)


def _said(body: str, spans: Iterable[Span]) -> str:
    return "".join(body[s.start : s.end] for s in spans if s.kind not in _LEFT_OUT)[:INDEX_LIMIT]


def _add(connection: Connection, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    name = connection.dialect.name
    row = _sqlite_row if name == "sqlite" else _postgres_row
    connection.exec_driver_sql(_INSERT[name], [row(entry) for entry in entries])


def _sqlite_row(entry: Entry) -> tuple[Any, ...]:
    parts = (entry.sender, entry.subject, entry.people, entry.body, entry.files)
    return (entry.message_id, *map(spaced, parts))


def _postgres_row(entry: Entry) -> tuple[Any, ...]:
    parts = (entry.subject, entry.people, entry.files, entry.body)
    return entry.message_id, normal(entry.sender), GAP.join(map(normal, parts))


_INDEXED: list[Any] = [
    _M[name]
    for name in ("id", "subject", "sender_name", "sender_addr", "recipients", "body", "spans")
]


def index_all(connection: Connection) -> None:
    """Index every mail on record; for a database from before there was an index."""
    last = 0
    while True:
        rows = connection.execute(
            select(*_INDEXED).where(_M.id > last).order_by(_M.id).limit(CHUNK)
        ).all()
        if not rows:
            return
        names = _file_names(connection, [row.id for row in rows])
        _add(connection, [_entry(row, names.get(row.id, "")) for row in rows])
        last = rows[-1].id


def _file_names(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    query = select(attachment.c.message_id, attachment.c.name)
    for message_id, name in connection.execute(query.where(attachment.c.message_id.in_(ids))):
        names[message_id] = f"{names.get(message_id, '')} {name}"
    return names


def _entry(row: Row[Any], files: str) -> Entry:
    lists = (row.recipients or {}).get
    others = [f"{name} {addr}" for kind in ("to", "cc") for addr, name in lists(kind, ())]
    spans = [Span(start, end, SpanKind(kind)) for start, end, kind in row.spans or ()]
    body = _said(row.body, spans) if spans else row.body[:INDEX_LIMIT]
    sender = f"{row.sender_name} {row.sender_addr}"
    return Entry(row.id, sender, row.subject, " ".join(others), body, files)


# asking


def find(connection: Connection, query: SearchQuery, zone: tzinfo) -> Found:
    """Return the conversations that *query* asks for; days begin at midnight in *zone*."""
    if query.is_empty:
        return Found(problems=query.problems)
    dialect = connection.dialect.name
    is_rare = dialect == _POSTGRES and _is_rare(connection, query, zone)
    if is_rare:
        connection.exec_driver_sql(_BY_KEYS)
    hits = connection.execute(_select(dialect, query, zone, is_rare=is_rare)).all()
    newest = {row.id: row.last_at for row in hits}
    newest |= _by_note(connection, query, zone)
    ordered = sorted(newest, key=lambda i: (newest[i], i), reverse=True)
    return Found(array("q", ordered), len(hits) == HIT_LIMIT, query.problems)


def _is_rare(connection: Connection, query: SearchQuery, zone: tzinfo) -> bool:
    """Whether it is quicker to look all hits up than to walk back from the newest mail.

    PostgreSQL guesses badly how often phrases and beginnings of words occur, and whether those
    mails are the ones that the rest of the query asks for.
    """
    if not (wanted := _wanted(query, _POSTGRES)):
        return False
    key = _KEY[_POSTGRES]
    newest = select(key.label("id"), _FTS.c.document).order_by(key.desc()).limit(SAMPLE)
    document = newest.subquery("newest").c.document
    hits = select(document.table.c.id).where(_matches(_POSTGRES, wanted, "wanted", document)).cte()
    where, on_mail = on_conversation(query, zone), on_message(query, zone)
    kept = select(func.count()).select_from(hits)
    if where or on_mail:
        kept = kept.join(message, _M.id == hits.c.id).where(*where, *on_mail)
        kept = kept.join(conversation, _C.id == _M.conversation_id)
    found = select(func.count()).select_from(hits).scalar_subquery().label("hits")
    row = connection.execute(
        select(found, kept.scalar_subquery().label("kept"), func.max(key).label("mails"))
    ).one()
    is_alone = not (where or on_mail)
    return _is_quicker(row.mails or 0, row.hits / SAMPLE, row.kept / SAMPLE, is_alone=is_alone)


def _is_quicker(mails: int, share: float, kept: float, *, is_alone: bool) -> bool:
    """Whether hits are looked up sooner than the newest mails are walked back through.

    *share* of the mails have the words, *kept* are found. A mail that is looked up or joined
    costs as much as eight that are passed over (as measured).
    """
    walked = min(mails, HIT_LIMIT / kept) if kept else mails
    if is_alone:
        return not share or mails * share < walked
    return mails * share * _COSTLY < walked * (1 + share * (_COSTLY - 1))


def _wanted(query: SearchQuery, dialect: str) -> list[Term]:
    """Return what the index is asked for: on PostgreSQL also what shall not be there."""
    wanted = [term for term in query.terms if not term.without]
    return list(query.terms) if wanted and dialect == _POSTGRES else wanted


def _select(
    dialect: str, query: SearchQuery, zone: tzinfo, *, is_rare: bool = False
) -> Select[Any]:
    """Return the select of conversation ids and moments, newest first; ids may come twice."""
    where = [_C.merged_into.is_(None), *on_conversation(query, zone)]
    on_mail = on_message(query, zone)
    wanted = _wanted(query, dialect)
    found = select(_C.id, _C.last_at).where(*where, *on_mail).limit(HIT_LIMIT)
    if not query.terms and not on_mail:
        return found.order_by(_C.last_at.desc())
    key: ColumnElement[Any] = _M.id
    source: FromClause = message
    alone = len(query.terms) == len(wanted) and len(where) + len(on_mail) == 1
    if wanted and (is_rare or alone):
        hits = select(_KEY[dialect].label("id")).where(_matches(dialect, wanted, "wanted"))
        if is_rare:
            hits = _looked_up(wanted)
        if alone:
            # the newest hits are picked before anything is joined to them
            hits = hits.order_by(None).order_by(hits.selected_columns.id.desc()).limit(HIT_LIMIT)
        picked = hits.subquery()
        key, source = picked.c.id, picked.join(message, _M.id == picked.c.id)
    elif wanted:
        key = _KEY[dialect]
        source = _FTS.join(message, _M.id == key)
        found = found.where(_matches(dialect, wanted, "wanted"))
    apart = [] if dialect == _POSTGRES and wanted else query.terms
    for number, term in enumerate(t for t in apart if t.without):
        unwanted = select(_KEY[dialect]).where(_matches(dialect, [term], f"without{number}"))
        found = found.where(_M.id.not_in(unwanted))
    return found.select_from(source.join(conversation, _C.id == _M.conversation_id)).order_by(
        key.desc()
    )


def _looked_up(wanted: Sequence[Term]) -> Select[Any]:
    """Return the ids of all hits on PostgreSQL, newest first.

    The index knows words, but not which stand side by side: that is read in each mail that has
    them all, newest first, until enough are found.
    """
    told = [term for term in wanted if not (term.without and term.is_phrase)]
    apart = [word for term in told for word in term.apart]
    # materialized, so that it is not walked through in the order that is asked for
    words = select(_KEY[_POSTGRES].label("id")).where(_matches(_POSTGRES, apart, "words"))
    picked = words.cte("hits").prefix_with("MATERIALIZED")
    newest = select(picked.c.id).order_by(picked.c.id.desc())
    if not any(term.is_phrase for term in wanted):
        return newest
    ordered = newest.subquery("ordered")
    one = _FTS.alias("one")
    document = select(one.c.document).where(one.c.message_id == ordered.c.id).scalar_subquery()
    return (
        select(ordered.c.id)
        .where(_matches(_POSTGRES, wanted, "wanted", document))
        .order_by(ordered.c.id.desc())
    )


def _matches(
    dialect: str, terms: Sequence[Term], name: str, document: ColumnElement[Any] | None = None
) -> ColumnElement[bool]:
    if dialect == "sqlite":
        words = " AND ".join(map(_in_sqlite, terms))
        return column("message_search").op("MATCH")(bindparam(name, words))
    is_alone = len(terms) == 1
    asked = [("!" if t.without and not is_alone else "") + _in_postgres(t) for t in terms]
    words = " & ".join(asked)
    document = _FTS.c.document if document is None else document
    return document.op("@@")(func.to_tsquery("simple", bindparam(name, words)))


def _in_sqlite(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"{"*" if term.prefix else ""}'
    return f"sender : {phrase}" if term.by_sender else phrase


def _in_postgres(term: Term) -> str:
    end = f"{'*' if term.prefix else ''}{'A' if term.by_sender else ''}"
    words = [f"{word}:A" if term.by_sender else word for word in term.words[:-1]]
    last = f"{term.words[-1]}:{end}" if end else term.words[-1]
    return f"({' <-> '.join([*words, last])})"


#: PostgreSQL takes beginnings of words for more frequent than they are and reads whole tables
_BY_KEYS = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off"
_KEY = {"sqlite": _FTS.c.rowid, "postgresql": _FTS.c.message_id}


def _by_note(connection: Connection, query: SearchQuery, zone: tzinfo) -> dict[int, datetime]:
    """Return the conversations of which an internal note says all the words."""
    terms = query.terms
    if not terms or on_message(query, zone) or any(t.without or t.by_sender for t in terms):
        return {}
    words = {word for term in terms for word in term.words}
    rows = connection.execute(
        select(_C.id, _C.last_at, note.c.text)
        .join(conversation, _C.id == note.c.conversation_id)
        .where(_C.merged_into.is_(None), *on_conversation(query, zone))
        .where(*(note.c.text.icontains(word, autoescape=True) for word in words))
        .order_by(note.c.id.desc())
        .limit(HIT_LIMIT)
    )
    return {row.id: row.last_at for row in rows if _says(normal(row.text), terms)}


def _says(words: str, terms: Iterable[Term]) -> bool:
    padded = f" {words} "
    return all(f" {' '.join(t.words)}{'' if t.prefix else ' '}" in padded for t in terms)
