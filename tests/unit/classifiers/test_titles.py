from __future__ import annotations

import pytest

from classifiers.titles import LONGEST, title_of


@pytest.mark.parametrize(
    ("ask", "title"),
    [
        ("Could you please send us\nthe new total?", "Send us the new total"),
        ("Who is my contact, please?", "Who is my contact, please?"),
        ("We would like to change the date, please.", "Change the date"),
        ("Can you add a logo, thanks!", "Add a logo"),
        ("能不能把首页改成三张？谢谢！", "把首页改成三张"),
        ("Also, please make the logo larger.", "Make the logo larger"),
        ("- the cheese trolley is cancelled", "The cheese trolley is cancelled"),
        ("另外麻烦您把首页改成三张。", "把首页改成三张"),
        ("请", "请"),
        ("", ""),
    ],
)
def test_titles_drop_courtesies(ask: str, title: str) -> None:
    assert title_of(ask) == title


def test_long_titles_are_cut_at_a_word() -> None:
    title = title_of("replace " + "the very long sentence in the footer " * 5)
    assert len(title) <= LONGEST
    assert title.endswith("…")
