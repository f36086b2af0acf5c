from __future__ import annotations

import numpy as np
import pytest

from classifiers.training.metrics import (
    Tally,
    calibration_error,
    confusion,
    f1_by_label,
    macro_f1,
    overlap,
    paired,
)


def test_macro_f1_is_the_mean_over_labels_that_occur() -> None:
    gold, chosen = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    assert macro_f1(gold, chosen) == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert confusion(gold, chosen)[0, 1] == 1
    assert f1_by_label(confusion(gold, chosen))[4] == 0


def test_calibration_error_is_the_gap_between_sure_and_right() -> None:
    sure = np.array([[0.9, 0.1, 0, 0, 0]] * 10)
    assert calibration_error(sure, np.array([0] * 9 + [1])) == pytest.approx(0.0)
    assert calibration_error(sure, np.array([0] * 4 + [1] * 6)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 10), (0, 10), 1.0), ((0, 10), (5, 15), 1 / 3), ((0, 5), (5, 9), 0.0)],
    ids=["same", "half", "apart"],
)
def test_overlap_is_what_both_share_of_all(
    one: tuple[int, int], other: tuple[int, int], share: float
) -> None:
    assert overlap(one, other) == pytest.approx(share)


def test_each_stretch_pairs_once_and_the_best_first() -> None:
    assert paired([(0, 10), (0, 8)], [(0, 8)]) == [(1, 0)]
    assert paired([(0, 3)], [(0, 10)]) == []


def test_a_tally_adds_up() -> None:
    tally = Tally()
    tally.add(1, 2, 1)
    tally.add(1, 2, 3)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.5, 0.5)
