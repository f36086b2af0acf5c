"""Why the model thinks so: probabilities, sentences, words for and against, similar mails."""

from __future__ import annotations

from textual.content import Content

from daemon.model.label import Label, Sentence
from daemon.model.reading import Verdict
from tui.i18n import t
from tui.paint.parts import FAINT, STRONG, assemble, bar, joined, lines, styled
from tui.plain import plain_line
from tui.theme import COLOUR, LONG
from tui.widgets.rows import fit

#: the least probability that is drawn; a bar of nothing says nothing
SEEN = 0.005
MAX_SENTENCES, MAX_WORDS, MAX_SIMILAR = 4, 8, 3


def paint_why(verdict: Verdict) -> Content:
    """Return the model's reasons; they speak of the model's label, whoever decided since."""
    if verdict.model_label is None:
        return styled(t("No model has read this mail."), FAINT)
    parts = [
        assemble(
            (t("Why "), STRONG),
            (t(LONG[verdict.model_label]), f"bold ${COLOUR[verdict.model_label]}"),
            (t("   model {version}", version=plain_line(verdict.model_version)), FAINT),
        ),
        *_probabilities(verdict),
        *_sentences(verdict),
        *_words(verdict),
        *_similar(verdict),
    ]
    return lines(parts)


def _probabilities(verdict: Verdict) -> list[Content]:
    return [
        assemble("  " + fit(t(LONG[label]), 15), bar(p, f"${COLOUR[label]}"), (f" {p:4.0%}", FAINT))
        for label, p in verdict.probabilities
        if p >= SEEN or label is verdict.model_label
    ]


def _sentences(verdict: Verdict) -> list[Content]:
    strongest = verdict.evidence.strongest(MAX_SENTENCES)
    if not strongest:
        return []
    return [styled(t("Sentences that weighed most"), FAINT), *map(_sentence, strongest)]


def _sentence(sentence: Sentence) -> Content:
    label, p = _likeliest(sentence)
    return assemble(
        "  “",
        plain_line(sentence.text, 160),
        "” ",
        (f"{t(LONG[label])} {p:.0%}", f"${COLOUR[label]}"),
    )


def _likeliest(sentence: Sentence) -> tuple[Label, float]:
    return max(sentence.probabilities.items(), key=lambda pair: pair[1], default=(Label.OTHER, 0.0))


def _words(verdict: Verdict) -> list[Content]:
    told = []
    for name, words in (
        ("for", verdict.evidence.words_for),
        ("against", verdict.evidence.words_against),
    ):
        shown = joined([styled(plain_line(w, 40)) for w, _ in words[:MAX_WORDS]], ", ")
        if shown.plain:
            told.append(assemble(("  " + fit(t(name), 8), FAINT), shown))
    return [styled(t("Words"), FAINT), *told] if told else []


def _similar(verdict: Verdict) -> list[Content]:
    similar = verdict.evidence.similar[:MAX_SIMILAR]
    if not similar:
        return []
    told = [
        assemble(
            (f"  {s.similarity:.0%} ", FAINT),
            plain_line(s.text, 100),
            (f"  {t(LONG[s.label])}", f"${COLOUR[s.label]}"),
            (f"  {plain_line(s.source, 40)}", FAINT),
        )
        for s in similar
    ]
    return [styled(t("Similar mails"), FAINT), *told]
