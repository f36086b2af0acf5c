"""Whatever stands in a letter, the mail has our headers, our parts, and its words."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from hypothesis import example, given
from hypothesis import strategies as st

from daemon.errors import TriagedError
from daemon.outbox.address import one_line
from daemon.outbox.compose import SUBJECT_LENGTH, compose, reply_subject
from tests.unit.outbox.letters import make_letter

#: text as mail brings it: any letters, and the breaks that an attacker would try
WILD = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["\r\n", "\n", "\r", "\r\n\r\n", "\x85", "\u2028", "\x0b", "\x00", " "]),
        st.sampled_from(["Bcc: x@y.example", "=?utf-8?q?Bcc:?=", "--=_", ".", "-- ", "From x"]),
        st.sampled_from(["需求变更", "é", "\U0001f600", "\ud800", "\u202e", "=?", "?=", '"', "\\"]),
    ),
    max_size=12,
).map("".join)
ALLOWED = {
    *("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To"),
    *("References", "Content-Language", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


@example(subject="", text="", html="", name='":0@0', ref="")
@given(subject=WILD, text=WILD, html=WILD, name=WILD, ref=WILD)
def test_nothing_breaks_out_of_its_place(
    subject: str, text: str, html: str, name: str, ref: str
) -> None:
    letter = make_letter(
        subject=subject, text=text, html=html, to=(f'"{one_line(name)}" <a@x.example>',),
        references=(ref,), in_reply_to=ref, language=subject,
    )  # fmt: skip
    try:
        mail = read(compose(letter))
    except TriagedError:
        return  # a name that makes the address unreadable is refused
    assert set(mail.keys()) <= ALLOWED
    assert len(mail.keys()) == len(set(mail.keys()))
    assert len(list(mail.walk())) == (3 if html else 1)
    assert [a.addr_spec for a in mail["To"].addresses] == ["a@x.example"]


@given(WILD)
def test_a_subject_comes_back_as_one_line(subject: str) -> None:
    mail = read(compose(make_letter(subject=subject)))
    assert mail["Subject"] == one_line(subject)[:SUBJECT_LENGTH].rstrip() or not one_line(subject)


@given(WILD)
def test_a_text_comes_back(text: str) -> None:
    mail = read(compose(make_letter(text=text)))
    kept = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    kept = "".join(c for c in kept if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160))
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == kept.rstrip("\n")


@given(WILD, st.sampled_from(["", "[ACME-12]"]))
def test_a_reply_to_a_reply_has_the_same_subject(subject: str, tag: str) -> None:
    once = reply_subject(subject, tag)
    assert reply_subject(once, tag) == once
