"""A trained reader's word beside the rules'."""

from __future__ import annotations

import inspect

import pytest

from daemon.scope import likely, reading
from daemon.scope.decision import Reply, read_decision
from daemon.scope.likely import weigh_likely
from daemon.scope.reading import Decision, Weighed

APPROVE, NONE = Decision.APPROVE, Decision.NONE


def _likely(decision: Decision, sure: float) -> dict[Decision, float]:
    rest = (1 - sure) / (len(Decision) - 1)
    return {d: sure if d is decision else rest for d in Decision}


@pytest.mark.parametrize(
    ("text", "sure", "decision"),
    [
        ("Approved. The cat sat on the keys.", 0.85, APPROVE),
        ("Approved. The cat sat on the keys.", 0.75, NONE),
        ("Approved. The cat might sit on the keys.", 0.85, NONE),
        ("Approved. The cat sat on the keys, all bar one.", 0.99, NONE),
        ("Away we go, the keys are with Jo, please.", 0.98, APPROVE),
        ("Away we go, the keys are with Jo, please.", 0.96, NONE),
        ("Away we go, but the keys are with Jo, please.", 0.99, NONE),
        ("同意，钥匙在门卫老王那儿。", 0.85, APPROVE),
        ("开工吧，等老板回来。", 0.99, NONE),
    ],
)
def test_yes_that_rules_do_not_know(text: str, sure: float, decision: Decision) -> None:
    def guess(_: str, __: str) -> dict[Decision, float]:
        return _likely(APPROVE, sure)

    assert read_decision(Reply(text, refs=("CHG-1",)), guess).decision is decision


@pytest.mark.parametrize(
    ("reply", "quoted"),
    [
        (Reply("Approved.", automatic=True), "a machine"),
        (Reply("Approved.", subject="Fwd: CHG-1"), "forwarded"),
        (Reply("Tom: approved"), "reported"),
        (Reply("I approve version 1.", subject="CHG-1 (version 2)"), "another version"),
        (Reply("We approve 900 EUR.", quoted="Cost: 1,200.00 EUR"), "another figure"),
        (Reply("I do not approve."), "a no"),
        (Reply("Approved. Our board decides on Monday."), "waits for somebody"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rules_keep_the_last_word_against_a_yes(reply: Reply, quoted: str) -> None:
    found = read_decision(reply, lambda _, __: _likely(APPROVE, 1.0))
    assert found.decision is not APPROVE, quoted


def test_yes_that_reads_unlike_one_waits() -> None:
    rules = Weighed(APPROVE, "yes", "a plain yes")
    assert weigh_likely(rules, "yes", _likely(NONE, 0.95)).decision is NONE
    assert weigh_likely(rules, "yes", _likely(APPROVE, 0.5)).decision is APPROVE


@pytest.mark.parametrize("decision", [Decision.DECLINE, Decision.COUNTER, Decision.QUESTION])
def test_what_the_reader_is_sure_of_is_told(decision: Decision) -> None:
    unclear = Weighed(NONE, "we shall see", "no decision in plain words")
    assert weigh_likely(unclear, "we shall see", _likely(decision, 0.7)).decision is decision
    assert weigh_likely(unclear, "we shall see", _likely(decision, 0.5)).decision is NONE


def test_terms_of_the_rules_give_way_to_a_sure_reader_alone() -> None:
    terms = Weighed(Decision.COUNTER, "shall we", "other terms")
    question = weigh_likely(terms, "shall we", _likely(Decision.QUESTION, 0.6))
    assert question.decision is Decision.QUESTION
    kept = weigh_likely(terms, "shall we", _likely(Decision.QUESTION, 0.4))
    assert kept.decision is Decision.COUNTER
    assert weigh_likely(terms, "shall we", _likely(APPROVE, 0.9)).decision is NONE
    assert weigh_likely(terms, "shall we", _likely(APPROVE, 0.98)).decision is APPROVE


def test_a_reader_that_says_nothing_changes_nothing() -> None:
    for decision in Decision:
        rules = Weighed(decision, "shall we", "other terms")
        assert weigh_likely(rules, "shall we", likely.UNKNOWN) == rules


def test_reasons_are_those_of_the_rules() -> None:
    source = inspect.getsource(reading)
    named = {*likely._UNSEEN, *likely._NOT_UNDERSTOOD, *likely._TAKEN_FOR_MORE}
    assert [reason for reason in named if f'"{reason}"' not in source] == []
