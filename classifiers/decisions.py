"""Reads what a reply to an offer decides: multilingual E5, tuned on replies."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from classifiers.heads import softmax
from classifiers.layers import Floats
from classifiers.load import SHIPPED
from classifiers.quantized import Matrix, Table
from classifiers.transformer import PLACES, Transformer
from classifiers.unigram import CLOSE, OPEN, Unigram
from daemon.errors import ModelUnavailableError
from daemon.scope.likely import UNKNOWN
from daemon.scope.reading import Decision

#: the network's file in the folder of the model
FILE = "decisions"
#: what each score of the network stands for
DECISIONS = tuple(Decision)
#: E5 was taught with a word before each text that says what the text is for
BEFORE = "query: "


@dataclass(frozen=True, slots=True)
class Weights:
    """What the network knows: pieces and their scores, their vectors, and the layers."""

    pieces: tuple[str, ...]
    scores: Floats
    table: Table
    matrices: Mapping[str, Matrix]
    vectors: Mapping[str, Floats]

    def pack(self) -> bytes:
        """Return the weights as the bytes of an .npz."""
        arrays = {
            "pieces": np.frombuffer("\n".join(self.pieces).encode(), np.uint8),
            "scores": self.scores.astype(np.float32),
            "table": self.table.values,
            "table.scale": self.table.scale,
        }
        for name, matrix in self.matrices.items():
            arrays |= {f"m.{name}": matrix.values, f"s.{name}": matrix.scale}
        arrays |= {f"v.{name}": v.astype(np.float16) for name, v in self.vectors.items()}
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
        return buffer.getvalue()

    @classmethod
    def unpack(cls, data: bytes) -> Weights:
        """Return what `pack` made. Raises ValueError, KeyError or OSError on damage."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        named = [name[2:] for name in arrays if name.startswith("m.")]
        return cls(
            tuple(arrays["pieces"].tobytes().decode().split("\n")),
            arrays["scores"],
            Table(arrays["table"], arrays["table.scale"]),
            {name: Matrix(arrays[f"m.{name}"], arrays[f"s.{name}"]) for name in named},
            {name[2:]: a.astype(np.float32) for name, a in arrays.items() if name[:2] == "v."},
        )


class DecisionReader:
    """Says how likely each decision is."""

    def __init__(self, weights: Weights) -> None:
        self._pieces = Unigram(weights.pieces, weights.scores.tolist())
        self._network = Transformer(weights.table, weights.matrices, weights.vectors)
        self._head = weights.matrices["head.w"]
        self._bias = weights.vectors["head.b"]
        self._threads = ThreadpoolController()

    def likely(self, text: str, title: str = "") -> Mapping[Decision, float]:
        """Return the probability of each decision, for a reply and what is offered.

        Both are in normal form. Nothing is said of a reply longer than the network can read.
        """
        pieces = laid_out(self._pieces, text, title)
        if len(pieces) > PLACES:
            return UNKNOWN
        with self._threads.limit(limits=1, user_api="blas"):
            states = self._network.states(np.array(pieces))
            both = np.concatenate([states.mean(axis=0), states[0]])
            scores = self._head.after(both[None]) + self._bias
        return dict(zip(DECISIONS, softmax(scores)[0].tolist(), strict=True))

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Return probabilities [texts, decisions]."""
        return np.array([list(self.likely(text).values()) for text in texts])


def laid_out(pieces: Unigram, text: str, title: str) -> list[int]:
    """Return the ids of a reply as the network takes it: what is offered, then what is said."""
    return [OPEN, *pieces.of(BEFORE + title), CLOSE, *pieces.of(text), CLOSE]


def load_reader(folder: Path | None = None) -> DecisionReader:
    """Return the reader in *folder*, or the shipped one. Raises ModelUnavailableError."""
    path = (folder or SHIPPED) / FILE
    try:
        return DecisionReader(Weights.unpack(path.read_bytes()))
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnavailableError(f"{path} cannot be loaded: {error}") from error
