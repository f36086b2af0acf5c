from __future__ import annotations

from datetime import date

import pytest

from classifiers.dates import Around, Wording, due_date, lead_date
from classifiers.dates_zh import number

WEDNESDAY = date(2026, 3, 4)


def due(text: str) -> str:
    found = due_date(text, WEDNESDAY)
    return found.isoformat() if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("please send it by Friday", "2026-03-06"),
        ("by Wednesday", "2026-03-11"),
        ("by next Friday", "2026-03-13"),
        ("by Friday of next week", "2026-03-13"),
        ("Kindly correct it by Tuesday the 10th", "2026-03-10"),
        ("we need it by the 13th", "2026-03-13"),
        ("by the 2nd", "2026-04-02"),
        ("until 9 April", "2026-04-09"),
        ("before 20 feb please", ""),
        ("by January 9, 2027", "2027-01-09"),
        ("until 2026-05-01", "2026-05-01"),
        ("no later than 15/09", "2026-09-15"),
        ("could you fix it today", "2026-03-04"),
        ("Send me the list by tomorrow evening", "2026-03-05"),
        ("send us a list within a week", "2026-03-11"),
        ("within three working days", "2026-03-09"),
        ("by the end of the month", "2026-03-31"),
        ("by the end of May", "2026-05-31"),
        ("ready by mid-April", "2026-04-15"),
        ("by end of week", "2026-03-06"),
        ("an electrician here by two o'clock", "2026-03-04"),
        ("Delivery shall be Monday 13 April", "2026-04-13"),
        ("need good ones by tmrw", "2026-03-05"),
        ("by end of day Friday", "2026-03-06"),
        ("by the end of the month, in fact by Friday 27 March", "2026-03-27"),
        ("put right before our committee meets on the 29th", "2026-03-29"),
        ("print it on the 20th instead of the 19th", ""),
        ("move the launch from 2 to 29 May", ""),
        ("please postpone the opening to Friday, 24 April", ""),
        ("from 2 April to 5 April the road is closed", ""),
        ("a banner for the Christmas page", ""),
        ("it must be up by Christmas", "2026-12-25"),
        ("the Tuesday mornings are too early", ""),
        ("open mo-thu 12-22", ""),
        ("lesson 4 may be dropped", ""),
        ("also the SAT protocol", ""),
        ("you promised my money within ten days", ""),
        ("it has been broken since Monday", ""),
        ("somebody sat on it", ""),
        ("version 2.4 of the app", ""),
    ],
)
def test_english_wording(text: str, expected: str) -> None:
    assert due(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周五前换上", "2026-03-06"),
        ("下週三以前可以給嗎", "2026-03-11"),
        ("请于4月18日前书面答复", "2026-04-18"),
        ("9/5 前要能對外開放", "2026-09-05"),
        ("14号前出两套创意", "2026-03-14"),
        ("明天给个初步结论", "2026-03-05"),
        ("今天之内给出排查结果", "2026-03-04"),
        ("三天内回复", "2026-03-07"),
        ("两周内完成", "2026-03-18"),
        ("五个工作日内", "2026-03-11"),
        ("月底前上线", "2026-03-31"),
        ("年底前完成", "2026-12-31"),
        ("五月底前", "2026-05-31"),
        ("交货由9月26日改为9月22日", ""),
        ("开幕推迟到4月20号", ""),
        ("下周三3月11日派人来", "2026-03-11"),
        ("说好七天内退款", ""),
        ("发现隐患后24小时内书面通知", ""),
        ("今天已经第六天了", ""),
        ("从5月1日起减到11个", "2026-05-01"),
        ("2026年6月1日起生效", "2026-06-01"),
        ("国庆前上线", "2026-10-01"),
        ("到今天还没收到", ""),
        ("内容实用性4.8分", ""),
        ("8号桌客人过敏", ""),
        ("每周五发一次周报", ""),
    ],
)
def test_chinese_wording(text: str, expected: str) -> None:
    assert due(text) == expected


def test_a_bare_day_counts_only_where_days_may() -> None:
    asked = Wording(least=1)
    assert due_date("the crew came on Friday", WEDNESDAY, wording=asked) is None
    assert due_date("please come on Friday", WEDNESDAY, wording=asked) == date(2026, 3, 6)
    assert due_date("stop this on Friday", WEDNESDAY, wording=asked) == date(2026, 3, 6)


def test_a_length_of_time_counts_only_where_lengths_may() -> None:
    text = "answer every caller at the latest within two days"
    assert due_date("answer within two days", WEDNESDAY) == date(2026, 3, 6)
    assert due_date(text, WEDNESDAY, wording=Wording(lengths=False)) is None


def test_by_then_means_the_day_that_was_named_before() -> None:
    before = Around(before="The fair opens on 20 April, on 2 March we were told.")
    assert due_date("the stand must be up by then", WEDNESDAY, before) == date(2026, 4, 20)
    assert due_date("展架届时要到", WEDNESDAY, Around(before="3月20日开展。")) == date(2026, 3, 20)
    assert due_date("the stand must be up", WEDNESDAY, before) is None


def test_a_line_that_leads_into_a_list_may_name_the_deadline() -> None:
    assert lead_date("Please send us by 12 March:", WEDNESDAY) == date(2026, 3, 12)
    assert lead_date("What we saw on 12 March:", WEDNESDAY) is None


def test_words_around_count_when_they_name_a_deadline() -> None:
    assert due_date("第二张去掉", WEDNESDAY, Around(rest="，周五前换上就行")) == date(2026, 3, 6)
    assert due_date("drop the second one", WEDNESDAY, Around(rest=", I'm off on Friday")) is None


@pytest.mark.parametrize(
    ("word", "value"), [("十", 10), ("十二", 12), ("二十一", 21), ("两", 2), ("7", 7)]
)
def test_chinese_numerals(word: str, value: int) -> None:
    assert number(word) == value
