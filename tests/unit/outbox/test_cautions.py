"""What a manager is asked to think of before a reply leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from daemon.model.reply import Doubt, Draft, Occasion
from daemon.outbox.cautions import find_cautions

CALM = Occasion(
    conversation_id=1,
    tag="[ACME-1]",
    mailbox="acme",
    to="anna@weber.example",
    everybody=(),
    subject="Export",
    name="Anna",
    language="en",
    contact_language="en",
    quote=None,
)
NOTE = "Between us: they will pay twenty percent more if we press them a little."
ASKED = "Can we also get the invoices as PDF before the audit?"
GEFRAGT = "发票可以导出成PDF格式吗？"


def doubts(text: str, language: str = "en", **occasion: Any) -> list[Doubt]:
    found = find_cautions(replace(CALM, **occasion), Draft(text), language)
    return [caution.doubt for caution in found]


def test_a_plain_answer_raises_no_doubt() -> None:
    assert doubts("Dear Anna, that works for us. Kind regards") == []


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        pytest.param("We will see.", ASKED, [Doubt.QUESTION], id="passed over"),
        pytest.param("The PDF invoices come on Monday.", ASKED, [], id="taken up"),
        pytest.param("An invoice as a PDF is no problem", ASKED, [], id="in other forms"),
        pytest.param(
            "Will you be there? Can you tell us?", ASKED, [Doubt.QUESTION], id="idle words"
        ),
        pytest.param(
            "好的，我们下周一联系您。", GEFRAGT, [Doubt.QUESTION], id="chinese, passed over"
        ),
        pytest.param("可以，发票下周就能导出。", GEFRAGT, [], id="chinese, taken up"),
        pytest.param("Fine.", "Why?", [], id="a question without matter"),
    ],
)
def test_a_question_of_the_client_wants_an_answer(
    text: str, asked: str, expected: list[Doubt]
) -> None:
    assert doubts(text, questions=(asked,)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"Dear Anna, {NOTE}", [Doubt.NOTE], id="whole"),
        pytest.param(
            "they will PAY twenty\n percent more if we press", [Doubt.NOTE], id="re-wrapped"
        ),
        pytest.param("they will pay twenty percent more", [], id="a few words alike"),
    ],
)
def test_an_internal_note_is_noticed(text: str, expected: list[Doubt]) -> None:
    assert doubts(text, notes=(NOTE,)) == expected


def test_a_chinese_note_is_noticed_by_fewer_characters() -> None:
    note = "客户上个月的尾款还没有付清，先不要答应免费修改。"
    assert doubts(f"您好，{note}", notes=(note,)) == [Doubt.NOTE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Please find the plan attached.", [Doubt.ATTACHMENT], id="attached"),
        pytest.param("详见附件。", [Doubt.ATTACHMENT], id="chinese"),
        pytest.param(
            "We are attached to this idea of a detached house", [Doubt.ATTACHMENT], id="?"
        ),
        pytest.param("The detachment left.", [], id="inside another word"),
    ],
)
def test_a_promised_file_is_missed(text: str, expected: list[Doubt]) -> None:
    assert doubts(text) == expected


@pytest.mark.parametrize(
    ("occasion", "doubt"),
    [
        pytest.param({"trust": "failed"}, Doubt.FORGED, id="forged sender"),
        pytest.param({"diverted_from": "anna@weber.example"}, Doubt.DIVERTED, id="reply-to"),
        pytest.param({"by_person": False}, Doubt.MACHINE, id="a machine wrote"),
        pytest.param({"contact_language": "zh"}, Doubt.LANGUAGE, id="another language"),
    ],
)
def test_who_is_answered_is_thought_of(occasion: dict[str, Any], doubt: Doubt) -> None:
    assert doubts("Dear Anna, that works for us.", **occasion) == [doubt]


def test_a_draft_too_short_to_tell_its_language_raises_no_doubt() -> None:
    assert doubts("OK", language="", contact_language="zh") == []
