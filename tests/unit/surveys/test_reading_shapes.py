"""How clients put one score: each row is a reply, and what a careful reader makes of it."""

from __future__ import annotations

import pytest

from daemon.surveys.answer import Answer
from daemon.surveys.files import load_survey, load_survey_file
from daemon.surveys.questions import Survey
from daemon.surveys.reading import Reply, read_answer

#: a manager has to look; asks to be asked no more; a machine wrote it
PERSON, STOP, AUTO = "person", "stop", "auto"
SHAPES: list[tuple[str, str, int | str | None]] = [
    ("csat", "👍 4", 4),
    ("csat", "The order number is 5.", None),
    ("csat", "I'm not the right person, please ask Jan (ext. 4)", None),
    ("csat", "very poor", 1),
    ("csat", "more like a 3 than a 4", 3),
    ("csat", "1 star is too much", PERSON),
    ("csat", "We have received your survey. We scored you 3 internally.", 3),
    ("csat", "I will be out of the office from 3 to 10 June with no access to email.", AUTO),
    ("ces", "完全不同意", 1),
    ("ces", "I disagree", 2),
    ("ces", "不同意，找人太难了", 2),
    ("ces", "rather difficult", 3),
    ("ces", "有点麻烦，3分", 3),
    ("ces", "一般", 4),
    ("ces", "5 out of 7", 5),
    ("ces", "somewhat agree", 5),
    ("ces", "比较同意", 5),
    ("ces", "6分，挺省心的", 6),
    ("ces", "很同意", 7),
    ("ces", "strongly agree", 7),
    ("ces", "very easy", 7),
    ("ces", "Easy peasy. 7!", 7),
    ("ces", "7 - couldn't have been easier", 7),
    ("ces", "非常同意", 7),
    ("ces", "8", PERSON),
    ("csat", "请把3月份的发票再发一份给我，金额是4200元。", None),
    ("csat", "No comment.", None),
    ("csat", "See attached.", None),
    ("csat", "我们有5个人参加5月4日的会议", None),
    ("csat", "Forwarding to Ben, he was in charge.", None),
    ("csat", "合同第3条第2款需要修改，请与法务联系", None),
    ("csat", "I never got the files. Please resend.", None),
    ("csat", "Who should I ask about the warranty? It is 24 months, right?", None),
    ("csat", "ok", None),
    ("csat", "问卷收到，周五前回复", None),
    ("csat", "收到，谢谢", None),
    ("csat", "十分不满意", 1),
    ("csat", "totally unsatisfied", 1),
    ("csat", "Between you and me: 2", 2),
    ("csat", "I gave it some thought. 2.", 2),
    ("csat", "not satisfied", 2),
    ("csat", "I'm afraid we are rather dissatisfied.", 2),
    ("csat", "2，等了两个星期才回复", 2),
    ("csat", "不满意", 2),
    ("csat", "Your answer: ___3___", 3),
    ("csat", "3.0", 3),
    ("csat", "本来想给5分，但是周五又宕机了，给3分", 3),
    ("csat", "If the search worked it would be a 5. As it stands: 3", 3),
    ("csat", "As in March: 3", 3),
    ("csat", "给3星，装修师傅迟到了3次", 3),
    ("csat", "如果能按时交付就是5分，现在只有3分", 3),
    ("csat", "还可以", 3),
    ("csat", "8/10, nice work", 4),
    ("csat", "打4分！\n\n发自我的iPhone", 4),
    ("csat", "Overall 4 (design 5, speed 3)", 4),
    ("csat", "fairly satisfied", 4),
    ("csat", "四分", 4),
    ("csat", "满分100的话给80", 4),
    ("csat", "Solid 4 from me, thanks Jo", 4),
    ("csat", "满意", 4),
    ("csat", "評分：4分，感謝", 4),
    ("csat", "sorry fat fingers, I meant 4 not 1", 4),
    ("csat", "还算满意", 4),
    ("csat", "Rate: FOUR STARS", 4),
    ("csat", "1 = very dissatisfied … 5 = very satisfied\nYour answer: 4", 4),
    ("csat", "#4", 4),
    ("csat", "离满分还差一点，4分", 4),
    ("csat", "总体评价：4", 4),
    ("csat", "给4分吧，整体还行", 4),
    ("csat", "80分", 4),
    ("csat", "四颗星", 4),
    ("csat", "比较满意", 4),
    ("csat", "4分，以后别再发这种调查了，谢谢", 4),
    ("csat", "五星好评", 5),
    ("csat", "After 14 months and 3 project managers I can finally say 5", 5),
    ("csat", "Highly satisfied with Ines and her crew.", 5),
    ("csat", "Sorry for the late reply. 5!", 5),
    ("csat", "I could not be more satisfied with the outcome.", 5),
    ("csat", "very satisfied indeed", 5),
    ("csat", "(5)", 5),
    ("csat", "We came away with a 5, the installers even hoovered.", 5),
    ("csat", "It deserves a 5", 5),
    ("csat", "Completely satisfied", 5),
    ("csat", "满意度：5", 5),
    ("csat", "十分满意", 5),
    ("csat", "五分！继续加油", 5),
    ("csat", "满分", 5),
    ("csat", "很满意", 5),
    ("csat", "您好，我正在休假，5月12日返回，紧急事宜请联系李经理 138 0000 0000。", AUTO),
    ("csat", "您好，我在国庆放假，10月8日上班后回复您。", AUTO),
    ("csat", "I have left the company. Please contact sales@weber.example in future.", AUTO),
    ("csat", "Our office is closed until January 4. For emergencies dial 7.", AUTO),
    ("csat", "本人已离职，请联系张三 zhangsan@client.example", AUTO),
    ("csat", "自动回复：您的邮件已收到，我会尽快处理。", AUTO),
    ("csat", "3½", PERSON),
    ("csat", "5 for the team, 1 for the ticket system", PERSON),
    ("csat", "4.5分", PERSON),
    ("csat", "真是太棒了，又延期了，5分！", PERSON),
    ("csat", "a 6 out of 5 if I could", PERSON),
    ("csat", "Brilliant. Another week, another excuse. 5/5.", PERSON),
    ("csat", "95分", PERSON),
    ("csat", "Three and a half", PERSON),
    ("csat", "1 (meaning very good, like in school)", PERSON),
    ("csat", "大概3.5", PERSON),
    ("csat", "Oh sure, 5 stars for losing our database on a Friday night.", PERSON),
    ("csat", "Congratulations on the third delay in a row! Five stars!!!", PERSON),
    ("csat", "0", PERSON),
    ("csat", "零分", PERSON),
    ("csat", "团队5分，系统1分", PERSON),
    ("csat", "呵呵，满意得很", PERSON),
    ("csat", "谢谢你们让我周末加了两天班，5分好评", PERSON),
    ("csat", "minus 5", PERSON),
    ("csat", "three stars from the kitchen, five from the front of house", PERSON),
    ("csat", "你们可真行，删了我们的数据还好意思来要5分", PERSON),
    ("csat", "Ten out of five :-)", PERSON),
    ("csat", "4分或5分都行", PERSON),
    ("csat", "负一分", PERSON),
    ("csat", "3到4分之间", PERSON),
    ("csat", "opt out", STOP),
    ("csat", "Unsubscribe", STOP),
    ("csat", "please take us off your mailing list", STOP),
    ("csat", "STOP", STOP),
    ("csat", "Remove me.", STOP),
    ("csat", "请不要再给我发问卷了", STOP),
    ("csat", "请勿再发此类邮件，谢谢", STOP),
    ("csat", "Stop sending me this rubbish", STOP),
    ("csat", "Do not contact me again about surveys.", STOP),
    ("csat", "麻烦把我从名单里删掉", STOP),
    ("csat", "退订", STOP),
    ("csat", "不要再打扰我们", STOP),
    ("csat", "取消订阅", STOP),
    ("nps", "Zero. Not to my worst enemy.", 0),
    ("nps", "0分，绝不推荐", 0),
    ("nps", "完全不可能", 0),
    ("nps", "1, sorry", 1),
    ("nps", "10", 10),
    ("nps", "I have recommended you to 3 companies this year. 10", 10),
    ("nps", "10. Hands down.", 10),
    ("nps", "extremely likely", 10),
    ("nps", "十分", 10),
    ("nps", "非常可能", 10),
    ("nps", "可能性不大，4分", 4),
    ("nps", "打个7分，主要是价格偏高", 7),
    ("nps", "打8分，会推荐给朋友", 8),
    ("nps", "9, I already told two friends about you", 9),
    ("nps", "I'd go with a nine", 9),
    ("nps", "9分，已经推荐给同行了", 9),
    ("nps", "七八分吧", PERSON),
    ("nps", "I would never recommend you.", PERSON),
    ("nps", "7 or 8", PERSON),
    ("nps", "eight-ish", PERSON),
    ("nps", "11/10 would recommend", PERSON),
    ("nps", "20", PERSON),
    ("nps", "肯定会推荐", PERSON),
    ("nps", "Somewhere around 6", PERSON),
    ("nps", "Definitely!", PERSON),
]


def outcome(answer: Answer) -> int | str | None:
    """Return the score, or what else has to be done."""
    if answer.auto_reply:
        return AUTO
    if answer.needs_person:
        return PERSON
    score = answer.scores["score"]
    return STOP if answer.opt_out and score is None else score


@pytest.mark.parametrize(
    ("survey", "text", "wanted"), SHAPES, ids=[f"{s}: {t[:40]}" for s, t, _ in SHAPES]
)
def test_a_score_as_clients_put_it(survey: str, text: str, wanted: int | str | None) -> None:
    assert outcome(read_answer(load_survey(survey), Reply("", text))) == wanted


def test_there_are_many_shapes() -> None:
    assert len(SHAPES) >= 60


MILESTONE: list[tuple[str, list[int | None], bool | None]] = [
    ("1) 5 - love it\n2) 4 - could be weekly\n3) 3 - late\n4) Yes\n5) Warn us", [5, 4, 3], True),
    ("1-5\n2-5\n3-4\n4-yes", [5, 5, 4], True),
    ("q1=4;q2=4;q3=2;q4=n", [4, 4, 2], False),
    ("4\n3\n5\nyes\nkeep it up", [4, 3, 5], True),
    ("I'd say 4 for the first one, the rest 5", [4, 5, 5], None),
    ("Result: 5\nCommunication: 3\nDates: 2\nAll delivered? Nope.", [5, 3, 2], False),
    ("All fives. And yes we got everything.", [5, 5, 5], True),
    ("前两个5分，第三个3分", [5, 5, 3], None),
    ("除了进度3分，其他都5分", [5, 5, 3], None),
    ("成果5分，沟通4分，进度2分，约定的都交付了", [5, 4, 2], True),
    ("①5②4③4④是", [5, 4, 4], True),
]


@pytest.mark.parametrize(("text", "scores", "yes"), MILESTONE)
def test_several_at_once(text: str, scores: list[int | None], yes: bool | None) -> None:
    answer = read_answer(load_survey("milestone"), Reply("", text))
    assert (list(answer.scores.values()), answer.yes_no["q4"]) == (scores, yes)


OWN = """
title = "Your migration"
[[question]]
key = "speed"
kind = "rating"
[question.text]
en = "How satisfied are you with the speed of the new system?"
zh = "您对新系统的速度满意吗？"
[[question]]
key = "recommend"
kind = "nps"
text = { en = "How likely are you to recommend the new system?", zh = "您有多大可能推荐新系统？" }
[[question]]
key = "training"
kind = "yes_no"
text = { en = "Did everybody get the training they needed?", zh = "大家都得到所需的培训了吗？" }
[[question]]
key = "channel"
kind = "choice"
text = { en = "How would you rather reach support?", zh = "您更愿意通过哪种方式联系支持？" }
options = [
    { key = "phone", en = "By phone", zh = "电话" },
    { key = "chat", en = "By chat", zh = "在线聊天" },
]
"""


#: the form without its marks, answered beneath each question
COPIED = """How satisfied are you with the speed of the new system?
4
How likely are you to recommend the new system?
9
Did everybody get the training they needed?
Yes
How would you rather reach support?
a) By phone
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    path = tmp_path_factory.mktemp("surveys") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return load_survey_file(path)


@pytest.mark.parametrize(
    "text",
    [
        "1) 4 2) 9 3) yes 4) a",
        "4, 9, yes, phone",
        "4\n9\nyes\nby phone",
        "Speed 4\nRecommend 9\nTraining yes\nSupport: by phone",
        "速度4分，推荐9分，培训都有，联系方式选电话",
        COPIED,
    ],
)
def test_a_survey_of_ones_own_is_read_by_its_own_words(own: Survey, text: str) -> None:
    answer = read_answer(own, Reply("", text))
    assert dict(answer.scores) == {"speed": 4, "recommend": 9}
    assert (answer.yes_no["training"], answer.choices["channel"]) == (True, ("phone",))
