"""Files that go with a mail arrive byte for byte, under a name that breaks nothing."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from daemon.model.outgoing import Enclosure
from daemon.model.reply import Doubt, Draft
from daemon.outbox.cautions import find_cautions
from daemon.outbox.compose import compose
from tests.unit.outbox.letters import make_letter
from tests.unit.outbox.test_cautions import CALM
from tests.unit.outbox.test_compose import read, text_of

DATA = bytes(range(256)) * 9


def enclosure(name: str = "plan.pdf", media_type: str = "application/pdf") -> Enclosure:
    return Enclosure(name, media_type, len(DATA), "a" * 64)


def with_files(*files: Enclosure, html: str = "") -> EmailMessage:
    return read(compose(make_letter(files=files, html=html), {"a" * 64: DATA}))


@pytest.mark.parametrize("html", ["", "<p>hello</p>"], ids=["text", "text and HTML"])
def test_a_file_goes_with_the_words(html: str) -> None:
    mail = with_files(enclosure(), html=html)
    [file] = mail.iter_attachments()
    assert isinstance(file, EmailMessage)
    assert (file.get_filename(), file.get_content()) == ("plan.pdf", DATA)
    assert text_of(mail.get_body(("plain",))) == text_of(read(compose(make_letter())))
    assert (mail.get_body(("html",)) is not None) == bool(html)


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        pytest.param("展位图纸.pdf", "展位图纸.pdf", id="Chinese"),
        pytest.param('a"b;c.pdf', 'a"b;c.pdf', id="quotes"),
        pytest.param("a\r\nBcc: x@y.example\r\n.pdf", "a Bcc: x@y.example .pdf", id="line break"),
        pytest.param("", "file", id="none"),
        pytest.param("n" * 400 + ".pdf", "n" * 120, id="long"),
    ],
)
def test_the_name_of_a_file(name: str, arrives: str) -> None:
    mail = with_files(enclosure(name))
    [file] = mail.iter_attachments()
    assert file.get_filename() == arrives
    assert mail["Bcc"] is None


@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed", "nonsense", "a/b\r\nX: y"])
def test_a_kind_that_may_not_be_encoded_travels_as_bytes(kind: str) -> None:
    [file] = with_files(enclosure(media_type=kind)).iter_attachments()
    assert isinstance(file, EmailMessage)
    assert (file.get_content_type(), file.get_content()) == ("application/octet-stream", DATA)


def test_the_same_files_give_the_same_bytes_in_short_lines_of_ascii() -> None:
    letter = make_letter(files=(enclosure(), enclosure("b.txt", "text/plain")), html="<p>h</p>")
    data = compose(letter, {"a" * 64: DATA})
    assert data == compose(letter, {"a" * 64: DATA})
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_a_file_whose_bytes_are_gone_is_not_left_out_in_silence() -> None:
    with pytest.raises(ValueError, match=r"plan\.pdf"):
        compose(make_letter(files=(enclosure(),)))


def test_a_file_answers_the_doubt_about_one() -> None:
    text = "The plan is attached."
    doubts = [c.doubt for c in find_cautions(CALM, Draft(text), "")]
    assert Doubt.ATTACHMENT in doubts
    again = find_cautions(CALM, Draft(text, files=(enclosure(),)), "")
    assert Doubt.ATTACHMENT not in [c.doubt for c in again]
