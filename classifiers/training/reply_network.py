"""The reader of decisions in PyTorch, for tuning; `classifiers.transformer` runs it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from classifiers.decisions import DECISIONS, Weights
from classifiers.quantized import Matrix
from classifiers.training.e5 import Start
from classifiers.transformer import EPSILON, HEADS, LAYERS, WIDTH

#: any piece: what stands there is not looked at
PADDING = 0


class ReplyNetwork(nn.Module):
    """Pieces of replies in, scores [replies, decisions] out. The piece vectors stay as they are."""

    def __init__(self, start: Start, seed: int, dropout: float) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self._start = start
        self._dropout = dropout
        tuned = {name: a for name, a in start.weights.items() if name != "pos"}
        tuned["head.w"] = torch.empty(len(DECISIONS), 2 * WIDTH).normal_(std=0.02).numpy()
        tuned["head.b"] = np.zeros(len(DECISIONS), np.float32)
        # a dot has a meaning in the names of parameters
        self._w = nn.ParameterDict(
            {name.replace(".", "_"): nn.Parameter(torch.tensor(a)) for name, a in tuned.items()}
        )
        self._names = tuple(tuned)
        self._places = torch.tensor(start.weights["pos"])

    def forward(self, replies: Sequence[Sequence[int]]) -> Tensor:
        """Return the scores of *replies*, each the ids of its pieces."""
        most = max(map(len, replies))
        pieces = np.full((len(replies), most), PADDING)
        there = torch.zeros(len(replies), most, dtype=torch.bool)
        for row, reply in enumerate(replies):
            pieces[row, : len(reply)] = reply
            there[row, : len(reply)] = True
        embedded = self._start.table.of(pieces.ravel()).reshape(*pieces.shape, WIDTH)
        x = torch.from_numpy(embedded) + self._places[:most] + self._w["segment"]
        x = self._drop(self._normal("ln", x))
        seen = there[:, None, None, :]
        for layer in range(LAYERS):
            x = self._layer(f"l{layer}_", x, seen)
        x = x.float()
        mean = (x * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        both = functional.dropout(torch.cat([mean, x[:, 0]], 1), 2 * self._dropout, self.training)
        return self._linear("head", both)

    def packed(self) -> Weights:
        """Return the weights as they ship."""
        arrays = {n: self._w[n.replace(".", "_")].detach().numpy() for n in self._names}
        return Weights(
            self._start.pieces,
            self._start.scores,
            self._start.table,
            {n: Matrix.of(a) for n, a in arrays.items() if a.ndim == 2},
            {n: a for n, a in arrays.items() if a.ndim == 1} | {"pos": self._start.weights["pos"]},
        )

    def head(self) -> list[nn.Parameter]:
        """Return what starts from nothing, and so learns faster."""
        return [self._w["head_w"], self._w["head_b"]]

    def body(self) -> list[nn.Parameter]:
        """Return what was learnt before."""
        return [p for name, p in self._w.items() if not name.startswith("head")]

    def _layer(self, layer: str, x: Tensor, seen: Tensor) -> Tensor:
        query, key, value = (self._by_head(layer + name, x) for name in ("q", "k", "v"))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        attended = self._linear(layer + "ao", mixed.transpose(1, 2).flatten(2))
        x = self._normal(layer + "aln", x + self._drop(attended))
        inner = functional.gelu(self._linear(layer + "fi", x), approximate="tanh")
        return self._normal(layer + "oln", x + self._drop(self._linear(layer + "fo", inner)))

    def _by_head(self, name: str, x: Tensor) -> Tensor:
        return self._linear(name, x).unflatten(2, (HEADS, -1)).transpose(1, 2)

    def _linear(self, name: str, x: Tensor) -> Tensor:
        return functional.linear(x, self._w[f"{name}_w"], self._w[f"{name}_b"])

    def _normal(self, name: str, x: Tensor) -> Tensor:
        gain, bias = self._w[f"{name}_w"], self._w[f"{name}_b"]
        return functional.layer_norm(x, (WIDTH,), gain, bias, EPSILON)

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self._dropout, self.training)
