"""What may stand in an address header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.errors import PermanentError, UserError
from daemon.outbox.address import AddressError, addressee, bare_address, header_address, one_line


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        pytest.param("a@b.example", "a@b.example", id="bare"),
        pytest.param("Anna Berger <a@b.example>", "a@b.example", id="with a name"),
        pytest.param('"Berger, Anna" <a@b.example>', "a@b.example", id="a comma in the name"),
        pytest.param("张三 <123456@qq.com>", "123456@qq.com", id="Chinese name"),
        pytest.param("a@bücher.example", "a@xn--bcher-kva.example", id="domain in IDNA"),
        pytest.param("a..b.@docomo.example", "a..b.@docomo.example", id="dots as in Japan"),
        pytest.param("a+tag@b.example", "a+tag@b.example", id="plus"),
        pytest.param("root@[192.0.2.1]", "root@[192.0.2.1]", id="address literal"),
    ],
)
def test_bare_address(value: str, bare: str) -> None:
    assert bare_address(value) == bare


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param("nobody", id="no domain"),
        pytest.param("a@b.example> SIZE=1", id="an SMTP argument behind it"),
        pytest.param('"":0@0" <a@x.example>', id="a name that reads as a group"),
        pytest.param("@b.example", id="no local part"),
        pytest.param("a@", id="empty domain"),
        pytest.param("a b@c.example", id="a space"),
        pytest.param("a@b.example\r\nBcc: x@y.example", id="a line break"),
        pytest.param("Anna\nBcc: x@y.example <a@b.example>", id="a line break in the name"),
        pytest.param("李@b.example", id="local part beyond ASCII"),
        pytest.param("a@-b-.example", id="domain with a hyphen in front"),
        pytest.param(f"{'a' * 65}@b.example", id="too long a local part"),
        pytest.param(f"a@{'b' * 70}.example", id="too long a label"),
    ],
)
def test_what_is_no_address_is_refused(value: str) -> None:
    with pytest.raises(AddressError, match="not a mail address"):
        bare_address(value)


def test_the_refusal_is_for_good_and_for_a_person() -> None:
    assert issubclass(AddressError, PermanentError)
    assert issubclass(AddressError, UserError)


@pytest.mark.parametrize(
    ("value", "header"),
    [
        pytest.param("a@b.example", "a@b.example", id="no name"),
        pytest.param("Anna <a@b.example>", '"Anna" <a@b.example>', id="quoted"),
        pytest.param(
            '"A \\"B\\" C" <a@b.example>', '"A \\"B\\" C" <a@b.example>', id="quotes in the name"
        ),
        pytest.param("张三 <a@b.example>", "=?utf-8?b?5byg5LiJ?= <a@b.example>", id="encoded"),
        pytest.param(
            "=?utf-8?q?x?= <a@b.example>",
            "=?utf-8?b?PT91dGYtOD9xP3g/PQ==?= <a@b.example>",
            id="a name that looks encoded",
        ),
    ],
)
def test_header_address(value: str, header: str) -> None:
    assert header_address(value) == header


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        pytest.param("Anna Berger", "Anna Berger", id="as it is"),
        pytest.param("Berger, Anna", "Anna Berger", id="surname first, as Outlook has it"),
        pytest.param("van der Berg, Jan Willem", "Jan Willem van der Berg", id="several words"),
        pytest.param("Berger, Anna (Sales)", "Anna Berger", id="a department behind it"),
        pytest.param("张三（市场部）", "张三", id="a department, in Chinese"),
        pytest.param("Weber Tools, Inc.", "Weber Tools, Inc.", id="a company"),
        pytest.param("Berger, PhD", "Berger, PhD", id="a title"),
        pytest.param("Berger, Anna, Head of Sales", "Berger, Anna, Head of Sales", id="a job"),
        pytest.param("'Anna Berger'", "Anna Berger", id="quotes left over"),
        pytest.param("anna@weber.example", "", id="an address"),
        pytest.param("(Sales)", "", id="nobody"),
        pytest.param("", "", id="no name"),
    ],
)
def test_addressee(name: str, addressed: str) -> None:
    assert addressee(name) == addressed


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert all(c.isprintable() or c.isspace() or ord(c) > 0x9F for c in line)
