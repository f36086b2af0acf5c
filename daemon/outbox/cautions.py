"""What a manager should think of before a reply leaves. Each caution can be overruled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from daemon.model.reply import Caution, Doubt, Draft, Occasion

#: characters of a note that may not stand in a reply; Chinese says as much in half of them
NOTE_OVERLAP, NOTE_OVERLAP_HAN = 40, 20
#: the share of a question's words that a reply takes up when it speaks of it
TAKEN_UP = 0.2
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ing|ment|ments)|enclosed|see the (?:file|document))\b|附件|附上|随信|见附",
    re.IGNORECASE,
)
#: words that stand in every question and say nothing of its matter
_COMMON = frozenset(
    (
        *("all", "also", "and", "any", "are", "but", "can", "could", "did", "does", "for", "from"),
        *(
            "get",
            "had",
            "make",
            "has",
            "have",
            "how",
            "into",
            "its",
            "know",
            "let",
            "may",
            "more",
            "not",
        ),
        *("about", "our", "out", "please", "shall", "should", "tell", "that", "the", "their"),
        *("them", "then", "there", "these", "this", "those", "was", "were", "what", "when"),
        *("where", "which", "who", "why", "will", "with", "would", "you", "your"),
    )
)
_COMMON_HAN = frozenset("的了吗呢吧啊是在有和与我们你您他她它这那请能不可以什么怎么多少为")


def find_cautions(occasion: Occasion, draft: Draft, language: str) -> list[Caution]:
    """Return what the draft may have overlooked, gravest first.

    *language* is that of the draft, or empty where it is too short to tell.
    """
    text = draft.text
    found = [Caution(Doubt.NOTE, words) for words in _notes_in(occasion.notes, text)]
    if occasion.trust == "failed":
        found.append(Caution(Doubt.FORGED, occasion.to))
    if occasion.diverted_from:
        found.append(Caution(Doubt.DIVERTED, occasion.diverted_from))
    if not occasion.by_person:
        found.append(Caution(Doubt.MACHINE, occasion.to))
    if language and occasion.contact_language and language != occasion.contact_language:
        found.append(Caution(Doubt.LANGUAGE, occasion.contact_language))
    found += [Caution(Doubt.QUESTION, q) for q in occasion.questions if not _takes_up(text, q)]
    if not draft.files and (mention := _ATTACHED.search(text)):
        found.append(Caution(Doubt.ATTACHMENT, mention[0]))
    return found


def _notes_in(notes: Iterable[str], text: str) -> Iterator[str]:
    """Yield of each note the first stretch that stands in the text."""
    wanted = _flat(text)
    for note in map(_flat, notes):
        size = NOTE_OVERLAP_HAN if _HAN.search(note) else NOTE_OVERLAP
        windows = (note[at : at + size] for at in range(len(note) - size + 1))
        if found := next((w for w in windows if w in wanted), ""):
            yield found


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _takes_up(text: str, question: str) -> bool:
    """Whether the text speaks of what is asked, judged by the words they share."""
    asked = _matter(question)
    return not asked or len(asked & _matter(text)) >= TAKEN_UP * len(asked)


def _matter(text: str) -> set[str]:
    """Return the words that tell what a text is about; of Chinese, its pairs of characters."""
    folded = text.casefold()
    words = {w[:5] for w in _WORD.findall(folded) if not _HAN.search(w) and w not in _COMMON}
    han = [c if _HAN.match(c) and c not in _COMMON_HAN else " " for c in folded]
    pairs = (a + b for a, b in pairwise(han))
    return words | {pair for pair in pairs if " " not in pair}
