"""The classifier: texts in, predictions with asks and evidence out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifiers.asks import ask_of
from classifiers.evidence import evidence_of
from classifiers.heads import LABELS
from classifiers.layers import Floats
from classifiers.neighbours import pack_vector
from classifiers.ngrams import WordWeights
from classifiers.pipeline import MailNgrams
from classifiers.reading import READING, Reading, reading_of
from classifiers.secondary import secondary_scores
from daemon.errors import ModelUnavailableError
from daemon.model.label import Label, Prediction, Text

#: characters of a body that are read
LONGEST = 50_000
#: mails held as documents at one time; more take memory and gain no time
AT_ONCE = 32


class SpacyClassifier:
    """Runs the shipped spaCy pipeline. One instance serves one thread."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self.version = str(nlp.meta.get("version", "0"))
        ngrams = nlp.get_pipe("ngrams")
        verdict = nlp.get_pipe("verdict")
        if not isinstance(ngrams, MailNgrams):
            raise ModelUnavailableError("the pipeline's component 'ngrams' is of a foreign kind")
        self._words = WordWeights(ngrams.weights, ngrams.rarity)
        self._settings: dict[str, float] = getattr(verdict, "settings", {})

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        """Return one prediction a text, in order."""
        return [self.prediction(text, reading_of(doc)) for text, doc in self.read(texts)]

    @property
    def abstain_above(self) -> float:
        """The expected cost above which a person looks."""
        return self._settings.get("abstain", 1.0)

    def vectors(self, texts: Sequence[Text]) -> Floats:
        """Return unit vectors [texts, 512]; near ones mean alike."""
        found = [reading_of(doc).vector for _, doc in self.read(texts)]
        return np.asarray(found, np.float32).reshape(len(texts), -1)

    def read(self, texts: Sequence[Text]) -> Iterator[tuple[Text, Doc]]:
        """Yield each text with its document, read by every component."""
        for at in range(0, len(texts), AT_ONCE):
            part = texts[at : at + AT_ONCE]
            docs = [self._document(text) for text in part]
            yield from zip(part, self._nlp.pipe(docs), strict=True)

    def _document(self, text: Text) -> Doc:
        subject = " ".join(text.subject.split())
        whole = f"{subject}\n{text.body[:LONGEST]}"
        doc = self._nlp.make_doc(whole)
        doc.user_data[READING] = Reading(whole, len(subject) + 1)
        return doc

    def prediction(self, text: Text, reading: Reading) -> Prediction:
        """Return what *reading* amounts to for *text*."""
        if reading.probabilities is None or reading.also is None:
            raise ModelUnavailableError("the pipeline gave no verdict; its last part is missing")
        best = int(reading.probabilities.argmax())
        urgent = self._settings.get("ask_urgent", 0.5)
        asks = tuple(ask_of(text, ask, reading, urgent) for ask in reading.asks)
        words = self._words.of(reading.text, best)
        return Prediction(
            label=LABELS[best],
            probabilities={
                label: float(p) for label, p in zip(LABELS, reading.probabilities, strict=True)
            },
            abstain=reading.abstain,
            model_version=self.version,
            also=self._also(reading, best),
            asks=asks,
            evidence=evidence_of(reading, best, words),
            urgent=reading.urgent >= self._settings.get("urgent", 0.5),
            vector=pack_vector(reading.vector) if reading.vector is not None else b"",
        )

    def _also(self, reading: Reading, best: int) -> tuple[Label, ...]:
        """Return secondary labels, likeliest first; "other" is never one."""
        scores = secondary_scores(reading, self._settings)
        line = self._settings.get("also", 0.5)
        order = np.argsort(-scores, kind="stable")
        return tuple(
            LABELS[i]
            for i in order
            if scores[i] >= line and i != best and LABELS[i] is not Label.OTHER
        )
