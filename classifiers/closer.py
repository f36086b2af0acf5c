"""The component that reads with the transformer what the other two readers doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from classifiers import store
from classifiers.reading import Reading, reading_of
from classifiers.transformer import Stored, Transformer
from classifiers.verdict import is_doubted
from classifiers.wordpieces import WordPieces, is_latin

#: mails that are looked through together, and those of them that are read at one time
TOGETHER, AT_ONCE = 32, 8
WEIGHTS, VOCABULARY = "weights", "vocabulary.txt"


@Language.factory("triaged_transformer")
def create_transformer(nlp: Language, name: str) -> MailTransformer:
    """Return the component that reads doubtful English mails."""
    return MailTransformer()


class MailTransformer:
    """Scores the labels of mails in Latin script that network and n-grams together doubt."""

    def __init__(self) -> None:
        self.weights: Stored = {}
        self._pieces: WordPieces | None = None
        self._transformer: Transformer | None = None
        self._threads = ThreadpoolController()

    def __call__(self, doc: Doc) -> Doc:
        """Read *doc* if it is doubtful and in Latin script."""
        self._read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Read documents, as many together as may be: a matrix is widened once for all."""
        docs = iter(stream)
        while some := list(islice(docs, TOGETHER)):
            self._read(some)
            yield from some

    def _read(self, docs: Sequence[Doc]) -> None:
        if self._transformer is None or self._pieces is None:
            raise ValueError("the transformer has no weights")
        again = [reading for doc in docs if _is_for_us(reading := reading_of(doc))]
        for at in range(0, len(again), AT_ONCE):
            some = again[at : at + AT_ONCE]
            cut = [self._pieces.of(r.text[: r.subject_end], r.text[r.subject_end :]) for r in some]
            with self._threads.limit(limits=1, user_api="blas"):
                scores = self._transformer.scores(cut)
            for reading, row in zip(some, scores, strict=True):
                reading.transformer = row

    def set_weights(self, weights: Stored, vocabulary: Sequence[str]) -> None:
        """Take *weights* as `narrowed` returns them, and the pieces they are for."""
        self.weights = weights
        self._pieces = WordPieces(vocabulary)
        self._transformer = Transformer(weights)

    @property
    def vocabulary(self) -> Sequence[str]:
        """The pieces that the weights are for, in order."""
        return self._pieces.vocabulary if self._pieces else ()

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Write weights and pieces into the folder *path*."""
        path.mkdir(exist_ok=True)
        (path / WEIGHTS).write_bytes(store.pack(self.weights))
        (path / VOCABULARY).write_text("\n".join(self.vocabulary) + "\n", encoding="utf-8")

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> MailTransformer:
        """Read weights and pieces."""
        weights = store.unpack((path / WEIGHTS).read_bytes())
        vocabulary = (path / VOCABULARY).read_text(encoding="utf-8").rstrip("\n").split("\n")
        if len(vocabulary) != len(weights["words"]):
            raise ValueError(f"{path / VOCABULARY} is not the list the weights were made for")
        self.set_weights(weights, vocabulary)
        return self


def _is_for_us(reading: Reading) -> bool:
    if reading.network is None or reading.plain is None:
        raise ValueError("the transformer needs the network and the n-grams before it")
    return is_doubted(reading.network, reading.plain) and is_latin(reading.text)
