"""Weights kept in a byte or half a byte each, with a scale for each row or block of 32."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.layers import Floats, Ints

#: the weights that share a scale in a table of half bytes
BLOCK = 32
#: what stands for zero in half a byte
MIDDLE = 8


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in bytes: ``values`` [out, in], ``scale`` [out]."""

    values: NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, full: Floats) -> Matrix:
        """Return *full* [out, in], rounded."""
        scale = np.maximum(np.abs(full).max(axis=1), 1e-8) / 127
        values = np.rint(full / scale[:, None]).astype(np.int8)
        return cls(values, scale.astype(np.float32))

    def after(self, x: Floats) -> Floats:
        """Return ``x @ full.T`` for *x* [n, in]."""
        found: Floats = x @ self.values.astype(np.float32).T
        found *= self.scale
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of half bytes, as llama.cpp's Q4_0 has them: byte j holds weights j and j + 16.

    ``values`` [rows, blocks, 16], ``scale`` [rows, blocks].
    """

    values: NDArray[np.uint8]
    scale: NDArray[np.float16]

    def of(self, rows: Ints) -> Floats:
        """Return *rows* widened, [n, 32 * blocks]."""
        found = self.values[rows]
        both = np.concatenate([found & 15, found >> 4], axis=-1).astype(np.float32) - MIDDLE
        both *= self.scale[rows].astype(np.float32)[..., None]
        return both.reshape(len(rows), -1)
