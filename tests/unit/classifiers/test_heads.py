from __future__ import annotations

import numpy as np
import pytest

from classifiers.heads import BEGIN, INSIDE, OUTSIDE, marked_spans, place_of, sigmoid, softmax


def marks(path: list[int]) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[path] * 4


@pytest.mark.parametrize(
    ("path", "clauses", "spans"),
    [
        pytest.param([0, 0, 0], [0], [], id="nothing"),
        pytest.param([1, 2, 2, 0, 0], [0, 3], [(0, 3)], id="first clause"),
        pytest.param([0, 0, 1, 2, 1, 2], [0, 2, 4], [(2, 4), (4, 6)], id="two asks"),
        pytest.param([1, 2, 2, 2], [0, 2], [(0, 4)], id="one ask over two clauses"),
        pytest.param([1, 2, 2, 0, 2], [0], [(0, 5)], id="a hole inside a clause is closed"),
        pytest.param([0, 0, 2, 2], [0, 2], [(2, 4)], id="inside after outside begins"),
    ],
)
def test_asks_are_whole_clauses(
    path: list[int], clauses: list[int], spans: list[tuple[int, int]]
) -> None:
    assert marked_spans(marks(path), clauses) == spans


def test_caution_drops_doubtful_asks() -> None:
    doubtful = np.zeros((2, 3), np.float32)
    doubtful[:, [BEGIN, INSIDE]] = 0.1
    assert marked_spans(doubtful, [0]) == [(0, 2)]
    assert marked_spans(doubtful, [0], caution=5.0) == []
    assert OUTSIDE == 0


def test_softmax_adds_up_and_sigmoid_is_bounded() -> None:
    assert softmax(np.array([[1e4, 0.0], [0.0, 0.0]])).sum() == pytest.approx(2.0)
    assert 0.0 <= sigmoid(np.array([-1e9]))[0] < sigmoid(np.array([1e9]))[0] <= 1.0


def test_places_tell_subject_first_and_last() -> None:
    assert place_of(0, 3, is_subject=True) == (1.0, 1.0, 0.0, 0.0)
    assert place_of(2, 3, is_subject=False) == (0.0, 0.0, 1.0, 1.0)
    assert place_of(0, 1, is_subject=False)[3] == 0.0
