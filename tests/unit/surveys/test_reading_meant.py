"""What is meant: conditions, corrections, other people, machines, other scales, forms."""

from __future__ import annotations

import pytest

from tests.unit.surveys.shape import Shape

ROWS = [
    Shape("csat", "5 if you fix it", [None], person=True),
    Shape("csat", "Would give 4 if invoices were right", [None], person=True),
    Shape("csat", "I give you 4 although the start was slow", [4], remark="the start was slow"),
    Shape("csat", "The project manager deserves a 5, the billing a 2.", [None], person=True),
    Shape("csat", "The first delivery was a 2, the second a 4.", [None], person=True),
    Shape("csat", "4 (was 2 last year)", [4]),
    Shape("csat", "up from 3 to 4", [4]),
    Shape("csat", "Down from 5 to 3, sorry", [3]),
    Shape("csat", "I pressed 1 by mistake, should be 5", [5]),
    Shape("csat", "Sorry, I meant 4 not 2", [4]),
    Shape("csat", "Typo: 4", [4]),
    Shape("csat", "更正：4分", [4]),
    Shape("csat", "刚才点错了，应该是5分", [5]),
    Shape("csat", "上次打的3分作废，改成4分", [4]),
    Shape("csat", "My boss would say 2 but I say 4", [4]),
    Shape("csat", "My colleague Ben says 3, I say 5", [5]),
    Shape("csat", "Let's meet at 3. Score: 5", [5]),
    Shape("csat", "4 - call me at 3pm", [4], remark="call me"),
    Shape("csat", "We spent 4 hours on the phone.", [None]),
    Shape("csat", "ETA was 3 days, took 9", [None]),
    Shape("csat", "4 out of the 5 features work.", [None]),
    Shape("csat", "2/3 of the work is done", [None]),
    Shape("csat", "50% of the tickets are open", [None]),
    Shape("csat", "No score from me, I only use the reports.", [None]),
    Shape("csat", "I'd rather not say", [None]),
    Shape(
        "csat",
        "Thank you for contacting us. We will reply within 2 business days.",
        [None],
        auto=True,
    ),
    Shape("csat", "您好，您的邮件我已收到，我将于5日后回复。【自动回复】", [None], auto=True),
    Shape(
        "csat",
        "Der Empfänger ist bis 04.05. abwesend. Ihre E-Mail wird nicht weitergeleitet.",
        [None],
        auto=True,
    ),
    Shape("csat", "Danke, ich bin wieder da. 5", [5]),
    Shape("csat", "Absent until Monday; my answer: 4", [4]),
    Shape("csat", "We were absent from the meeting, but 4 overall", [4]),
    Shape("csat", "Not urgent: 4, and please contact me about the invoice", [4], remark="invoice"),
    Shape(
        "csat",
        "This is urgent!! The site is down! Who is on call? 1",
        [1],
        remark="The site is down",
    ),
    Shape("csat", "5!!!", [5]),
    Shape("csat", "5/5 ⭐⭐⭐⭐⭐", [5]),
    Shape("csat", "★★★★★ 5/5", [5]),
    Shape("csat", "★☆☆☆☆", [1]),
    Shape("csat", "✮✮✮✮", [4]),
    Shape("csat", "1star", [1]),
    Shape("csat", "one star", [1]),
    Shape("csat", "0 stars", [None], person=True),
    Shape("csat", "zero", [None], person=True),
    Shape("csat", "6/5", [None], person=True),
    Shape("csat", "110%", [None], person=True),
    Shape("csat", "5+ !!", [None], person=True),
    Shape("csat", "-1", [None], person=True),
    Shape("csat", "四星", [4]),
    Shape("csat", "五颗星", [5]),
    Shape("csat", "打5星", [5]),
    Shape("csat", "必须五星", [5]),
    Shape("csat", "５／５", [5]),
    Shape("csat", "４／５分", [4]),
    Shape("csat", "滿分", [5]),
    Shape("csat", "給滿分", [5]),
    Shape("csat", "不是满分，4分", [4]),
    Shape("csat", "差一点满分，4分", [4]),
    Shape("csat", "90分", [None], person=True),
    Shape("csat", "80分", [4]),
    Shape("csat", "打八折", [None]),
    Shape("csat", "及格吧", [3]),
    Shape("csat", "两分", [2]),
    Shape("csat", "俩字：满意", [4]),
    Shape("csat", "四分半", [None], person=True),
    Shape("csat", "4.5分", [None], person=True),
    Shape("csat", "4~5分", [None], person=True),
    Shape("csat", "没什么不满意的", [None], person=True),
    Shape("csat", "不能说不满意", [None], person=True),
    Shape("csat", "谈不上满意", [3]),
    Shape("csat", "没意见，5分", [5]),
    Shape("csat", "很好，就是贵了点，4分", [4], remark="贵"),
    Shape("nps", "I would say 8, maybe 9", [None], person=True),
    Shape("nps", "8, no 9", [9]),
    Shape("nps", "was 6, now 8", [8]),
    Shape("nps", "nine out of ten", [9]),
    Shape("nps", "9 of 10", [9]),
    Shape("nps", "满分10分，我给9分", [9]),
    Shape("nps", "10分制给8分", [8]),
    Shape("nps", "9.5", [None], person=True),
    Shape("nps", "5 stars", [None], person=True),
    Shape("nps", "no", [None], person=True),
    Shape("nps", "不会", [None], person=True),
    Shape("nps", "0分", [0]),
    Shape("nps", "零分", [0]),
    Shape("nps", "not likely at all, 1", [1]),
    Shape("nps", "extremely likely", [10]),
    Shape("nps", "not at all likely", [0]),
    Shape("ces", "Strongly disagree, it took 5 calls.", [1]),
    Shape("ces", "7/7", [7]),
    Shape("ces", "It took 3 mails, so 3", [3]),
    Shape("ces", "非常容易，7", [7]),
    Shape("ces", "一点也不容易", [1]),
    Shape("milestone", "Result: 5\nInfo: 4\nDates: 3\nYes", [5, 4, 3], yes=True),
    Shape(
        "milestone", "5\n4\n3\nYes\n\nAnna Berger\nClient GmbH\n+49 30 123456", [5, 4, 3], yes=True
    ),
    Shape(
        "milestone",
        (
            "> 1. How satisfied are you with the result?\n5\n> 2. How satis"
            "fied are you with how we kept you informed?\n"
            "4\n"
            "> 3. How satisfied are you with how we kept to the dates?\n"
            "3\n"
            "> 4. Did you get everything that was agreed?\n"
            "yes"
        ),
        [5, 4, 3],
        yes=True,
    ),
    Shape(
        "milestone",
        (
            "1. How satisfied are you with the result? 5\n2. How satisfied"
            " are you with how we kept you informed? 4\n"
            "3. How satisfied are you with how we kept to the dates? 3\n"
            "4. Did you get everything that was agreed? yes"
        ),
        [5, 4, 3],
        yes=True,
    ),
    Shape(
        "milestone",
        "Satisfied with result (4) and dates (4), communication was poor (2), all delivered",
        [4, 2, 4],
        yes=True,
    ),
    Shape("milestone", "4s, yes", [4, 4, 4], yes=True),
    Shape("milestone", "5, 5, 5 — all delivered, thank you!", [5, 5, 5], yes=True),
    Shape("milestone", "5/5/5 yes great team", [5, 5, 5], yes=True, remark="great team"),
    Shape("milestone", "五，五，四，是，加油", [5, 5, 4], yes=True, remark="加油"),
    Shape("milestone", "成果：满意；沟通：一般；进度：不满意；交付：否", [4, 3, 2], yes=False),
    Shape("milestone", "成果五分 沟通四分 进度三分", [5, 4, 3]),
    Shape("milestone", "第一项5分，第二项4分，第三项4分", [5, 4, 4]),
    Shape("milestone", "前三项均为5分，第四项为是", [5, 5, 5], yes=True),
    Shape("milestone", "1-5；2-4；3-3；4-是", [5, 4, 3], yes=True),
    Shape("milestone", "答：5，4，3，是", [5, 4, 3], yes=True),
    Shape("milestone", "1.5分，2.4分，3.3分，4.是", [5, 4, 3], yes=True),
    Shape("milestone", "5;4;3;no - docs missing", [5, 4, 3], yes=False, remark="docs missing"),
    Shape(
        "milestone",
        (
            "5 4 3 yes\n\nOn Tue, May 12, 2026 at 9:14 AM Acme <t@acme.exam"
            "ple> wrote:\n> 1. How satisfied are you with the result?"
        ),
        [5, 4, 3],
        yes=True,
    ),
    Shape("milestone", "Everything was fine but no numbers from me.", [None, None, None]),
    Shape("milestone", "5 points each", [5, 5, 5]),
    Shape("milestone", "same 4 for all", [4, 4, 4]),
    Shape("milestone", "4 for all but 3 for dates", [4, 4, 3]),
    Shape("milestone", "All 5, only dates 2", [5, 5, 2]),
    Shape("milestone", "Nr. 1: 5, Nr. 2: 4, Nr. 3: 3, Nr. 4: ja", [5, 4, 3], yes=True),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.text for row in ROWS])
def test_what_a_careful_reader_records(row: Shape) -> None:
    assert row.read() == row.expected()
