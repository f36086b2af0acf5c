"""The requirement document as DOCX and PDF.

No font is shipped: DOCX names one that Word has, PDF embeds the first that is found of those
below, and says which package to install where Chinese has none.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Pt
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from daemon.errors import UserError
from daemon.scope.document import HEADINGS, Document, Line, sections, title_of

#: fonts with Chinese, and where Linux, macOS and Windows keep them; (path, face in the file)
CHINESE_FONTS: tuple[tuple[str, int], ...] = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/System/Library/Fonts/PingFang.ttc", 0),
    ("C:/Windows/Fonts/msyh.ttc", 0),
    ("C:/Windows/Fonts/simsun.ttc", 0),
)
LATIN = "DejaVuSans.ttf"
LATIN_FONTS: tuple[tuple[str, int], ...] = (
    (f"/usr/share/fonts/truetype/dejavu/{LATIN}", 0),
    (f"/usr/share/fonts/dejavu-sans-fonts/{LATIN}", 0),
    ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf", 0),
    ("C:/Windows/Fonts/arial.ttf", 0),
)
_WORD_FONTS = {"en": "Calibri", "zh": "Microsoft YaHei"}
_SIZES = {0: 18, 1: 14, 2: 12}
_MARGIN = 20  # mm


@dataclass(frozen=True, slots=True)
class Paper:
    """A version of a document, to be printed; ``at`` is its date, so that bytes repeat.

    ``stamp`` stands under the title.
    """

    document: Document
    version: int
    at: datetime
    stamp: str = ""


def docx(paper: Paper) -> bytes:
    """Return a version as DOCX (Office Open XML)."""
    made = WordFile()
    language = paper.document.language
    style = made.styles["Normal"]
    style.font.name = _WORD_FONTS[language]
    style.font.size = Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _WORD_FONTS[language])
    made.core_properties.title = title_of(paper.document, paper.version)
    made.core_properties.created = made.core_properties.modified = paper.at.replace(tzinfo=None)
    made.add_heading(title_of(paper.document, paper.version), 0)
    if paper.stamp:
        made.add_paragraph().add_run(paper.stamp).font.size = Pt(8)
    for section in sections(paper.document):
        if section.heading:
            made.add_heading(section.heading, section.level)
        for line in section.lines:
            paragraph = made.add_paragraph(style="List Bullet")
            if line.ref:
                paragraph.add_run(f"{line.ref}  ").bold = True
            paragraph.add_run(line.text)
            if line.words:
                made.add_paragraph(line.words, style="Quote")
            if line.source:
                cited = f"{HEADINGS[language]['source']} {line.source}"
                made.add_paragraph().add_run(cited).font.size = Pt(8)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(paper: Paper) -> bytes:
    """Return a version as PDF; raise UserError where no font on this machine can show it."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    made = FPDF(format="A4")
    made.set_margin(_MARGIN)
    made.set_creation_date(paper.at)
    path, face = find_font(paper)
    made.add_font("text", fname=path, collection_font_number=face)
    made.set_title(title_of(paper.document, paper.version))
    made.add_page()
    _write(made, title_of(paper.document, paper.version), _SIZES[0])
    if paper.stamp:
        made.set_text_color(130)
        _write(made, paper.stamp, 8)
        made.set_text_color(0)
    for section in sections(paper.document):
        if section.heading:
            made.ln(3)
            _write(made, section.heading, _SIZES[section.level])
        for line in section.lines:
            _write_line(made, line, HEADINGS[paper.document.language]["source"])
    return bytes(made.output())


def _write_line(made: FPDF, line: Line, source: str) -> None:
    _write(made, f"{line.ref}  {line.text}".strip(), 11)
    cited = f"{source} {line.source}" if line.source else ""
    for words, size, shade in ((line.words, 10, 90), (cited, 8, 130)):
        if words:
            made.set_text_color(shade)
            _write(made, words, size, indent=6)
            made.set_text_color(0)


def _write(made: FPDF, text: str, size: float, indent: float = 0) -> None:
    made.set_font("text", size=size)
    made.set_x(_MARGIN + indent)
    made.multi_cell(0, size * 0.55, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")


def find_font(paper: Paper) -> tuple[Path, int]:
    """Return the font that a document is printed with: one with Chinese where it has any."""
    text = "".join(
        f"{s.heading}{e.text}{e.words}" for s in sections(paper.document) for e in s.lines
    )
    has_chinese = paper.document.language == "zh" or any("\u2e80" <= c <= "\uffef" for c in text)
    wanted = CHINESE_FONTS if has_chinese else (*LATIN_FONTS, *CHINESE_FONTS)
    for name, face in wanted:
        if Path(name).is_file():
            return Path(name), face
    package = "fonts-noto-cjk" if has_chinese else "fonts-dejavu-core"
    raise UserError(f"no font for this PDF is installed; install {package}, or write DOCX or HTML")
