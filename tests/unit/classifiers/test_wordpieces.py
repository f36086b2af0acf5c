from __future__ import annotations

import pytest

from classifiers.wordpieces import MOST, SUBJECT, WordPieces, is_latin

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "log", "login", "##in", "##s", "a", "!", "cafe"]


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


def named(pieces: WordPieces, subject: str, body: str) -> list[str]:
    return [VOCABULARY[number] for number in pieces.of(subject, body)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LOGIN!", ["login", "!"]),
        ("logins", ["login", "##s"]),
        ("logs", ["log", "##s"]),
        ("Café", ["cafe"]),
        ("a zebra", ["a", "[UNK]"]),
        ("loginz", ["[UNK]"]),
        ("a" * 200, ["[UNK]"]),
        ("", []),
    ],
    ids=["marks", "longest", "rest", "accents", "unknown", "half-known", "endless", "nothing"],
)
def test_words_are_cut_by_the_longest_piece(
    pieces: WordPieces, text: str, expected: list[str]
) -> None:
    assert named(pieces, "", text) == ["[CLS]", "[SEP]", *expected, "[SEP]"]


def test_subject_and_body_stand_apart(pieces: WordPieces) -> None:
    assert named(pieces, "login", "a!") == ["[CLS]", "login", "[SEP]", "a", "!", "[SEP]"]


def test_no_more_is_read_than_the_network_has_places_for(pieces: WordPieces) -> None:
    found = pieces.of("a " * 500, "login " * 500)
    assert len(found) == MOST
    assert found.index(VOCABULARY.index("[SEP]")) == 1 + SUBJECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The login is broken.", True),
        ("Das Büro ist zu.", True),
        ("", True),
        ("The file 报价 for the login page of the shop is wrong.", True),
        ("登录不了", False),
        ("请把 login 改成 sign in", False),
    ],
    ids=["english", "german", "nothing", "a name", "chinese", "mixed"],
)
def test_mails_in_latin_script(text: str, expected: bool) -> None:
    assert is_latin(text) is expected
