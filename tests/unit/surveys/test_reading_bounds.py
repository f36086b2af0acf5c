"""However long and repetitive a reply is, it is read: no pattern takes for ever."""

from __future__ import annotations

import pytest

from daemon.surveys.files import load_survey
from daemon.surveys.reading import Reply, read_answer

REPEATED = [
    *("what is 5 ", "is 4 was ", "什么1分是", "5分", "not 3 ", "from 3 to 4 ", "5 but "),
    *("1, 2 and ", "Q1-3: ", "5/", "5\n", "5, ", "yes, ", "result and ", "result 5 ", "五、"),
    *("<br ", "&nbsp;", "5-"),
    *("all three ", "都", "you may ", "i gave 4 before, but ", "第一", "4s ", "是 "),
    *(
        "Best,\n",
        "Anna Weber | ",
        "Anna ",
        "Thanks and ",
        "祝好，",
        "王芳 ",
        "a. ",
        "1 yes\n",
        "Hello ",
    ),
    *("Hello Anna Anna,\n", "5 / 5 / ", "kind regards from ", "it should be 4 typo ", "as salam "),
    *("for the design 4, ", '"棒"', "1)", "- ", "except ", "if you ", "i thought 4 but ", "? "),
]


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("name", ["csat", "nps", "wrap-up"])
def test_a_reply_that_repeats_itself_is_read(name: str, piece: str) -> None:
    text = piece * (3000 // len(piece))
    assert read_answer(load_survey(name), Reply("Re: How did we do?", text)) is not None
