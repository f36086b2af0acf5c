"""What is a promise in a mail of ours, and what is not."""

from __future__ import annotations

import pytest

from daemon.schedules.promises import MOST, is_promise, promises


@pytest.mark.parametrize(
    "sentence",
    [
        "We will send you the draft by Friday.",
        "I'll have a look tomorrow and come back to you.",
        "The new version will be online on 12 May.",
        "You will have the offer by the end of the week.",
        "Our designer will call you on Monday.",
        "We are going to fix this today.",
        "我们会在周五前把初稿发给您。",
        "明天下午答复您。",
        "预计5月12日完成上线。",
        "我们争取本周内修复。",
    ],
)
def test_promises(sentence: str) -> None:
    assert is_promise(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Could you send us the logo by Friday?",
        "Please send us the texts by Monday, then we will start.",
        "We cannot finish this by Friday.",
        "Thank you for your mail of 12 May.",
        "If you agree by Friday, we will start on Monday.",
        "能否在周五前提供素材？",
        "我们无法在周五前完成。",
        "谢谢您5月12日的来信。",
    ],
)
def test_what_is_no_promise(sentence: str) -> None:
    assert not is_promise(sentence)


def test_a_mail_is_cut_into_sentences() -> None:
    text = "Hi Anna,\nthanks. We will send version 2.1 by Friday.\nBest\n我们周一会给您答复。再见。"
    assert promises(text) == ["We will send version 2.1 by Friday.", "我们周一会给您答复。"]


def test_a_very_long_mail_is_bounded() -> None:
    assert len(promises("We will do it by Friday. " * 100_000)) == MOST
