from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from classifiers.closer import VOCABULARY, MailTransformer
from classifiers.load import SHIPPED
from classifiers.reading import READING, Reading

SURE = np.array([6.0, 0, 0, 0, 0], np.float32)
EVEN = np.zeros(5, np.float32)


@pytest.fixture(scope="module")
def component() -> MailTransformer:
    return MailTransformer().from_disk(SHIPPED / "transformer")


def read(component: MailTransformer, text: str, network: np.ndarray) -> Reading:
    doc = Doc(spacy.blank("xx").vocab, words=["mail"])
    reading = doc.user_data[READING] = Reading(text, 0, network=network, plain=network)
    component(doc)
    return reading


@pytest.mark.parametrize(
    ("text", "network", "is_read"),
    [
        ("The export is broken again.", EVEN, True),
        ("The export is broken again.", SURE, False),
        ("导出又坏了，请尽快修好。", EVEN, False),
    ],
    ids=["doubtful", "sure", "chinese"],
)
def test_doubtful_english_mails_are_read(
    component: MailTransformer, text: str, network: np.ndarray, is_read: bool
) -> None:
    assert (read(component, text, network).transformer is not None) is is_read


def test_a_component_without_weights_says_so() -> None:
    with pytest.raises(ValueError, match="no weights"):
        read(MailTransformer(), "Hello", EVEN)


def test_what_is_written_is_read_again(component: MailTransformer, tmp_path: Path) -> None:
    component.to_disk(tmp_path / "transformer")
    again = MailTransformer().from_disk(tmp_path / "transformer")
    text = "Could you add a dark mode?"
    first, second = (read(c, text, EVEN).transformer for c in (component, again))
    assert first is not None
    np.testing.assert_array_equal(first, second)


def test_pieces_for_other_weights_are_refused(component: MailTransformer, tmp_path: Path) -> None:
    component.to_disk(tmp_path)
    (tmp_path / VOCABULARY).write_text("[UNK]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not the list"):
        MailTransformer().from_disk(tmp_path)
