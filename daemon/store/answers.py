"""Answers to surveys: every one is kept, the last that counts stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.model.plan import AnswerState, StoredAnswer
from daemon.store.plan_tables import survey_answer

_C = survey_answer.c


def read(row: Row[Any]) -> StoredAnswer:
    """Return a database row as the word of the model."""
    return StoredAnswer(
        id=row.id,
        invitation_id=row.invitation_id,
        message_id=row.message_id,
        contact_id=row.contact_id,
        received_at=row.received_at,
        state=AnswerState(row.state),
        reason=row.reason,
        scores=dict(row.scores or {}),
        yes_no=dict(row.yes_no or {}),
        choices={k: tuple(v) for k, v in (row.choices or {}).items()},
        remark=row.remark,
        late=row.late,
        low=row.low,
        item_id=row.item_id,
        version=row.version,
    )


def add(connection: Connection, new: StoredAnswer) -> int:
    """Write an answer (its ``id`` is not read); return its id."""
    row = {
        "invitation_id": new.invitation_id,
        "message_id": new.message_id,
        "contact_id": new.contact_id,
        "received_at": new.received_at,
        "state": new.state.value,
        "reason": new.reason,
        **values_of(new),
    }
    return int(connection.execute(insert(survey_answer).values(row).returning(_C.id)).scalar_one())


def values_of(answer: StoredAnswer) -> dict[str, object]:
    """Return the columns that hold what was answered."""
    return {
        "scores": dict(answer.scores),
        "yes_no": dict(answer.yes_no),
        "choices": {k: list(v) for k, v in answer.choices.items()},
        "remark": answer.remark,
        "late": answer.late,
        "low": answer.low,
    }


def load(connection: Connection, answer_id: int) -> StoredAnswer:
    """Return one answer; raise NotFoundError if there is none."""
    row = connection.execute(select(survey_answer).where(_C.id == answer_id)).first()
    if row is None:
        raise NotFoundError(f"no answer {answer_id}; `triaged survey answers` lists them")
    return read(row)


def find(
    connection: Connection,
    *,
    invitation_ids: Collection[int] | None = None,
    states: Collection[AnswerState] = (),
) -> list[StoredAnswer]:
    """Return answers, in the order received."""
    query = select(survey_answer).order_by(_C.received_at, _C.id)
    if invitation_ids is not None:
        query = query.where(_C.invitation_id.in_(list(invitation_ids)))
    if states:
        query = query.where(_C.state.in_([s.value for s in states]))
    return [read(row) for row in connection.execute(query)]


def change(connection: Connection, present: StoredAnswer, values: Mapping[str, object]) -> None:
    """Change columns; raise StaleError when the answer has changed since it was read."""
    done = connection.execute(
        update(survey_answer)
        .where(_C.id == present.id, _C.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError
