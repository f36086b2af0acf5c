"""Servers that several integration tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.dovecot import Dovecot, demand


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    demand()
    with Dovecot() as running:
        yield running
