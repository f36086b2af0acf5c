"""A client's decision is read from plain words, and a yes only where nothing else can be meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.scope.decision import Reply, read_decision
from daemon.scope.reading import Decision
from daemon.services.decisions import read_row

FOLDER = Path(__file__).parents[2] / "figures" / "decisions"
SUBJECT = "Re: [ACME-7] CHG-12: Add a language selector"


def read(text: str, subject: str = SUBJECT, before: str = "") -> Decision:
    return read_decision(Reply(text, subject, ("CHG-12",), before=before)).decision


@pytest.mark.parametrize(
    "text",
    [
        "approve",
        "Yes, please go ahead.",
        "We approve the language selector.",
        "Thanks! Approved. Anna",
        "Hi Jo, approved. Have a nice day!",
        "No objections, please go ahead.",
        "同意",
        "可以，开始吧",
        "没问题，就这么办。",
        "我方核准CHG-12，請開始。",
        "经内部讨论，我们同意该变更。",
        "Sorry for the delay, I was away. Approved.",
        "Good news: we talked it over and we approve.",
        "Not a problem, please go ahead.",
        "I confirm our approval of the change.",
        "It took us a while, but we approve.",
        "Approved. Anna is back on Monday.",
        "不用再讨论了，同意。",
        "没什么要改的，同意。",
        "领导已批准，请按方案执行。",
        "Approved. I'm on holiday from Monday, so send the invoice to Tom.",
        "Approved - Anna\n\nSent from my phone",
        "Finance has signed off, so approved.",
        "Roger, go ahead.",
        "经内部讨论，我司同意该变更。",
        "批准。下周我休假，有事找小李。",
        "同意（王芳）",
        "王总已批，同意执行。",
    ],
)
def test_a_plain_yes_approves(text: str) -> None:
    assert read(text) is Decision.APPROVE


@pytest.mark.parametrize(
    "text",
    [
        "I do not approve.",
        "No, thanks.",
        "We won't go ahead with it.",
        "不同意",
        "暂不考虑。",
        "无法接受这个报价",
        "我們暫不考慮此變更，謝謝。",
    ],
)
def test_a_plain_no_declines(text: str) -> None:
    assert read(text) is Decision.DECLINE


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Yes, but only if it is done before 1 June.", Decision.COUNTER),
        ("Approved.\n\nHowever, please start after 1 June.", Decision.COUNTER),
        ("可以，不过要在6月1日前完成。", Decision.COUNTER),
        ("同意\n费用打九折", Decision.COUNTER),
        ("Approve 600 EUR", Decision.COUNTER),
        ("What exactly is included?", Decision.QUESTION),
        ("可以便宜一点吗", Decision.QUESTION),
        ("Make it 900 and we have a deal.", Decision.COUNTER),
        ("Could you do it for 900 EUR? Then yes.", Decision.COUNTER),
        ("Yes to the selector, no to the flags.", Decision.COUNTER),
        ("The price is fine, the date is not.", Decision.COUNTER),
        ("In principle yes, however the cost should be split.", Decision.COUNTER),
        ("Approved. Please also translate the footer.", Decision.COUNTER),
        ("价格可以接受，工期太长。", Decision.COUNTER),
        ("除价格外，其余同意。", Decision.COUNTER),
        ("同意，麻烦评审提前到6月1日。", Decision.COUNTER),
        ("Yes, I saw it, but no, we don't want it.", Decision.DECLINE),
        ("请取消 CHG-12。", Decision.DECLINE),
        ("What is the difference between version 1 and version 2?", Decision.QUESTION),
        ("Approved?", Decision.QUESTION),
    ],
)
def test_conditions_and_questions_are_no_yes(text: str, decision: Decision) -> None:
    assert read(text) is decision


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "Yes, I received your mail.",
        "Yes, noted.",
        "Adding Peter, who approves these things.",
        "I can approve this on Monday.",
        "Yes to Thursday.",
        "I confirm that Peter approved.",
        "可以做，但要问王总。",
        "同意你说的，价格确实偏高。",
        "Agreed, it is a lot of money.",
        "My boss has approved it.",
        "Tom: approved",
        "I'll approve it tomorrow.",
        "Go ahead and send me the estimate first.",
        "I approve of your optimism.",
        "Please approve.",
        "Approved.\n\nSorry, wrong mail - meant for another supplier.",
        "approve - we go ahead as described\ndecline - nothing is changed",
        "We approve the previous version.",
        "收到，谢谢。",
        "确认收到",
        "领导说可以。",
        "同意不了解的人才会签",
        "同意书见附件",
        "同意/不同意",
        "我同意你的看法",
        "",
        "\x00\ufeff",
    ],
)
def test_what_is_unclear_approves_nothing(text: str) -> None:
    assert read(text) in {Decision.NONE, Decision.COUNTER, Decision.DECLINE}


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("Automatic reply: CHG-12", "machine"),
        ("自动回复：CHG-12", "machine"),
        ("Fwd: CHG-12", "forwarded"),
        ("转发：CHG-12", "forwarded"),
    ],
)
def test_machines_and_forwards_decide_nothing(subject: str, why: str) -> None:
    said = read_decision(Reply("Approved", subject, ("CHG-12",)))
    assert said.decision is Decision.NONE
    assert why in said.reason


def test_a_yes_to_an_old_version_is_none() -> None:
    assert read("I approve v1", subject="Re: CHG-12 (version 2)") is Decision.NONE
    assert read("I approve v2", subject="Re: CHG-12 (version 2)") is Decision.APPROVE


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("We agree to 1,200 EUR and three days.", Decision.APPROVE),
        ("We agree to 1,200 EUR and two days.", Decision.COUNTER),
        ("Approved for 1,000 EUR.", Decision.COUNTER),
        ("Approved. Moving the review to 5 June is fine.", Decision.APPROVE),
        ("Approved. Moving the review to 3 June is fine.", Decision.NONE),
        ("同意评审顺延到6月5日。", Decision.APPROVE),
        ("同意，工期两天。", Decision.COUNTER),
    ],
)
def test_figures_of_a_yes_are_those_of_the_offer(text: str, decision: Decision) -> None:
    offer = "Cost: 1,200.00 EUR\nWorking days: 3\nReview: 2026-06-02 → 2026-06-05"
    assert read_decision(Reply(text, SUBJECT, ("CHG-12",), offer)).decision is decision


def test_a_bare_yes_under_another_question_answers_that() -> None:
    assert read("Yes", before="Did our mail arrive?") is Decision.NONE
    assert read("Yes", before="Do you approve the change?") is Decision.APPROVE


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("CHG-12 yes, CHG-13 no", {"CHG-12": "approve", "CHG-13": "decline"}),
        ("Yes to CHG-13 but no to CHG-12.", {"CHG-13": "approve", "CHG-12": "decline"}),
        ("同意CHG-12，CHG-13暂不做", {"CHG-12": "approve", "CHG-13": "decline"}),
        ("CHG-12, CHG-13: all approved", {"CHG-12": "approve", "CHG-13": "approve"}),
        ("Approve CHG-12 and CHG-13.", {"CHG-12": "approve", "CHG-13": "approve"}),
        ("CHG-12 ✅ CHG-13 ❌", {"CHG-12": "approve", "CHG-13": "decline"}),
        ("CHG-12 depends on CHG-13", {}),
    ],
)
def test_each_item_is_decided_by_itself(text: str, items: dict[str, str]) -> None:
    said = read_decision(Reply(text, SUBJECT, ("CHG-12",)))
    assert {ref: d.value for ref, d in said.items.items()} == items
    assert said.decision.value == items.get("CHG-12", "none")


def test_a_yes_to_another_item_is_none_for_this_one() -> None:
    said = read_decision(Reply("CHG-13 approved", SUBJECT, ("CHG-12",)))
    assert said.decision is Decision.NONE
    assert said.items == {"CHG-13": Decision.APPROVE}


@pytest.mark.parametrize("files", ["dev-*.jsonl", "test-??.jsonl"])
def test_no_written_reply_is_approved_falsely(files: str) -> None:
    rows = [
        json.loads(line)
        for file in FOLDER.glob(files)
        for line in file.read_text("utf-8").splitlines()
    ]
    read_as = {row["id"]: read_row(row)["decision"] for row in rows}
    assert not [r["id"] for r in rows if read_as[r["id"]] == "approve" != r["decision"]]
    # the sixth author's are of those that the rules alone leave to a manager
    known = [row for row in rows if not row["id"].startswith("sixth")]
    assert sum(read_as[r["id"]] == r["decision"] for r in known) >= 0.97 * len(known)


def test_replies_written_after_the_rules_are_read() -> None:
    lines = (FOLDER / "fresh.jsonl").read_text("utf-8").splitlines()
    read = [(row, read_row(row)) for row in map(json.loads, lines)]
    false = [r["body"] for r, said in read if said["decision"] == "approve" != r["decision"]]
    assert false == []
    right = sum(
        said["decision"] == r["decision"] and said["items"] == r.get("items", said["items"])
        for r, said in read
    )
    assert right >= 0.95 * len(read)


def test_no_trap_is_approved() -> None:
    lines = (FOLDER / "traps.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) > 300
    assert [r["body"] for r in rows if read_row(r)["decision"] == "approve"] == []


@settings(deadline=2000, max_examples=150)
@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    assert read(text) in Decision


@pytest.mark.parametrize(
    "piece",
    [
        *("我们可以同意", "yes and so ", "按照按", "approve the ", "> ", "so please ", "把资料发"),
        *("i will send the ", "i am away until may ", "needs to sign to ", "- Anna Anna "),
    ],
)
def test_a_long_text_is_read_in_bounded_time(piece: str) -> None:
    assert read(piece * 20_000) in Decision
