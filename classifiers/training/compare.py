"""Compare approaches on the test split: ``python -m classifiers.training.compare [--write]``.

With ``--write`` the table replaces the one in docs/classifier.md.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import spacy
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.training import Example as SpacyExample
from spacy.util import minibatch
from thinc.api import fix_random_seed

from classifiers.encoder import Encoder, batch_of, sums_of
from classifiers.layers import Embeddings, Floats, original_weights
from classifiers.load import SHIPPED
from classifiers.pieces import Pieces
from classifiers.training import baselines
from classifiers.training.calibrate import calibrated
from classifiers.training.corpus import load_split
from classifiers.training.evaluate import groups_of
from classifiers.training.examples import Example, example_of, gold_labels
from classifiers.training.fit import Recipe, fit_ngrams
from classifiers.training.metrics import LABELS, Ints, macro_f1
from classifiers.training.train import VERSION, Fitted, fit, fitted_of, network_scores
from classifiers.verdict import mixed
from classifiers.words import create_words

DOCUMENT = Path(__file__).parents[2] / "docs" / "classifier.md"
BEGIN, END = "<!-- comparison -->", "<!-- end of comparison -->"
Reader = Callable[[Sequence[Example], Sequence[Example]], Ints]

TOK2VEC: dict[str, object] = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
    "pretrained_vectors": None,
}
BAG: dict[str, object] = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 2,
    "no_output_layer": False,
    "length": 262144,
}
ENSEMBLE: dict[str, object] = {
    "@architectures": "spacy.TextCatEnsemble.v2",
    "tok2vec": TOK2VEC,
    "linear_model": BAG,
}


def spacy_textcat(model: dict[str, object], epochs: int) -> Reader:
    """Return a reader that trains spaCy's own text classifier from scratch."""

    def read(train: Sequence[Example], test: Sequence[Example]) -> Ints:
        fix_random_seed(1)
        nlp = spacy.blank("xx")
        nlp.tokenizer = create_words()(nlp)
        nlp.add_pipe("textcat", config={"model": model})
        examples = [_spacy_example(nlp, example) for example in train]
        nlp.initialize(lambda: examples)
        chance = random.Random(1)  # noqa: S311 - an order of examples, no secret
        for _ in range(epochs):
            chance.shuffle(examples)
            for batch in minibatch(examples, 16):
                nlp.update(batch, drop=0.2)
        docs = nlp.pipe(f"{e.subject}\n{e.body}" for e in test)
        return np.array([LABELS.index(max(doc.cats, key=doc.cats.__getitem__)) for doc in docs])

    return read


def _spacy_example(nlp: Language, example: Example) -> SpacyExample:
    cats = {label.value: float(label == example.mail.label) for label in LABELS}
    doc = nlp.make_doc(f"{example.subject}\n{example.body}")
    return SpacyExample.from_dict(doc, {"cats": cats})


class Linear:
    """Readers with a linear layer on fixed features; the scores of each are worked out once."""

    def __init__(self) -> None:
        self._ngrams: Floats | None = None
        self._frozen: Floats | None = None

    def ngrams(self, train: Sequence[Example], test: Sequence[Example]) -> Floats:
        """Score by word and character n-grams, hashed."""
        if self._ngrams is None:
            self._ngrams = fit_ngrams(train).scores(test)
        return self._ngrams

    def frozen(self, train: Sequence[Example], test: Sequence[Example]) -> Floats:
        """Score by vectors of the encoder as its package ships it."""
        if self._frozen is None:
            encoder = Encoder(original_weights(), Embeddings())
            model = LogisticRegression(C=20.0, max_iter=500, class_weight="balanced")
            model.fit(_vectors(encoder, train), gold_labels(train))
            self._frozen = np.asarray(model.decision_function(_vectors(encoder, test)))
        return self._frozen

    def average(self, train: Sequence[Example], test: Sequence[Example]) -> Floats:
        """Average the two above."""
        return self.frozen(train, test) + self.ngrams(train, test)


def choosing(score: Callable[[Sequence[Example], Sequence[Example]], Floats]) -> Reader:
    """Return a reader that chooses the label with the best score."""

    def read(train: Sequence[Example], test: Sequence[Example]) -> Ints:
        return score(train, test).argmax(axis=1)

    return read


def _vectors(encoder: Encoder, examples: Sequence[Example]) -> Floats:
    found = []
    for example in examples:
        batch = batch_of([[[piece[0] for piece in s] for s in example.laid]])
        total = sums_of(encoder.read(batch).sums, np.array([0]))
        found.append(encoder.vectors(total, np.array([len(batch.pieces)]))[0])
    return np.array(found)


class Tuned:
    """The readers that ship, trained on the training split alone like every other.

    They are the shipped ones where those were trained on as many mails, for that takes long.
    """

    def __init__(self) -> None:
        self._fitted: Fitted | None = None

    def network(self, train: Sequence[Example], test: Sequence[Example]) -> Ints:
        """The tuned encoder with its heads."""
        return network_scores(self._fit(train).network, list(test)).argmax(axis=1)

    def both(self, train: Sequence[Example], test: Sequence[Example]) -> Ints:
        """The tuned encoder and the n-grams, weighed by the development split."""
        fitted, pieces = self._fit(train), Pieces()
        dev = [example_of(mail, pieces) for mail in load_split("dev")]
        settings = calibrated(*_scores(fitted, dev), gold_labels(dev))
        return mixed(*_scores(fitted, list(test)), settings).argmax(axis=1)

    def _fit(self, train: Sequence[Example]) -> Fitted:
        if self._fitted is None:
            nlp = spacy.load(SHIPPED)
            same = str(nlp.meta["version"]) == f"{VERSION}+{len(train)}"
            self._fitted = fitted_of(nlp) if same else fit(list(train), Recipe())
        return self._fitted


def _scores(fitted: Fitted, examples: list[Example]) -> tuple[Floats, Floats]:
    return network_scores(fitted.network, examples), fitted.plain.scores(examples)


TUNED = Tuned()
LINEAR = Linear()
READERS: dict[str, Reader] = {
    "majority": baselines.majority,
    "cue words": lambda _, test: baselines.cue_words(test),
    "spaCy bag of words, from scratch": spacy_textcat(BAG, 12),
    "spaCy CNN ensemble, from scratch": spacy_textcat(ENSEMBLE, 4),
    "character n-grams, linear": baselines.char_ngrams,
    "hashed word and character n-grams, linear": choosing(LINEAR.ngrams),
    "sentence encoder frozen, linear": choosing(LINEAR.frozen),
    "the last two averaged": choosing(LINEAR.average),
    "sentence encoder tuned, with sentence and ask heads": TUNED.network,
    "**tuned encoder and hashed n-grams averaged (shipped)**": TUNED.both,
}


def main(arguments: list[str]) -> int:
    """Print the comparison, and write it into the documentation when asked to."""
    pieces = Pieces()
    split = "test" if load_split("test") else "dev"
    train = [example_of(mail, pieces) for mail in load_split("train")]
    test = [example_of(mail, pieces) for mail in load_split(split)]
    lines = [
        f"Macro-F1 on the {len(test)} mails of the {split} split; {len(train)} to train on.",
        "",
        "| approach | English | Chinese | plain | hard | all | seconds |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, reader in READERS.items():
        lines.append(_row(name, reader, train, test))
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    if "--write" in arguments:
        write(lines)
    return 0


def _row(name: str, reader: Reader, train: list[Example], test: list[Example]) -> str:
    began = time.monotonic()
    chosen, gold = reader(train, test), gold_labels(test)
    groups = groups_of(test)
    cells = [macro_f1(gold[groups[g]], chosen[groups[g]]) for g in ("en", "zh", "plain", "hard")]
    figures = " | ".join(f"{cell:.3f}" for cell in [*cells, macro_f1(gold, chosen)])
    return f"| {name} | {figures} | {time.monotonic() - began:.0f} |"


def write(lines: Sequence[str]) -> None:
    """Replace the table in the documentation."""
    text = DOCUMENT.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    table = "\n".join(lines)
    DOCUMENT.write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
