"""Several questions answered at once: in any order, by number, letter, topic or exception."""

from __future__ import annotations

import pytest

from daemon.model.message import Span, SpanKind
from daemon.surveys.files import load_survey
from daemon.surveys.reading import Reply, read_answer

ROWS: list[tuple[str, str, list[int | None], bool | None]] = [
    ("milestone", "4) yes\n1) 5\n3) 3\n2) 4", [5, 4, 3], True),
    ("milestone", "Q4: yes, Q1: 5, Q2: 4, Q3: 3", [5, 4, 3], True),
    ("milestone", "4. Yes\n3. 3\n2. 4\n1. 5", [5, 4, 3], True),
    ("milestone", "Dates 3, information 4, result 5, everything delivered: yes", [5, 4, 3], True),
    (
        "milestone",
        "Everything was delivered, yes. Result: 5. Dates: 3. Communication: 4.",
        [5, 4, 3],
        True,
    ),
    ("milestone", "进度3分，成果5分，沟通4分，都交付了", [5, 4, 3], True),
    ("milestone", "第四题：是；第一题：5；第三题：3；第二题：4", [5, 4, 3], True),
    ("milestone", "4、是\n1、5分\n2、4分\n3、3分", [5, 4, 3], True),
    ("milestone", "1: 5\n2: 4\n3: 3\n4: yes", [5, 4, 3], True),
    ("milestone", "1 - 5\n2 - 4\n3 - 3\n4 - yes", [5, 4, 3], True),
    ("milestone", "1 5\n2 4\n3 3\n4 yes", [5, 4, 3], True),
    ("milestone", "(a) 5 (b) 4 (c) 3 (d) yes", [5, 4, 3], True),
    ("milestone", "a) 5\nb) 4\nc) 3\nd) yes", [5, 4, 3], True),
    ("milestone", "5 / 4 / 3 / yes", [5, 4, 3], True),
    ("milestone", "5, 4, 3, y", [5, 4, 3], True),
    ("milestone", "5;4;3;yes;nothing", [5, 4, 3], True),
    ("milestone", "5 4 3 no", [5, 4, 3], False),
    ("milestone", "5、4、3、否", [5, 4, 3], False),
    ("milestone", "5，4，3，是", [5, 4, 3], True),
    ("milestone", "五分 四分 三分 是", [5, 4, 3], True),
    ("milestone", "Five, four, three and yes.", [5, 4, 3], True),
    ("milestone", "5, 4, 3", [5, 4, 3], None),
    ("milestone", "5 all the way and yes", [5, 5, 5], True),
    ("milestone", "5s across the board, everything delivered.", [5, 5, 5], True),
    ("milestone", "全部5分，都交付了", [5, 5, 5], True),
    ("milestone", "Straight fives from us", [5, 5, 5], None),
    ("milestone", "4 for all three", [4, 4, 4], None),
    ("milestone", "三个都是4分", [4, 4, 4], None),
    ("milestone", "5 for everything except the dates, which get a 3", [5, 5, 3], None),
    ("milestone", "All 5 apart from dates: 3", [5, 5, 3], None),
    ("milestone", "沟通3分，其余都是5分", [5, 3, 5], None),
    ("milestone", "1) 5\n3) 3\n4) yes", [5, None, 3], True),
    ("milestone", "Dates: 2", [None, None, 2], None),
    ("milestone", "进度只能给2分", [None, None, 2], None),
    ("milestone", "For communication I can only give a 2", [None, 2, None], None),
    ("milestone", "The result is a 5!", [5, None, None], None),
    ("milestone", "1. satisfied very much - 5\n2. 4\n3. 3\n4. yes", [5, 4, 3], True),
    ("milestone", "1. very satisfied\n2. satisfied\n3. not satisfied\n4. yes", [5, 4, 2], True),
    ("milestone", "1、非常满意\n2、满意\n3、不满意\n4、是", [5, 4, 2], True),
    ("milestone", "1）5分 2）4分 3）3分 4）都交付了 5）希望多沟通", [5, 4, 3], True),
    ("milestone", "1.5 2.4 3.3 4.yes", [5, 4, 3], True),
    ("milestone", "1.5\n2.4\n3.3\n4.yes", [5, 4, 3], True),
    ("milestone", "1、5；2、4；3、3；4、是。", [5, 4, 3], True),
    ("milestone", "1) 5\n2) 4\n3) 3\n4) no, the export is missing\n5) test more", [5, 4, 3], False),
    ("milestone", "Same for all: 4", [4, 4, 4], None),
    ("milestone", "Result - 5, Informed - 4, Dates - 3, Agreed - yes", [5, 4, 3], True),
    ("milestone", "成果：5\n沟通：4\n进度：3\n交付：是", [5, 4, 3], True),
    ("milestone", "First 5, second 4, third 3, fourth yes", [5, 4, 3], True),
    (
        "milestone",
        "Question 1 5 points, question 2 4 points, question 3 3 points, question 4 yes",
        [5, 4, 3],
        True,
    ),
    ("milestone", "1st: 5, 2nd: 4, 3rd: 3, 4th: yes", [5, 4, 3], True),
    ("milestone", "问题一：5，问题二：4，问题三：3，问题四：是", [5, 4, 3], True),
    ("wrap-up", "5 4 4 3 4 9 yes", [5, 4, 4, 3, 4, 9], True),
    ("wrap-up", "7) yes 6) 9 5) 4 4) 3 3) 4 2) 4 1) 5", [5, 4, 4, 3, 4, 9], True),
    (
        "wrap-up",
        "总体5，质量4，沟通4，进度3，性价比4，推荐9，可以作为参考",
        [5, 4, 4, 3, 4, 9],
        True,
    ),
    ("wrap-up", "All 5, recommendation 10, and yes you may name us.", [5, 5, 5, 5, 5, 10], True),
    ("wrap-up", "前五题都是5分，第六题10分，第七题可以", [5, 5, 5, 5, 5, 10], True),
    ("wrap-up", "Overall 5, NPS 10", [5, None, None, None, None, 10], None),
    ("wrap-up", "Only one remark: price 3", [None, None, None, None, 3, None], None),
    ("after-sales", "4, 6, no", [4, 6], False),
    ("after-sales", "1) 4\n2) 6\n3) no\n4) d", [4, 6], False),
    ("after-sales", "3) yes, the export\n1) 4\n2) 6", [4, 6], True),
    ("complaint-resolution", "yes, 4, 6", [4, 6], True),
    ("complaint-resolution", "Solved, thanks. 4 and 6.", [4, 6], True),
    ("complaint-resolution", "1) not yet\n2) 2\n3) 2", [2, 2], False),
    ("complaint-resolution", "2) 4\n3) 6\n1) yes", [4, 6], True),
    ("complaint-resolution", "已解决，4分，6分", [4, 6], True),
    ("complaint-resolution", "Not solved yet.", [None, None], False),
    ("complaint-resolution", "还没解决", [None, None], False),
]


@pytest.mark.parametrize(("survey", "text", "scores", "yes"), ROWS)
def test_each_value_finds_its_question(
    survey: str, text: str, scores: list[int | None], yes: bool | None
) -> None:
    answer = read_answer(load_survey(survey), Reply("", text))
    assert list(answer.scores.values()) == scores
    assert next(iter(answer.yes_no.values())) is yes
    assert not answer.needs_person


@pytest.mark.parametrize(
    "subject", ["Please stop asking [S-16J-NT5Y0257]", "Unsubscribe", "退订", "请不要再发问卷"]
)
def test_the_subject_alone_may_ask_for_no_more(subject: str) -> None:
    assert read_answer(load_survey("csat"), Reply(subject, "")).opt_out


FORWARDED = (
    "Anna\n\n---------- Forwarded message ---------\nFrom: Tom <t@c.example>\n\nA 3, sadly.\n"
)


def test_the_score_in_a_mail_passed_on_goes_to_a_person() -> None:
    at = FORWARDED.index("---")
    spans = (Span(0, at, SpanKind.NEW), Span(at, len(FORWARDED), SpanKind.FORWARD))
    answer = read_answer(load_survey("csat"), Reply("", FORWARDED, spans))
    assert answer.scores == {"score": None}
    assert (answer.needs_person, answer.guess) == (True, {"score": 3})


def test_a_form_filled_in_under_its_header_alone_is_an_answer() -> None:
    body = "发件人: team\n主题: 您满意吗\n\n您对我们的工作满意吗？\n   您的回答：4\n"
    spans = (Span(0, len(body), SpanKind.FORWARD),)
    assert read_answer(load_survey("csat"), Reply("", body, spans)).scores == {"score": 4}


def test_asking_back_what_a_step_means_is_no_score() -> None:
    answer = read_answer(load_survey("csat"), Reply("", "Is 5 the best or the worst? " * 100))
    assert answer.scores == {"score": None}


def test_praise_beside_a_score_is_a_remark() -> None:
    answer = read_answer(load_survey("csat"), Reply("", "Solid work overall, a strong 4."))
    assert (answer.scores, answer.remark) == ({"score": 4}, "Solid work overall, a strong 4.")
