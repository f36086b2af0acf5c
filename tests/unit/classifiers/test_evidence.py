from __future__ import annotations

import numpy as np

from classifiers.evidence import MOST_SENTENCES, MOST_WORDS, evidence_of
from classifiers.reading import Reading

TEXT = "Subject\nIt is broken. Thanks"


def reading() -> Reading:
    found = Reading(TEXT, 8, sentences=[(0, 7), (8, 21), (22, 28)])
    found.attention = np.array([0.2, 0.7, 0.1])
    found.sentence_probabilities = np.array([[0.5, 0.1, 0.1, 0.1, 0.1, 0.1]] * 3)
    found.sentence_probabilities[1] = [0.0, 0.9, 0.025, 0.025, 0.025, 0.025]
    return found


def test_sentences_carry_their_share() -> None:
    first, second = evidence_of(reading(), 0, {}).sentences
    assert first.text == "It is broken."
    assert first.weight > 0.9 > second.weight
    assert sum(second.probabilities.values()) == 1.0
    assert (first.start, first.end) == (0, 13)


def test_words_that_tell_nothing_are_left_out() -> None:
    words = {"the": 3.0, "broken": 2.0, "坏": 1.0, "坏了": 1.5, "thanks": -1.0, "broke": 1.0}
    found = evidence_of(reading(), 0, words)
    assert found.words_for == (("broken", 2.0), ("坏了", 1.5))
    assert found.words_against == (("thanks", -1.0),)


def test_evidence_is_bounded() -> None:
    long = Reading("x" * 500, 0, sentences=[(at, at + 1) for at in range(500)])
    long.attention, long.sentence_probabilities = np.full(500, 1 / 500), np.full((500, 6), 1 / 6)
    found = evidence_of(long, 0, {chr(0x4E00 + 2 * n) * 2: 1.0 for n in range(50)})
    assert len(found.sentences) == MOST_SENTENCES
    assert len(found.words_for) == MOST_WORDS
