"""Which parts of a mail are its readable text (after RFC 8621 section 4.1.4), in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from daemon.parse.charset import decode
from daemon.parse.cleaning import clean_text
from daemon.parse.header import parse_disposition
from daemon.parse.htmltext import html_to_text
from daemon.parse.mime import Part

_PLAIN = {"text/plain", "text/enriched", "text/richtext", "text/markdown"}
_ENRICHED = {"text/enriched", "text/richtext"}
_MARKUP = re.compile(r"(?is)<param>.*?</param>|</?[a-z-]{1,40}>")
_HTML = {"text/html", "application/xhtml+xml"}
#: alternatives that are neither text nor a file to anybody
_SILENT = {"text/x-amp-html", "text/watch-html", "text/x-aol"}
_STUB = re.compile(
    r"(?i)html.{0,60}(?:e-?mail|message|format|version|viewer|support|capable|enabled|compatible)"
    r"|(?:support|display|view|read).{0,60}html"
    r"|view (?:this|the) (?:e-?mail|message).{0,40}(?:browser|online)|multi-?part message in mime"
    r"|不支持\s*html|html.{0,12}(?:邮件|格式|郵件)|HTML.{0,20}(?:メール|形式)"
)
_META = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
_SHORT = 240
#: characters of HTML that tell whether it says more than the plain text
_LOOK = 100_000


@dataclass(slots=True)
class Readable:
    """The parts that make up the text, in order, and those that only repeat it."""

    parts: list[Part] = field(default_factory=list)
    #: attached mails that are shown inside the text
    forwards: set[int] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)


class BodyReader:
    """Chooses and decodes the text of one mail; every part is decoded at most once."""

    def __init__(self, defects: list[str]) -> None:
        self.defects = defects
        self._texts: dict[int, str] = {}

    def choose(self, root: Part) -> Readable:
        """Return the readable parts of the tree."""
        readable = Readable()
        readable.parts = self._choose(root, readable)
        return readable

    def text(self, part: Part) -> str:
        """Return the clean text (or HTML source) of a text part."""
        found = self._texts.get(part.number)
        if found is None:
            found = self._texts[part.number] = self._decode(part)
        return found

    def _decode(self, part: Part) -> str:
        data, defect = part.decoded()
        label = part.content.get("charset")
        if is_html(part) and not data.isascii():
            meta = _META.search(data, 0, 4096)
            if meta and not label:
                label = meta.group(1).decode("ascii")
        text, wrong = decode(data, label)
        self.defects.extend(note for note in (defect, wrong) if note)
        text = clean_text(text)
        return _MARKUP.sub("", text) if part.media_type in _ENRICHED else text

    def _choose(self, part: Part, readable: Readable) -> list[Part]:
        media_type = part.media_type
        if not part.children:
            return [part] if is_text(part) or self._is_forward(part, readable) else []
        if media_type == "multipart/alternative":
            return self._choose_alternative(part, readable)
        if media_type == "multipart/related":
            return self._choose(related_root(part), readable)
        chosen = [self._choose(child, readable) for child in part.children]
        return [one for parts in chosen for one in parts]

    def _choose_alternative(self, part: Part, readable: Readable) -> list[Part]:
        options = [chosen for child in part.children if (chosen := self._choose(child, readable))]
        texts = [one for option in options if not any(map(is_html, option)) for one in option]
        plain = [one for one in texts if one.media_type == "text/plain"] or texts or None
        rich = next((option for option in reversed(options) if any(map(is_html, option))), None)
        best = (rich if rich and self._is_stub(plain, rich) else plain) or rich or []
        readable.repeated.update(
            one.number for option in options for one in option if one not in best
        )
        return best

    def _is_stub(self, plain: list[Part] | None, rich: list[Part]) -> bool:
        """Whether the plain alternative only stands in for the HTML one."""
        if plain is None:
            return True
        text = "".join(self.text(part) for part in plain).strip()
        if len(text) > _SHORT:
            return False
        source = sum(len(self.text(part)) for part in rich)
        if source < len(text) * 10 and not _STUB.search(text):
            return False
        visible = sum(len(html_to_text(self.text(part)[:_LOOK])) for part in rich)
        if visible > len(text) and (not text or _STUB.search(text) is not None):
            return True
        return len("".join(text.split())) * 10 < visible

    @staticmethod
    def _is_forward(part: Part, readable: Readable) -> bool:
        """Whether an attached mail is meant to be read as part of this one."""
        if part.media_type != "message/rfc822" or part.parent is None:
            return False
        if part.parent.media_type == "multipart/report" or disposition(part) == "attachment":
            return False
        readable.forwards.add(part.number)
        return True


def is_html(part: Part) -> bool:
    """Whether the part is HTML."""
    return part.media_type in _HTML


def is_silent(part: Part) -> bool:
    """Whether the part is shown to nobody, neither as text nor as a file."""
    return part.media_type in _SILENT


def disposition(part: Part) -> str:
    """Return ``attachment``, ``inline`` or ``""``."""
    return parse_disposition(part.first("content-disposition")).value


def has_name(part: Part) -> bool:
    """Whether the sender gave the part a file name."""
    found = parse_disposition(part.first("content-disposition"))
    return bool(found.get("filename") or part.content.get("name"))


def is_text(part: Part) -> bool:
    """Whether a leaf is text to be read, as opposed to a text file somebody attached."""
    if part.media_type.startswith("multipart/"):
        # A multipart in which no boundary was found: show what stands there.
        return part.start < part.end
    if part.media_type not in _PLAIN and part.media_type not in _HTML:
        return False
    if part.fields and disposition(part) == "attachment":
        return False
    return part.index == 0 or not has_name(part)


def related_root(part: Part) -> Part:
    """Return the part that a multipart/related shows (RFC 2387 section 3.2)."""
    start = part.content.get("start").strip("<> ")
    for child in part.children:
        if start and child.first("content-id").decode("latin-1").strip("<> ") == start:
            return child
    return part.children[0]
