"""Which screen shows which place."""

from __future__ import annotations

from tui.desk import Desk
from tui.places import (
    ClientPlace,
    ClientsPlace,
    InsightsPlace,
    MailPlace,
    Part,
    Room,
    SurveysPlace,
)
from tui.screens.base import DeskScreen
from tui.screens.board import BoardScreen
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.document import DocumentScreen
from tui.screens.glance import GlanceScreen
from tui.screens.milestones import MilestonesScreen
from tui.screens.reading import ReadingScreen
from tui.screens.surveys import SurveysScreen

_PARTS = {
    Part.GLANCE: GlanceScreen,
    Part.DOCUMENT: DocumentScreen,
    Part.MILESTONES: MilestonesScreen,
}


def open_place(desk: Desk, place: Room) -> DeskScreen:
    """Return a new screen for a place."""
    if isinstance(place, ClientsPlace):
        return ClientsScreen(desk)
    if isinstance(place, ClientPlace):
        return ClientScreen(desk, place.client_id)
    if isinstance(place, InsightsPlace):
        # plots take longer to load than the first list to show
        from tui.screens.insights import InsightsScreen  # noqa: PLC0415

        return InsightsScreen(desk)
    if isinstance(place, SurveysPlace):
        return SurveysScreen(desk)
    if isinstance(place, MailPlace):
        return ReadingScreen(desk, place.conversation_id, place)
    return _PARTS.get(place.part, BoardScreen)(desk, place)
