"""Surveys of a manager's own making: other subjects, other orders, several scales."""

from __future__ import annotations

import pytest

from tests.unit.surveys.shape import Shape

ROWS = [
    Shape("delivery", "5, 4, 3, yes", [5, 4, 3], yes=True, remark=""),
    Shape(
        "delivery", "Quality 5, communication 4, speed 3, and yes we would.", [5, 4, 3], yes=True
    ),
    Shape(
        "delivery",
        "quality: 5\ncommunication: 4\nspeed: 3\nagain: yes\nnote: nice team",
        [5, 4, 3],
        yes=True,
        remark="nice team",
    ),
    Shape("delivery", "质量5分，沟通4分，速度3分，愿意再合作", [5, 4, 3], yes=True),
    Shape("delivery", "质量5，沟通4，响应速度3，愿意", [5, 4, 3], yes=True),
    Shape(
        "delivery",
        "5 for quality, 4 for communication and 3 for speed. We'd work with you again.",
        [5, 4, 3],
    ),
    Shape(
        "delivery",
        "Quality was excellent (5). Communication was OK (3). Speed could be better (2).",
        [5, 3, 2],
    ),
    Shape("delivery", "all 5s, yes, thanks!", [5, 5, 5], yes=True),
    Shape(
        "delivery",
        "Fives across the board, and of course we would work with you again.",
        [5, 5, 5],
        yes=True,
    ),
    Shape("delivery", "都是5分，愿意", [5, 5, 5], yes=True),
    Shape("delivery", "全5分 是 没有意见", [5, 5, 5], yes=True),
    Shape("delivery", "5 for everything except communication: 3", [5, 3, 5]),
    Shape("delivery", "Everything was a 4 apart from speed, which was a 2. No.", [4, 4, 2]),
    Shape("delivery", "4 4 4", [4, 4, 4]),
    Shape("delivery", "4/4/4/y", [4, 4, 4], yes=True),
    Shape("delivery", "4,4,4,n", [4, 4, 4], yes=False),
    Shape("delivery", "4", [None, None, None], person=True),
    Shape("delivery", "4 4", [None, None, None], person=True),
    Shape("delivery", "4 out of 5 for all", [4, 4, 4]),
    Shape("delivery", "4/5 for everything", [4, 4, 4]),
    Shape("delivery", "5/5 on all three", [5, 5, 5]),
    Shape(
        "delivery",
        "4, 4, 5, yes - keep it up!\n\nBest,\nLena Vogt\nHead of Product",
        [4, 4, 5],
        yes=True,
    ),
    Shape("delivery", "4,4,5,yes\nSent from my iPhone", [4, 4, 5], yes=True, remark=""),
    Shape("delivery", "ok so 4, 3, 5 and yes", [4, 3, 5], yes=True),
    Shape("delivery", "4 3 5 yes sure", [4, 3, 5], yes=True),
    Shape("delivery", "4 - 3 - 5 - yes", [4, 3, 5], yes=True),
    Shape("delivery", "4-3-5", [4, 3, 5]),
    Shape(
        "delivery",
        "4; 3; 5; yes; communication by phone please",
        [4, 3, 5],
        yes=True,
        remark="by phone",
    ),
    Shape("delivery", "1. 4 2. 3 3. 5 4. yes", [4, 3, 5], yes=True),
    Shape("delivery", "1.4\n2.3\n3.5\n4.yes", [4, 3, 5], yes=True),
    Shape("delivery", "1) 4/5 2) 3/5 3) 5/5 4) yes", [4, 3, 5], yes=True),
    Shape("delivery", "1 - 4, 2 - 3, 3 - 5, 4 - yes", [4, 3, 5], yes=True),
    Shape("delivery", "Q1 4 Q2 3 Q3 5 Q4 yes Q5 no", [4, 3, 5], yes=True, remark=""),
    Shape("delivery", "a) 4 b) 3 c) 5 d) yes", [4, 3, 5], yes=True),
    Shape("delivery", "A: 4, B: 3, C: 5, D: yes", [4, 3, 5], yes=True),
    Shape("delivery", "i) 4 ii) 3 iii) 5 iv) yes", [4, 3, 5], yes=True),
    Shape("delivery", "一、4 二、3 三、5 四、是", [4, 3, 5], yes=True),
    Shape("delivery", "第一题4分第二题3分第三题5分第四题愿意", [4, 3, 5], yes=True),
    Shape("delivery", "第1问4，第2问3，第3问5，第4问是", [4, 3, 5], yes=True),
    Shape("delivery", "1：4；2：3；3：5；4：是", [4, 3, 5], yes=True),
    Shape("delivery", "1、4分 2、3分 3、5分 4、愿意", [4, 3, 5], yes=True),
    Shape("delivery", "2) 3\n4) no", [None, 3, None], yes=False),
    Shape("delivery", "Only question 2: 2. Very slow answers.", [None, 2, None]),
    Shape("delivery", "q2 is a 2", [None, 2, None]),
    Shape("delivery", "Communication: 2, rest is fine", [None, 2, None]),
    Shape("delivery", "沟通2分，其他还可以", [None, 2, None]),
    Shape("delivery", "very satisfied with quality, not satisfied with speed", [5, None, 2]),
    Shape("delivery", "Satisfied / very satisfied / neutral / yes", [4, 5, 3], yes=True),
    Shape("delivery", "满意、非常满意、一般、愿意", [4, 5, 3], yes=True),
    Shape("delivery", "👍👍👍", [None, None, None], person=True),
    Shape("delivery", "Great job!", [None, None, None]),
    Shape("delivery", "👍", [None, None, None], person=True),
    Shape("delivery", "Between 3 and 4 for all of them", [None, None, None], person=True),
    Shape("delivery", "mostly 4s", [None, None, None], person=True),
    Shape("delivery", "4s and 5s", [None, None, None], person=True),
    Shape("delivery", "4ish across the board", [None, None, None], person=True),
    Shape("delivery", "Stop sending me these. 1 1 1 no", [1, 1, 1], stop=True, yes=False),
    Shape(
        "delivery",
        "Thank you for the great job, 5,5,5,yes. See you on 3 May at 4pm.",
        [5, 5, 5],
        yes=True,
    ),
    Shape("delivery", "3 weeks late, 5 bugs. 2 2 1 no", [2, 2, 1], yes=False),
    Shape("delivery", "Hallo, 5 5 5 ja", [5, 5, 5], yes=True),
    Shape("delivery", "Yes we would. Quality 5, rest 4", [5, 4, 4], yes=True),
    Shape("delivery", "5 4 5 absolutely", [5, 4, 5], yes=True),
    Shape("delivery", "5 4 5 of course", [5, 4, 5], yes=True),
    Shape("delivery", "5,4,5,maybe", [5, 4, 5], person=True, yes=None),
    Shape("delivery", "5,4,5,not sure", [5, 4, 5], person=True, yes=None),
    Shape("delivery", "5，4，5，看情况", [5, 4, 5], person=True, yes=None),
    Shape("delivery", "5，4，5，肯定", [5, 4, 5], yes=True),
    Shape("delivery", "5,4,5,当然愿意", [5, 4, 5], yes=True),
    Shape("delivery", "5,4,5,不会", [5, 4, 5], yes=False),
    Shape("delivery", "4.5, 4, 5, yes", [None, 4, 5], person=True, yes=True),
    Shape("delivery", "5, ?, 5, yes", [5, None, 5], yes=True),
    Shape("delivery", "5, 6, 5, yes", [5, None, 5], person=True, yes=True),
    Shape("delivery", "five four three yes", [5, 4, 3], yes=True),
    Shape("delivery", "五分、四分、三分，愿意。", [5, 4, 3], yes=True),
    Shape("delivery", "4 stars, 3 stars, 5 stars, yes", [4, 3, 5], yes=True),
    Shape("delivery", "★★★★ ★★★ ★★★★★ yes", [4, 3, 5], yes=True),
    Shape("delivery", "8, 6, 10", [None, None, None], person=True),
    Shape("delivery", "see below:\n4\n3\n5\nyes", [4, 3, 5], yes=True),
    Shape(
        "delivery",
        "Dear team,\n\nfind my answers:\n\n4\n3\n5\nYes\nNo further comments\n\nRegards\nTom",
        [4, 3, 5],
        yes=True,
        remark="",
    ),
    Shape("delivery", "4 (quality), 3 (communication), 5 (speed), yes", [4, 3, 5], yes=True),
    Shape("delivery", "4 quality\n3 communication\n5 speed\nyes", [4, 3, 5], yes=True),
    Shape("delivery", "Q: 4, C: 3, S: 5", [None, None, None], person=True),
    Shape("support", "9, 6, 5, yes, email", [9, 6, 5], yes=True, choice=("email",)),
    Shape("support", "9 6 5 yes chat", [9, 6, 5], yes=True, choice=("chat",)),
    Shape("support", "9，6，5，已解决，电话", [9, 6, 5], yes=True, choice=("phone",)),
    Shape("support", "10/10, 7/7, 5/5, yes, phone", [10, 7, 5], yes=True, choice=("phone",)),
    Shape(
        "support",
        "NPS 9, ease 6, satisfaction 5, solved, prefer email",
        [9, 6, 5],
        yes=True,
        choice=("email",),
    ),
    Shape(
        "support",
        "Recommend: 9. Easy: 6. Satisfied: 5. Solved: yes. Channel: chat.",
        [9, 6, 5],
        yes=True,
        choice=("chat",),
    ),
    Shape(
        "support",
        "推荐9分，省力6分，满意度5分，已解决，电话",
        [9, 6, 5],
        yes=True,
        choice=("phone",),
    ),
    Shape("support", "1) 9 2) 6 3) 5 4) yes 5) a", [9, 6, 5], yes=True, choice=("phone",)),
    Shape("support", "all 5s", [None, None, None], person=True),
    Shape("support", "5", [None, None, None], person=True),
    Shape("support", "都是5分", [None, None, None], person=True),
    Shape("support", "满分，都解决了", [None, None, None], person=True),
    Shape("support", "10", [None, None, None], person=True),
    Shape("support", "9, 6, 5", [9, 6, 5]),
    Shape("support", "9, 8, 5, yes", [9, None, 5], person=True, yes=True),
    Shape("support", "9\n6\n5\nyes\nchat", [9, 6, 5], yes=True, choice=("chat",)),
    Shape(
        "support",
        "1. 9\n2. agree\n3. satisfied\n4. yes\n5. Phone or e-mail",
        [9, 6, 4],
        person=True,
        yes=True,
        choice=None,
    ),
    Shape("wrap-up", "5 5 5 5 5 10 yes", [5, 5, 5, 5, 5, 10], yes=True),
    Shape("wrap-up", "5,5,5,5,5,10,yes,nothing", [5, 5, 5, 5, 5, 10], yes=True, remark=""),
    Shape("wrap-up", "5/4/5/4/3/9/yes", [5, 4, 5, 4, 3, 9], yes=True),
    Shape("wrap-up", "5 5 5 5", [None, None, None, None, None, None], person=True),
    Shape("wrap-up", "1-5: 5, 6: 10, 7: yes", [5, 5, 5, 5, 5, 10], yes=True),
    Shape("wrap-up", "Q1 to Q5 all 4, Q6 8, Q7 no", [4, 4, 4, 4, 4, 8], yes=False),
    Shape("wrap-up", "前五题都是4分，推荐8分，不同意列为参考客户", [4, 4, 4, 4, 4, 8], yes=False),
    Shape("wrap-up", "1-5题全5分，第6题10分，第7题可以", [5, 5, 5, 5, 5, 10], yes=True),
    Shape(
        "wrap-up",
        (
            "Overall 4, quality 5, communication 3, dates 2, value 4, wou"
            "ld recommend 8, no reference please"
        ),
        [4, 5, 3, 2, 4, 8],
    ),
    Shape("wrap-up", "总体4 质量5 沟通3 进度2 性价比4 推荐8", [4, 5, 3, 2, 4, 8]),
    Shape("after-sales", "4, 6, no, training", [4, 6], yes=False, choice=("training",)),
    Shape(
        "after-sales",
        "4 6 yes training and new features",
        [4, 6],
        yes=True,
        choice=("training", "features"),
    ),
    Shape("after-sales", "4，6，没有，培训", [4, 6], yes=False, choice=("training",)),
    Shape("complaint-resolution", "yes 5 7", [5, 7], yes=True),
    Shape("complaint-resolution", "是，5，7", [5, 7], yes=True),
    Shape(
        "complaint-resolution", "no, 2, 1, call me back!", [2, 1], yes=False, remark="call me back"
    ),
    Shape("complaint-resolution", "solved, 5, 7", [5, 7], yes=True),
    Shape("complaint-resolution", "5 7", [5, 7]),
    Shape("complaint-resolution", "yes\n5\n7", [5, 7], yes=True),
    Shape("complaint-resolution", "解决了，5分，7分，谢谢", [5, 7], yes=True, remark=""),
    Shape("complaint-resolution", "还没解决，2分，1分", [2, 1], yes=False),
    Shape("needs", "speed\nb\na, c\nno\nMs Li", [], yes=False, choice=("budget",)),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.text for row in ROWS])
def test_a_survey_of_ones_own_is_read(row: Shape) -> None:
    assert row.read() == row.expected()


FORM = """{above}

On Tue, May 12, 2026 at 9:14 AM Acme <team@acme.example> wrote:

> 1. How do you rate the quality of our delivery?
>    1 = very dissatisfied … 5 = very satisfied
>    Your answer:{first}
>
> 2. How do you rate our communication?
>    1 = very dissatisfied … 5 = very satisfied
>    Your answer:{second}
>
> 3. How do you rate our speed?
>    1 = very dissatisfied … 5 = very satisfied
>    Your answer:{third}
>
> 4. Would you work with us again?
>    yes / no
>    Your answer:{fourth}
"""
FILLED: list[tuple[tuple[str, ...], list[int | None], bool | None]] = [
    (("4, 3, 5, yes", "", "", "", ""), [4, 3, 5], True),
    (("", " 4", " 3", " 5", " yes"), [4, 3, 5], True),
    (("", " 4", "", " 5", ""), [4, None, 5], None),
    (("See inline", "\n4 - good", "\n3", "\n5", "\nyes"), [4, 3, 5], True),
    (("all 5", "", "", "", ""), [5, 5, 5], None),
    (("5 5 4 y, Anna", "", "", "", ""), [5, 5, 4], True),
]


@pytest.mark.parametrize(("typed", "scores", "yes"), FILLED)
def test_the_quoted_form_may_be_filled_in_or_answered_above(
    typed: tuple[str, ...], scores: list[int | None], yes: bool | None
) -> None:
    names = ("above", "first", "second", "third", "fourth")
    text = FORM.format(**dict(zip(names, typed, strict=True)))
    row = Shape("delivery", text, scores, yes=yes)
    assert row.read() == row.expected()
