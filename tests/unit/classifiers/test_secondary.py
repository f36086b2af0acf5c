from __future__ import annotations

import numpy as np
import pytest

from classifiers.heads import LABELS
from classifiers.reading import FoundAsk, Reading
from classifiers.secondary import secondary_scores, secondary_traits


def reading(*labels: int) -> Reading:
    found = Reading("x", 0)
    found.also = np.array([0.5, 0.9, 0.1, 0.1, 0.1])
    rows = [np.eye(len(LABELS))[label] for label in labels]
    found.asks = [FoundAsk(0, 1, 0, row, 0.0, 0.0) for row in rows]
    return found


def test_traits_are_the_head_the_surest_ask_and_all_asks() -> None:
    traits = secondary_traits(reading(0, 0, 0, 0, 2))
    assert traits[:, 0] == pytest.approx([0.0, 2.197, -2.197, -2.197, -2.197], abs=0.01)
    assert traits[:, 1].tolist() == [1.0, 0.0, 1.0, 0.0, 0.0]
    assert traits[:, 2].tolist() == [3.0, 0.0, 1.0, 0.0, 0.0]


def test_a_mail_without_asks_has_traits_too() -> None:
    assert secondary_traits(reading())[:, 1:].max() == 0.0


def test_without_settings_the_head_alone_decides() -> None:
    assert secondary_scores(reading(2), {}) == pytest.approx([0.5, 0.9, 0.1, 0.1, 0.1])


def test_asks_count_as_far_as_settings_say() -> None:
    settings = {"also_head": 0.0, "also_most": 4.0, "also_constant": -2.0}
    scores = secondary_scores(reading(2), settings)
    assert scores[2] > 0.8 > 0.2 > scores[0]
