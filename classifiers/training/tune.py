"""Tune the transformer on the English mails, deterministically."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn import functional

from classifiers.encoder import Floats
from classifiers.heads import LABELS
from classifiers.training.examples import Example
from classifiers.training.transformer import TransformerNetwork, original, padded
from classifiers.training.vary import Chances, Variants
from classifiers.wordpieces import LEARNT, WordPieces, is_latin

#: batches that are put together at a time, from mails of like length, which saves padding
POOL = 16
#: whether the processor multiplies in half precision: half as long, and as good
HALVES = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


@dataclass(frozen=True, slots=True)
class Tuning:
    """How the transformer is tuned."""

    epochs: int = 3
    together: int = 16
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    #: share of the steps in which the rates rise
    rise: float = 0.08
    dropout: float = 0.1
    smoothing: float = 0.05
    #: weight of all labels of a mail beside its first
    also: float = 0.4
    chances: Chances = field(default_factory=lambda: Chances(subject=0.2, shortened=0.1))
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Tuned:
    """Weights of the transformer, and the pieces they are for."""

    weights: dict[str, Floats]
    pieces: list[str]


def readable(examples: Sequence[Example]) -> list[int]:
    """Return the numbers of *examples* that the transformer can read."""
    return [n for n, e in enumerate(examples) if is_latin(f"{e.subject}\n{e.body}")]


def tune(examples: Sequence[Example], tuning: Tuning, variants: Variants) -> Tuned:
    """Return the transformer tuned on *examples* it can read, and *variants* of them."""
    torch.use_deterministic_algorithms(True)
    chance = random.Random(tuning.seed)  # noqa: S311 - an order of examples, no secret
    weights, pieces = original()
    network = TransformerNetwork(weights, tuning.seed, tuning.dropout)
    cutter = WordPieces(pieces)
    old, new = network.groups()
    optimizer = torch.optim.AdamW([{"params": old}, {"params": new}], weight_decay=0.01)
    mine = [examples[number] for number in readable(examples)]
    steps = tuning.epochs * math.ceil(len(mine) / tuning.together)
    step = 0
    for _ in range(tuning.epochs):
        seen = [variants.of(example, chance) for example in mine]
        for batch in _batches(seen, tuning, chance):
            pace = _pace(step / steps, tuning.rise)
            for group, rate in zip(
                optimizer.param_groups, (tuning.rate, tuning.head_rate), strict=True
            ):
                group["lr"] = rate * pace
            table = padded([cutter.of(e.subject, e.body, LEARNT) for e in batch], pieces)
            with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
                label, also = network(*table)
            loss = _loss(label.float(), also.float(), batch, tuning)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
    kept = {name: a for name, a in network.weights().items() if not name.startswith("also")}
    return Tuned(kept, pieces)


def _pace(share: float, rise: float) -> float:
    """Return the share of the full rate after a *share* of the steps: up, then evenly down."""
    return min(share / rise + 1e-3, 1.0 - max(0.0, share - rise) / (1.0 - rise))


def _batches(
    examples: Sequence[Example], tuning: Tuning, chance: random.Random
) -> Iterator[list[Example]]:
    order = list(examples)
    chance.shuffle(order)
    size = tuning.together
    found: list[list[Example]] = []
    for at in range(0, len(order), size * POOL):
        pool = sorted(order[at : at + size * POOL], key=lambda e: len(e.body))
        found += [pool[start : start + size] for start in range(0, len(pool), size)]
    chance.shuffle(found)
    yield from found


def _loss(label: Tensor, also: Tensor, batch: Sequence[Example], tuning: Tuning) -> Tensor:
    gold = torch.tensor([LABELS.index(example.mail.label) for example in batch])
    held = torch.tensor([example.also for example in batch])
    first = functional.cross_entropy(label, gold, label_smoothing=tuning.smoothing)
    return first + tuning.also * functional.binary_cross_entropy_with_logits(also, held)
