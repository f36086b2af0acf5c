"""The application: themes, screens, and the thread that notices changes."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import _GeneratorContextManager
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import App
from textual.command import Provider
from textual.message import Message

from daemon.errors import TriagedError, UserError
from tui import actions
from tui.commands import DeskCommands
from tui.desk import Desk
from tui.i18n import t
from tui.i18n.errors import tell
from tui.messages import DatabaseLost, GoTo, RecordsChanged, WatchingLoaded
from tui.places import SearchPlace
from tui.screens.triage import TriageScreen
from tui.theme import DARK, THEMES

#: seconds between two questions whether anything has changed
POLL = 0.4
#: seconds after which the rest of the program is loaded
PRELOAD = 0.3
#: questions between two looks at the mailboxes' health
HEALTH_EVERY = 5


class TriagedApp(App[None]):
    """The terminal UI on one desk."""

    CSS_PATH = "app.tcss"
    TITLE = "triaged"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {DeskCommands}

    def __init__(self, desk: Desk, *, theme: str = "triaged-dark") -> None:
        super().__init__()
        self.desk = desk
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.set_keymap(actions.rebind(desk.config.tui.keys))
        self._ended = Event()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give Textual's own themes the colours that ours add."""
        return dict(DARK.variables)

    def on_mount(self) -> None:
        """Open the first screen and begin to watch for changes."""
        self.push_screen(TriageScreen(self.desk))
        self.run_worker(self._watch, thread=True, group="watch")
        self.set_timer(PRELOAD, self._preload)

    def _preload(self) -> None:
        """Load what decisions need before the first one is made."""

        def load() -> None:
            self.desk.deeds  # noqa: B018 - loading is what is wanted
            self.desk.records  # noqa: B018
            # what stays to the end is not walked again: a full collection held keys up for 100 ms
            gc.freeze()

        self.run_worker(load, thread=True, group="preload")

    def suspend(self) -> _GeneratorContextManager[None]:
        """Give the terminal to another program; raise UserError in a browser."""
        if self.is_web:
            raise UserError(t("your editor opens in a terminal only; write here"))
        return super().suspend()

    def on_unmount(self) -> None:
        """Let the watching thread end."""
        self._ended.set()

    def _watch(self) -> None:
        """Tell the screens when records or mailboxes have changed, until the end."""
        asked = 0
        watch = self.desk.open_watch()
        while True:
            try:
                if watch.has_changed() and asked:
                    self._tell(RecordsChanged)
                if asked % HEALTH_EVERY == 0:
                    watching = self.desk.load_watching()
                    self._tell(lambda: WatchingLoaded(watching))  # noqa: B023 - called at once
            except TriagedError as error:
                words = tell(error)
                self._tell(lambda: DatabaseLost(words))  # noqa: B023 - called at once
            asked += 1
            if self._ended.wait(POLL):
                break
        watch.close()

    @on(GoTo)
    def _go(self, message: GoTo) -> None:
        """Open the screen of a place; what a search finds is shown in the first list."""
        if isinstance(message.place, SearchPlace):
            while not isinstance(self.screen, TriageScreen):
                self.pop_screen()
            self.screen.search_for(message.place.query)
            return
        # what these screens read takes longer to import than the first list to show
        from tui.screens.places import open_place  # noqa: PLC0415

        screen = open_place(self.desk, message.place)
        if message.replaces:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _tell(self, make: Callable[[], Message]) -> None:
        """Post a message to every screen; each gets one of its own."""
        for screen in self.screen_stack:
            screen.post_message(make())
