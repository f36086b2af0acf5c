"""Alembic's entry: run the migrations on the connection it is handed."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, BigInteger

from daemon.store.schema import metadata
from daemon.store.types import Moment


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types by their names into new migrations."""
    names = {Moment: "Moment()", BigInteger: "Id", JSON: "Json"}
    if kind != "type" or type(item) not in names:
        return False
    autogen.imports.add("from daemon.store.types import Id, Json, Moment")
    return names[type(item)]


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
