"""Reads what a reply to an offer decides: the mails' network, tuned on replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from classifiers import store
from classifiers.encoder import Encoder, batch_of
from classifiers.heads import Heads, softmax
from classifiers.layers import Floats, shared_embeddings
from classifiers.load import SHIPPED
from classifiers.pieces import shared_pieces
from classifiers.reading import Reading, clauses_of, find_sentences, lay_out, places_of
from daemon.errors import ModelUnavailableError
from daemon.scope.reading import Decision

#: the network's file in the folder of the model
FILE = "decisions"
#: what each score of the network stands for
DECISIONS = tuple(Decision)
#: kinds of piece kept: replies are short and rare
SLOTS = 512
#: replies read together
TOGETHER = 32


class DecisionReader:
    """Says how likely each decision is. Its weights are those of `classifiers.heads`."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._heads = Heads(Encoder(weights, shared_embeddings(), SLOTS), weights)
        self._pieces = shared_pieces()
        self._threads = ThreadpoolController()

    def likely(self, text: str) -> dict[Decision, float]:
        """Return the probability of each decision for a reply in normal form."""
        return dict(zip(DECISIONS, self.probabilities([text])[0].tolist(), strict=True))

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Return probabilities [texts, decisions]."""
        found = [self._read(texts[at : at + TOGETHER]) for at in range(0, len(texts), TOGETHER)]
        return softmax(np.concatenate(found))

    def _read(self, texts: Sequence[str]) -> Floats:
        readings = [reading_of_reply(text) for text in texts]
        laid = [lay_out(self._pieces, reading) for reading in readings]
        batch = batch_of([[[piece[0] for piece in s] for s in reply] for reply in laid])
        with self._threads.limit(limits=1, user_api="blas"):
            clauses = clauses_of(batch, readings)
            return self._heads.run(batch, places_of(readings), clauses).label


def reading_of_reply(text: str) -> Reading:
    """Return a reply laid out as a mail without a subject."""
    reading = Reading(f"\n{text}", 0)
    reading.sentences = find_sentences(reading.text, 1)
    return reading


def load_reader(folder: Path | None = None) -> DecisionReader:
    """Return the reader in *folder*, or the shipped one. Raises ModelUnavailableError."""
    path = (folder or SHIPPED) / FILE
    try:
        return DecisionReader(store.unpack(path.read_bytes()))
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnavailableError(f"{path} cannot be loaded: {error}") from error
