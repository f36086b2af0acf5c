from __future__ import annotations

import numpy as np
import pytest

from classifiers.heads import LABELS
from classifiers.store import pack, unpack
from classifiers.verdict import COSTS, expected_cost, mixed
from daemon.model.label import Label

COMPLAINT, OTHER = LABELS.index(Label.COMPLAINT), LABELS.index(Label.OTHER)


def sure_of(**shares: float) -> np.ndarray:
    return np.array([shares.get(label.value, 0.0) for label in LABELS], np.float32)


def test_missing_a_complaint_costs_most() -> None:
    assert COSTS[COMPLAINT, OTHER] == COSTS.max()
    doubtful = expected_cost(sure_of(other=0.7, complaint=0.3))
    assert doubtful > expected_cost(sure_of(other=0.7, feedback=0.3))
    assert doubtful > expected_cost(sure_of(complaint=0.7, other=0.3))


def test_certainty_costs_nothing() -> None:
    assert expected_cost(sure_of(feedback=1.0)) == 0.0


def test_both_readers_are_weighed() -> None:
    network, plain = np.array([2.0, 0, 0, 0, 0]), np.array([0, 2.0, 0, 0, 0])
    assert mixed(network, plain, {"network": 1.0, "plain": 0.0}).argmax() == 0
    assert mixed(network, plain, {"network": 0.1, "plain": 1.0}).argmax() == 1
    pushed = mixed(network, plain, {"network": 0.0, "plain": 0.0, "bias_other": 3.0})
    assert pushed.argmax() == OTHER
    assert pushed.sum() == pytest.approx(1.0)


def test_arrays_survive_in_half_precision() -> None:
    again = unpack(pack({"a": np.array([1.0, 1e-3])}))
    np.testing.assert_allclose(again["a"], [1.0, 1e-3], rtol=1e-3)
    assert again["a"].dtype == np.float32
