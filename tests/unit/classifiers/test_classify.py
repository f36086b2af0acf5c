from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifiers.classify import SpacyClassifier
from daemon.model.label import Label, Prediction, Text

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)
ENGLISH = Text(
    "Export",
    "Hi,\n\nthe PDF export still comes out empty although you said it was fixed. "
    "Could you repair it by Friday?\n\nThanks\nAnn",
    "en",
    AT,
)
CHINESE = Text(
    "系统故障", "你们好：\n系统从昨天起一直报错，登录不了。请周五前修好。\n谢谢", "zh", AT
)


@pytest.fixture(scope="module")
def english(shipped: SpacyClassifier) -> Prediction:
    return shipped.predict([ENGLISH])[0]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["english", "chinese"])
def test_a_plain_complaint_is_one(shipped: SpacyClassifier, text: Text) -> None:
    found = shipped.predict([text])[0]
    assert found.label is Label.COMPLAINT
    assert sum(found.probabilities.values()) == pytest.approx(1.0, abs=1e-5)
    assert found.confidence == max(found.probabilities.values())
    assert Label.OTHER not in found.also


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["english", "chinese"])
def test_asks_stand_in_the_body_and_fall_due(shipped: SpacyClassifier, text: Text) -> None:
    asks = shipped.predict([text])[0].asks
    assert asks
    assert all(text.body[ask.start : ask.end] == ask.text and ask.title for ask in asks)
    assert "2026-03-06" in {ask.due for ask in asks}


def test_evidence_needs_no_model_to_be_read(english: Prediction) -> None:
    sentences = english.evidence.sentences
    assert sum(sentence.weight for sentence in sentences) == pytest.approx(1.0, abs=0.01)
    assert max(sentences, key=lambda s: s.weight).text.startswith(("the PDF", "Could"))
    assert all(weight > 0 for _, weight in english.evidence.words_for)
    assert all(weight < 0 for _, weight in english.evidence.words_against)


def test_batches_and_single_mails_agree(shipped: SpacyClassifier) -> None:
    together = shipped.predict([ENGLISH, CHINESE] * 20)
    alone = shipped.predict([CHINESE])[0]
    assert [found.label for found in together[1::2]] == [alone.label] * 20
    assert together[1].confidence == pytest.approx(alone.confidence, abs=1e-4)


def test_vectors_have_unit_length(shipped: SpacyClassifier) -> None:
    vectors = shipped.vectors([ENGLISH, CHINESE])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(subject=st.text(max_size=40), body=st.text(max_size=300))
def test_no_text_is_too_strange(shipped: SpacyClassifier, subject: str, body: str) -> None:
    found = shipped.predict([Text(subject, body, at=AT)])[0]
    assert found.label in Label
    assert all(body[ask.start : ask.end] == ask.text for ask in found.asks)


def test_an_endless_line_takes_bounded_time(shipped: SpacyClassifier) -> None:
    found = shipped.predict([Text("", "要" * 300_000, at=AT), Text("", "a " * 200_000, at=AT)])
    assert len(found) == 2


def test_nothing_in_nothing_out(shipped: SpacyClassifier) -> None:
    assert shipped.predict([]) == []
