from __future__ import annotations

import math

import numpy as np
import pytest

from classifiers.heads import LABELS
from classifiers.transformer import HEADS, Stored, Transformer, attended, gelu, narrowed

WIDTH = 2 * HEADS


@pytest.fixture(scope="module")
def weights() -> Stored:
    chance = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32) * 0.3

    found = {"words": some(11, WIDTH), "places": some(8, WIDTH)}
    found |= {"label": some(WIDTH, len(LABELS)), "label_b": some(len(LABELS))}
    shapes = {"qkv": (1, 3), "out": (1, 1), "wide": (1, 4), "narrow": (4, 1)}
    for layer in ("0", "1"):
        for name, (wide, out) in shapes.items():
            found[f"{layer}.{name}"] = some(wide * WIDTH, out * WIDTH)
            found[f"{layer}.{name}_b"] = some(out * WIDTH)
    for name in ("first", "0.seen", "0.done", "1.seen", "1.done"):
        found |= {f"{name}_g": some(WIDTH), f"{name}_b": some(WIDTH)}
    return narrowed(found)


def test_bytes_are_near_what_they_stand_for() -> None:
    matrix = np.random.default_rng(2).normal(size=(40, 30)).astype(np.float32)
    found = narrowed({"0.wide": matrix, "words": matrix})
    assert found["0.wide"].dtype == np.int8
    assert found["0.wide_scale"].shape == (1, 30)
    assert found["words_scale"].shape == (40, 1)
    for name in ("0.wide", "words"):
        again = found[name] * found[f"{name}_scale"]
        assert np.abs(again - matrix).max() < np.abs(matrix).max() / 100


def test_mails_do_not_see_each_other(weights: Stored) -> None:
    transformer = Transformer(weights)
    mails = [[1, 2, 3], [4], [5, 6, 7, 8, 9, 10, 0]]
    together = transformer.scores(mails)
    alone = np.concatenate([transformer.scores([mail]) for mail in mails])
    assert together.shape == (3, len(LABELS))
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_the_order_of_pieces_counts(weights: Stored) -> None:
    one, other = Transformer(weights).scores([[1, 2, 3], [3, 2, 1]])
    assert np.abs(one - other).max() > 1e-3


def test_attention_is_the_mean_of_values_by_likeness() -> None:
    both = np.random.default_rng(3).normal(size=(5, 3 * WIDTH)).astype(np.float32)
    query, key, value = (part[:, :2] for part in np.split(both, 3, axis=1))
    likeness = np.exp(query @ key.T / math.sqrt(2))
    expected = likeness / likeness.sum(axis=1, keepdims=True) @ value
    np.testing.assert_allclose(attended(both)[:, :2], expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("x", [-3.0, -0.5, 0.0, 0.5, 3.0])
def test_the_error_linear_unit_is_near_its_formula(x: float) -> None:
    exact = x * 0.5 * (1 + math.erf(x / math.sqrt(2)))
    assert gelu(np.array([x], np.float32))[0] == pytest.approx(exact, abs=1e-3)
