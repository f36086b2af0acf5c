"""The columns that tables are built from, and the metadata they register with."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, false, text

from daemon.store.types import Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """Return the key of a table."""
    return Column("id", Id, primary_key=True)


def reference_to(
    name: str, target: str, *, nullable: bool = False, index: bool = False
) -> Column[int]:
    """Return a column that names a row of *target*."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def word(name: str, default: str | None = "") -> Column[str]:
    """A short text column that is never NULL."""
    return Column(name, String, nullable=False, server_default=default)


def flag(name: str) -> Column[bool]:
    """Return a column that is true or false, false by default."""
    return Column(name, Boolean, nullable=False, server_default=false())


def number(name: str) -> Column[int]:
    """Return a count that starts at 0."""
    return Column(name, Integer, nullable=False, server_default=text("0"))
