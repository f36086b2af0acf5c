"""Variants of training mails, so that the network sees more than was written."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from opencc import OpenCC

from classifiers.pieces import Pieces
from classifiers.training.corpus import Mail
from classifiers.training.examples import Example, example_of, stripped
from daemon.model.label import Label

#: a Chinese character that only the traditional script has, and one of the simplified
TRADITIONAL = frozenset("們這個時後來會還沒點過對請謝麼說問題開關發現實業務選頁電話區")


@dataclass(frozen=True, slots=True)
class Chances:
    """How often a mail is varied, by kind."""

    script: float = 0.25
    joined: float = 0.12
    subject: float = 0.15


class Variants:
    """Draws a variant of a training mail at each sight of it."""

    def __init__(self, mails: Sequence[Mail], pieces: Pieces, chances: Chances) -> None:
        self._mails = mails
        self._pieces = pieces
        self._chances = chances

    def of(self, example: Example, chance: random.Random) -> Example:
        """Return *example*, or a variant of it."""
        mail = example.mail
        if mail.lang == "zh" and chance.random() < self._chances.script:
            mail = in_other_script(mail)
        if chance.random() < self._chances.subject:
            mail = replace(mail, subject=self._subject(mail, chance))
        if chance.random() < self._chances.joined:
            mail = joined(mail, self._partner(mail, chance))
        return example if mail is example.mail else example_of(mail, self._pieces)

    def _subject(self, mail: Mail, chance: random.Random) -> str:
        """Return no subject, or another mail's: subjects mislead."""
        return "" if chance.random() < 0.4 else self._partner(mail, chance).subject

    def _partner(self, mail: Mail, chance: random.Random) -> Mail:
        while True:
            other = chance.choice(self._mails)
            if other.lang == mail.lang:
                return other


def joined(first: Mail, second: Mail) -> Mail:
    """Return both mails as one; the label is what it would be most wrong to miss."""
    order = list(Label)
    labels = sorted({first.label, *first.also, second.label, *second.also}, key=order.index)
    also = tuple(label for label in labels[1:] if label is not Label.OTHER)
    body = f"{stripped(first)}\n\n{stripped(second)}"
    asks = first.asks + tuple(ask for ask in second.asks if ask.text not in first.body)
    return replace(first, body=body, label=labels[0], also=also, asks=asks)


@lru_cache(2)
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def in_other_script(mail: Mail) -> Mail:
    """Return a Chinese mail in the other script, or as it is where lengths would change."""
    config = "t2s" if TRADITIONAL & set(mail.body) else "s2t"
    convert = _converter(config).convert
    body = convert(mail.body)
    asks = tuple(replace(ask, text=convert(ask.text)) for ask in mail.asks)
    if len(body) != len(mail.body) or any(ask.text not in body for ask in asks):
        return mail
    return replace(mail, subject=convert(mail.subject), body=body, asks=asks)
