from __future__ import annotations

import numpy as np
import pytest

from classifiers.heads import (
    BEGIN,
    INSIDE,
    MOST_CLAUSES,
    OUTSIDE,
    best_spans,
    highest,
    place_of,
    possible_spans,
    sigmoid,
    softmax,
    sums_between,
)


def likely(path: list[int]) -> np.ndarray:
    return softmax(np.eye(3, dtype=np.float32)[path] * 4)


def test_nothing_is_possible_where_no_clause_may_be_of_an_ask() -> None:
    assert possible_spans(softmax(np.eye(3)[[0, 0]] * 12)) == []


def test_every_run_of_clauses_is_possible_and_the_marked_one_the_likeliest() -> None:
    found = dict(possible_spans(likely([BEGIN, INSIDE, OUTSIDE])))
    assert set(found) == {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}
    assert max(found, key=found.__getitem__) == (0, 2)


def test_a_long_sentence_has_bounded_possibilities() -> None:
    assert len(possible_spans(likely([BEGIN] * 100))) <= 100 * MOST_CLAUSES


@pytest.mark.parametrize(
    ("spans", "worth", "chosen"),
    [
        pytest.param([], [], [], id="none"),
        pytest.param([(0, 1)], [0.1], [], id="worth too little"),
        pytest.param([(0, 2), (0, 1), (1, 2)], [0.8, 0.5, 0.5], [0], id="the whole"),
        pytest.param([(0, 2), (0, 1), (1, 2)], [0.6, 0.9, 0.8], [1, 2], id="its parts"),
        pytest.param([(5, 9), (0, 6), (9, 12)], [0.7, 0.8, 0.9], [1, 2], id="apart"),
    ],
)
def test_the_best_stretches_do_not_overlap(
    spans: list[tuple[int, int]], worth: list[float], chosen: list[int]
) -> None:
    assert best_spans(spans, worth) == chosen


def test_softmax_adds_up_and_sigmoid_is_bounded() -> None:
    assert softmax(np.array([[1e4, 0.0], [0.0, 0.0]])).sum() == pytest.approx(2.0)
    assert 0.0 <= sigmoid(np.array([-1e9]))[0] < sigmoid(np.array([1e9]))[0] <= 1.0


def test_places_tell_subject_first_and_last() -> None:
    assert place_of(0, 3, is_subject=True) == (1.0, 1.0, 0.0, 0.0)
    assert place_of(2, 3, is_subject=False) == (0.0, 0.0, 1.0, 1.0)
    assert place_of(0, 1, is_subject=False)[3] == 0.0


def test_sums_and_maxima_of_stretches_that_overlap_are_those_of_each_alone() -> None:
    rows = np.random.default_rng(1).normal(size=(40, 3)).astype(np.float32)
    stretches = np.array([(1, 2), (1, 39), (5, 9), (7, 8), (8, 24), (38, 39)])
    sums = [rows[first:last].sum(axis=0) for first, last in stretches]
    most = [rows[first:last].max(axis=0) for first, last in stretches]
    assert np.allclose(sums_between(rows, stretches), sums, atol=1e-5)
    assert np.array_equal(highest(rows, *stretches.T), most)
