"""Severity from the words of a complaint and from what came before, with its reasons."""

from __future__ import annotations

import re

import pytest

from daemon.scope.severity import CRITICAL, THEMES, History, Severity, assess, tell, theme_of
from daemon.scope.wording import complaints

CALM = History()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The shop is down since this morning.", Severity.CRITICAL),
        ("You deleted all our orders of March.", Severity.CRITICAL),
        ("If this goes on we will terminate the contract.", Severity.CRITICAL),
        ("系统又打不开了，客户都在投诉！", Severity.CRITICAL),
        ("客户数据丢失了", Severity.CRITICAL),
        ("The export still fails. This is the third time we ask.", Severity.SERIOUS),
        ("We were charged twice for March.", Severity.SERIOUS),
        ("Nobody answers our mails since Monday.", Severity.SERIOUS),
        ("你们答应上周五给的，到现在还没有给", Severity.SERIOUS),
        ("The logo is too dark for my taste.", Severity.MINOR),
        ("There is a small typo in the footer, no rush.", Severity.MINOR),
        ("首页有个错别字，不急", Severity.MINOR),
        ("No data was lost, but the login is slow.", Severity.MINOR),
        ("", Severity.MINOR),
    ],
)
def test_the_words_tell_how_grave_it_is(text: str, severity: Severity) -> None:
    assert assess(text, CALM).severity is severity


@pytest.mark.parametrize(
    ("history", "severity", "why"),
    [
        (CALM, Severity.MINOR, ""),
        (History(open=1), Severity.MINOR, "1 more complaint open"),
        (History(alike=2), Severity.SERIOUS, "the same kind 2 times before in a quarter"),
        (History(open=9, recent=9, alike=9), Severity.SERIOUS, "9 complaints in a quarter"),
    ],
)
def test_what_came_before_makes_it_graver(history: History, severity: Severity, why: str) -> None:
    found = assess("The logo is too dark.", history)
    assert found.severity is severity
    assert why in "; ".join(found.reasons)


def test_every_reason_is_named() -> None:
    found = assess("The site is down again, this is unacceptable!", History(open=2))
    assert len(found.reasons) == CRITICAL
    assert found.reasons[0] == "nothing works or nobody can work"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The invoice for May is wrong.", "billing"),
        ("The site is down.", "outage"),
        ("No answer for a week.", "silence"),
        ("The prototype is two weeks late.", "lateness"),
        ("页面加载太慢了", "slowness"),
        ("你们的态度很差", "conduct"),
        ("The tiles arrived cracked.", "damage"),
        ("The names are misspelled.", "mistake"),
        ("导出功能报错", "defect"),
        ("I do not like it.", "other"),
    ],
)
def test_a_complaint_is_of_one_kind(text: str, theme: str) -> None:
    assert theme_of(text) == theme
    assert theme in THEMES


def test_every_reason_has_words_in_chinese() -> None:
    reasons = [why for _, why, _ in complaints.SIGNS]
    for past in (History(1, 1, 1), History(3, 5, 2)):
        reasons += assess("", past).reasons
    for reason in reasons:
        assert re.search(r"[\u4e00-\u9fff]", tell(reason, "zh")), reason
        assert tell(reason, "en") == reason


def test_reasons_keep_their_counts_in_chinese() -> None:
    told = tell("not for the first time; 3 more complaints open", "zh")
    assert told == "并非首次；另有 3 项投诉未结"
