"""HTML mail to readable plain text.

Written here because the walk has to report where each quote container ended up in the text;
the libraries for this return text alone. The tree is lexbor's (HTML Standard parsing), walked
with an explicit stack, so nesting costs no recursion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from daemon.parse.markup import BLOCKS, PARAGRAPHS, is_bomb, names, strip_tags

_SKIP = names(
    """script style head title template noscript object embed iframe svg math canvas audio video
    map datalist _comment meta link base col colgroup !doctype"""
)
_CELLS = frozenset(("td", "th"))
#: marks of a line start or end that no text should begin a word with
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u034f\u2060\u2007 "
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)",
    re.IGNORECASE,
)
_SHOWN_LINK = re.compile(r"(?:https?|ftp)://|mailto:|tel:", re.IGNORECASE)


class Mark(NamedTuple):
    """A labelled stretch of the rendered text: character offsets, end exclusive."""

    start: int
    end: int
    label: str


class Rendered(NamedTuple):
    """Readable text and the stretches of it that came from labelled elements."""

    text: str
    marks: tuple[Mark, ...] = ()


#: given an element, the label of the stretch it makes, or None
Labeller = Callable[[LexborNode], str | None]


def html_to_text(html: str) -> str:
    """Return the readable text of an HTML body."""
    return render(html).text


def render(html: str, labeller: Labeller | None = None) -> Rendered:
    """Return the readable text of an HTML body with the stretches that ``labeller`` names."""
    if is_bomb(html):
        return Rendered(strip_tags(html))
    body = LexborHTMLParser(html).body
    if body is None:
        return Rendered("")
    writer = _Writer(labeller)
    writer.walk(body)
    return writer.finish()


class _Frame(NamedTuple):
    """An open element: how the walk entered it and what to do when it leaves."""

    node: LexborNode
    tag: str
    start: int
    label: str | None
    href: str | None


class _Writer:
    """Text under construction.

    ``fresh`` counts the line ends that the text stands after, ``gap`` is the white space due
    before the next word, ``spacer`` says that the line holds a no-break space and no word.
    """

    def __init__(self, labeller: Labeller | None) -> None:
        self.labeller = labeller
        self.out: list[str] = []
        self.length = 0
        self.fresh = 2
        self.gap = ""
        self.blank_wanted = False
        self.spacer = False
        self.marks: list[Mark] = []
        self.lists: list[int | None] = []
        self.pre = 0
        self.labelled = 0

    def walk(self, root: LexborNode) -> None:
        """Write everything below ``root``, in document order."""
        stack: list[_Frame] = []
        node = root.first_child
        while True:
            if node is None:
                if not stack:
                    return
                frame = stack.pop()
                self.leave(frame)
                node = frame.node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.text(node.text_content or "")
            elif tag not in _SKIP and not _is_hidden(node, tag):
                frame = self.enter(node, tag)
                child = node.first_child
                if child is not None:
                    stack.append(frame)
                    node = child
                    continue
                self.leave(frame)
            node = node.next

    def enter(self, node: LexborNode, tag: str) -> _Frame:
        """Write what stands before an element's content."""
        label = None
        if self.labeller is not None and not self.labelled:
            label = self.labeller(node)
            self.labelled += label is not None
        href = None
        start = self.length
        if tag == "br":
            self.newline()
        elif tag == "a":
            href = node.attributes.get("href")
        elif tag == "img":
            self.image(node)
        elif tag in _CELLS:
            self.cell()
        elif tag in BLOCKS or label is not None:
            self.block_start(node, tag)
        return _Frame(node, tag, start, label, href)

    def leave(self, frame: _Frame) -> None:
        """Write what stands after an element's content."""
        tag = frame.tag
        if frame.href:
            self.link(frame)
        if tag in BLOCKS or frame.label is not None:
            self.break_line()
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
            elif tag == "pre":
                self.pre -= 1
            if tag in PARAGRAPHS and not _is_tight(frame.node, tag):
                self.blank_wanted = True
        if frame.label is not None:
            self.labelled -= 1
            self.marks.append(Mark(frame.start, self.length, frame.label))

    def block_start(self, node: LexborNode, tag: str) -> None:
        self.break_line()
        if tag in PARAGRAPHS and not self.lists and not _is_tight(node, tag):
            self.blank_wanted = True
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self.bullet()
        elif tag == "pre":
            self.pre += 1
        elif tag == "hr":
            self.put("-" * 20)

    def bullet(self) -> None:
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        self.put("  " * min(len(self.lists) - 1, 8) + ("- " if number is None else f"{number}. "))
        self.fresh = 1

    def cell(self) -> None:
        if not self.fresh:
            last = self.out[-1]
            self.gap = " " if last.endswith((":", "：")) else " | "

    def image(self, node: LexborNode) -> None:
        """Only an emoji image says something that the text needs."""
        alt = node.attributes.get("alt") or ""
        if alt and len(alt) <= 8 and not alt.isascii() and not any(c.isalpha() for c in alt):
            self.put(alt)

    def link(self, frame: _Frame) -> None:
        """Show a link's true target unless its text already does."""
        href = (frame.href or "").strip()
        if not _SHOWN_LINK.match(href) or self.length <= frame.start or len(href) > 2000:
            return
        shown = "".join(self.out[-8:])[-(self.length - frame.start) :]
        target = href.partition(":")[2].partition("?")[0] if href[:7].lower() == "mailto:" else href
        if href[:4].lower() != "tel:" and _plain_link(target) not in _plain_link(shown):
            self.put(f" <{target}>")

    def text(self, text: str) -> None:
        """Write character data, white space collapsed outside ``pre``."""
        if self.pre:
            self.preformatted(text)
            return
        words = text.split()
        if not words:
            self.gap = self.gap or " "
            self.spacer = self.spacer or "\xa0" in text
            return
        if text[0].isspace():
            self.gap = self.gap or " "
        joined = " ".join(words)
        if not joined.strip(_INVISIBLE):
            return
        self.put(joined)
        if text[-1].isspace():
            self.gap = " "

    def preformatted(self, text: str) -> None:
        for i, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            if i:
                self.newline()
            if line.strip():
                self.put(line.rstrip())

    def put(self, text: str) -> None:
        if self.blank_wanted:
            self.blank_wanted = False
            if self.fresh == 1 and self.length:
                self.newline()
        if self.gap and not self.fresh:
            text = self.gap + text
        self.gap = ""
        self.spacer = False
        self.fresh = 0
        self.out.append(text)
        self.length += len(text)

    def break_line(self) -> None:
        """Make sure that what follows starts a line."""
        if not self.fresh or (self.spacer and self.fresh == 1):
            self.newline()

    def newline(self) -> None:
        self.gap = ""
        self.spacer = False
        if self.fresh < 2 and self.length:
            self.out.append("\n")
            self.length += 1
            self.fresh += 1

    def finish(self) -> Rendered:
        text = "".join(self.out).rstrip()
        size = len(text)
        marks = (Mark(min(m.start, size), min(m.end, size), m.label) for m in self.marks)
        return Rendered(text, tuple(mark for mark in marks if mark.start < mark.end))


def _is_hidden(node: LexborNode, tag: str) -> bool:
    if tag == "br" or tag == "b":
        return False
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN.search(style or "") is not None


def _is_tight(node: LexborNode, tag: str) -> bool:
    """Outlook writes each line as a paragraph without margins."""
    if tag == "table":
        return True
    if tag != "p":
        return False
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    if "margin:0" in style or "margin-bottom:0" in style:
        return True
    return "Mso" in (attributes.get("class") or "")


def _plain_link(link: str) -> str:
    low = unescape(link).lower().strip().rstrip("/")
    for prefix in ("https://", "http://", "ftp://", "mailto:", "www."):
        low = low.removeprefix(prefix)
    return low
