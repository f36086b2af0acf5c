"""The mail: every link is a ready reply that reads as its score; the form reads as filled in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from daemon.outbox.render import render
from daemon.outbox.samples import sample_contexts
from daemon.parse.quoting import split_plain
from daemon.surveys.files import load_survey, survey_names
from daemon.surveys.letter import Asking, survey_values
from daemon.surveys.reading import Reply, read_answer
from daemon.surveys.tokens import find_token, make_token, tagged_address

SECRET = b"k" * 32
TOKEN = make_token(7, SECRET)
ASKING = Asking(
    tagged_address("team@acme.example", TOKEN),
    TOKEN,
    "Anna Berger",
    "Acme web shop",
    "[ACME-12]",
    "Jo Fischer\nAcme team",
    datetime(2026, 6, 1, 18, 0, tzinfo=UTC),
)
EVERY = [(name, language) for name in survey_names() for language in ("en", "zh")]
SLOT = re.compile(r"(Your answer:|您的回答：)")


def values(name: str, language: str) -> dict[str, Any]:
    return dict(survey_values(load_survey(name), language, ASKING))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_each_link_reads_as_its_score(name: str, language: str) -> None:
    survey = load_survey(name)
    for question, shown in zip(survey.questions, values(name, language)["questions"], strict=True):
        for step in shown["steps"]:
            fields = parse_qs(urlsplit(step["url"]).query)
            reply = Reply(fields["subject"][0], fields["body"][0])
            answer = read_answer(survey, reply)
            assert answer.scores[question.key] == step["value"]
            assert (answer.remark, answer.needs_person) == ("", False)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_each_link_carries_the_token_and_stays_short(name: str, language: str) -> None:
    for shown in values(name, language)["questions"]:
        for step in shown["steps"]:
            assert step["url"].startswith("mailto:team%2Bs-7-")
            assert find_token(unquote(urlsplit(step["url"]).query), SECRET) == 7
            assert len(step["url"]) < 500


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_last_link_asks_for_an_end(language: str) -> None:
    fields = parse_qs(urlsplit(values("csat", language)["stop_url"]).query)
    answer = read_answer(load_survey("csat"), Reply(fields["subject"][0], fields["body"][0]))
    assert answer.opt_out
    assert answer.is_empty


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_mail_itself_answers_nothing(name: str, language: str) -> None:
    text = render("survey", language, values(name, language)).text
    answer = read_answer(load_survey(name), Reply("", text))
    assert answer.is_empty
    assert not answer.opt_out
    assert not answer.needs_person


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mark", ["", "> "])
def test_the_form_reads_as_it_was_filled_in(language: str, mark: str) -> None:
    text = render("survey", language, values("milestone", language)).text
    given = iter(["4", "5", "2", "no", "Earlier plans, please"])
    filled = SLOT.sub(lambda found: f"{found[0]} {next(given)}", text)
    body = "".join(f"{mark}{line}\n" for line in filled.splitlines())
    answer = read_answer(load_survey("milestone"), Reply("", body, split_plain(body)))
    assert answer.scores == {"q1": 4, "q2": 5, "q3": 2}
    assert answer.yes_no == {"q4": False}
    assert answer.texts == {"q5": "Earlier plans, please"}


def test_templates_are_given_what_the_samples_promise() -> None:
    real = values("milestone", "en")
    for sample in sample_contexts("survey"):
        assert sample.keys() == real.keys()
        questions: Any = sample["questions"]
        assert all(q.keys() == real["questions"][0].keys() for q in questions)


@pytest.mark.parametrize(
    ("language", "scale"), [("en", "1 = very dissatisfied"), ("zh", "1 = 非常不满意")]
)
def test_the_scale_is_explained(language: str, scale: str) -> None:
    words = render("survey", language, values("csat", language))
    assert scale in words.text
    assert scale in words.html
    assert words.html.count("mailto:") == 6
    assert "http" not in words.html
