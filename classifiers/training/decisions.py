"""Train the reader of decisions: ``python -m classifiers.training.decisions [FOLDER]``.

It is the mails' network with the decisions in place of the labels. Same replies, same seed: same
reader. One thread; about five minutes.
"""

from __future__ import annotations

import math
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch
from torch import Tensor
from torch.nn import functional

from classifiers import store
from classifiers.decisions import DECISIONS, FILE, reading_of_reply
from classifiers.encoder import batch_of
from classifiers.layers import Embeddings, Floats, shared_embeddings, starting_weights
from classifiers.load import SHIPPED
from classifiers.pieces import Piece, shared_pieces
from classifiers.reading import Reading, clauses_of, lay_out, places_of
from classifiers.training.fit import hide, optimizer_of, pace, weights_of
from classifiers.training.network import Inputs, Network
from classifiers.training.replies import LabelledReply, labelled_replies
from daemon.scope.reading import Decision

EPOCHS = 7
TOGETHER = 32
DROPOUT, HIDDEN, SMOOTHING = 0.35, 0.12, 0.03
RATES = (5e-4, 1.5e-3)
SEED = 1
APPROVE = DECISIONS.index(Decision.APPROVE)

LaidOut = tuple[Reading, list[list[Piece]], Decision | None]


def main(arguments: list[str]) -> int:
    """Train on every reply but the tests', and write the weights."""
    torch.set_num_threads(1)
    replies = labelled_replies()
    sys.stdout.write(f"{len(replies)} replies to train on\n")
    path = (Path(arguments[0]) if arguments else SHIPPED) / FILE
    path.write_bytes(store.pack(fit_replies(replies)))
    sys.stdout.write(f"written to {path}\n")
    return 0


def fit_replies(replies: Sequence[LabelledReply], epochs: int = EPOCHS) -> dict[str, Floats]:
    """Return the network's weights, tuned on *replies*."""
    torch.use_deterministic_algorithms(True)
    chance = random.Random(SEED)  # noqa: S311 - an order of examples, no secret
    laid = [_lay_out(reply) for reply in replies]
    network = Network(starting_weights(), SEED, DROPOUT)
    optimizer = optimizer_of(network, RATES)
    steps = epochs * math.ceil(len(laid) / TOGETHER)
    step = 0
    for _ in range(epochs):
        chance.shuffle(laid)
        for at in range(0, len(laid), TOGETHER):
            pace(optimizer, RATES, step, steps)
            step += 1
            part = laid[at : at + TOGETHER]
            scores = network(_inputs(part, shared_embeddings())).label
            loss = _loss(scores, [decision for _, _, decision in part])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
    return weights_of(network)


def _lay_out(reply: LabelledReply) -> LaidOut:
    reading = reading_of_reply(reply.text)
    return reading, lay_out(shared_pieces(), reading), reply.decision


def _inputs(part: Sequence[LaidOut], embeddings: Embeddings) -> Inputs:
    batch = batch_of([[[piece[0] for piece in s] for s in laid] for _, laid, _ in part])
    embedded = hide(torch.from_numpy(embeddings.of(batch.pieces)), HIDDEN)
    readings = [reading for reading, _, _ in part]
    return Inputs(
        batch=batch,
        embedded=embedded,
        places=torch.from_numpy(places_of(readings)),
        spans=torch.zeros(0, 3, dtype=torch.long),
        worth=torch.zeros(0),
        clauses=torch.from_numpy(clauses_of(batch, readings)),
    )


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
