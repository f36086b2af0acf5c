from __future__ import annotations

import numpy as np
import pytest

from classifiers.heads import BEGIN, INSIDE, OUTSIDE, marked_spans, place_of, sigmoid, softmax


def marks(path: list[int]) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[path] * 4


@pytest.mark.parametrize(
    ("path", "spans"),
    [
        pytest.param([0, 0, 0], [], id="nothing"),
        pytest.param([1, 2, 0], [(0, 2)], id="one over two clauses"),
        pytest.param([0, 1, 1], [(1, 2), (2, 3)], id="two side by side"),
        pytest.param([1, 0, 1], [(0, 1), (2, 3)], id="two apart"),
    ],
)
def test_asks_are_stretches_of_clauses(path: list[int], spans: list[tuple[int, int]]) -> None:
    assert marked_spans(marks(path)) == spans


def test_an_ask_does_not_go_on_before_it_began() -> None:
    scores = np.array([[0.0, 1.0, 5.0], [3.0, 0.0, 0.0], [0.0, 2.0, 2.5]], np.float32)
    assert marked_spans(scores) == [(0, 1), (2, 3)]
    assert (OUTSIDE, BEGIN, INSIDE) == (0, 1, 2)


def test_softmax_adds_up_and_sigmoid_is_bounded() -> None:
    assert softmax(np.array([[1e4, 0.0], [0.0, 0.0]])).sum() == pytest.approx(2.0)
    assert 0.0 <= sigmoid(np.array([-1e9]))[0] < sigmoid(np.array([1e9]))[0] <= 1.0


def test_places_tell_subject_first_and_last() -> None:
    assert place_of(0, 3, is_subject=True) == (1.0, 1.0, 0.0, 0.0)
    assert place_of(2, 3, is_subject=False) == (0.0, 0.0, 1.0, 1.0)
    assert place_of(0, 1, is_subject=False)[3] == 0.0
