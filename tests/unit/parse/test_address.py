"""Address fields as people and programs write them."""

from __future__ import annotations

import pytest

from daemon.parse.address import parse_addresses


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"a@b.example", [("", "a@b.example")]),
        (b"Anna <Anna@B.example>", [("Anna", "anna@b.example")]),
        (
            b'"Doe, John" <j@d.example>, k@d.example',
            [("Doe, John", "j@d.example"), ("", "k@d.example")],
        ),
        (b"Doe, John <j@d.example>", [("Doe, John", "j@d.example")]),
        (b"'Anna' <a@b.example>", [("Anna", "a@b.example")]),
        (b"a@b.example (Anna)", [("Anna", "a@b.example")]),
        (b"a@b.example; c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        (b"Team: a@b.example, c@d.example;", [("", "a@b.example"), ("", "c@d.example")]),
        (b"undisclosed-recipients:;", []),
        (b"=?gb2312?B?zfXOsCwgsb6+qQ==?= <w@y.example>", [("王伟, 本京", "w@y.example")]),
        (b'"=?utf-8?B?546L5Lyf?=" <w@y.example>', [("王伟", "w@y.example")]),
        ("王伟 <w@y.example>".encode("gb18030"), [("王伟", "w@y.example")]),
        (b"<@relay.example:a@b.example>", [("", "a@b.example")]),
        (b"<mailto:a@b.example>", [("", "a@b.example")]),
        (
            b"Anna <a@b.example> Berta <b@b.example>",
            [("Anna", "a@b.example"), ("Berta", "b@b.example")],
        ),
        (b"<a@b.example> Anna", [("Anna", "a@b.example")]),
        (b'"odd local"@b.example', [("", '"odd local"@b.example')]),
        (b"Mailer <>", [("Mailer", "")]),
        (b"just a name", [("just a name", "")]),
        (b"A <a@b.example", [("A", "a@b.example")]),
        (b"", []),
    ],
)
def test_parse_addresses(raw: bytes, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.addr) for one in parse_addresses(raw, 99)] == expected


def test_limit() -> None:
    assert len(parse_addresses(b"a@b.example, " * 50, 7)) == 7
