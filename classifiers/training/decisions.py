"""Train the reader of decisions: ``python -m classifiers.training.decisions [FOLDER]``.

It is multilingual E5, tuned on replies. Same replies, same seed and same machine: same reader.
Two threads; about twenty minutes.
"""

from __future__ import annotations

import math
import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch
from torch import Tensor
from torch.nn import functional

from classifiers.decisions import DECISIONS, FILE, Weights, laid_out
from classifiers.load import SHIPPED
from classifiers.training.e5 import Start, starting_point
from classifiers.training.fit import pace
from classifiers.training.replies import LabelledReply, labelled_replies
from classifiers.training.reply_network import ReplyNetwork
from classifiers.unigram import Unigram
from daemon.scope.reading import Decision

EPOCHS = 3
TOGETHER = 16
#: batches that are sorted by length together, so that little is padding
SORTED = 20
#: pieces of a reply that are learnt from
MOST = 256
DROPOUT, SMOOTHING, DECAY = 0.1, 0.03, 0.01
#: how fast what was learnt before changes, and what starts from nothing
RATES = (5e-5, 1e-3)
SEED = 1
THREADS = 2
APPROVE = DECISIONS.index(Decision.APPROVE)

LaidOut = tuple[list[int], Decision | None]


def main(arguments: list[str]) -> int:
    """Train on every reply but the tests', and write the weights."""
    torch.set_num_threads(THREADS)
    replies = labelled_replies()
    sys.stdout.write(f"{len(replies)} replies to train on\n")
    start = starting_point().shortened(f"{r.title} {r.text}" for r in replies)
    path = (Path(arguments[0]) if arguments else SHIPPED) / FILE
    path.write_bytes(fit_replies(start, replies).pack())
    sys.stdout.write(f"written to {path}\n")
    return 0


def fit_replies(start: Start, replies: Sequence[LabelledReply], epochs: int = EPOCHS) -> Weights:
    """Return the network's weights, tuned on *replies*."""
    torch.use_deterministic_algorithms(True)
    chance = random.Random(SEED)  # noqa: S311 - an order of examples, no secret
    pieces = Unigram(start.pieces, start.scores.tolist())
    laid = [(laid_out(pieces, r.text, r.title)[:MOST], r.decision) for r in replies]
    network = ReplyNetwork(start, SEED, DROPOUT)
    groups = zip((network.body(), network.head()), RATES, strict=True)
    optimizer = torch.optim.AdamW(
        [{"params": weights, "lr": rate} for weights, rate in groups], weight_decay=DECAY
    )
    steps = epochs * math.ceil(len(laid) / TOGETHER)
    step = 0
    for _ in range(epochs):
        for part in _batches(laid, chance):
            pace(optimizer, RATES, step, steps)
            step += 1
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network([pieces for pieces, _ in part]).float()
            loss = _loss(scores, [decision for _, decision in part])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
    return network.packed()


def _batches(laid: Sequence[LaidOut], chance: random.Random) -> Iterator[Sequence[LaidOut]]:
    """Yield batches of replies of like length, in an order of chance."""
    mixed = chance.sample(laid, len(laid))
    for at in range(0, len(mixed), TOGETHER * SORTED):
        near = sorted(mixed[at : at + TOGETHER * SORTED], key=lambda one: len(one[0]))
        starts = list(range(0, len(near), TOGETHER))
        chance.shuffle(starts)
        yield from (near[start : start + TOGETHER] for start in starts)


def _loss(scores: Tensor, decisions: Sequence[Decision | None]) -> Tensor:
    """Return the mean loss; what is merely no approval is held against a yes alone."""
    known = torch.tensor([decision is not None for decision in decisions])
    gold = torch.tensor([DECISIONS.index(d) for d in decisions if d is not None], dtype=torch.long)
    named = functional.cross_entropy(
        scores[known], gold, label_smoothing=SMOOTHING, reduction="sum"
    )
    yes = functional.softmax(scores[~known], 1)[:, APPROVE].clamp(max=0.9999)
    return (named - torch.log1p(-yes).sum()) / len(decisions)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
