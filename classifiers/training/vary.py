"""Variants of training mails, so that the network sees more than was written."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from opencc import OpenCC

from classifiers.pieces import Pieces
from classifiers.sentences import sentences
from classifiers.training.corpus import Mail
from classifiers.training.examples import Example, example_of, located, stripped
from daemon.model.label import Label

#: a Chinese character that only the traditional script has, and one of the simplified
TRADITIONAL = frozenset("們這個時後來會還沒點過對請謝麼說問題開關發現實業務選頁電話區")


#: share of a shortened mail's idle sentences that go, and of letters that a hasty hand leaves out
LEFT_OUT, SLIPS = 0.4, 0.02


@dataclass(frozen=True, slots=True)
class Chances:
    """How often a mail is varied, by kind."""

    script: float = 0.25
    joined: float = 0.12
    subject: float = 0.15
    #: typed in haste: all small or all capital letters, no commas, slips
    typed: float = 0.06
    #: without some of the sentences that ask for nothing
    shortened: float = 0.06


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
        if chance.random() < self._chances.shortened:
            mail = shortened(mail, chance)
        if chance.random() < self._chances.typed:
            mail = typed(mail, chance)
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


def shortened(mail: Mail, chance: random.Random) -> Mail:
    """Return *mail* without some of the sentences that hold no ask, or as it is without asks."""
    if not mail.asks:
        return mail
    body = stripped(mail)
    asks = [(start, end) for start, end, _ in located(mail, body)]
    gone = [
        (start, end)
        for start, end in sentences(body)
        if all(end <= a or start >= b for a, b in asks) and chance.random() < LEFT_OUT
    ]
    return _without(mail, body, {at for start, end in gone for at in range(start, end)})


def typed(mail: Mail, chance: random.Random) -> Mail:
    """Return *mail* as one types it in haste: in small or capital letters, or with slips."""
    way = chance.random()
    if way < 0.35:
        return _letters(mail, str.lower)
    if way < 0.45:
        return _letters(mail, str.upper)
    body = stripped(mail)
    if way < 0.7:
        marks = ",.'，。" if way < 0.55 else ",'，"
        return _without(mail, body, {at for at, char in enumerate(body) if char in marks})
    slips = {at for at, char in enumerate(body) if char.isalpha() and chance.random() < SLIPS}
    return _without(mail, body, slips)


def _letters(mail: Mail, change: Callable[[str], str]) -> Mail:
    asks = tuple(replace(ask, text=change(ask.text)) for ask in mail.asks)
    return replace(mail, subject=change(mail.subject), body=change(mail.body), asks=asks)


def _without(mail: Mail, body: str, gone: AbstractSet[int]) -> Mail:
    """Return *mail* with the text *body*, but for the characters at the places *gone*."""
    asks = []
    for start, end, ask in located(mail, body):
        text = "".join(body[at] for at in range(start, end) if at not in gone)
        if text.strip():
            asks.append(replace(ask, text=text))
    left = "".join(char for at, char in enumerate(body) if at not in gone)
    return replace(mail, body=left, asks=tuple(asks))


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
