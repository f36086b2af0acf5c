"""Whether a database is at the present schema, told without loading the migration tool."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from daemon.errors import PermanentError, UserError
from daemon.store.engine import Database, translated

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


class NewerSchemaError(PermanentError, UserError):
    """A newer triaged wrote this database."""


def wanted() -> str:
    """Return the revision that this program wants."""
    return max(path.name.partition("_")[0] for path in _VERSIONS.glob("[0-9]*.py"))


def present(db: Database) -> str | None:
    """Return the revision of a database; None for an empty one."""
    with translated():
        if not inspect(db.engine).has_table("alembic_version"):
            return None
        with db.read() as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            return str(found) if found is not None else None


def refuse_newer(have: str | None) -> None:
    """Raise NewerSchemaError when a database is at a revision that this program does not know."""
    if have is not None and have > wanted():
        problem = f"the database is at schema {have}, and this program knows {wanted()} at most"
        raise NewerSchemaError(f"{problem}: install the newer triaged that was here before")
