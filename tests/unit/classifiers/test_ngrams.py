from __future__ import annotations

import numpy as np
import pytest

from classifiers.ngrams import (
    BUCKETS,
    WordWeights,
    bucket,
    counts_of,
    features,
    parts_of,
    rarity_of,
    scores,
    units,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The login is BROKEN!", ["the", "login", "is", "broken", "!"]),
        ("打不开PDF了？", ["打不开", "pdf", "了", "？"]),
        ("in 2026", ["in", "0"]),
        ("", []),
    ],
)
def test_units_are_words_and_runs(text: str, expected: list[str]) -> None:
    assert units(text) == expected


def test_parts_are_runs_inside_a_word() -> None:
    assert {"red", " re", "ed "} <= set(parts_of("red"))
    assert {"打", "打不", "打不开"} <= set(parts_of("打不开"))


def test_features_are_a_unit_vector() -> None:
    rarity = rarity_of([("a", "red door"), ("b", "red car")])
    found, values = features("a", "red red door", rarity)
    assert np.linalg.norm(values) == pytest.approx(1.0)
    assert rarity[bucket("door")] > rarity[bucket("red")]
    assert len(found) == len(values) == len(set(found.tolist()))


def test_an_empty_mail_scores_the_bias() -> None:
    weights, bias = np.ones((BUCKETS, 2), np.float32), np.array([0.5, -0.5], np.float32)
    row = features("", "", np.ones(BUCKETS, np.float32))
    assert scores(weights, bias, [row]).tolist() == [[0.5, -0.5]]


def test_repeats_are_counted() -> None:
    found, times = counts_of("", "red red red")
    assert times[found == bucket("red")] >= 3


def weighted(*ngrams: str) -> WordWeights:
    weights = np.zeros((BUCKETS, 2), np.float32)
    weights[[bucket(ngram) for ngram in ngrams], 0] = 2.0
    rarity = np.full(BUCKETS, 2.0, np.float32)
    rarity[0] = 9.0
    rarity[bucket("kirsten")] = 9.0
    return WordWeights(weights, rarity)


def test_a_words_weight_holds_that_of_what_is_inside() -> None:
    assert weighted("broken", "brok").of("broken", 0) == pytest.approx({"broken": 4.0})


def test_pairs_and_runs_have_their_own_weight() -> None:
    found = weighted("no longer", "打开").of("no longer 打开", 0)
    assert (found["no longer"], found["打开"], found["no"]) == (2.0, 2.0, 0.0)


def test_words_that_came_in_few_mails_have_no_weight() -> None:
    assert "kirsten" not in weighted("kirsten").of("ask kirsten", 0)
