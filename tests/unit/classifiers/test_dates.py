from __future__ import annotations

from datetime import date

import pytest

from classifiers.dates import due_date
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
        ("send it on the 20th instead of the 19th", "2026-03-20"),
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
        ("开工日期往后推到4月20号", "2026-04-20"),
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
    assert due_date("the crew came on Friday", WEDNESDAY, least=1) is None
    assert due_date("please come on Friday", WEDNESDAY, least=1) == date(2026, 3, 6)


def test_words_around_count_when_they_name_a_deadline() -> None:
    assert due_date("第二张去掉", WEDNESDAY, "，周五前换上就行") == date(2026, 3, 6)
    assert due_date("drop the second one", WEDNESDAY, ", I'm off on Friday") is None


@pytest.mark.parametrize(
    ("word", "value"), [("十", 10), ("十二", 12), ("二十一", 21), ("两", 2), ("7", 7)]
)
def test_chinese_numerals(word: str, value: int) -> None:
    assert number(word) == value
