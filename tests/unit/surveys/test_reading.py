"""Reply shapes → answers. One row a shape; the written set in tests/figures/answers has more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.model.message import Span, SpanKind
from daemon.surveys.answer import Answer
from daemon.surveys.files import load_survey, survey_names
from daemon.surveys.reading import Reply, read_answer
from tests.figures.answers.__main__ import ours, rows, wrong_parts


def read(survey: str, body: str, subject: str = "") -> Answer:
    return read_answer(load_survey(survey), Reply(subject, body))


SCORES = [
    ("csat", "4", 4, "a digit"),
    ("csat", "４", 4, "full-width"),
    ("csat", "4️⃣", 4, "keycap"),
    ("csat", "4/5", 4, "fraction"),
    ("csat", "8 out of 10", 4, "out of ten, exact on five"),
    ("csat", "80%", 4, "percent"),
    ("csat", "four", 4, "English word"),
    ("csat", "四分", 4, "Chinese word"),
    ("csat", "10分满分给8分", 4, "full marks named"),
    ("csat", "满分", 5, "full marks"),
    ("csat", "五星", 5, "stars in words"),
    ("csat", "★★★★☆", 4, "stars"),
    ("csat", "👍", 5, "thumb"),
    ("csat", "满意", 4, "satisfied, Chinese"),
    ("csat", "非常滿意", 5, "traditional characters"),
    ("csat", "不太满意", 2, "not quite"),
    ("csat", "Very satisfied!", 5, "very satisfied"),
    ("csat", "not happy at all", 1, "negated"),
    ("csat", "Neither satisfied nor dissatisfied", 3, "neither"),
    ("csat", "Score: 4\nComment: late twice", 4, "labelled"),
    ("csat", "We'd give it a solid 4 because of Tom", 4, "cue and reason"),
    ("csat", "2. We had 3 outages in 4 weeks", 2, "counts beside"),
    ("csat", "On 3 May 2026 we paid $4,200. Rating: 5", 5, "date and price beside"),
    ("csat", "Tel. 010-62345678\n5", 5, "telephone beside"),
    ("csat", "On your scale from 1 to 5: 3", 3, "the scale repeated"),
    ("csat", "1 = very dissatisfied, 5 = very satisfied\n\n4", 4, "the legend repeated"),
    ("csat", "1 2 3 [4] 5", 4, "bracketed"),
    ("csat", "( ) 3 (x) 4 ( ) 5", 4, "ticked"),
    ("csat", "○一般 ●满意 ○非常满意", 4, "ticked word"),
    ("csat", "3, no wait, 4", 4, "corrected"),
    ("csat", "Last time a 2, this time a 4", 4, "the last time named"),
    ("csat", "本来想给5分，因为延期给3分", 3, "wished, then given"),
    ("csat", "Not a 5, more of a 4", 4, "refused, then given"),
    ("csat", "给4分，扣一分因为文档", 4, "a point taken off"),
    ("csat", "Overall 4. Support 5, docs 2.", 4, "overall beside parts"),
    ("nps", "10", 10, "ten"),
    ("nps", "0", 0, "zero"),
    ("nps", "4/5", 8, "out of five"),
    ("nps", "10分满分给9分", 9, "of ten, Chinese"),
    ("nps", "Extremely likely", 10, "the end of the scale"),
    ("nps", "8. Would be a 10 with an app.", 8, "a wish behind"),
    ("nps", "7, as 3 of 10 deliveries were late", 7, "a share beside"),
    ("ces", "Strongly agree", 7, "agreement"),
    ("ces", "very easy", 7, "ease"),
    ("ces", "有点难", 3, "difficulty, Chinese"),
    ("ces", "同意", 6, "agreement, Chinese"),
]


@pytest.mark.parametrize(
    ("survey", "body", "score"), [r[:3] for r in SCORES], ids=[r[3] for r in SCORES]
)
def test_a_score_is_read(survey: str, body: str, score: int) -> None:
    answer = read(survey, body)
    assert answer.scores == {"score": score}
    assert not answer.needs_person
    assert answer.evidence[0].key == "score"


FOR_A_PERSON = [
    ("csat", "between 3 and 4", "range"),
    ("csat", "3-4", "range with a dash"),
    ("csat", "四五分", "range, Chinese"),
    ("csat", "4.5", "half"),
    ("csat", "三分半", "half, Chinese"),
    ("csat", "9/10", "between two steps"),
    ("csat", "7", "off the scale"),
    ("csat", "0分", "below the scale"),
    ("csat", "-1", "negative"),
    ("csat", "Almost a 5", "hedged"),
    ("csat", "不到3分", "hedged, Chinese"),
    ("csat", "Design 5, support 2", "parts"),
    ("csat", "Thanks for nothing. 5/5", "irony"),
    ("csat", "呵呵，又延期，5分", "irony, Chinese"),
    ("csat", "1 - best team ever, absolutely perfect!", "the scale the wrong way round"),
    ("csat", "5 - terrible, the worst supplier", "a high score with harsh words"),
    ("csat", "I wanted to give a 5", "only wished"),
    ("nps", "Yes, I would recommend you", "no number"),
    ("nps", "愿意推荐", "no number, Chinese"),
]


@pytest.mark.parametrize(
    ("survey", "body"), [r[:2] for r in FOR_A_PERSON], ids=[r[2] for r in FOR_A_PERSON]
)
def test_a_doubtful_score_goes_to_a_person_with_a_guess(survey: str, body: str) -> None:
    answer = read(survey, body)
    assert answer.scores == {"score": None}
    assert answer.needs_person
    assert answer.guess["score"] in load_survey(survey).questions[0].scale.steps  # type: ignore[union-attr]
    assert answer.reasons


NO_SCORE = [
    ("We had 5 developers on it for 2 weeks.", "counts"),
    ("Call me on 0171 4455667 after 3 pm", "telephone and time"),
    ("第3版的图纸请再发一份", "a version"),
    ("5月4日下午3点开会", "a meeting"),
    ("Could you send this to Peter?", "a question"),
    ("Thank you!", "thanks"),
    ("", "nothing"),
]


@pytest.mark.parametrize("body", [r[0] for r in NO_SCORE], ids=[r[1] for r in NO_SCORE])
def test_other_numbers_are_no_scores(body: str) -> None:
    answer = read("csat", body)
    assert answer.is_empty
    assert not answer.needs_person


TOGETHER = [
    ("1) 5\n2) 4\n3) 3\n4) yes", "numbered"),
    ("Q1: 5, Q2: 4, Q3: 3, Q4: yes", "questions named"),
    ("5 4 3 yes", "in order"),
    ("5/4/3/yes", "with slashes"),
    ("第一题5分，第二题4分，第三题3分，第四题是", "Chinese ordinals"),
    ("（1）5（2）4（3）3（4）是", "full-width brackets"),
    ("① 5 ② 4 ③ 3 ④ 是", "circled"),
    ("Result 5, communication 4, dates 3, and yes we got everything.", "by topic"),
    ("成果5分，沟通4分，进度3分，都交付了。", "by topic, Chinese"),
]


@pytest.mark.parametrize("body", [r[0] for r in TOGETHER], ids=[r[1] for r in TOGETHER])
def test_several_questions_at_once(body: str) -> None:
    answer = read("milestone", body)
    assert answer.scores == {"q1": 5, "q2": 4, "q3": 3}
    assert answer.yes_no == {"q4": True}


@pytest.mark.parametrize(
    "body", ["4 for everything", "都是4分", "三项都给4分", "All 4s", "4 across the board"]
)
def test_one_score_for_all(body: str) -> None:
    assert read("milestone", body).scores == {"q1": 4, "q2": 4, "q3": 4}


def test_a_score_for_nobody_knows_which_question() -> None:
    answer = read("milestone", "4")
    assert answer.is_empty
    assert answer.guess == {"q1": 4, "q2": 4, "q3": 4}


@pytest.mark.parametrize(
    ("body", "chosen"),
    [
        ("2. b\n3. a, d", {"q2": ("budget",), "q3": ("mail", "demo")}),
        (
            "2) Quality\n3) phone call and a meeting",
            {"q2": ("quality",), "q3": ("call", "meeting")},
        ),
        ("2、按时完成\n3、每周邮件、演示", {"q2": ("date",), "q3": ("mail", "demo")}),
        (
            "2) quality and budget\n3) all of them",
            {"q2": None, "q3": ("mail", "call", "meeting", "demo")},
        ),
    ],
    ids=["letters", "words", "Chinese", "too many for one"],
)
def test_options(body: str, chosen: dict[str, tuple[str, ...] | None]) -> None:
    assert read("needs", body).choices == chosen


@pytest.mark.parametrize(
    ("body", "score"),
    [
        ("Please stop asking.", None),
        ("不要再发了", None),
        ("退订", None),
        ("unsubscribe", None),
        ("4. And no more surveys, please.", 4),
        ("2, and do not ask me again", 2),
    ],
)
def test_to_be_asked_no_more(body: str, score: int | None) -> None:
    answer = read("csat", body)
    assert answer.opt_out
    assert answer.scores == {"score": score}


@pytest.mark.parametrize(
    "body",
    ["Please stop the job that crashes. 3", "请不要再发生这样的事，3分", "No more delays. 3"],
)
def test_other_things_may_stop(body: str) -> None:
    answer = read("csat", body)
    assert not answer.opt_out
    assert answer.scores == {"score": 3}


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Automatic reply: How did we do?", "I am out of the office until 5 May."),
        ("", "I am on vacation and will return on 5 January. For urgent matters call 4."),
        ("自动回复：您满意吗？", "我在出差，5月8日返回。"),
    ],
)
def test_a_machine_answers_nothing(subject: str, body: str) -> None:
    answer = read("csat", body, subject)
    assert answer.auto_reply
    assert answer.is_empty


def test_a_person_who_was_away_answers() -> None:
    answer = read("csat", "Sorry, I was on holiday and am back since Monday. 4")
    assert not answer.auto_reply
    assert answer.scores == {"score": 4}


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        ("4 - the reports arrive late", "the reports arrive late"),
        ("5! Great work on the 2026 catalogue", "Great work on the 2026 catalogue"),
        ("Hi Jo,\n\n4\n\nKind regards,\nAnna", ""),
        ("4分，谢谢！", ""),
        ("4分。响应再快一点就好了。", "响应再快一点就好了。"),
        ("The filter on page 2 breaks.", "The filter on page 2 breaks."),
    ],
)
def test_the_remark_is_what_was_said_beside(body: str, remark: str) -> None:
    assert read("csat", body).remark == remark


@pytest.mark.parametrize(
    ("subject", "body", "score"),
    [
        ("Score 4 [S-K3V9Q2]", "", 4),
        ("评分：4", "", 4),
        ("Score 3 [S-K3V9Q2]", "My score: 5", 5),
        ("Re: [ACME-12] How was milestone 2?", "", None),
        ("Re: Rating 2/5", "Sent from my iPhone", 2),
    ],
)
def test_the_subject_of_a_link(subject: str, body: str, score: int | None) -> None:
    assert read("csat", body, subject).scores == {"score": score}


def test_quoted_text_is_not_the_answer() -> None:
    body = "2\n\n> How satisfied are you with our work?\n> 1 2 3 4 5\n> 5 = very satisfied\n"
    spans = (Span(0, 3, SpanKind.NEW), Span(3, len(body), SpanKind.QUOTE))
    answer = read_answer(load_survey("csat"), Reply("", body, spans))
    assert answer.scores == {"score": 2}
    assert answer.remark == ""


@given(st.sampled_from(survey_names()), st.text(max_size=400), st.text(max_size=60))
def test_no_reply_makes_it_fail(survey: str, body: str, subject: str) -> None:
    answer = read(survey, body, subject)
    for question in load_survey(survey).scaled:
        score = answer.scores[question.key]
        assert score is None or score in question.scale.steps  # type: ignore[union-attr]


WRITTEN = st.lists(
    st.sampled_from(
        [
            *"0123456789",
            "4/5",
            "分",
            "stars",
            "not",
            "a",
            ",",
            ".",
            "\n",
            "给",
            "满意",
            "Q1:",
            "> ",
            "[x]",
        ]
    )
)


@given(st.sampled_from(survey_names()), WRITTEN)
def test_a_score_is_a_step_of_its_scale(survey: str, pieces: list[str]) -> None:
    answer = read(survey, " ".join(pieces))
    for question in load_survey(survey).scaled:
        score = answer.scores[question.key]
        assert score is None or score in question.scale.steps  # type: ignore[union-attr]


@pytest.mark.parametrize("half", ["dev", "test"])
def test_the_written_answers_are_read(half: str) -> None:
    answers = rows(half)
    wrong = sum(any(wrong_parts(r, ours(load_survey(r["survey"]), r))) for r in answers)
    assert len(answers) >= 160
    assert wrong / len(answers) <= 0.03
