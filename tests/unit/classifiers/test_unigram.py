"""Word pieces of the reader of decisions."""

from __future__ import annotations

from classifiers.unigram import UNKNOWN, Unigram

SCORED = {
    **dict.fromkeys(("<s>", "<pad>", "</s>", "<unk>"), 0.0),
    "▁go": -3.0,
    "▁": -2.0,
    "g": -5.0,
    "o": -5.0,
    "▁a": -3.0,
    "head": -4.0,
    "▁ahead": -6.0,
    "同意": -4.0,
}
PIECES = tuple(SCORED)
UNIGRAM = Unigram(PIECES, tuple(SCORED.values()))


def said(text: str) -> list[str]:
    return [PIECES[id_] for id_ in UNIGRAM.of(text)]


def test_likeliest_pieces_are_found() -> None:
    assert said("go ahead") == ["▁go", "▁ahead"]
    assert said(" go \n go") == ["▁go", "▁go"]
    assert said("同意") == ["▁", "同意"]
    assert said("") == []


def test_other_forms_of_a_letter_are_the_letter() -> None:
    assert said("ｇｏ") == ["▁go"]


def test_a_character_that_no_piece_has_is_unknown_and_alone() -> None:
    assert UNIGRAM.of("go☂☂go") == [4, UNKNOWN, UNKNOWN, 6, 7]


def test_marks_that_are_no_text_are_never_read_from_text() -> None:
    assert not {0, 1, 2} & set(UNIGRAM.of("<s> <pad> </s>"))
