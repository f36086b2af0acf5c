"""What a manager types to search, as it is understood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from daemon.model.label import Label
from daemon.model.query import SearchQuery, Term, normal, parse_query, spaced

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Order  Export!", "order export", id="words"),
        pytest.param("Crème brûlée", "creme brulee", id="accents"),
        pytest.param("请改报价", "请 改 报 价", id="each character a word"),
        pytest.param("CRM报价v2", "crm 报 价 v2", id="mixed"),
        pytest.param("ＰＤＦ", "pdf", id="full width"),
        pytest.param("a_b-c@d.example", "a b c d example", id="signs part words"),
        pytest.param("한국어", "한 국 어", id="hangul"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_as_it_is_searched(text: str, expected: str) -> None:
    assert normal(text) == expected


def test_what_is_indexed_keeps_every_character_of_plain_english() -> None:
    assert spaced("Order export: 3 files") == "Order export: 3 files"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("order exp", [Term(("order",), True), Term(("exp",), True)], id="words go on"),
        pytest.param("in ex ", [Term(("in",)), Term(("ex",))], id="short words are whole"),
        pytest.param('"order export"', [Term(("order", "export"))], id="phrase"),
        pytest.param('"order exp', [Term(("order", "exp"))], id="phrase still open"),
        pytest.param("报价", [Term(("报", "价"))], id="chinese is a phrase"),
        pytest.param("-draft x", [Term(("draft",), True, True), Term(("x",), True)], id="without"),
        pytest.param("a@b.example", [Term(("a", "b", "example"), True)], id="address"),
        pytest.param("... !! -", [], id="nothing but signs"),
        pytest.param("from:anna", [Term(("anna",), True, by_sender=True)], id="sender"),
        pytest.param("from:李娜", [Term(("李", "娜"), by_sender=True)], id="chinese sender"),
        pytest.param("http://x.example", [Term(("http", "x", "example"), True)], id="no filter"),
    ],
)
def test_words(text: str, terms: list[Term]) -> None:
    assert parse_query(text, TODAY).terms == tuple(terms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("client:Weber", {"clients": ("weber",)}, id="client"),
        pytest.param('client:"Lund & Co"', {"clients": ("lund & co",)}, id="quoted"),
        pytest.param("client：华云", {"clients": ("华云",)}, id="full-width colon"),
        pytest.param("label:comp", {"labels": (Label.COMPLAINT,)}, id="label by its beginning"),
        pytest.param("project:acme", {"projects": ("acme",)}, id="project"),
        pytest.param("is:open is:unread", {"states": ("open", "unread")}, id="state"),
        pytest.param("has:attachments", {"has_attachment": True}, id="files"),
        pytest.param("ref:cmp-7", {"refs": (("CMP", 7),)}, id="item"),
        pytest.param("ref:WEB-2-12", {"refs": (("WEB-2", 12),)}, id="conversation"),
        pytest.param("before:2026-03-01", {"before": date(2026, 3, 1)}, id="day"),
        pytest.param("after:2026-02", {"after": date(2026, 2, 1)}, id="month"),
        pytest.param("after:2025", {"after": date(2025, 1, 1)}, id="year"),
        pytest.param("after:2w", {"after": date(2026, 2, 26)}, id="ago"),
        pytest.param("after:yesterday", {"after": date(2026, 3, 11)}, id="yesterday"),
        pytest.param("after:今天", {"after": TODAY}, id="today in chinese"),
    ],
)
def test_filters(text: str, expected: dict[str, Any]) -> None:
    assert parse_query(text, TODAY) == SearchQuery(**expected)


NONSENSE = ("label:xyz", "is:blue", "has:money", "ref:seven", "after:soon", "before:2026-13")


@pytest.mark.parametrize("text", [*NONSENSE, "from:!", "after:9999y"])
def test_a_filter_that_says_nothing_is_named(text: str) -> None:
    query = parse_query(f"{text} ", TODAY)
    assert [p.partition(":")[0] for p in query.problems] == [text.partition(":")[0]]
    assert query == SearchQuery()


def test_a_query_without_words_or_filters_is_empty() -> None:
    assert parse_query("  ", TODAY).is_empty
    assert not parse_query("x", TODAY).is_empty


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        pytest.param("inv ", [Term(("inv",), prefix=True)], id="one word"),
        pytest.param('"customer account"', [Term(("customer",)), Term(("account",))], id="phrase"),
        pytest.param("活动", [Term(("活",)), Term(("动",))], id="characters"),
        pytest.param(
            "from:anna-web",
            [Term(("anna",), by_sender=True), Term(("web",), prefix=True, by_sender=True)],
            id="of the sender; the last goes on",
        ),
    ],
)
def test_the_words_of_a_term_apart(text: str, apart: list[Term]) -> None:
    [term] = parse_query(text, TODAY).terms
    assert (term.apart, term.is_phrase) == (apart, len(apart) > 1)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("owner:Mara", ("mara",), id="a name"),
        pytest.param("owner:me owner:nobody", ("me", "nobody"), id="me, or nobody"),
    ],
)
def test_whose(text: str, owners: tuple[str, ...]) -> None:
    query = parse_query(text, TODAY, "mara")
    assert (query.owners, query.me) == (owners, "mara")
