"""Which words say how likely a client is to recommend: (pattern, step, direct)."""

from __future__ import annotations

NPS: tuple[tuple[str, int, bool], ...] = (
    (
        (
            r"(?:not (?:at all|in the least)) likely|(?:zero|0|no) chance(?! to)|not a chance"
            r"|(?:完全"
            r"|绝对|根本|绝)不(?:可能|会)(?:推荐)?"
        ),
        0,
        True,
    ),
    (r"(?:extremely|most) likely|(?:非常|极其|极|十分|特别)(?:有)?可能", 10, True),
)
#: readings that a manager confirms
NPS_GUESS: tuple[tuple[str, int, bool], ...] = (
    (
        (
            "(?:never|would ?n't|would not|wo ?n't|will not|can ?n[o']t|do ?n't"
            r"|not) (?:\w+ ){0,2}(?:recommend|refer)|(?:very |highly |extremely )?unlikely"
            "|not (?:very )?likely|不(?:会|愿意|想|可能|太可能|太会|太愿意)(?:推荐|介绍)?"
        ),
        2,
        False,
    ),
    (
        (
            "(?:already|have|definitely|certainly|absolutely|of course|gladly|happily|surely"
            r"|would|will|'d|'ll|happy to|love to|sure to|often) (?:\w+ ){0,3}(?:recommend(?:ed)?"
            "|referred|refer)|very likely|(?:definitely|absolutely|certainly|of course"
            r"|for sure)\b|recommend you|likely|(?:一定|肯定|绝对|当然|愿意|会|乐意"
            "|已经|非常愿意|很愿意|很乐意|强烈)(?:会"
            r"|愿意)?(?:向|把|给|跟)?[^,。\n]{0,8}(?:推荐|介绍)|很可能|可能|推荐|(?:非常|很|十分|特别)(?:愿意|乐意)"
        ),
        9,
        False,
    ),
    (r"👍|💯|👌", 9, False),
    (r"👎", 1, False),
    (r"neutral|maybe|perhaps|depends|not sure|看情况|不一定|也许|再说|一般", 6, False),
)
