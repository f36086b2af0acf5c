"""The command palette: every action of the screen in front, from the registry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import Action
from tui.i18n import t
from tui.screens.base import DeskScreen
from tui.screens.triage import TriageScreen
from tui.widgets.queue_list import NAMES


class DeskCommands(Provider):
    """Finds actions and queues by a part of their names."""

    def _commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return []
        found: list[tuple[str, str, Callable[[], object]]] = [
            (
                f"{t(a.group)}: {t(a.name)}",
                f"{t(a.help)}   ({a.key})",
                partial(self._run, screen, a),
            )
            for a in screen.actions_here()
            if a.id != "palette"
        ]
        if isinstance(screen, TriageScreen):
            found += [
                (
                    t("Queue: {name}", name=t(name)),
                    t("Go to this queue"),
                    partial(screen.show_queue, queue),
                )
                for queue, name in NAMES.items()
            ]
        return found

    @staticmethod
    async def _run(screen: DeskScreen, action: Action) -> None:
        await screen.run_action(action.call)

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for name, help_text, command in self._commands():
            yield DiscoveryHit(name, command, help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for name, help_text, command in self._commands():
            score = matcher.match(f"{name} {help_text}")
            if score > 0:
                yield Hit(score, matcher.highlight(name), command, help=help_text)
