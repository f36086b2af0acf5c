"""The spaCy pipeline: components, in order, that read a mail.

A document is the subject, a newline, and the body. What a component finds stands in
``doc.user_data[READING]``; the verdict also stands in ``doc.cats``, the asks in
``doc.spans["asks"]``, so that spaCy's own tools can look at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from classifiers import heads, ngrams, store, words
from classifiers.encoder import Batch, Encoder, batch_of
from classifiers.heads import LABELS, Heads, Outputs, best_spans, possible_spans, sigmoid, softmax
from classifiers.layers import Floats, Ints, shared_embeddings
from classifiers.pieces import Pieces, shared_pieces
from classifiers.reading import (
    FoundAsk,
    Reading,
    clauses_of,
    find_sentences,
    lay_out,
    pieces_of,
    places_of,
    reading_of,
    words_of,
)
from classifiers.verdict import expected_cost, mixed
from daemon.model.label import Label

__all__ = ["words"]

#: mails that go through the network together
TOGETHER = 16
#: and words; more at once takes memory and gains no time
TOGETHER_WORDS = 3_000


@Language.factory("triaged_sentences")
def create_sentences(nlp: Language, name: str) -> MailSentences:
    """Return the component that finds sentences by rule."""
    return MailSentences()


class MailSentences:
    """Finds the sentences of the subject and of the body."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.sentences = find_sentences(reading.text, reading.subject_end)
        return doc


@Language.factory("triaged_network")
def create_network(nlp: Language, name: str) -> MailNetwork:
    """Return the component that runs the encoder and its heads."""
    return MailNetwork()


class MailNetwork:
    """Runs the network over batches of documents."""

    def __init__(self) -> None:
        self.weights: dict[str, Floats] = {}
        self._pieces: Pieces | None = None
        self._heads: Heads | None = None
        # One thread: on short texts more of them wait for each other longer than they work.
        self._threads = ThreadpoolController()

    def __call__(self, doc: Doc) -> Doc:
        self.read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Read documents in batches, bounded by their length."""
        docs: list[Doc] = []
        size = 0
        for doc in stream:
            docs.append(doc)
            size += len(doc)
            if len(docs) >= batch_size or size >= TOGETHER_WORDS:
                self.read(docs)
                yield from docs
                docs, size = [], 0
        if docs:
            self.read(docs)
            yield from docs

    def set_weights(self, weights: dict[str, Floats]) -> None:
        """Take *weights* of encoder and heads, and load what the encoder's package brings."""
        self.weights = weights
        self._pieces = shared_pieces()
        self._heads = Heads(Encoder(weights, shared_embeddings()), weights)

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Write the weights."""
        path.write_bytes(store.pack(self.weights))

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> MailNetwork:
        """Read the weights."""
        self.set_weights(store.unpack(path.read_bytes()))
        return self

    def read(self, docs: Sequence[Doc]) -> None:
        """Fill the readings of *docs*."""
        if self._heads is None or self._pieces is None:
            raise ValueError("the network has no weights")
        readings = [reading_of(doc) for doc in docs]
        laid = [lay_out(self._pieces, reading) for reading in readings]
        batch = batch_of([[[piece[0] for piece in s] for s in mail] for mail in laid])
        clauses = clauses_of(batch, readings)
        with self._threads.limit(limits=1, user_api="blas"):
            out = self._heads.run(batch, places_of(readings), clauses)
            spans, likely = ask_spans(batch, readings, out, clauses)
            scores = self._heads.ask_scores(out, spans)
        first = np.flatnonzero(np.diff(batch.owners, prepend=-1))
        for number, reading in enumerate(readings):
            fill(reading, out, number, slice(first[number], first[number] + len(laid[number])))
            reading.words = words_of(reading.text, laid[number])
        worth = (1 - heads.MARKS_SHARE) * sigmoid(scores[:, -1]) + heads.MARKS_SHARE * likely
        chosen = best_spans([(first, last) for first, last, _ in spans.tolist()], worth.tolist())
        labels = softmax(scores[chosen, : len(LABELS)])
        flags = sigmoid(scores[chosen, len(LABELS) : -1]).tolist()
        for span, row, said in zip(spans[chosen].tolist(), labels, flags, strict=True):
            mail = int(batch.owners[span[2]])
            sentence = span[2] - int(first[mail])
            pieces = laid[mail][sentence]
            begin, end = (at - int(batch.starts[span[2]]) for at in span[:2])
            place = pieces[begin][1], pieces[end - 1][2]
            readings[mail].asks.append(FoundAsk(*place, sentence, row.copy(), *said))


def ask_spans(
    batch: Batch, readings: Sequence[Reading], out: Outputs, clauses: Ints
) -> tuple[Ints, Floats]:
    """Return where asks may stand, [a, 3]: first piece, last piece + 1, sentence; none in subjects.

    And how likely the clauses' marks make each, [a].
    """
    spans: list[tuple[int, int, int]] = []
    chances: list[float] = []
    marks = np.split(softmax(out.marks), np.searchsorted(clauses, batch.starts[1:]))
    rows = [(r, n, row) for r in readings for n, row in enumerate(r.clauses)]
    for sentence, (reading, number, row) in enumerate(rows):
        if not reading.sentences or reading.sentences[number][0] < reading.subject_end:
            continue
        start, length = int(batch.starts[sentence]), int(batch.lengths[sentence])
        for (begin, end), chance in possible_spans(marks[sentence]):
            first, last = pieces_of(row, length, begin, end)
            if first < last:
                spans.append((start + first, start + last, sentence))
                chances.append(chance)
    return np.array(spans, np.int64).reshape(-1, 3), np.array(chances, np.float32)


def fill(reading: Reading, out: Outputs, mail: int, sentences: slice) -> None:
    """Copy what the network says of one mail into its reading."""
    reading.network, reading.also = out.label[mail], sigmoid(out.also[mail])
    reading.urgent = float(sigmoid(out.urgent[mail : mail + 1])[0])
    reading.sentence_probabilities = softmax(out.sentence[sentences])
    reading.attention = out.attention[sentences]
    # a copy, for a view would keep the vectors of all sentences
    reading.vector = out.mail_vectors[mail].copy()


@Language.factory("triaged_ngrams")
def create_ngrams(nlp: Language, name: str) -> MailNgrams:
    """Return the component that reads n-grams."""
    return MailNgrams()


class MailNgrams:
    """Scores the labels by hashed n-grams."""

    def __init__(self) -> None:
        self.weights: Floats = np.zeros((ngrams.BUCKETS, len(LABELS)), np.float32)
        self.bias: Floats = np.zeros(len(LABELS), np.float32)
        self.rarity: Floats = np.ones(ngrams.BUCKETS, np.float32)

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        end = reading.subject_end
        row = ngrams.features(reading.text[:end], reading.text[end:], self.rarity)
        reading.plain = ngrams.scores(self.weights, self.bias, [row])[0]
        return doc

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Write the weights."""
        path.write_bytes(
            store.pack({"weights": self.weights, "bias": self.bias, "rarity": self.rarity})
        )

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> MailNgrams:
        """Read the weights."""
        found = store.unpack(path.read_bytes())
        self.weights, self.bias, self.rarity = (
            found[name] for name in ("weights", "bias", "rarity")
        )
        return self


@Language.factory("triaged_verdict")
def create_verdict(nlp: Language, name: str) -> MailVerdict:
    """Return the component that weighs both readers and decides."""
    return MailVerdict()


class MailVerdict:
    """Averages both readers' scores, calibrates them, and abstains where that costs less.

    ``settings``: ``network`` and ``plain`` (weight of each reader), ``bias_<label>``,
    ``abstain`` (cost of a person's look, in parts of a missed complaint), ``also`` and
    ``urgent`` (thresholds).
    """

    def __init__(self) -> None:
        self.settings: dict[str, float] = {}

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        if reading.network is None or reading.plain is None:
            raise ValueError("the verdict needs the network and the n-grams before it")
        reading.probabilities = mixed(reading.network, reading.plain, self.settings)
        reading.abstain = expected_cost(reading.probabilities) > self.settings.get("abstain", 1.0)
        doc.cats = {
            label.value: float(p) for label, p in zip(LABELS, reading.probabilities, strict=True)
        }
        found = [
            doc.char_span(ask.start, ask.end, _label_of(ask).value, alignment_mode="expand")
            for ask in reading.asks
        ]
        doc.spans["asks"] = [span for span in found if span is not None]
        return doc

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Write the settings."""
        store.write_json(path, self.settings)

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> MailVerdict:
        """Read the settings."""
        self.settings = store.read_json(path)
        return self


def _label_of(ask: FoundAsk) -> Label:
    return LABELS[int(ask.probabilities.argmax())]
