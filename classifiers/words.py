"""The pipeline's tokenizer: words, single Chinese characters, single marks."""

from __future__ import annotations

import re
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff"
TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+|[^\S ]+| +|[^\w\s]|_")


class Words:
    """Cuts text so that each token is a word, a Chinese character or a mark."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return *text* as a document."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in TOKEN.findall(text):
            follows = token[0] == " " and bool(words) and not spaces[-1]
            if follows:
                spaces[-1] = True
            if word := token[follows:]:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: Path, **_: object) -> None:
        """Write nothing: the rule is the code."""

    def from_disk(self, path: Path, **_: object) -> Words:
        """Read nothing."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the rule is the code."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> Words:
        """Read nothing."""
        return self


@registry.tokenizers("triaged.words.v1")
def create_words() -> object:
    """Return the maker of the tokenizer that the pipeline's config names."""

    def make(nlp: Language) -> Words:
        return Words(nlp.vocab)

    return make
