"""What the screens on clients and projects look like, at a fixed moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from daemon.store.engine import Database
from tests.tui.driving import make_app
from tests.tui.project_story import CODE
from tests.tui.visiting import Visitor, enter
from tui.places import ClientPlace, ClientsPlace, Part, ProjectPlace, Room

SIZES = [pytest.param(size, id=f"{size[0]}x{size[1]}") for size in ((80, 24), (120, 40), (200, 60))]
Compare = Callable[..., bool]
PICTURES: dict[str, tuple[Room, tuple[str, ...]]] = {
    "clients": (ClientsPlace(), ()),
    "client": (ClientPlace(1), ()),
    "glance": (ProjectPlace(CODE), ()),
    "changes": (ProjectPlace(CODE, Part.CHANGES), ("right",)),
    "document": (ProjectPlace(CODE, Part.DOCUMENT), ("j", "j", "j", "j")),
    "milestones": (ProjectPlace(CODE, Part.MILESTONES), ("j", "j")),
}
#: dialogs and forms: one size, since they are made of the same parts
DIALOGS: dict[str, tuple[Room, tuple[str, ...]]] = {
    "change": (ProjectPlace(CODE, Part.CHANGES), ("right", "f")),
    "complaint": (ProjectPlace(CODE, Part.COMPLAINTS), ("i",)),
    "document": (ProjectPlace(CODE, Part.DOCUMENT), ("s",)),
    "reach": (ProjectPlace(CODE, Part.MILESTONES), ("j", "j", "a")),
    "difference": (ProjectPlace(CODE, Part.DOCUMENT), ("equals_sign",)),
    "project": (ProjectPlace(CODE), ("p",)),
}


def at(place: Room, keys: tuple[str, ...]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what brings the UI to the picture."""

    async def prepare(pilot: Pilot[None]) -> None:
        visitor: Visitor = await enter(pilot, place)
        await visitor.loaded()
        for key in keys:
            await visitor.press(key)
            await visitor.loaded()
        await visitor.still()

    return prepare


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.usefixtures("language")
def test_screen(projects_db: Database, snap_compare: Compare, size: Any, name: str) -> None:
    app = make_app(projects_db)
    assert snap_compare(app, terminal_size=size, run_before=at(*PICTURES[name]))


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.usefixtures("language")
def test_dialog(projects_db: Database, snap_compare: Compare, name: str) -> None:
    app = make_app(projects_db)
    assert snap_compare(app, terminal_size=(110, 34), run_before=at(*DIALOGS[name]))
