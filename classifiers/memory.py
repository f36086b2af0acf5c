"""What corrections have taught: a weight for each, spread over mails that resemble it."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field

import numpy as np

from classifiers.heads import LABELS, softmax
from classifiers.layers import Floats

#: a lesson begins to count at the first cosine and counts in full from the second on; among
#: mails of the same client it reaches further
REACH, CLIENT_REACH = (0.35, 0.75), (0.15, 0.5)
#: how far (in log odds) a lesson puts its label ahead of the next one
MARGIN = 2.5
#: no lesson weighs more than this, however sure the model was of the opposite
HEAVIEST = 12.0


@dataclass(slots=True)
class Memory:
    """Lessons in the order they were learned; one row each in every array."""

    ids: list[str] = field(default_factory=list)
    clients: list[str] = field(default_factory=list)
    #: whether a lesson holds for every client
    shared: list[bool] = field(default_factory=list)
    vectors: Floats = field(default_factory=lambda: np.zeros((0, 512), np.float32))
    weights: Floats = field(default_factory=lambda: np.zeros((0, len(LABELS)), np.float32))

    def add(self, lesson: Lesson, shared: bool) -> None:
        """Keep *lesson*."""
        self.ids.append(lesson.id)
        self.clients.append(lesson.client)
        self.shared.append(shared)
        self.vectors = np.concatenate([self.vectors, lesson.vector[None]])
        self.weights = np.concatenate([self.weights, lesson.weights[None]])

    def shift(self, vector: Floats, client: str) -> Floats:
        """Return what the lessons add to the label scores [5] of a mail of *client*."""
        if not self.ids:
            return np.zeros(len(LABELS), np.float32)
        cosines = self.vectors @ vector
        own = np.array([bool(client) and name == client for name in self.clients])
        everyone = np.array(self.shared)
        pull = np.where(own, kernel(cosines, CLIENT_REACH), kernel(cosines, REACH) * everyone)
        return spread(pull[None], self.weights)[0]

    def to_bytes(self) -> bytes:
        """Return the memory as bytes."""
        buffer = io.BytesIO()
        names = json.dumps([self.ids, self.clients, self.shared]).encode()
        np.savez_compressed(
            buffer,
            names=np.frombuffer(names, np.uint8),
            vectors=self.vectors,
            weights=self.weights,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Memory:
        """Return the memory of `to_bytes`. Raises ValueError or KeyError on damage."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            ids, clients, shared = json.loads(stored["names"].tobytes())
            return cls(ids, clients, shared, stored["vectors"], stored["weights"])


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction: where it stands, and what it adds to the label scores there."""

    id: str
    client: str
    vector: Floats
    weights: Floats


def kernel(cosines: Floats, reach: tuple[float, float]) -> Floats:
    """Return how far a lesson carries, 0 to 1."""
    begins, full = reach
    return np.clip((cosines - begins) / (full - begins), 0.0, 1.0)


def spread(pull: Floats, weights: Floats) -> Floats:
    """Return what lessons [n, 5], pulling at mails by [m, n], add to their scores, [m, 5].

    Many lessons alike count little more than one: where pulls add up to more than 1 they
    share 1, plus the logarithm of the rest.
    """
    total = np.maximum(pull.sum(axis=1, keepdims=True), 1.0)
    added: Floats = (pull @ weights) / total * (1.0 + np.log(total))
    return added


def weights_for(scores: Floats, label: int) -> Floats:
    """Return what must be added to *scores* [5] to put *label* ahead by the margin."""
    rivals = np.delete(scores, label)
    gap = float(rivals.max() + MARGIN - scores[label])
    weights = np.zeros(len(LABELS), np.float32)
    if gap > 0:
        weights[label] = min(gap, HEAVIEST) * 0.5
        ahead = (scores > scores[label] - MARGIN) & (np.arange(len(scores)) != label)
        weights[ahead] = -np.minimum(scores[ahead] + MARGIN - scores[label], HEAVIEST) * 0.5
    return weights


def shifted(probabilities: Floats, shift: Floats) -> Floats:
    """Return *probabilities* [..., 5] moved by *shift* in log space."""
    return softmax(np.log(np.maximum(probabilities, 1e-9)) + shift)
