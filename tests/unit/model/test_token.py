"""Our own Message-ID names its conversation, and only we can make one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.model.token import make_message_id, read_message_id

SECRET = b"k" * 32
OURS = make_message_id(42, "a1b2", "mail.example", SECRET)
NONCES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=32)


@given(st.integers(1, 10**18 - 1), NONCES)
def test_what_is_made_can_be_read(conversation: int, nonce: str) -> None:
    made = make_message_id(conversation, nonce, "mail.example", SECRET)
    assert read_message_id(made, SECRET) == conversation


@pytest.mark.parametrize(
    "given_id",
    [
        pytest.param(f"<{OURS}>", id="angle brackets"),
        pytest.param(f" <{OURS}>\r\n", id="white space"),
        pytest.param(OURS.upper(), id="a server that shouts"),
        pytest.param(OURS.replace("mail.example", "old.example"), id="the domain has changed"),
    ],
)
def test_harmless_changes_do_not_matter(given_id: str) -> None:
    assert read_message_id(given_id, SECRET) == 42


@pytest.mark.parametrize(
    "given_id",
    [
        pytest.param("", id="empty"),
        pytest.param("<>", id="blank"),
        pytest.param("CAF123@mail.gmail.com", id="somebody else's"),
        pytest.param(OURS.replace("t.42.", "t.43."), id="another conversation"),
        pytest.param(OURS.replace("a1b2", "a1b3"), id="another nonce"),
        pytest.param(OURS[:-20], id="cut short"),
        pytest.param(OURS.replace("t.42.", "t.042."), id="a leading zero"),
        pytest.param(OURS.replace("t.42.", "t.４２."), id="digits that are not ASCII"),
        pytest.param("t." + "9" * 5000, id="endless"),
    ],
)
def test_what_is_not_ours_is_not_read(given_id: str) -> None:
    assert read_message_id(given_id, SECRET) is None


def test_another_installation_signs_differently() -> None:
    assert read_message_id(OURS, b"x" * 32) is None


def test_mail_outside_conversations_names_none() -> None:
    assert read_message_id(make_message_id(0, "n", "mail.example", SECRET), SECRET) is None


@pytest.mark.parametrize(
    ("conversation", "nonce", "domain", "secret"),
    [
        pytest.param(-1, "n", "a.example", SECRET, id="negative"),
        pytest.param(1, "", "a.example", SECRET, id="no nonce"),
        pytest.param(1, "N", "a.example", SECRET, id="capital in the nonce"),
        pytest.param(1, "n", "a.example\r\nBcc: x", SECRET, id="line break"),
        pytest.param(1, "n", "a.example", b"", id="no secret"),
    ],
)
def test_nothing_else_is_signed(conversation: int, nonce: str, domain: str, secret: bytes) -> None:
    with pytest.raises(ValueError, match=r"Message-ID|secret"):
        make_message_id(conversation, nonce, domain, secret)
