"""A token names its invitation, survives mail programs, and only we can make one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.surveys.tokens import find_token, make_token, tagged_address, tagged_subject

SECRET = b"k" * 32
TOKEN = make_token(1234, SECRET)


@given(st.integers(1, 2**63 - 1))
def test_what_is_made_is_found(invitation: int) -> None:
    assert find_token(make_token(invitation, SECRET), SECRET) == invitation


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(tagged_subject("How did we do?", TOKEN), id="subject"),
        pytest.param(f"Re: AW: 回复：您满意吗？ [{TOKEN.upper()}]", id="prefixes"),
        pytest.param(tagged_address("team@acme.example", TOKEN), id="address"),
        pytest.param(tagged_address("team@acme.example", TOKEN).upper(), id="shouted address"),
        pytest.param(TOKEN.replace("-", "- "), id="wrapped at hyphens"),
        pytest.param(TOKEN.replace("-", "-\r\n "), id="folded"),
        pytest.param(TOKEN.replace("0", "O").replace("1", "l"), id="typed by hand"),
        pytest.param(f"s-1-{'0' * 16} then {TOKEN}", id="behind a forged one"),
        pytest.param(f"编号：{TOKEN}。", id="in Chinese text"),
    ],
)
def test_mail_programs_do_not_hide_it(text: str) -> None:
    assert find_token(text, SECRET) == 1234


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("s-16j-", id="cut short"),
        pytest.param(TOKEN[:-1], id="one character short"),
        pytest.param(TOKEN + "x", id="one too many"),
        pytest.param(TOKEN.replace("s-16j", "s-16k"), id="another invitation"),
        pytest.param("s-" * 50_000, id="endless"),
        pytest.param(f"s-1-{'0' * 16} " * 30 + TOKEN, id="too many forged ones"),
    ],
)
def test_what_is_not_ours_is_not_found(text: str) -> None:
    assert find_token(text, SECRET) is None


def test_another_installation_signs_differently() -> None:
    assert find_token(TOKEN, b"x" * 32) is None


@pytest.mark.parametrize("invitation", [0, -1, 2**63])
def test_only_invitations_are_named(invitation: int) -> None:
    with pytest.raises(ValueError, match="no token"):
        make_token(invitation, SECRET)


def test_an_empty_secret_signs_nothing() -> None:
    with pytest.raises(ValueError, match="secret"):
        make_token(1, b"")


def test_an_address_is_needed() -> None:
    with pytest.raises(ValueError, match="address"):
        tagged_address("team", TOKEN)
