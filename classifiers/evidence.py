"""Why a mail got its label: the sentences and words that carried it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from classifiers.heads import LABELS
from classifiers.layers import Floats
from classifiers.ngrams import IS_HAN
from classifiers.reading import Reading
from classifiers.words import HAN
from daemon.model.label import Evidence, Label, Sentence

#: how much of each kind is kept; the rest seldom changes a reader's mind
MOST_SENTENCES = 40
MOST_WORDS = 8
#: a sentence or a word that weighs less than this, beside all or beside the strongest, is noise
LEAST_SHARE, LEAST_WORD = 0.03, 0.15
#: how far a sentence without an ask speaks for "other"
NO_ASK = 0.1
#: words that tell a reader nothing on their own
EMPTY = re.compile(
    r"a|about|after|all|also|am|an|and|any|are|as|at|be|been|before|but|by|can|could|did|do|does|for|from|get|go|got"
    r"|had|has|have|he|her|here|him|his|how|i|if|in|into|is|it|its|just|ll|m|me|my|of|on|one|or|other|our"
    r"|out|over|re|s|she|since|some|something|so|t|than|that|the|their|them|then|there|they|this|those|to|up|us|ve|was|we"
    r"|were|what|when|which|who|will|with|would|you|your|d|o|al|0"
    r"|hi|hello|hey|dear|team|all|mr|mrs|ms|dr|sir|madam|regards|best|kind|cheers|sincerely|yours"
)
EMPTY_HAN = re.compile(
    r"[一这這那两兩][个個些]|[我你您他她它][们們]|大家|什[么麼]|自己|.?的.{0,2}|如果|因[为為]|所以"
)
NUMBER = re.compile(r"0\w*|[a-z]|!|！")
SMALL = re.compile(r"\b[a-z][a-z'’]+")
CAPITALISED = re.compile(r"(?<=[a-z,&] )[A-Z][a-z]+")
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
#: a line that only greets or closes
COURTESY = re.compile(
    r"\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))\b[^.!?。！？]{0,40}"
    r"|(?:with )?(?:best|kind|warm|many)?\W?(?:regards|wishes)\b.{0,60}"
    r"|(?:cheers|sincerely|yours|thank you|thanks|thx|best|greetings|many thanks)\b[^.!?]{0,30}"
    r"|(?:您好|你好|各位好?|大家好|尊敬的|此致|敬礼|敬禮|祝好|顺祝|順祝|谢谢|謝謝|感谢|感謝|辛苦了).{0,12}"
    r"|[^，。！？]{1,12}(?:您好|你好|(?:老[师師]|总|總|经理|經理|主任|先生|女士|小姐|工|姐|哥)好))[,，.。!！:：\s]*",
    re.IGNORECASE,
)
#: a line of a few capitalised words: a name, a role
PART = r"(?:[A-Z][\w'’.-]*|&|of|and|the|de|van|der|den|von|du|la|le|di|da|at|for)"
NAME = re.compile(rf"[^\w]*{PART}(?:,? {PART}){{0,5}}[\s,|–-]*")
HAN_NAME = re.compile(rf"[—-]*\s*[{HAN}]{{1,6}}(?:[ ·　]+[{HAN}]{{1,6}}){{0,3}}")


def evidence_of(reading: Reading, best: int, words: Mapping[str, float]) -> Evidence:
    """Return the evidence for the label numbered *best* in the mail.

    A word's weight is its share of what all the mail's words weigh, below 0 when against.
    """
    names = _names(reading.text)
    told = {word: weight for word, weight in words.items() if _tells(word, names, reading.words)}
    least = LEAST_WORD * max(map(abs, told.values()), default=0.0)
    order = sorted(told.items(), key=lambda pair: -abs(pair[1]))
    total = sum(map(abs, told.values())) or 1.0
    shown = [(word, round(weight / total, 3)) for word, weight in order if abs(weight) >= least]
    return Evidence(
        sentences=tuple(_sentences(reading, best)),
        words_for=_first([pair for pair in shown if pair[1] > 0]),
        words_against=_first([pair for pair in shown if pair[1] < 0]),
    )


def _tells(ngram: str, names: AbstractSet[str], cut: AbstractSet[str]) -> bool:
    """Tell words that a reader can judge by from those that only the model can.

    *names* never tell; a Chinese run only if it is *cut* as a word.
    """
    if not _says(ngram):
        return False
    if IS_HAN.match(ngram):
        return ngram in cut
    return names.isdisjoint(ngram.split())


@lru_cache(20_000)
def _says(ngram: str) -> bool:
    """Tell whether an n-gram says something in any mail."""
    if IS_HAN.match(ngram):
        return not EMPTY_HAN.fullmatch(ngram)
    parts = ngram.split()
    return not any(map(NUMBER.fullmatch, parts)) and not all(map(EMPTY.fullmatch, parts))


def _names(text: str) -> set[str]:
    """Return words that are capitalised inside a sentence, and nowhere small."""
    small = set(SMALL.findall(text))
    return {word.lower() for word in CAPITALISED.findall(text)} - small - DAYS


def _first(pairs: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Keep the strongest pairs, leaving out those that are part of a stronger one."""
    kept: list[tuple[str, float]] = []
    for word, weight in pairs:
        if not any(word in other or other in word for other, _ in kept):
            kept.append((word, weight))
        if len(kept) == MOST_WORDS:
            break
    return tuple(kept)


def _sentences(reading: Reading, best: int) -> list[Sentence]:
    """Return the body's sentences that had a share in the verdict, in order.

    A sentence's weight is its share of the network's attention, times how far it speaks for
    the label; the weights of a mail's sentences add up to 1, those too light to show included.
    """
    if reading.sentence_probabilities is None or reading.attention is None or not reading.sentences:
        return []
    rows = reading.sentence_probabilities[:, 1:].copy()
    # "no ask" says of a sentence what "other" says of a mail, if less than a question does
    rows[:, -1] += NO_ASK * reading.sentence_probabilities[:, 0]
    speaks = _speaking(reading, reading.attention * rows[:, best])
    total = sum(speaks) or 1.0
    offset = reading.subject_end
    found = [
        Sentence(
            start - offset,
            end - offset,
            reading.text[start:end],
            _named(reading.sentence_probabilities[number]),
            round(speaks[number] / total, 4),
        )
        for number, (start, end) in enumerate(reading.sentences)
        if speaks[number] / total >= LEAST_SHARE
    ]
    keep = sorted(found, key=lambda sentence: -sentence.weight)[:MOST_SENTENCES]
    return sorted(keep, key=lambda sentence: sentence.start)


def _named(row: Floats) -> dict[Label, float]:
    """Return the probability of each label; a sentence without an ask is "other"."""
    named = dict(zip(LABELS, map(float, row[1:]), strict=True))
    named[Label.OTHER] += float(row[0])
    return named


def _speaking(reading: Reading, shares: Floats) -> list[float]:
    """Return *shares* of the body's sentences that say something; of all where none does."""
    body = [start >= reading.subject_end for start, _ in reading.sentences]
    telling = [not _idle(reading.text[start:end]) for start, end in reading.sentences]
    kept = [a and b for a, b in zip(body, telling, strict=True)]
    if not any(kept):
        kept = body
    return [float(share) * keep for share, keep in zip(shares, kept, strict=True)]


def _idle(text: str) -> bool:
    """Tell a greeting, a closing or a name from a sentence that says something."""
    return any(pattern.fullmatch(text) for pattern in (COURTESY, NAME, HAN_NAME))
