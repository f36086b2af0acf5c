"""Time zones that exist, and texts that are none."""

from __future__ import annotations

import pytest

from daemon.schedules.zones import zone_named

NONE = ["", "Mars/Olympus", "Europe", "../etc/passwd", "/etc/passwd", "GMT+99", "Berlin", "a\0b"]


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Asia/Shanghai", "Asia/Kolkata"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    zone = zone_named(name)
    assert zone is not None
    assert zone.key == name


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None
