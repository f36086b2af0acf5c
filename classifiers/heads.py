"""The layers above the encoder: what a mail is, what a sentence is, where asks stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from classifiers.encoder import Batch, Encoder, Floats, Ints, Weights, relu, sums_of
from daemon.model.label import Label

LABELS = tuple(Label)
Stretch = tuple[int, int]
#: classes of a sentence: no ask, or an ask of a label
SENTENCE_CLASSES = 1 + len(LABELS)
#: marks of a clause: outside, begins an ask, goes on
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
#: how much likelier "outside" must be, in log odds: a missed ask is worse than one too many
EAGER = 0.3
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
        w = self._weights
        features = self._encoder.features(batch)
        sums = sums_of(features, batch.starts)
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
        marked = features @ w["piece_w"]
        marked += self._linear("piece_context", states)[batch.sentence_of]
        piece_states = relu(marked)
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
        """Score asks [a, 7]: the labels, question, urgent.

        *spans* [a, 3]: first piece, last piece + 1 (never the batch's end), sentence.
        """
        if not len(spans):
            return np.zeros((0, len(LABELS) + 2), np.float32)
        edges = spans[:, :2].ravel()
        lengths = (spans[:, 1] - spans[:, 0])[:, None].astype(np.float32)
        mean = np.add.reduceat(out.piece_states, edges, axis=0)[::2] / lengths
        most = np.maximum.reduceat(out.piece_states, edges, axis=0)[::2]
        return self._linear(
            "ask", np.concatenate([mean, most, out.sentence_states[spans[:, 2]]], 1)
        )

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


def marked_spans(marks: Floats) -> list[Stretch]:
    """Return stretches [first, last) of a sentence's clauses that form an ask.

    *marks* are the clauses' scores [c, 3].
    """
    if not marks.argmax(axis=1).any():
        return []
    logs = np.log(softmax(marks) + 1e-6)
    logs[:, OUTSIDE] -= EAGER
    spans: list[Stretch] = []
    for at, state in enumerate(_best_path(*logs.T.tolist())):
        if state == BEGIN:
            spans.append((at, at + 1))
        elif state == INSIDE:
            spans[-1] = (spans[-1][0], at + 1)
    return spans


def _best_path(outside: list[float], begin: list[float], inside: list[float]) -> list[int]:
    """Viterbi over clauses; inside may not follow outside, nor stand first."""
    scores = (outside[0], begin[0], -1e9)
    back: list[tuple[int, int]] = []
    for out, start, on in zip(outside[1:], begin[1:], inside[1:], strict=True):
        any_before = max(range(3), key=scores.__getitem__)
        asked_before = BEGIN if scores[BEGIN] >= scores[INSIDE] else INSIDE
        back.append((any_before, asked_before))
        scores = (
            scores[any_before] + out,
            scores[any_before] + start,
            scores[asked_before] + on,
        )
    path = [max(range(3), key=scores.__getitem__)]
    for any_before, asked_before in reversed(back):
        path.append(asked_before if path[-1] == INSIDE else any_before)
    return path[::-1]
