"""What the encoder works out of a kind of piece alone, kept for those met most of late."""

from __future__ import annotations

import numpy as np

from classifiers.layers import (
    BRANCHES,
    LEFT,
    RIGHT,
    WIDTH,
    Embeddings,
    Floats,
    Ints,
    Weights,
    normalize,
)

#: kinds of piece that are kept, of 14 kB each; more of them take memory and gain little time
SLOTS = 2_048
#: what a kind is worth grows by 1 whenever it is met, and fades by this each time others are
FADING = 0.95
NOWHERE = -1


class Kinds:
    """The share of each kind of piece in the layers up to the first convolution.

    It does not depend on where a piece stands, so that a kind that comes again costs nothing.
    Every array has a row for each slot, and a last one, ``nobody``, that stands for "no piece".
    """

    def __init__(
        self, weights: Weights, embeddings: Embeddings, product: Floats, room: int
    ) -> None:
        self._weights = weights
        self._embeddings = embeddings
        self._product = product
        self._slot_of = np.full(len(embeddings.table), NOWHERE, np.int32)
        self._kind_at = np.full(room, NOWHERE, np.int64)
        self._worth = np.zeros(room, np.float32)
        self.nobody = room
        #: what a piece brings to the convolutions past them, [slots, 768]
        self.own = np.zeros((room + 1, len(BRANCHES) * WIDTH), np.float32)
        #: by distance, what it brings to the convolution around its neighbour there; only the
        #: branches that reach so far have columns, and those are always the last ones
        self.near = [
            np.zeros((room + 1, WIDTH * reaching(at)), np.float32) for at in range(-LEFT, RIGHT + 1)
        ]
        #: its embedding's product with ``product``, sum, and sum of squares
        self.products = np.zeros((room + 1, product.shape[1]), np.float32)
        self.moments = np.zeros((room + 1, 2), np.float32)

    def slots(self, pieces: Ints) -> Ints:
        """Return the rows of *pieces*, of no more kinds than there is room for.

        They hold until the next call.
        """
        slots = self._slot_of[pieces]
        known = slots != NOWHERE
        self._worth *= FADING
        self._worth[slots[known]] += 1.0
        if not known.all():
            self._take_up(np.unique(pieces[~known]), slots[known])
            slots = self._slot_of[pieces]
        return slots.astype(np.int64)

    def _take_up(self, kinds: Ints, busy: Ints) -> None:
        """Work out *kinds*, in place of those that were met least, but for the *busy* slots."""
        worth = self._worth.copy()
        worth[busy] = np.inf
        slots = np.argsort(worth, kind="stable")[: len(kinds)]
        gone = self._kind_at[slots]
        self._slot_of[gone[gone != NOWHERE]] = NOWHERE
        self._slot_of[kinds], self._kind_at[slots], self._worth[slots] = slots, kinds, 1.0
        w = self._weights
        vectors = self._embeddings.of(kinds)
        self.products[slots] = vectors @ self._product
        self.moments[slots, 0] = vectors.sum(axis=1)
        self.moments[slots, 1] = np.einsum("ij,ij->i", vectors, vectors)
        own = normalize(vectors @ w["proj"] + w["proj_b"], w["ln1_g"], w["ln1_b"])
        self.own[slots] = own
        for index, (n, left) in enumerate(BRANCHES):
            part = np.ascontiguousarray(own[:, index * WIDTH : (index + 1) * WIDTH])
            for slot, weights in enumerate(w[f"w1_{n}"].reshape(n, WIDTH, WIDTH)):
                near = self.near[LEFT - left + slot]
                column = near.shape[1] - (len(BRANCHES) - index) * WIDTH
                share = part @ weights
                # every piece is its own neighbour once, so that the bias is added once
                near[slots, column : column + WIDTH] = share + w[f"b1_{n}"] * (slot == left)


def reaching(distance: int) -> int:
    """Return how many branches see the piece at *distance*; they are the last ones."""
    return sum(-left <= distance < n - left for n, left in BRANCHES)
