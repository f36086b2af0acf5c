"""What a search asks for beside words, as conditions on conversations and on single mails."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

from sqlalchemy import ColumnElement, and_, func, or_, select

from daemon.model.query import ME, NOBODY, SearchQuery
from daemon.store.lessons import corrected
from daemon.store.plan_tables import survey_answer
from daemon.store.schema import attachment, client, conversation, item, message, project

_C, _M = conversation.c, message.c


def on_conversation(query: SearchQuery, zone: tzinfo) -> list[ColumnElement[bool]]:
    """Return what conversations have to be; days begin at midnight in *zone*."""
    where: list[ColumnElement[bool]] = []
    if query.clients:
        named = or_(*(client.c.name.icontains(n, autoescape=True) for n in query.clients))
        where.append(_C.client_id.in_(select(client.c.id).where(named)))
    if query.projects:
        codes = func.lower(project.c.code).in_(query.projects)
        where.append(_C.project_id.in_(select(project.c.id).where(codes)))
    if standing := [s for s in query.states if s in {"open", "waiting", "snoozed", "done"}]:
        where.append(_C.state.in_(standing))
    flags = {
        "unread": _C.unread,
        "urgent": _C.urgent,
        "look": _C.needs_look,
        "unknown": and_(_C.client_id.is_(None), _C.contact_id.is_not(None)),
    }
    where += [flags[state] for state in query.states if state in flags]
    if query.labels and not (query.after or query.before):
        where.append(_C.label.in_([label.value for label in query.labels]))
    # told by the mails themselves below; conversations are quicker to look through
    if query.after:
        where.append(_C.last_at >= _midnight(query.after, zone))
    if query.before:
        where.append(_C.opened_at < _midnight(query.before, zone))
    if query.owners:
        where.append(or_(*(_owned(name, query.me) for name in query.owners)))
    if query.refs:
        where.append(or_(*(_named(prefix, number) for prefix, number in query.refs)))
    return where


def _owned(name: str, me: str) -> ColumnElement[bool]:
    """Whether whoever *name* means looks after a conversation."""
    if name in NOBODY:
        return _C.owner == ""
    return _C.owner == me if name in ME else _C.owner.istartswith(name, autoescape=True)


def _named(prefix: str, number: int) -> ColumnElement[bool]:
    """Whether a conversation has this number in its project, or an item with this reference."""
    by_item = select(item.c.conversation_id).where(item.c.kind == prefix, item.c.number == number)
    codes = select(project.c.id).where(project.c.code == prefix)
    return or_(_C.id.in_(by_item), and_(_C.number == number, _C.project_id.in_(codes)))


def on_message(query: SearchQuery, zone: tzinfo) -> list[ColumnElement[bool]]:
    """Return what single mails have to be."""
    where: list[ColumnElement[bool]] = []
    if query.after:
        where.append(_M.received_at >= _midnight(query.after, zone))
    if query.before:
        where.append(_M.received_at < _midnight(query.before, zone))
    where += _behind(query)
    # within a time it is the mails of it that are to have the label
    if query.labels and (query.after or query.before):
        where.append(_M.label.in_([label.value for label in query.labels]))
    if query.has_attachment:
        files = select(attachment.c.message_id).where(attachment.c.inline.is_(False))
        where.append(_M.id.in_(files))
    return where


def _behind(query: SearchQuery) -> list[ColumnElement[bool]]:
    """Return the conditions on single mails that ``is:`` asks for."""
    where: list[ColumnElement[bool]] = []
    if "survey" in query.states:
        counted = survey_answer.c.state == "counted"
        where.append(_M.id.in_(select(survey_answer.c.message_id).where(counted)))
    if "corrected" in query.states:
        where.append(_M.id.in_(corrected()))
    if "answered" in query.states:
        # the first mail of a conversation that a person of ours answered
        ours = message.alias("ours")
        answered = select(ours.c.conversation_id).where(
            ours.c.direction == "out", ours.c.kind == "person"
        )
        where += [_M.received_at == _C.opened_at, _C.id.in_(answered)]
    return where


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
