"""The language of what was written, as an ISO 639-1 code."""

from __future__ import annotations

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

# Chinese, Japanese and Korean are told by their script.
_LANGUAGES = (
    Language.ENGLISH,
    Language.GERMAN,
    Language.FRENCH,
    Language.SPANISH,
    Language.ITALIAN,
    Language.PORTUGUESE,
    Language.DUTCH,
    Language.POLISH,
    Language.RUSSIAN,
)
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\w.-]*\d[\w.-]*|\S*[_=/\\]\S*")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")
#: characters looked at; more changes nothing and costs time
_SAMPLE = 80
_SCAN = 400
_FEWEST_LETTERS = 6
#: words of English that no other language of the list has: so many at the start settle it
_ENGLISH = re.compile(
    r"\b(?:the|and|you|your|with|that|this|have|would|please|which|what|from|there|their|our"
    r"|they|when|should|could|been|thanks|but|about)\b",
    re.IGNORECASE,
)
_HEAD, _ENOUGH = 120, 3
_SHORT = 40
_CLEAR = 0.1


def detect_language(text: str, subject: str = "") -> str:
    """Return the language of the text, or of the subject when the text tells none, or ``""``."""
    return _detect(text) or _detect(f"{subject} {text[:_SCAN]}" if subject else "")


def _detect(text: str) -> str:
    sample = text[:_SCAN]
    if sample.isascii() and len(_ENGLISH.findall(sample[:_HEAD])) >= _ENOUGH:
        return "en"
    wide = _detect_script(sample)
    if wide:
        return wide
    sample = " ".join(_NOISE.sub(" ", sample).split())[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < _FEWEST_LETTERS:
        return ""
    if letters < _SHORT:
        return _detect_short(sample)
    found = _detector().detect_language_of(sample)
    return found.iso_code_639_1.name.lower() if found else ""


def _detect_script(sample: str) -> str:
    """Decide by script: kana, Hangul and Han characters say more than any statistics."""
    if sample.isascii():
        return ""
    kana, hangul, han = (len(one.findall(sample)) for one in (_KANA, _HANGUL, _HAN))
    if not kana + hangul + han:
        return ""
    # One such character carries about as much as three letters of an alphabet.
    if 3 * (kana + hangul + han) < len(_LETTER.findall(sample)) - (kana + hangul + han):
        return ""
    if hangul > kana + han:
        return "ko"
    return "ja" if kana * 8 > han else "zh"


def _detect_short(sample: str) -> str:
    ranked = _detector().compute_language_confidence_values(sample)
    if len(ranked) < 2 or ranked[0].value - ranked[1].value < _CLEAR:
        return ""
    return ranked[0].language.iso_code_639_1.name.lower()


@cache
def _detector() -> LanguageDetector:
    builder = LanguageDetectorBuilder.from_languages(*_LANGUAGES)
    return builder.with_low_accuracy_mode().build()
