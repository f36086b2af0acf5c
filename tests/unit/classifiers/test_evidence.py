from __future__ import annotations

import numpy as np

from classifiers.evidence import MOST_SENTENCES, MOST_WORDS, evidence_of
from classifiers.reading import Reading

TEXT = "Subject\nHi Ann,\nIt is broken. Please ask Kirsten. Ann Lee"
SPANS = [(0, 7), (8, 15), (16, 29), (30, 49), (50, 57)]


def reading() -> Reading:
    found = Reading(TEXT, 8, sentences=SPANS)
    found.attention = np.array([0.2, 0.2, 0.3, 0.2, 0.1])
    found.sentence_probabilities = np.array([[0.5, 0.1, 0.1, 0.1, 0.1, 0.1]] * 5)
    found.sentence_probabilities[2] = [0.0, 0.9, 0.025, 0.025, 0.025, 0.025]
    return found


def test_sentences_carry_their_share() -> None:
    first, second = evidence_of(reading(), 0, {}).sentences
    assert first.text == "It is broken."
    assert first.weight > 0.9 > second.weight
    assert sum(second.probabilities.values()) == 1.0
    assert (first.start, first.end) == (8, 21)


def test_greetings_and_names_are_no_evidence() -> None:
    texts = [sentence.text for sentence in evidence_of(reading(), 0, {}).sentences]
    assert texts == ["It is broken.", "Please ask Kirsten."]


def test_a_mail_of_nothing_but_courtesies_shows_them() -> None:
    found = Reading("Hi Ann,", 0, sentences=[(0, 7)])
    found.attention, found.sentence_probabilities = np.ones(1), np.full((1, 6), 1 / 6)
    assert [sentence.text for sentence in evidence_of(found, 4, {}).sentences] == ["Hi Ann,"]


def test_the_strongest_sentence_comes_first() -> None:
    assert [s.text for s in evidence_of(reading(), 0, {}).strongest(1)] == ["It is broken."]


def test_words_that_tell_nothing_are_left_out() -> None:
    words = {"the": 3.0, "broken": 2.0, "0": 4.0, "hi": 3.0, "thanks": -1.0, "broke": 1.0}
    found = evidence_of(reading(), 0, words | {"kirsten": 2.0, "faint": 0.1})
    assert [word for word, _ in found.words_for] == ["broken"]
    assert [word for word, _ in found.words_against] == ["thanks"]


def test_a_words_weight_is_its_share() -> None:
    found = evidence_of(reading(), 0, {"broken": 2.0, "thanks": -1.0, "invoice": 1.0})
    assert found.words_for == (("broken", 0.5), ("invoice", 0.25))
    assert found.words_against == (("thanks", -0.25),)


def test_chinese_runs_are_shown_as_they_are_cut() -> None:
    found = reading()
    found.words = {"坏了", "我们"}
    told = evidence_of(found, 0, {"坏": 1.0, "坏了": 1.5, "们坏": 1.5, "我们": 1.5})
    assert told.words_for == (("坏了", 1.0),)


def test_evidence_is_bounded() -> None:
    long = Reading("x" * 500, 0, sentences=[(at, at + 1) for at in range(500)])
    long.attention, long.sentence_probabilities = np.full(500, 1 / 500), np.full((500, 6), 1 / 6)
    words = {chr(97 + n % 26) * 3 + chr(97 + n // 26) * 3: 1.0 for n in range(50)}
    found = evidence_of(long, 0, words)
    assert len(found.sentences) <= MOST_SENTENCES
    assert len(found.words_for) == MOST_WORDS
