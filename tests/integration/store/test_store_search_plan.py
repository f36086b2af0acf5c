"""How PostgreSQL is asked: hits looked up one by one, or the newest mails walked back through."""

from __future__ import annotations

import pytest

from daemon.store.search import _is_quicker

MAILS = 100_000


@pytest.mark.parametrize(
    ("share", "kept", "is_alone", "is_quicker"),
    [
        pytest.param(0.0, 0.0, True, True, id="nowhere in the sample"),
        pytest.param(0.01, 0.01, True, True, id="rare"),
        pytest.param(0.5, 0.5, True, False, id="common: the newest are soon found"),
        pytest.param(0.16, 0.0, False, True, id="common, but not where it is asked for"),
        pytest.param(0.16, 0.08, False, False, id="common there too"),
        pytest.param(1.0, 0.0, False, False, id="in every mail: both read all, walking is cheaper"),
    ],
)
def test_what_is_quicker(share: float, kept: float, is_alone: bool, is_quicker: bool) -> None:
    assert _is_quicker(MAILS, share, kept, is_alone=is_alone) is is_quicker
