"""The layers above the encoder: what a mail is, what a sentence is, where asks stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifiers.encoder import Batch, Encoder, sums_of
from classifiers.layers import Floats, Ints, Weights, relu
from daemon.model.label import Label

LABELS = tuple(Label)
Stretch = tuple[int, int]
#: classes of a sentence: no ask, or an ask of a label
SENTENCE_CLASSES = 1 + len(LABELS)
#: marks of a clause: outside, begins an ask, goes on
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
#: scores of an ask: the labels, question, urgent, whether it is one at all
ASK_SCORES = len(LABELS) + 3
#: how much the clauses' marks count in a stretch's worth; the rest is its own score
MARKS_SHARE = 0.3
#: what a stretch must be worth to count as an ask: near half the F1, which is best for it
LEAST_WORTH = 0.45
#: clauses that an ask has at most
MOST_CLAUSES = 8
#: a sentence with no clause this likely to be of an ask holds none
LEAST_MARK = 0.05
#: unit vectors are small numbers; this brings them to the scale of the other inputs
SCALE = 8.0


@dataclass(frozen=True, slots=True)
class Outputs:
    """Raw scores (logits) for a batch: mails [m, …], sentences [s, …], pieces [p, …]."""

    label: Floats
    also: Floats
    urgent: Floats
    sentence: Floats
    attention: Floats
    #: [clauses, 3]: outside, begins an ask, goes on
    marks: Floats
    #: inputs for scoring stretches of pieces
    piece_states: Floats
    sentence_states: Floats
    vectors: Floats
    mail_vectors: Floats


class Heads:
    """Runs the encoder and every head in one pass over the pieces."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self._encoder = encoder
        self._weights = weights

    def run(self, batch: Batch, places: Floats, clauses: Ints) -> Outputs:
        """Score a batch.

        *places* [s, 4] says where each sentence stands (see place_of), *clauses* [c] which
        pieces begin a clause.
        """
        seen = self._encoder.read(batch)
        sums = seen.sums
        first = np.flatnonzero(np.diff(batch.owners, prepend=-1))
        pieces = np.add.reduceat(batch.lengths, first)
        stacked = np.concatenate([sums, sums_of(sums, first)])
        both = self._encoder.vectors(stacked, np.concatenate([batch.lengths, pieces]))
        own, mail = both[: len(sums)], both[len(sums) :]
        inputs = np.concatenate([own * SCALE, mail[batch.owners] * SCALE, places], axis=1)
        states = self._in_context(relu(self._linear("state", inputs)), batch.owners)
        scores = self._linear("attend", states)[:, 0]
        share = _softmax_within(scores, batch.owners, first)
        summary = self._summary(mail * SCALE, states, share, first)
        piece_states = seen.products
        piece_states += np.repeat(self._linear("piece_context", states), batch.lengths, axis=0)
        relu(piece_states)
        return Outputs(
            label=self._linear("label", summary),
            also=self._linear("also", summary),
            urgent=self._linear("urgent", summary)[:, 0],
            sentence=self._linear("sentence", states),
            attention=share,
            marks=self._marks(batch, piece_states, clauses),
            piece_states=piece_states,
            sentence_states=states,
            vectors=own,
            mail_vectors=mail,
        )

    def _marks(self, batch: Batch, pieces: Floats, clauses: Ints) -> Floats:
        """Score clauses [c, 3] from the states of their pieces and the clauses around them."""
        lengths = np.diff(clauses, append=len(pieces))[:, None].astype(np.float32)
        mean = np.add.reduceat(pieces, clauses, axis=0) / lengths
        most = np.maximum.reduceat(pieces, clauses, axis=0)
        joined = np.concatenate([mean, most, pieces[clauses]], axis=1)
        owners = batch.owners[batch.sentence_of[clauses]]
        states = self._in_context(relu(self._linear("clause", joined)), owners, "clause_context")
        return self._linear("mark", states)

    def ask_scores(self, out: Outputs, spans: Ints) -> Floats:
        """Score stretches as asks [a, 8]: the labels, question, urgent, whether it is one at all.

        *spans* [a, 3]: first piece, last piece + 1, sentence; a piece stands on either side.
        """
        if not len(spans):
            return np.zeros((0, ASK_SCORES), np.float32)
        pieces, (first, last, sentence) = out.piece_states, spans.T
        mean = sums_between(pieces, spans[:, :2]) / (last - first)[:, None].astype(np.float32)
        inside = np.concatenate([mean, highest(pieces, first, last)], axis=1)
        # Stretches share their edges and sentences, so that those go through the layer once.
        width = pieces.shape[1]
        whole, before, after, within = np.split(
            self._weights["span_w"], np.cumsum([2 * width, width, width])
        )
        edges, at = np.unique(spans[:, :2], return_inverse=True)
        begin, end = at.reshape(-1, 2).T
        hidden = inside @ whole + self._weights["span_b"]
        hidden += (pieces[edges - 1] @ before)[begin]
        hidden += (pieces[edges] @ after)[end]
        hidden += (out.sentence_states @ within)[sentence]
        return self._linear("ask", relu(hidden))

    def _linear(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self._weights[f"{name}_w"] + self._weights[f"{name}_b"]
        return result

    def _in_context(self, states: Floats, owners: Ints, name: str = "context") -> Floats:
        """Let each sentence or clause of a mail see the one before and the one after it."""
        same = (owners[1:] == owners[:-1])[:, None]
        before, after = np.zeros_like(states), np.zeros_like(states)
        before[1:] = states[:-1] * same
        after[:-1] = states[1:] * same
        seen = self._linear(name, np.concatenate([before, states, after], axis=1))
        return states + relu(seen)

    def _summary(self, mail: Floats, states: Floats, share: Floats, first: Ints) -> Floats:
        mean = np.add.reduceat(states * share[:, None], first, axis=0)
        most = np.maximum.reduceat(states, first, axis=0)
        return relu(self._linear("summary", np.concatenate([mail, mean, most], axis=1)))


def sums_between(rows: Floats, stretches: Ints) -> Floats:
    """Add up *rows* over [first, last) for stretches [a, 2] that may overlap."""
    edges, at = np.unique(stretches, return_inverse=True)
    steps = np.add.reduceat(rows, edges, axis=0)
    # in double precision, for a sum here is a small difference of large ones
    upto = np.cumsum(steps, axis=0, dtype=np.float64) - steps
    first, last = at.reshape(-1, 2).T
    return (upto[last] - upto[first]).astype(np.float32)


def highest(rows: Floats, first: Ints, last: Ints) -> Floats:
    """Return the highest of rows [first, last) by column, for stretches that may overlap."""
    found = np.empty((len(first), rows.shape[1]), rows.dtype)
    # Two runs of 2^k rows, from its beginning and to its end, cover a stretch.
    powers = np.frexp(last - first)[1] - 1
    level, step = rows, 1
    for power in range(int(powers.max()) + 1):
        chosen = powers == power
        found[chosen] = np.maximum(level[first[chosen]], level[last[chosen] - step])
        level = np.maximum(level[:-step], level[step:])
        step *= 2
    return found


def place_of(number: int, count: int, is_subject: bool) -> tuple[float, float, float, float]:
    """Return where a sentence stands: subject, first, last, and how far down the mail."""
    return (
        float(is_subject),
        float(number <= 1),
        float(number == count - 1),
        number / max(count - 1, 1),
    )


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    raised: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def sigmoid(scores: Floats) -> Floats:
    """Return the logistic of each score."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
    return result


def _softmax_within(scores: Floats, owners: Ints, first: Ints) -> Floats:
    raised = np.exp(scores - np.maximum.reduceat(scores, first)[owners])
    result: Floats = raised / np.add.reduceat(raised, first)[owners]
    return result


def possible_spans(likely: Floats) -> list[tuple[Stretch, float]]:
    """Return stretches [first, last) of a sentence's clauses that might be an ask, and how likely.

    *likely* are the probabilities of the clauses' marks [c, 3].
    """
    if 1.0 - likely[:, OUTSIDE].min() < LEAST_MARK:
        return []
    count = len(likely)
    begins, goes_on = likely[:, BEGIN].tolist(), likely[:, INSIDE].tolist()
    found = []
    for first in range(count):
        chance = begins[first]
        for last in range(first + 1, min(first + MOST_CLAUSES, count) + 1):
            ends = 1.0 - goes_on[last] if last < count else 1.0
            found.append(((first, last), chance * ends))
            if last < count:
                chance *= goes_on[last]
    return found


def best_spans(spans: Sequence[Stretch], worth: Sequence[float]) -> list[int]:
    """Return which *spans* to take: apart from each other, and worth the most above the least.

    Weighted interval scheduling.
    """
    order = sorted(range(len(spans)), key=lambda number: spans[number][1])
    ends = [spans[number][1] for number in order]
    sums, taken = [0.0], [False]
    for at, number in enumerate(order):
        alone = worth[number] - LEAST_WORTH + sums[bisect_right(ends, spans[number][0], 0, at)]
        taken.append(alone > sums[at])
        sums.append(max(alone, sums[at]))
    found, at = [], len(order)
    while at:
        number = order[at - 1]
        if taken[at]:
            found.append(number)
            at = bisect_right(ends, spans[number][0], 0, at - 1)
        else:
            at -= 1
    return found[::-1]
