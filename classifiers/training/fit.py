"""Fit the network and the n-gram reader to examples, deterministically."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from torch import Tensor
from torch.nn import functional

from classifiers import ngrams
from classifiers.encoder import batch_of
from classifiers.heads import LABELS, SENTENCE_CLASSES
from classifiers.layers import Embeddings, Floats, starting_weights
from classifiers.reading import clauses_of, places_of
from classifiers.training.examples import Candidate, Example, Span, candidates_of, gold_labels
from classifiers.training.network import Inputs, Network, Scores
from classifiers.training.vary import Chances, Variants


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained."""

    epochs: int = 10
    together: int = 16
    encoder_rate: float = 5e-4
    head_rate: float = 1.5e-3
    dropout: float = 0.35
    #: share of pieces hidden from the network, so that it does not lean on single words
    hidden: float = 0.15
    smoothing: float = 0.05
    chances: Chances = field(default_factory=Chances)
    seed: int = 1


#: what an n-gram is given on either side, so that no share is nothing
SMOOTHING = 0.03

#: weight of each task in the loss
TASKS = {
    "label": 1.0,
    "also": 0.4,
    "urgent": 0.2,
    "sentence": 0.5,
    "marks": 0.5,
    "asks": 0.5,
    "worth": 1.0,
}


def fit_network(
    examples: Sequence[Example], recipe: Recipe, variants: Variants
) -> dict[str, Floats]:
    """Return the weights of encoder and heads, tuned on *examples* and *variants* of them."""
    torch.use_deterministic_algorithms(True)
    chance = random.Random(recipe.seed)  # noqa: S311 - an order of examples, no secret
    network = Network(starting_weights(), recipe.seed, recipe.dropout)
    embeddings = Embeddings()
    rates = (recipe.encoder_rate, recipe.head_rate)
    optimizer = optimizer_of(network, rates)
    steps = recipe.epochs * math.ceil(len(examples) / recipe.together)
    for step, plain in enumerate(_batches(examples, recipe, chance)):
        chosen = [variants.of(example, chance) for example in plain]
        pace(optimizer, rates, step, steps)
        inputs = inputs_of(chosen, embeddings, recipe.hidden, chance)
        loss = loss_of(network(inputs), inputs, chosen, recipe.smoothing)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
    return weights_of(network)


def weights_of(network: Network) -> dict[str, Floats]:
    """Return the network's weights as arrays."""
    return {name: tensor.detach().numpy().copy() for name, tensor in network.w.items()}


def optimizer_of(network: Network, rates: tuple[float, float]) -> torch.optim.Optimizer:
    """Return what tunes *network*: *rates* for the encoder and for the heads."""
    encoder = [t for name, t in network.w.items() if name in network.encoder_names]
    heads = [t for name, t in network.w.items() if name not in network.encoder_names]
    groups = [{"params": encoder, "lr": rates[0]}, {"params": heads, "lr": rates[1]}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def pace(
    optimizer: torch.optim.Optimizer, rates: tuple[float, float], step: int, steps: int
) -> None:
    """Set the rates for *step*: a short rise, then a cosine down to nothing."""
    rise = max(1, steps // 20)
    share = 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))
    if step < rise:
        share = (step + 1) / rise
    for group, rate in zip(optimizer.param_groups, rates, strict=True):
        group["lr"] = rate * share


def hide(embedded: Tensor, share: float) -> Tensor:
    """Return *embedded* [p, 512] with a *share* of the pieces blanked out."""
    return embedded * (torch.rand(len(embedded), 1) >= share)


def _batches(
    examples: Sequence[Example], recipe: Recipe, chance: random.Random
) -> Iterator[list[Example]]:
    for _ in range(recipe.epochs):
        order = list(examples)
        chance.shuffle(order)
        for at in range(0, len(order), recipe.together):
            yield order[at : at + recipe.together]


def inputs_of(
    examples: Sequence[Example], embeddings: Embeddings, hidden: float, chance: random.Random
) -> Inputs:
    """Return *examples* as tensors; a share of the pieces is *hidden*."""
    batch = batch_of([[[piece[0] for piece in s] for s in e.laid] for e in examples])
    embedded = torch.from_numpy(embeddings.of(batch.pieces))
    if hidden:
        embedded = hide(embedded, hidden)
    places = torch.from_numpy(places_of([example.reading for example in examples]))
    first = np.flatnonzero(np.diff(batch.owners, prepend=-1))
    golds = [(number, span) for number, e in enumerate(examples) for span in e.spans]
    drawn = [(n, one) for n, e in enumerate(examples) for one in candidates_of(e, chance)]
    stretches: list[tuple[int, Span | Candidate]] = [*golds, *drawn]
    spans = [
        (at + span.first, at + span.last, int(first[number]) + span.sentence)
        for number, span in stretches
        for at in [int(batch.starts[first[number] + span.sentence])]
    ]
    worth = torch.tensor([1.0] * len(golds) + [candidate.worth for _, candidate in drawn])
    clauses = torch.from_numpy(clauses_of(batch, [example.reading for example in examples]))
    marked = torch.tensor(spans, dtype=torch.long).reshape(-1, 3)
    return Inputs(batch, embedded, places, marked, worth, clauses)


def loss_of(
    scores: Scores, inputs: Inputs, examples: Sequence[Example], smoothing: float
) -> Tensor:
    """Return the weighted sum of every task's loss."""
    spans = [span for example in examples for span in example.spans]
    kinds = torch.tensor([kind for e in examples for kind in e.sentences])
    marks = torch.tensor([mark for e in examples for row in e.marks for mark in row])
    also = torch.tensor([example.also for example in examples])
    urgent = torch.tensor([example.urgent for example in examples])
    gold = torch.from_numpy(gold_labels(examples))
    parts = {
        "label": functional.cross_entropy(scores.label, gold, label_smoothing=smoothing),
        "also": functional.binary_cross_entropy_with_logits(scores.also, also),
        "urgent": functional.binary_cross_entropy_with_logits(scores.urgent, urgent),
        "sentence": functional.cross_entropy(scores.sentence.view(-1, SENTENCE_CLASSES), kinds),
        "marks": functional.cross_entropy(scores.marks, marks),
    }
    if len(inputs.worth):
        parts["worth"] = functional.binary_cross_entropy_with_logits(
            scores.asks[:, -1], inputs.worth
        )
    if spans:
        parts["asks"] = _ask_loss(scores.asks[: len(spans), :-1], spans)
    return torch.stack([TASKS[name] * part for name, part in parts.items()]).sum()


def _ask_loss(scores: Tensor, spans: Sequence[Span]) -> Tensor:
    asks = [span.ask for span in spans]
    labels = torch.tensor([LABELS.index(ask.label) for ask in asks])
    flags = torch.tensor([[float(ask.question), float(ask.urgent)] for ask in asks])
    count = len(LABELS)
    named = functional.cross_entropy(scores[:, :count], labels)
    return named + 0.5 * functional.binary_cross_entropy_with_logits(scores[:, count:], flags)


@dataclass(frozen=True, slots=True)
class Plain:
    """The n-gram reader: weights [buckets, labels], bias [labels], rarity [buckets]."""

    weights: Floats
    bias: Floats
    rarity: Floats

    def scores(self, examples: Sequence[Example]) -> Floats:
        """Return logits [mails, labels]."""
        rows = [ngrams.features(e.subject, e.body, self.rarity) for e in examples]
        return ngrams.scores(self.weights, self.bias, rows)


def fit_ngrams(examples: Sequence[Example], strength: float = 10.0) -> Plain:
    """Return a logistic regression a label on n-grams that come in two mails or more.

    Each n-gram counts by how unevenly it falls on the label (Wang and Manning 2012, NB-SVM).
    """
    rarity = ngrams.rarity_of([(example.subject, example.body) for example in examples])
    once = rarity > math.log((1 + len(examples)) / 3) + 1
    rarity[once] = 0.0
    matrix, gold = ngram_matrix(examples, rarity), gold_labels(examples)
    weights = np.zeros((ngrams.BUCKETS, len(LABELS)), np.float32)
    bias = np.full(len(LABELS), -9.0, np.float32)
    for label in np.unique(gold):
        uneven = np.abs(_log_ratio(matrix, gold == label))
        model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced")
        model.fit(matrix @ diags(uneven), gold == label)
        weights[:, label] = model.coef_[0] * uneven
        bias[label] = model.intercept_[0]
    # rounded as they will be on disk
    return Plain(*(a.astype(np.float16).astype(np.float32) for a in (weights, bias, rarity)))


def _log_ratio(matrix: csr_matrix, chosen: NDArray[np.bool_]) -> Floats:
    """Return, for each column, the log of its share in the *chosen* rows over that in the rest."""
    within, beside = (np.asarray(matrix[rows].sum(axis=0)).ravel() for rows in (chosen, ~chosen))
    within, beside = within + SMOOTHING, beside + SMOOTHING
    ratio: Floats = np.log((within / within.sum()) / (beside / beside.sum()))
    return ratio


def ngram_matrix(examples: Sequence[Example], rarity: Floats) -> csr_matrix:
    """Return the n-gram features of *examples* as a sparse matrix."""
    rows = [ngrams.features(example.subject, example.body, rarity) for example in examples]
    columns = np.concatenate([buckets for buckets, _ in rows])
    values = np.concatenate([values for _, values in rows])
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    return csr_matrix((values, columns, ends), shape=(len(rows), ngrams.BUCKETS))
