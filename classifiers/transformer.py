"""A small transformer in NumPy, the reader for English mails that the others doubt.

The layers are those of BERT (Devlin et al. 2019), with GELU by its tanh formula; the weights
started from all-MiniLM-L6-v2 and were tuned on the corpus. Matrices are kept as bytes and
widened layer by layer: a quarter of the memory, and little time where mails come together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder import EPSILON, Floats, Ints
from classifiers.heads import softmax

#: arrays by name: matrices as bytes, the rest as floats
Stored = Mapping[str, NDArray[Any]]

HEADS = 12
#: the matrices of a layer: query, key and value; what comes out of attention; the net's two
MATRICES = ("qkv", "out", "wide", "narrow")
#: the greatest value of a byte: seven bits, which pack well and lose nothing that counts
MOST = 63
HALF, CUBIC = np.float32(0.5), np.float32(0.044715)
ROOT = np.float32((2 / np.pi) ** 0.5)


def narrowed(weights: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Return *weights* as they ship: matrices as bytes with a scale, the rest as halves.

    The table of words has a scale for each row, a matrix [in, out] one for each column.
    """
    found: dict[str, NDArray[Any]] = {}
    for name, array in weights.items():
        if name == "words" or name.endswith(MATRICES):
            axis = 1 if name == "words" else 0
            scale = _halved(np.abs(array).max(axis=axis, keepdims=True) / MOST + EPSILON)
            values = np.rint(array / np.maximum(scale, EPSILON))
            found[name] = np.clip(values, -MOST, MOST).astype(np.int8)
            found[f"{name}_scale"] = scale
        else:
            found[name] = _halved(array)
    return found


def _halved(array: Floats) -> Floats:
    return array.astype(np.float16).astype(np.float32)


class Transformer:
    """Scores mails given as word pieces, by *weights* as `narrowed` returns them."""

    def __init__(self, weights: Stored) -> None:
        self._w = weights
        self._layers = sum(name.endswith(".qkv") for name in weights)

    def scores(self, mails: Sequence[Sequence[int]]) -> Floats:
        """Return logits [mails, labels]."""
        w = self._w
        lengths = np.fromiter(map(len, mails), np.int64, len(mails))
        starts = np.cumsum(lengths) - lengths
        pieces = np.concatenate([np.asarray(mail, np.int64) for mail in mails])
        places = np.concatenate([np.arange(length) for length in lengths])
        x = w["words"][pieces].astype(np.float32)
        x *= w["words_scale"][pieces]
        x = self._normalized(x + w["places"][places], "first")
        for number in range(self._layers):
            x = self._layer(x, str(number), starts)
        mean = np.add.reduceat(x, starts, axis=0) / lengths[:, None].astype(np.float32)
        found: Floats = mean @ w["label"] + w["label_b"]
        return found

    def _layer(self, x: Floats, name: str, starts: Ints) -> Floats:
        both = np.split(self._times(x, f"{name}.qkv"), starts[1:])
        seen = np.concatenate([attended(mail) for mail in both])
        x = self._normalized(x + self._times(seen, f"{name}.out"), f"{name}.seen")
        wide = gelu(self._times(x, f"{name}.wide"))
        return self._normalized(x + self._times(wide, f"{name}.narrow"), f"{name}.done")

    def _times(self, x: Floats, name: str) -> Floats:
        found: Floats = x @ self._w[name].astype(np.float32)
        found *= self._w[f"{name}_scale"]
        found += self._w[f"{name}_b"]
        return found

    def _normalized(self, x: Floats, name: str) -> Floats:
        """Normalise the rows of *x*, in place."""
        x -= x.mean(axis=1, keepdims=True)
        x *= 1.0 / np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + EPSILON)
        x *= self._w[f"{name}_g"]
        x += self._w[f"{name}_b"]
        return x


def attended(both: Floats) -> Floats:
    """Let the pieces of one mail see each other; *both* [p, 3 · width]: query, key, value."""
    count, wide = both.shape
    size = wide // 3 // HEADS
    query, key, value = both.reshape(count, 3, HEADS, size).transpose(1, 2, 0, 3)
    share = softmax(query @ key.transpose(0, 2, 1) * np.float32(size**-0.5))
    found: Floats = (share @ value).transpose(1, 0, 2).reshape(count, wide // 3)
    return found


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit of *x*, by its tanh formula."""
    found: Floats = x * x
    found *= CUBIC
    found += 1
    found *= x
    found *= ROOT
    np.tanh(found, out=found)
    found += 1
    found *= x
    found *= HALF
    return found
