"""A reply before it leaves: exactly what the client will get, and what to think of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from daemon.model.outgoing import Enclosure
from daemon.model.reply import Caution, Doubt, Draft, Occasion
from tui import moments
from tui.i18n import t
from tui.paint.parts import FAINT, STRONG, WARN, assemble, lines, styled
from tui.plain import plain_line

if TYPE_CHECKING:
    # the template engine takes longer to load than the first list to show
    from daemon.outbox.render import Rendered

LANGUAGES = {"en": "English", "zh": "Chinese", "de": "German", "fr": "French", "es": "Spanish"}
LANGUAGES |= {"it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish", "ru": "Russian"}
LANGUAGES |= {"ja": "Japanese", "ko": "Korean"}


def paint_reply(occasion: Occasion, draft: Draft, words: Rendered) -> Content:
    """Return the reply as it will leave: who gets it, its subject, its text."""
    others = ", ".join(occasion.everybody) if draft.everybody else ""
    head = [("To", occasion.to), ("Cc", others), ("Subject", words.subject)]
    return lines(
        [
            styled(t("As it will leave"), STRONG),
            *(
                assemble((f"{name:>8}  ", FAINT), plain_line(value))
                for name, value in head
                if value
            ),
            *_files(draft.files),
            styled(""),
            styled(words.text),
        ]
    )


def _files(files: Sequence[Enclosure]) -> list[Content]:
    return [
        assemble(("       @  ", FAINT), plain_line(f.name), (f"   {moments.size(f.size)}", FAINT))
        for f in files
    ]


def paint_cautions(cautions: Sequence[Caution]) -> Content:
    """Return one line for each thing to think of."""
    return lines([assemble(("! ", WARN), (tell(caution), WARN)) for caution in cautions])


def tell(caution: Caution) -> str:
    """Return a caution in words."""
    words = plain_line(caution.words, 90)
    if caution.doubt is Doubt.LANGUAGE:
        words = t(LANGUAGES.get(words, words))
    return t(_WORDS[caution.doubt], words=words)


_WORDS: dict[Doubt, str] = {
    Doubt.NEWER: "Something newer has come in: send shows it first",
    Doubt.NOTE: "An internal note stands in it: “{words}”",
    Doubt.FORGED: "The sender is not verified: {words} may be forged",
    Doubt.DIVERTED: "The client's program sends answers elsewhere; the mail came from {words}",
    Doubt.MACHINE: "A machine wrote the mail that you answer",
    Doubt.LANGUAGE: "The client writes {words}",
    Doubt.QUESTION: "Not answered yet: “{words}”",
    Doubt.ATTACHMENT: "You write “{words}”, but no file goes with it",
    Doubt.TWICE: "{words} has begun to answer this too",
}
