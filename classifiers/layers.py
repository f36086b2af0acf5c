"""The layers of the sentence encoder: their shapes, the weights that ship, the embeddings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.pieces import resource

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Weights = Mapping[str, Floats]

CHUNKS = 17
EMBEDDING = 512
WIDTH = 256
FEATURES = EMBEDDING + 3 * WIDTH
#: (n-gram length, pieces to the left) of the three branches
BRANCHES = ((2, 0), (3, 1), (5, 2))
LEFT, RIGHT = 2, 2
EPSILON = 1e-12


def normalize(x: Floats, gain: Floats, bias: Floats) -> Floats:
    """Layer normalisation over the last axis, in place."""
    x -= x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    x *= (1.0 / np.sqrt(variance + EPSILON))[:, None]
    x *= gain
    x += bias
    return x


def relu(x: Floats) -> Floats:
    """Return *x* with negative values set to zero, in place."""
    return np.maximum(x, 0, out=x)


def original_weights() -> dict[str, Floats]:
    """Return the layers as the package ships them, but for the embedding table."""
    with np.load(resource("weights.npz"), allow_pickle=False) as stored:
        kept = {name: stored[name] for name in stored.files if not name.startswith("q")}
    weights = {
        "proj": np.concatenate([kept[f"proj{n}"] for n, _ in BRANCHES], axis=1),
        "proj_b": np.concatenate([kept[f"proj_b{n}"] for n, _ in BRANCHES]),
        "ln1_g": np.concatenate([kept[f"ln_g{n}"] for n, _ in BRANCHES]),
        "ln1_b": np.concatenate([kept[f"ln_b{n}"] for n, _ in BRANCHES]),
        "ln2_g": kept["ln_g"],
        "ln2_b": kept["ln_b"],
    }
    for name in ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"):
        weights[name] = kept[name]
    for n, _ in BRANCHES:
        weights |= {f"{k}_{n}": kept[f"{k}_{n}"] for k in ("w1", "b1", "w2", "b2")}
    return {name: np.asarray(array, np.float32) for name, array in weights.items()}


def starting_weights() -> dict[str, Floats]:
    """Return the layers that tuning starts from: the package's, but for the second round."""
    second = ("w2_", "b2_")
    return {name: a for name, a in original_weights().items() if not name.startswith(second)}


@cache
def shared_embeddings() -> Embeddings:
    """Return the one table of this process: it takes 64 MB."""
    return Embeddings()


class Embeddings:
    """The encoder's table of piece vectors, kept as bytes and widened on demand."""

    def __init__(self) -> None:
        with np.load(resource("weights.npz"), allow_pickle=False) as stored:
            rows = stored["q1"].shape[0]
            self.table = np.empty((CHUNKS * rows, EMBEDDING), np.uint8)
            for chunk in range(CHUNKS):
                self.table[chunk::CHUNKS] = stored[f"q{chunk + 1}"]
            self._scale, self._low = stored["scale"], stored["lo"]

    def of(self, pieces: Ints) -> Floats:
        """Return the vectors of *pieces*, [p, 512]."""
        found = self.table[pieces].astype(np.float32)
        found *= self._scale[pieces % CHUNKS, None]
        found += self._low[pieces % CHUNKS, None]
        return found

    def sums(self, shares: Floats, pieces: Ints) -> Floats:
        """Return ``shares @ of(pieces)`` for *shares* [s, p], without widening the table."""
        chunks = pieces % CHUNKS
        found: Floats = (shares * self._scale[chunks]) @ self.table[pieces].astype(np.float32)
        found += (shares @ self._low[chunks])[:, None]
        return found
