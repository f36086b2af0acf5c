"""Days named in Chinese, Simplified and Traditional."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from classifiers import days
from classifiers.days import Named, Way

DIGITS = "零一二三四五六七八九十"
WEEK = "(?:周|週|星期|礼拜|禮拜)"
NUMBER = r"(?:\d{1,3}|[一二两兩三四五六七八九十]{1,3}|半)"
TWO = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match, date], date | None], bool, Way]


def number(word: str) -> int:
    """Return the value of digits or of a Chinese numeral below one hundred."""
    if word.isdigit():
        return int(word)
    tens, found, units = word.replace("两", "二").replace("兩", "二").rpartition("十")
    if not found:
        return max(DIGITS.find(units[-1:]), 0)
    return 10 * (DIGITS.find(tens) if tens else 1) + (DIGITS.find(units) if units else 0)


def _full(match: Match, written: date) -> date | None:
    month, day = number(match["month"]), number(match["day"] or match["day2"])
    if match["year"]:
        return days.day_of(int(match["year"]), month, day)
    return days.near(written, month, day) if 1 <= month <= 12 else None


def _day(match: Match, written: date) -> date | None:
    day, which = number(match["day"] or match["day2"]), match["which"] or ""
    if which.startswith("下"):
        following = days.month_end(written, 0) + timedelta(days=1)
        return days.day_of(following.year, following.month, day)
    return days.day_ahead(written, day)


def _weekday(match: Match, written: date) -> date:
    which = match["which"] or ""
    last = match["day"]
    weekday = days.SUNDAY if last in "日天末" else DIGITS.index(last) - 1
    if which.startswith("下"):
        return days.weekday_of_week(written, weekday, which.count("下"))
    if which.startswith("上"):
        return days.weekday_of_week(written, weekday, -1)
    if which:
        return days.weekday_of_week(written, weekday, 0)
    return days.weekday_ahead(written, weekday)


def _week(match: Match, written: date) -> date:
    weeks = match["which"].count("下")
    return days.weekday_of_week(written, days.FRIDAY, weeks)


def _month_end(match: Match, written: date) -> date | None:
    which = match["which"] or ""
    if match["month"]:
        return days.end_of_month(written, min(max(number(match["month"]), 1), 12))
    return days.month_end(written, int(which.startswith("下")))


def _part_of_month(match: Match, written: date) -> date | None:
    month = number(match["month"]) if match["month"] else written.month
    day = {"初": 1, "上旬": 10, "中旬": 20, "中": 15}[match["part"]]
    return days.near(written, month, day) if 1 <= month <= 12 else None


def _in_units(match: Match, written: date) -> date:
    count, unit = match["count"], match["unit"]
    if count == "半":
        return written + timedelta(days=15 if "月" in unit else 0)
    amount = number(count)
    if "工作日" in unit:
        return days.workdays_after(written, amount)
    if "月" in unit:
        return written + timedelta(days=30 * amount)
    if "时" in unit or "時" in unit or "钟" in unit:
        return written + timedelta(days=amount // 24)
    return written + timedelta(days=amount * (1 if unit in "天日" else 7))


def _ahead(count: int) -> Callable[[Match, date], date]:
    return lambda _, written: written + timedelta(days=count)


def _feast(month: int, day: int) -> Callable[[Match, date], date | None]:
    return lambda _, written: days.near(written, month, day)


def _rule(
    pattern: str,
    read: Callable[[Match, date], date | None],
    deadline: bool = False,
    way: Way = Way.DAY,
) -> Rule:
    return re.compile(pattern), read, deadline, way


#: in order: a rule wins over those below it where they overlap
RULES: tuple[Rule, ...] = (
    _rule(rf"(?:(?P<year>20\d\d)\s*年\s*)?(?P<month>{TWO})\s*月\s*(?P<day>{TWO})\s*[日号號]?(?!个|個|\d)(?P<day2>)",
          _full),
    _rule(r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?P<day2>)", _full),
    _rule(r"(?<![\w/.:])(?P<year>)(?P<month>\d{1,2})(?:/(?P<day>\d{1,2})(?![\d/])|\.(?P<day2>\d{1,2})(?=\s*(?:[日号號]|之?前|以前)))",
          _full),
    _rule(rf"(?P<which>本月|这个月|這個月|下个月|下個月|下月)?\s*(?<![\d一二三四五六七八九十月第/.])(?:(?P<day>{TWO})\s*[号號]|(?P<day2>\d{{1,2}})\s*日)"
          r"(?=\s*(?:之?前|以前|上午|下午|中午|早|晚|起|的|到|至|就|要|来|來|去|给|給|之?后|之?後|开|開|出|交|发|發|左右|[，。、,.；;）)\s]|$))",
          _day),
    _rule(rf"(?P<which>(?:这|這|本|下下|下|上)\s*(?:个|個)?)?\s*{WEEK}\s*(?P<day>[一二三四五六日天末])",
          _weekday, way=Way.WEEKDAY),
    _rule(rf"(?P<which>这|這|本|下下|下)\s*(?:个|個)?\s*{WEEK}(?:之?[内內]|底)?", _week),
    _rule(rf"(?:(?P<month>{TWO})\s*|(?P<which>本|这个|這個|下个|下個|下|这)?)月[底末]",
          _month_end),
    _rule(rf"(?:(?P<month>{TWO})\s*|本)?月(?P<part>初|上旬|中旬|中(?![间間旬]))", _part_of_month),
    _rule(rf"(?P<month>{TWO})月下旬(?P<which>)", _month_end),
    _rule(r"年底|年末|(?<![\d一两兩三五近几幾])年[内內](?![溢利])",
          lambda _, w: date(w.year, 12, 31)),
    _rule(r"(?:本|这个|這個)?季度?(?:末|底)", lambda _, w: days.quarter_end(w)),
    _rule(r"大后天|大後天", _ahead(3)),
    _rule(r"(?<!以|之|[前今])[后後]天|后日", _ahead(2)),
    _rule(r"明天|明日|明早|明晚|明儿|明(?=上午|下午|晨)", _ahead(1)),
    _rule(r"今天|今日|今晚|今早|今儿|今夜|今晨|当天下班|當天下班|下班前", _ahead(0)),
    _rule(rf"(?P<count>{NUMBER})\s*(?:个|個)?(?P<unit>工作日|天|日|周|週|星期|礼拜|禮拜|月|小时|小時|钟头)(?:时间)?\s*之?[内內]",
          _in_units, True, Way.LENGTH),
    _rule(r"(?:本|这个|這個|当|當)月[内內]", lambda _, w: days.month_end(w, 0)),
    _rule(r"劳动节|勞動節", _feast(5, 1), way=Way.FEAST),
    _rule(r"元旦", _feast(1, 1), way=Way.FEAST),
    _rule(r"双十(?!一|二)|雙十(?!一|二)", _feast(10, 10), way=Way.FEAST),
    _rule(r"五一", _feast(5, 1), way=Way.FEAST),
    _rule(r"六一", _feast(6, 1), way=Way.FEAST),
    _rule(r"国庆|國慶|十一(?=假|前|之前|长假|黄金)", _feast(10, 1), way=Way.FEAST),
    _rule(r"双十一|雙十一|双11|雙11", _feast(11, 11), way=Way.FEAST),
    _rule(r"双十二|雙十二|双12|雙12", _feast(12, 12), way=Way.FEAST),
    _rule(r"(?:圣诞|聖誕)(?![老树樹装裝套])", _feast(12, 25), way=Way.FEAST),
)  # fmt: skip


def named_days(text: str, written: date) -> Iterator[Named]:
    """Yield the days that *text* names, rule by rule."""
    for pattern, read, deadline, way in RULES:
        for match in pattern.finditer(text):
            if (found := read(match, written)) is not None:
                yield Named(match.start(), match.end(), found, deadline, way)
