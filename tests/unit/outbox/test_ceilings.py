"""Ceilings end a loop with a machine, and leave people alone."""

from __future__ import annotations

import pytest

from daemon.config.schema import SendingConfig
from daemon.outbox.ceilings import Counts, broken_ceiling, content_key
from tests.unit.outbox.letters import make_letter

LIMITS = SendingConfig(max_per_address=6, max_per_domain=40, max_same_content=20)


@pytest.mark.parametrize(
    ("counts", "broken"),
    [
        pytest.param(Counts(), None, id="nothing yet"),
        pytest.param(Counts(5, 39, 19), None, id="one below each"),
        pytest.param(Counts(address=6), "address", id="the same address"),
        pytest.param(Counts(domain=40), "domain", id="a new address each time"),
        pytest.param(Counts(content=20), "content", id="a new domain each time"),
    ],
)
def test_ceilings(counts: Counts, broken: str | None) -> None:
    reason = broken_ceiling(make_letter(), counts, LIMITS)
    assert (reason or "None").startswith(f"ceiling per {broken}" if broken else "None")


def test_a_manager_may_write_as_often_as_needed() -> None:
    letter = make_letter(automatic=False)
    assert broken_ceiling(letter, Counts(100, 100, 100), LIMITS) is None


def test_a_ceiling_of_zero_lets_nothing_through() -> None:
    limits = SendingConfig(max_per_address=0)
    assert broken_ceiling(make_letter(), Counts(), limits)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param({"text": "Hello Anna,\n\n\nthank  you."}, True, id="spacing"),
        pytest.param({"subject": "Re: [ACME-99] Invoices"}, True, id="another reference"),
        pytest.param({"to": ("bob@client.example",)}, True, id="another address"),
        pytest.param({"text": "Hello Anna,\n\nno thank you."}, False, id="other words"),
    ],
)
def test_content_key(other: dict[str, object], *, same: bool) -> None:
    assert (content_key(make_letter()) == content_key(make_letter(**other))) is same
