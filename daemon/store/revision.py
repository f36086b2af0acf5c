"""Whether a database is at the present schema, told without loading the migration tool."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from daemon.store.engine import Database, translated

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


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
