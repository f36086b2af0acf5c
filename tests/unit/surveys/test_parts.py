"""The small parts of the reader."""

from __future__ import annotations

import pytest

from daemon.surveys.files import load_survey
from daemon.surveys.questions import Question
from daemon.surveys.reading.form import cut_by_question
from daemon.surveys.reading.noise import strike_noise
from daemon.surveys.reading.normal import STRUCK, flat
from daemon.surveys.reading.numerals import value_of
from daemon.surveys.reading.options import read_yes_no
from daemon.surveys.reading.optout import find_opt_outs
from daemon.surveys.reading.tone import is_ironic


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("4.5", 4.5),
        ("four", 4),
        ("four and a half", 4.5),
        ("4½", 4.5),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("四点五", 4.5),
        ("一百", 100),
        ("half", None),
        ("四四", None),
        ("", None),
    ],
)
def test_numerals(text: str, value: float | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text",
    ["４／５", "4️⃣", "“Ｙｅｓ”", "İstanbul", "滿意", "a\u3000b", "①②"],
)
def test_one_form_keeps_every_place(text: str) -> None:
    assert len(flat(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "on 12 may 2026",
        "2026-05-04",
        "3月12日",
        "at 10:30",
        "usd 1,250",
        "4万元",
        "13800138000",
        "+44 20 7946 0123",
        "3 outages",
        "page 2 of 3",
        "version 2.1",
        "ticket #55",
        "等了5分钟",
        "3个问题",
        "https://x.example/5",
        "s-16j-nt5y0257a87rgkqz",
    ],
)
def test_noise_is_struck(text: str) -> None:
    assert not any(c.isdigit() for c in strike_noise(text))
    assert len(strike_noise(text)) == len(text)


@pytest.mark.parametrize("text", ["4", "4分", "给5分", "4/5", "rate 4", "5 stars", "8 out of 10"])
def test_scores_are_not_struck(text: str) -> None:
    assert STRUCK not in strike_noise(text)


def asked(words: str) -> Question:
    questions = [q for n in ("milestone", "after-sales") for q in load_survey(n).questions]
    return next(q for q in questions if words in q.wording.en)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Yes", True),
        ("y", True),
        ("yes of course", True),
        ("是的", True),
        ("都交付了", True),
        ("No, the manual is missing", False),
        ("not quite", False),
        ("没有", False),
        ("有遗漏", False),
        ("不是", False),
        ("The manual", None),
    ],
)
def test_yes_or_no(text: str, wanted: bool | None) -> None:
    assert read_yes_no(text, asked("everything that was agreed")) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("没有", False), ("没问题", False), ("有，登录慢", True), ("None", False)]
)
def test_yes_or_no_to_trouble(text: str, wanted: bool) -> None:
    assert read_yes_no(text, asked("still open")) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "just reply, or reply with 'stop'",
        "如不希望再收到此类邮件,请回复退订",
        "stop the crashes please",
    ],
)
def test_an_offer_to_stop_is_not_taken(text: str) -> None:
    assert find_opt_outs(text) == []


@pytest.mark.parametrize(
    ("text", "ironic"),
    [
        ("oh great, another outage", True),
        ("great job losing our data", True),
        ("真棒,又崩了一次", True),
        ("great job on the launch", False),
        ("wonderful work, see you again soon", False),
        ("非常满意,期待再次合作", False),
    ],
)
def test_irony(text: str, ironic: bool) -> None:
    assert is_ironic(text) is ironic


def test_words_are_cut_by_question_over_wrapped_quotes() -> None:
    survey = load_survey("milestone")
    body = (
        "Hello\n> 1. How satisfied are you\n> with the result?\n5\n"
        "> 3. How satisfied are you with how we kept to the dates?\n2, late\n"
    )
    segments = cut_by_question(survey, body.replace("> ", ""))
    found = {s.question.key if s.question else "": s.text.strip() for s in segments}
    assert found == {"": "Hello", "q1": "5", "q3": "2, late"}
