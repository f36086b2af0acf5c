"""Survey files: what ships is sound, what a user writes is checked, all problems at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.errors import ConfigError, NotFoundError
from daemon.surveys.files import (
    load_survey,
    load_survey_file,
    survey_names,
    validate_surveys,
)
from daemon.surveys.questions import Kind, Scale
from daemon.surveys.schema import parse_survey

READY_MADE = {"needs", "milestone", "wrap-up", "after-sales", "complaint-resolution"}
ONE = """
title = "Short"
[[question]]
key = "score"
kind = "nps"
text = "Recommend?"
"""


def test_what_ships_has_no_problems() -> None:
    assert validate_surveys() == []
    assert READY_MADE | {"csat", "nps", "ces"} == set(survey_names())


@pytest.mark.parametrize("name", survey_names())
def test_what_ships_is_worded_in_both_languages(name: str) -> None:
    survey = load_survey(name)
    for question in survey.questions:
        texts = [question.wording, *(option.wording for option in question.options)]
        assert all(words.en.isascii() or "“" in words.en for words in texts)
        assert all(not words.zh.isascii() for words in texts)


@pytest.mark.parametrize(
    ("name", "kind", "scale"),
    [("csat", Kind.RATING, (1, 5)), ("nps", Kind.NPS, (0, 10)), ("ces", Kind.CES, (1, 7))],
)
def test_single_questions(name: str, kind: Kind, scale: tuple[int, int]) -> None:
    (question,) = load_survey(name).questions
    assert (question.key, question.kind, question.scale) == ("score", kind, Scale(*scale))


def test_the_users_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys" / "milestone.toml").write_text(ONE, encoding="utf-8")
    assert len(load_survey("milestone", tmp_path).questions) == 1
    assert len(load_survey("milestone").questions) == 5
    assert "wrap-up" in survey_names(tmp_path)


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"no survey 'x'.*milestone"):
        load_survey("x")


def test_every_problem_at_once_with_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "surveys").mkdir()
    path = tmp_path / "surveys" / "mine.toml"
    path.write_text(
        'title = ""\ncolour = "red"\n[[question]]\nkey = "A"\nkind = "stars"\ntext = "?"\n'
        '[[question]]\nkey = "b"\nkind = "choice"\ntext = "?"\n',
        encoding="utf-8",
    )
    problems = validate_surveys(tmp_path)
    assert all(problem.startswith(f"{path}: ") for problem in problems)
    found = {problem.removeprefix(f"{path}: ").partition(":")[0] for problem in problems}
    assert found == {"title", "colour", "question.1.key", "question.1.kind", "question.2"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param("kind = 'text'\nlow = 'x'", "no scale", id="ends without a scale"),
        pytest.param(
            "kind = 'text'\noptions = [{ key = 'a', en = 'A' }]", "no options", id="options"
        ),
        pytest.param(
            "kind = 'choice'\noptions = [{ key = 'a' }, { key = 'b' }]", "wording", id="bare"
        ),
        pytest.param(
            "kind = 'choices'\noptions = [{ key = 'a', en = 'A' }, { key = 'a', en = 'B' }]",
            "option key used twice: a",
            id="option twice",
        ),
        pytest.param(
            "kind = 'text'\n[[question]]\nkey = 'q'\nkind = 'text'\ntext = 'T'",
            "question key used twice: q",
            id="question twice",
        ),
    ],
)
def test_what_does_not_fit_its_kind(change: str, said: str) -> None:
    text = f"title = 'T'\n[[question]]\nkey = 'q'\ntext = 'Q'\n{change}\n"
    with pytest.raises(ConfigError, match=said):
        parse_survey(text, "x", "x.toml")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"title = ", "not valid TOML", id="not TOML"),
        pytest.param(b"\xff\xfe", "not UTF-8", id="not UTF-8"),
        pytest.param(b"#" * 300_000, "larger than", id="huge"),
    ],
)
def test_unreadable_files(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.toml").write_bytes(data)
    with pytest.raises(ConfigError, match=said):
        load_survey_file(tmp_path / "x.toml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: No such file"):
        load_survey_file(tmp_path / "none.toml")


def test_one_wording_serves_both_languages() -> None:
    survey = parse_survey(ONE, "x", "x.toml")
    assert survey.title.language("zh") == survey.title.language("en-GB") == "Short"
    assert survey.questions[0].wording.both == ("Recommend?",)


@pytest.mark.parametrize(("value", "step"), [(0, 1), (2.5, 3), (4.4, 4), (9, 5)])
def test_nearest_step(value: float, step: int) -> None:
    assert Scale(1, 5).nearest(value) == step
