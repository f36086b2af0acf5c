"""The name under which use cases hand on an open transaction without knowing SQL."""

from sqlalchemy import Connection as Transaction

__all__ = ["Transaction"]
