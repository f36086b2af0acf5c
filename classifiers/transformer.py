"""A transformer's encoder in NumPy: the ids of a text's pieces in, one vector out.

Its shape is BERT's (Devlin et al. 2019, arXiv:1810.04805); its weights are those of Microsoft's
multilingual E5 (Wang et al. 2024, arXiv:2402.05672; the small one, MIT), tuned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from classifiers.layers import Floats, Ints
from classifiers.quantized import Matrix, Table

WIDTH, HEADS, LAYERS = 384, 12, 12
#: pieces of a text that have a place, with the marks that open and close it
PLACES = 512
EPSILON = 1e-12


class Transformer:
    """Reads one text at a time.

    ``matrices`` and ``vectors`` go by name. Of layer 0: ``l0.q.w`` and ``l0.q.b`` make the query,
    ``k`` and ``v`` keys and values, ``ao`` attention's output, ``fi`` and ``fo`` the feed-forward
    in and out; ``aln`` and ``oln`` are the norms after either. ``pos`` [512, 384] are the places.
    """

    def __init__(
        self, table: Table, matrices: Mapping[str, Matrix], vectors: Mapping[str, Floats]
    ) -> None:
        self._table = table
        self._matrices = matrices
        self._vectors = vectors

    def states(self, pieces: Ints) -> Floats:
        """Return the state of each piece, [p, 384]. ValueError where there are too many."""
        if len(pieces) > PLACES:
            raise ValueError(f"{len(pieces)} pieces; at most {PLACES} can be read")
        x = self._table.of(pieces)
        x += self._vectors["pos"][: len(pieces)]
        x += self._vectors["segment"]
        x = self._normal("ln", x)
        for layer in range(LAYERS):
            x = self._normal(f"l{layer}.aln", x + self._attend(f"l{layer}.", x))
            inner = gelu(self._linear(f"l{layer}.fi", x))
            x = self._normal(f"l{layer}.oln", x + self._linear(f"l{layer}.fo", inner))
        return x

    def _attend(self, layer: str, x: Floats) -> Floats:
        query, key, value = (self._by_head(layer + name, x) for name in ("q", "k", "v"))
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(WIDTH / HEADS)
        scores -= scores.max(axis=-1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed = (shares @ value).transpose(1, 0, 2).reshape(len(x), WIDTH)
        return self._linear(layer + "ao", mixed)

    def _by_head(self, name: str, x: Floats) -> Floats:
        return self._linear(name, x).reshape(len(x), HEADS, -1).transpose(1, 0, 2)

    def _linear(self, name: str, x: Floats) -> Floats:
        found = self._matrices[f"{name}.w"].after(x)
        found += self._vectors[f"{name}.b"]
        return found

    def _normal(self, name: str, x: Floats) -> Floats:
        x = x - x.mean(axis=-1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + EPSILON)
        x *= self._vectors[f"{name}.w"]
        x += self._vectors[f"{name}.b"]
        return x


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit of *x*, by its approximation with tanh."""
    found: Floats = 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return found
