"""Weights in a byte or half a byte."""

from __future__ import annotations

import numpy as np

from classifiers.quantized import Matrix, Table


def test_a_matrix_of_bytes_multiplies_nearly_as_the_full_one() -> None:
    chance = np.random.default_rng(1)
    full = chance.normal(size=(24, 96)).astype(np.float32)
    full[3] = 0
    x = chance.normal(size=(5, 96)).astype(np.float32)
    found, wanted = Matrix.of(full).after(x), x @ full.T
    assert np.abs(found - wanted).max() < 0.02 * np.abs(wanted).max()
    assert (found[:, 3] == 0).all()


def test_half_bytes_are_widened_in_their_places() -> None:
    values = np.full((2, 1, 16), 0x88, np.uint8)
    values[1, 0, 0] = 0xF0  # weight 0 is the lowest, weight 16 the highest
    table = Table(values, np.array([[1], [0.5]], np.float16))
    rows = table.of(np.array([1, 0, 1]))
    assert rows.shape == (3, 32)
    assert rows[0, 0] == -4.0
    assert rows[0, 16] == 3.5
    assert not rows[1].any()
    assert (rows[0] == rows[2]).all()
