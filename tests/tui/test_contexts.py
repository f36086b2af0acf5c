"""Every action of the registry is there on the screen it is for."""

from __future__ import annotations

import pytest

from tui.actions import Context, in_context
from tui.screens.board import BoardScreen
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.document import DocumentScreen
from tui.screens.glance import GlanceScreen
from tui.screens.milestones import MilestonesScreen
from tui.screens.triage import TriageScreen

SCREENS: dict[Context, type] = {
    **dict.fromkeys((Context.CONVERSATIONS, Context.OUTBOX, Context.QUARANTINE), TriageScreen),
    **dict.fromkeys((Context.REQUIREMENTS, Context.CHANGES, Context.COMPLAINTS), BoardScreen),
    Context.IMPROVEMENTS: BoardScreen,
    Context.CLIENTS: ClientsScreen,
    Context.CLIENT: ClientScreen,
    Context.GLANCE: GlanceScreen,
    Context.DOCUMENT: DocumentScreen,
    Context.MILESTONES: MilestonesScreen,
}


@pytest.mark.parametrize("context", SCREENS)
def test_what_a_key_calls_is_there(context: Context) -> None:
    for action in in_context(context, read_only=False):
        name = action.call.partition("(")[0]
        assert hasattr(SCREENS[context], f"action_{name}"), action.id
