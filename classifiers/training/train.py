"""Train the shipped model: ``python -m classifiers.training.train [FOLDER]``.

Same corpus, same seed: same model. One thread, so that the number of cores changes nothing.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import spacy
import torch
from spacy.language import Language
from spacy.util import load_config

from classifiers.classify import SpacyClassifier
from classifiers.encoder import Encoder, batch_of
from classifiers.guard import Guard
from classifiers.heads import LABELS, Heads
from classifiers.layers import Embeddings, Floats
from classifiers.load import SHIPPED
from classifiers.neighbours import unpack_vectors
from classifiers.pieces import Pieces
from classifiers.pipeline import MailNetwork, MailNgrams, MailVerdict
from classifiers.reading import Reading, clauses_of, places_of, reading_of
from classifiers.training.calibrate import best_line, calibrated, secondary_settings
from classifiers.training.corpus import load_split
from classifiers.training.examples import Example, example_of, gold_labels, located
from classifiers.training.fit import Plain, Recipe, fit_network, fit_ngrams
from classifiers.training.metrics import paired
from classifiers.training.vary import Variants

VERSION = "0.1.0"
CONFIG = Path(__file__).parent / "config.cfg"


def main(arguments: list[str]) -> int:
    """Train on the training split, set the thresholds by the development split, and write."""
    torch.set_num_threads(1)
    folder = Path(arguments[0]) if arguments else SHIPPED
    pieces = Pieces()
    train = [example_of(mail, pieces) for mail in load_split("train")]
    dev = [example_of(mail, pieces) for mail in load_split("dev")]
    sys.stdout.write(f"{len(train)} mails to train on, {len(dev)} to set thresholds\n")
    sys.stdout.flush()
    fitted = fit(train, Recipe())
    settings = settings_of(fitted, dev)
    sys.stdout.write(f"thresholds set: {settings}\n")
    ship(
        pipeline_of(fitted, settings, len(train)),
        [example_of(mail, pieces) for mail in load_split("test")] or dev,
        folder,
    )
    sys.stdout.write(f"written to {folder}\n")
    return 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of the network, and the n-gram reader."""

    network: dict[str, Floats]
    plain: Plain


def fit(examples: list[Example], recipe: Recipe) -> Fitted:
    """Train both readers."""
    variants = Variants([example.mail for example in examples], Pieces(), recipe.chances)
    weights = fit_network(examples, recipe, variants)
    # rounded as they will be on disk, so that thresholds fit what ships
    halves = {name: a.astype(np.float16).astype(np.float32) for name, a in weights.items()}
    return Fitted(halves, fit_ngrams(examples))


def settings_of(fitted: Fitted, dev: list[Example]) -> dict[str, float]:
    """Return the verdict's settings, from mails that *fitted* has not seen."""
    scores = network_scores(fitted.network, dev)
    settings = calibrated(scores, fitted.plain.scores(dev), gold_labels(dev))
    classifier = SpacyClassifier(pipeline_of(fitted, settings, 0))
    texts = [example.mail.as_text(example.body) for example in dev]
    readings = [reading_of(doc) for _, doc in classifier.read(texts)]
    urgent = np.array([example.urgent for example in dev])
    settings["urgent"] = best_line(np.array([reading.urgent for reading in readings]), urgent)
    settings["ask_urgent"] = best_line(*_urgent_asks(readings, dev))
    return settings | secondary_settings(readings, dev)


def _urgent_asks(readings: list[Reading], dev: list[Example]) -> tuple[Floats, Floats]:
    """Return how urgent the asks found seem, and whether those that were marked there are."""
    seems, is_urgent = [], []
    for reading, example in zip(readings, dev, strict=True):
        golds = located(example.mail, example.body, reading.subject_end)
        found = [(ask.start, ask.end) for ask in reading.asks]
        for i, j in paired(found, [(start, end) for start, end, _ in golds]):
            seems.append(reading.asks[i].urgent)
            is_urgent.append(float(golds[j][2].urgent))
    return np.array(seems), np.array(is_urgent)


def fitted_of(nlp: Language) -> Fitted:
    """Return what the pipeline *nlp* was made of."""
    network, ngrams = nlp.get_pipe("network"), nlp.get_pipe("ngrams")
    assert isinstance(network, MailNetwork)
    assert isinstance(ngrams, MailNgrams)
    return Fitted(network.weights, Plain(ngrams.weights, ngrams.bias, ngrams.rarity))


def pipeline_of(fitted: Fitted, settings: dict[str, float], count: int) -> Language:
    """Return the spaCy pipeline; *count* mails went into it."""
    nlp = spacy.util.load_model_from_config(load_config(CONFIG), auto_fill=True)
    network, ngrams, verdict = (nlp.get_pipe(name) for name in ("network", "ngrams", "verdict"))
    assert isinstance(network, MailNetwork)
    assert isinstance(ngrams, MailNgrams)
    assert isinstance(verdict, MailVerdict)
    network.set_weights(fitted.network)
    plain = fitted.plain
    ngrams.weights, ngrams.bias, ngrams.rarity = plain.weights, plain.bias, plain.rarity
    verdict.settings = settings
    nlp.meta.update(
        name="triage",
        version=f"{VERSION}+{count}",
        description="Labels and asks of clients' mail, in English and Chinese",
        license="Apache-2.0",
    )
    return nlp


def ship(nlp: Language, kept: list[Example], folder: Path) -> None:
    """Write the pipeline, and beside it the mails that corrections must not spoil."""
    nlp.to_disk(folder)
    guard_of(SpacyClassifier(nlp), kept).save(folder)


def guard_of(classifier: SpacyClassifier, examples: list[Example]) -> Guard:
    """Return what later corrections are checked against."""
    found = classifier.predict([example.mail.as_text(example.body) for example in examples])
    return Guard(
        vectors=unpack_vectors([prediction.vector for prediction in found]),
        probabilities=np.array([[p.probabilities[label] for label in LABELS] for p in found]),
        gold=gold_labels(examples),
    )


def network_scores(weights: dict[str, Floats], examples: list[Example]) -> Floats:
    """Return the network's logits for mails [mails, labels], by the code that ships."""
    heads = Heads(Encoder(weights, Embeddings()), weights)
    found = []
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = batch_of([[[piece[0] for piece in s] for s in e.laid] for e in part])
        readings = [example.reading for example in part]
        found.append(heads.run(batch, places_of(readings), clauses_of(batch, readings)).label)
    return np.concatenate(found)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
