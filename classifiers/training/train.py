"""Train the shipped model: ``python -m classifiers.training.train [FOLDER]``.

Same corpus, same seed, same number of threads: same model.
"""

from __future__ import annotations

import os
import sys
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
from classifiers.heads import LABELS, Heads  # noqa: E402
from classifiers.load import SHIPPED  # noqa: E402
from classifiers.neighbours import unpack_vectors  # noqa: E402
from classifiers.ngrams import features, scores  # noqa: E402
from classifiers.pieces import Pieces  # noqa: E402
from classifiers.pipeline import MailNetwork, MailNgrams, MailVerdict  # noqa: E402
from classifiers.reading import places_of  # noqa: E402
from classifiers.training.calibrate import calibrated  # noqa: E402
from classifiers.training.corpus import load_split  # noqa: E402
from classifiers.training.examples import Example, example_of, gold_labels  # noqa: E402
from classifiers.training.fit import Recipe, fit_network, fit_ngrams  # noqa: E402
from classifiers.training.vary import Variants  # noqa: E402

VERSION = "0.1.0"
CONFIG = Path(__file__).parent / "config.cfg"


def main(arguments: list[str]) -> int:
    """Train on the training split, set the thresholds on the development split, write."""
    torch.set_num_threads(int(THREADS))
    folder = Path(arguments[0]) if arguments else SHIPPED
    pieces = Pieces()
    train = [example_of(mail, pieces) for mail in load_split("train")]
    dev = [example_of(mail, pieces) for mail in load_split("dev")]
    sys.stdout.write(f"{len(train)} mails to train on, {len(dev)} to set thresholds\n")
    nlp = build(train, dev, Recipe())
    nlp.to_disk(folder)
    kept = load_split("test") or load_split("dev")
    guard_of(SpacyClassifier(nlp), [example_of(mail, pieces) for mail in kept]).save(folder)
    sys.stdout.write(f"written to {folder}\n")
    return 0


def build(train: list[Example], dev: list[Example], recipe: Recipe) -> Language:
    """Return the pipeline, trained and calibrated."""
    variants = Variants([example.mail for example in train], Pieces(), recipe.chances)
    weights = fit_network(train, recipe, variants)
    plain = fit_ngrams(train)
    nlp = spacy.util.load_model_from_config(load_config(CONFIG), auto_fill=True)
    network, ngrams, verdict = (nlp.get_pipe(name) for name in ("network", "ngrams", "verdict"))
    assert isinstance(network, MailNetwork)
    assert isinstance(ngrams, MailNgrams)
    assert isinstance(verdict, MailVerdict)
    network.set_weights({n: a.astype(np.float16).astype(np.float32) for n, a in weights.items()})
    ngrams.weights, ngrams.bias = plain
    rows = [features(example.subject, example.body) for example in dev]
    verdict.settings = calibrated(
        network_scores(network.weights, dev), scores(*plain, rows), gold_labels(dev)
    )
    nlp.meta.update(
        name="triage",
        version=f"{VERSION}+{len(train)}",
        description="Labels and asks of clients' mail, in English and Chinese",
        license="Apache-2.0",
    )
    return nlp


def guard_of(classifier: SpacyClassifier, examples: list[Example]) -> Guard:
    """Return what later corrections are checked against."""
    found = classifier.predict([example.mail.as_text(example.body) for example in examples])
    return Guard(
        vectors=unpack_vectors([prediction.vector for prediction in found]),
        probabilities=np.array([[p.probabilities[label] for label in LABELS] for p in found]),
        gold=gold_labels(examples),
    )


def network_scores(weights: dict[str, Floats], examples: list[Example]) -> Floats:
    """Return the network's label logits [mails, labels], by the code that ships."""
    heads = Heads(Encoder(weights, Embeddings()), weights)
    found = []
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = batch_of([[[piece[0] for piece in s] for s in e.laid] for e in part])
        found.append(heads.run(batch, places_of([e.reading for e in part])).label)
    return np.concatenate(found)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
