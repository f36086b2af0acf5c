"""The table of life cycles leads somewhere from everywhere, and each row once."""

from __future__ import annotations

from collections import Counter

import pytest

from daemon.errors import UserError
from daemon.model.record import FIRST_STATE, ItemKind
from daemon.scope.lifecycle import CLOSED, STATES, STEPS, Who, find_step, verbs_from

KINDS = [k for k in ItemKind if k is not ItemKind.IMPROVEMENT]


def test_no_step_stands_twice() -> None:
    assert [k for k, n in Counter((s.kind, s.state, s.verb) for s in STEPS).items() if n > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_reached_from_the_first(kind: ItemKind) -> None:
    reached, grown = {FIRST_STATE[kind]}, True
    while grown:
        new = {s.next for s in STEPS if s.kind is kind and s.state in reached} - reached
        reached |= new
        grown = bool(new)
    assert reached == set(STATES[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_only_closed_states_end(kind: ItemKind) -> None:
    ends = {state for state in STATES[kind] if not verbs_from(kind, state)}
    assert ends <= CLOSED


def test_only_the_client_approves() -> None:
    deciding = {s.who for s in STEPS if s.verb in {"approve", "decline", "counter"}}
    assert deciding == {Who.CLIENT}


def test_a_step_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UserError, match="change request that is proposed cannot approve"):
        find_step(ItemKind.CHANGE_REQUEST, "proposed", "approve")
