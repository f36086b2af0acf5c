"""The requirement document is drawn from the client's words, and their yes makes it a baseline."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from daemon.errors import NotFoundError, UserError
from daemon.scope.document import difference, markdown
from daemon.services import baselines, evidence, papers, scope, writing
from daemon.services.papers import CHINESE_FONTS, Paper, find_font
from daemon.services.scope import Hand
from daemon.services.terms import Asked
from daemon.services.writing import Wish
from daemon.store.engine import Database
from daemon.store.offers import OfferRow
from daemon.store.schema import item, outgoing
from daemon.store.scope_tables import ledger, offer, offer_reply
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA, MANAGER, VOUCHED, state

NOTES = {"goal": ("Sell <more> *tea*",), "budget": ("8,000 EUR",)}
ASKED = Asked("anna@weber.example", NOW + timedelta(days=7))


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    for number, text in enumerate(["Please add an export.", "Please add 中文 pages."], 1):
        made.take(Written(ANNA, f"Need {number}", text, f"r{number}@weber.example"))
    accept(made, "REQ-1")
    return made


def accept(desk: Desk, ref: str) -> None:
    scope.move(desk.db, scope.find(desk.db, "SHOP", ref)[0], "accept", MANAGER)


def send(desk: Desk) -> OfferRow:
    return baselines.send(scoping.office(desk), "SHOP", ("en", NOTES), ASKED, MANAGER).offer


def answer(desk: Desk, text: str) -> None:
    row = [o for o in desk.all(outgoing) if o["purpose"] == "baseline"][-1]
    headers = [("In-Reply-To", f"<{row['message_id']}>"), VOUCHED]
    mail = Written(ANNA, f"Re: {row['subject']}", text, f"b{len(text)}@weber.example", headers)
    desk.take(mail, at=NOW + timedelta(hours=3))


def test_every_clause_cites_the_mail_and_the_words(desk: Desk) -> None:
    text = markdown(baselines.draft(desk.db, "shop", "en", NOTES), 1)
    assert "**REQ-1** " in text
    assert "> Please add an export." in text
    assert "“Need 1” · 2 March 2026 · <r1@weber.example>, 0–" in text
    assert "Sell \\<more\\> \\*tea\\*" in text
    assert "REQ-2" not in text


def test_a_confirmed_version_is_the_baseline(desk: Desk) -> None:
    made = send(desk)
    answer(desk, "Approved.\n\nAnna")
    assert (state(desk, "REQ-1"), state(desk, "REQ-2")) == ("in baseline", "proposed")
    assert desk.one(offer)["decision"] == "approve"
    assert [e["verb"] for e in desk.all(ledger)] == ["baseline.sent", "offer.answered"]
    assert made.sha256 in desk.all(ledger)[1]["data"]
    assert evidence.check(desk.db, "SHOP") == ""


@pytest.mark.parametrize("text", ["Yes, but the export should be a PDF.", "Which export?", "ok"])
def test_anything_but_a_plain_yes_makes_no_baseline(desk: Desk, text: str) -> None:
    send(desk)
    answer(desk, text)
    assert state(desk, "REQ-1") == "accepted"
    assert desk.one(offer_reply)["decision"] != "approve"


def test_versions_are_numbered_and_differ(desk: Desk) -> None:
    send(desk)
    accept(desk, "REQ-2")
    send_again = scoping.office(desk)
    send_again.nonce()
    second = baselines.send(send_again, "SHOP", ("en", NOTES), ASKED, Hand("maria", NOW)).offer
    first, last = baselines.versions(desk.db, "SHOP")
    assert (
        (first.made.state, last.made.number) == ("superseded", second.number) == ("superseded", 2)
    )
    told = difference(markdown(first.document, 1), markdown(last.document, 1))
    assert "+- **REQ-2**" in told
    assert "-- **REQ-1**" not in told


def test_a_written_document_tells_its_day_and_hash_or_that_it_is_a_draft(desk: Desk) -> None:
    assert "Draft · 2 March 2026" in write(desk, ".md").decode()
    made = send(desk)
    for suffix in (".md", ".html"):
        assert f"2 March 2026 · SHA-256 {made.sha256}" in write(desk, suffix, version=1).decode()


def test_a_document_without_a_clause_is_not_sent(desk: Desk) -> None:
    with desk.db.write() as connection:
        connection.execute(update(item).values(state="proposed"))
    with pytest.raises(UserError, match="no accepted requirement"):
        send(desk)
    with pytest.raises(NotFoundError):
        baselines.draft(desk.db, "NOPE", "en", {})


def write(desk: Desk, suffix: str, language: str = "en", version: int = 0) -> bytes:
    wish = Wish("SHOP", version, language, NOTES)
    return writing.write(scoping.office(desk), wish, suffix, NOW)


def test_docx_holds_the_words(desk: Desk) -> None:
    accept(desk, "REQ-2")
    with zipfile.ZipFile(io.BytesIO(write(desk, ".docx", "zh"))) as archive:
        text = archive.read("word/document.xml").decode()
    assert "需求说明书" in text
    assert "Please add 中文 pages." in text


def test_html_shows_words_as_text(desk: Desk) -> None:
    page = write(desk, ".html").decode()
    assert "Sell &lt;more&gt; *tea*" in page
    assert "<blockquote>Please add an export.</blockquote>" in page


def test_pdf_is_written_where_a_font_is_installed(desk: Desk) -> None:
    accept(desk, "REQ-2")
    paper = Paper(baselines.draft(desk.db, "SHOP", "zh", NOTES), 1, NOW)
    if not any(Path(name).is_file() for name, _ in CHINESE_FONTS):
        pytest.skip("no font with Chinese is installed (fonts-noto-cjk)")
    assert str(find_font(paper)[0]) in {name for name, _ in CHINESE_FONTS}
    assert write(desk, ".pdf", "zh").startswith(b"%PDF-")


def test_a_missing_font_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "CHINESE_FONTS", ())
    with pytest.raises(UserError, match="fonts-noto-cjk"):
        write(desk, ".pdf", "zh")


@pytest.mark.parametrize(("suffix", "version"), [(".txt", 0), ("", 0)])
def test_other_formats_are_refused(desk: Desk, suffix: str, version: int) -> None:
    with pytest.raises(UserError, match=r"one of \.md"):
        write(desk, suffix, version=version)


def test_a_version_is_written_as_it_was_sent(desk: Desk) -> None:
    send(desk)
    accept(desk, "REQ-2")
    assert b"REQ-2" not in write(desk, ".md", version=1)
    assert b"REQ-2" in write(desk, ".md")
    with pytest.raises(NotFoundError, match="no version 9"):
        write(desk, ".md", version=9)
