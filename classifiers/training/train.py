"""Train the shipped model: ``python -m classifiers.training.train [FOLDER]``.

Same corpus, same seed, same number of threads: same model.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

THREADS = "2"
os.environ.setdefault("OPENBLAS_NUM_THREADS", THREADS)

import numpy as np  # noqa: E402
import spacy  # noqa: E402
import torch  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.util import load_config  # noqa: E402

from classifiers.classify import SpacyClassifier  # noqa: E402
from classifiers.encoder import Embeddings, Encoder, Floats, batch_of  # noqa: E402
from classifiers.guard import Guard  # noqa: E402
from classifiers.heads import LABELS, Heads, sigmoid  # noqa: E402
from classifiers.load import SHIPPED  # noqa: E402
from classifiers.neighbours import unpack_vectors  # noqa: E402
from classifiers.pieces import Pieces  # noqa: E402
from classifiers.pipeline import MailNetwork, MailNgrams, MailVerdict  # noqa: E402
from classifiers.reading import clauses_of, places_of  # noqa: E402
from classifiers.training.calibrate import best_line, calibrated  # noqa: E402
from classifiers.training.corpus import load_split  # noqa: E402
from classifiers.training.examples import Example, example_of, gold_labels  # noqa: E402
from classifiers.training.fit import Plain, Recipe, fit_network, fit_ngrams  # noqa: E402
from classifiers.training.vary import Variants  # noqa: E402

VERSION = "0.1.0"
CONFIG = Path(__file__).parent / "config.cfg"


def main(arguments: list[str]) -> int:
    """Set the thresholds by the development split, then train on both splits, and write."""
    torch.set_num_threads(int(THREADS))
    folder = Path(arguments[0]) if arguments else SHIPPED
    pieces = Pieces()
    train = [example_of(mail, pieces) for mail in load_split("train")]
    dev = [example_of(mail, pieces) for mail in load_split("dev")]
    sys.stdout.write(f"{len(train)} mails to train on, {len(dev)} to set thresholds\n")
    settings = settings_of(fit(train, Recipe()), dev)
    sys.stdout.write(f"thresholds set: {settings}\n")
    sys.stdout.flush()
    nlp = pipeline_of(fit(train + dev, Recipe()), settings, len(train) + len(dev))
    ship(nlp, [example_of(mail, pieces) for mail in load_split("test")] or dev, folder)
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
    out = network_outputs(fitted.network, dev)
    settings = calibrated(out["label"], fitted.plain.scores(dev), gold_labels(dev))
    also = np.array([example.also for example in dev])
    urgent = np.array([example.urgent for example in dev])
    settings["also"] = best_line(sigmoid(out["also"]), also)
    settings["urgent"] = best_line(sigmoid(out["urgent"]), urgent)
    return settings


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


def network_outputs(weights: dict[str, Floats], examples: list[Example]) -> dict[str, Floats]:
    """Return the network's logits for mails, by the code that ships."""
    heads = Heads(Encoder(weights, Embeddings()), weights)
    found = []
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = batch_of([[[piece[0] for piece in s] for s in e.laid] for e in part])
        readings = [example.reading for example in part]
        found.append(heads.run(batch, places_of(readings), clauses_of(batch, readings)))
    return {
        name: np.concatenate([getattr(out, name) for out in found])
        for name in ("label", "also", "urgent")
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
