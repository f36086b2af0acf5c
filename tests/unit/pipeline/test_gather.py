"""Which asks of a mail are one matter."""

from __future__ import annotations

import pytest

from daemon.model.label import Ask, Label
from daemon.pipeline.gather import gather

C, G, R = Label.COMPLAINT, Label.CHANGE_REQUEST, Label.REQUIREMENT


def asks_in(text: str, *labelled: tuple[Label, str]) -> list[tuple[Label, Ask]]:
    """Return asks on stretches of *text*, each looked for behind the one before."""
    found, at = [], 0
    for label, words in labelled:
        at = text.index(words, at)
        found.append((label, Ask(at, at + len(words), words, label, 0.9, words)))
        at += len(words)
    return found


@pytest.mark.parametrize(
    ("text", "stretches", "matters"),
    [
        pytest.param(
            "The checkout fails. It is the third time. Please fix it today.",
            [(C, "The checkout fails."), (C, "Please fix it today.")],
            ["The checkout fails. It is the third time. Please fix it today."],
            id="what is wrong, and the remedy",
        ),
        pytest.param(
            "Two faults:\n- The door sticks.\n- The lamp flickers. Please repair it.",
            [(C, "The door sticks."), (C, "The lamp flickers."), (C, "Please repair it.")],
            ["The door sticks.", "The lamp flickers. Please repair it."],
            id="listed faults",
        ),
        pytest.param(
            "1. 门关不上。\n2. 灯一直闪。",
            [(C, "门关不上。"), (C, "灯一直闪。")],
            ["门关不上。", "灯一直闪。"],
            id="numbered faults in Chinese",
        ),
        pytest.param(
            "3 tiles are loose. 2.5 mm is too thin.",
            [(C, "3 tiles are loose."), (C, "2.5 mm is too thin.")],
            ["3 tiles are loose. 2.5 mm is too thin."],
            id="a number is no point",
        ),
        pytest.param(
            "之前定的灰色瓷砖我们不要了，请改成米白色的，时间也推迟。",
            [(G, "之前定的灰色瓷砖我们"), (G, "请改成米白色的，"), (G, "时间也推迟。")],
            ["之前定的灰色瓷砖我们不要了，请改成米白色的，", "时间也推迟。"],
            id="a clause broken off",
        ),
        pytest.param(
            "Please change the hours: from October we close at 7.",
            [(G, "Please change the hours:"), (G, "from October we close at 7.")],
            ["Please change the hours: from October we close at 7."],
            id="a colon",
        ),
        pytest.param(
            "Add two columns and drop the footer.",
            [(G, "Add two columns"), (G, "drop the footer.")],
            ["Add two columns", "drop the footer."],
            id="two changes in a sentence stay two",
        ),
        pytest.param(
            "The lamp flickers. We need a second one. Repair it.",
            [(C, "The lamp flickers."), (R, "We need a second one."), (C, "Repair it.")],
            ["The lamp flickers.", "We need a second one.", "Repair it."],
            id="something else between",
        ),
    ],
)
def test_gather(text: str, stretches: list[tuple[Label, str]], matters: list[str]) -> None:
    found = gather(asks_in(text, *stretches), text)
    assert [ask.text for _, ask in found] == matters
    assert all(text[ask.start : ask.end] == ask.text for _, ask in found)


def test_a_clause_broken_off_makes_no_title() -> None:
    text = "灰色瓷砖我们不要了，请改成米白色的。"
    [(_, one)] = gather(asks_in(text, (G, "灰色瓷砖我们"), (G, "请改成米白色的。")), text)
    assert one.title == text


def test_a_matter_is_due_and_urgent_when_a_part_is() -> None:
    text = "It fails. Fix it today."
    first, second = asks_in(text, (C, "It fails."), (C, "Fix it today."))
    late = Ask(second[1].start, second[1].end, second[1].text, C, 0.7, "Fix", "2026-05-04", True)
    [(label, one)] = gather([first, (C, late)], text)
    assert (label, one.due, one.urgent, one.probability) == (C, "2026-05-04", True, 0.9)
