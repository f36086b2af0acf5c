"""Whether a complaint is settled, read from replies; what is not plain waits."""

from __future__ import annotations

import pytest

from daemon.scope.decision import Reply
from daemon.scope.reading import Decision
from daemon.scope.settled import read_settled

SETTLED = [
    "Yes",
    "Yes, thank you!",
    "It works now, thanks.",
    "Settled.",
    "All good, thanks a lot\n\nAnna",
    "No more problems, thank you.",
    "The export works again.",
    "This has been fixed.",
    "You can close this.",
    "It does not happen any more.",
    "👍 works perfectly",
    "已解决，谢谢",
    "好了",
    "是的，问题解决了",
    "没问题了",
    "已经恢复正常",
]
OPEN = [
    "No",
    "No, it still fails.",
    "Not yet.",
    "Still the same error.",
    "The problem is back.",
    "Only partly.",
    "It keeps crashing",
    "未解决",
    "还是打不开",
    "没有解决，还是报错",
    "仍然很慢",
]
UNCLEAR = [
    "",
    "Thanks!",
    "I will check tomorrow.",
    "It seems to work.",
    "Yes, but the second page is slow.",
    "Who fixed it?",
    "Is it settled?",
    "Yes. Still fails on Monday.",
    "Tom said it works now",
    "Yes, if it stays that way.",
    "I am out of the office until Monday.",
    "应该好了吧",
    "好的，我看看",
    "收到",
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(t, Decision.APPROVE) for t in SETTLED]
    + [(t, Decision.DECLINE) for t in OPEN]
    + [(t, Decision.NONE) for t in UNCLEAR],
)
def test_replies_are_read(text: str, wanted: Decision) -> None:
    found = read_settled(Reply(text, refs=("CMP-1",)))
    assert found.decision is wanted, found.reason
    assert bool(found.items) is (wanted is not Decision.NONE)


def test_a_machine_settles_nothing() -> None:
    assert read_settled(Reply("Yes", automatic=True)).decision is Decision.NONE
    assert read_settled(Reply("Yes", subject="Fwd: CMP-1")).decision is Decision.NONE
