"""Saying at the edges whether mail is being noticed, and whether what is shown may be old."""

from __future__ import annotations

from textual import on

from daemon.services.watching import Watching
from tui.desk import Desk
from tui.i18n import t
from tui.messages import DatabaseLost, WatchingLoaded
from tui.screens.going import GoingScreen
from tui.widgets.bars import Banner, StatusBar, tell_trouble
from tui.widgets.rows import Moment

#: seconds between redraws of what only time changes
TICK = 5.0


class WatchfulScreen(GoingScreen):
    """A screen with a banner above and the health of the mailboxes below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._watching = desk.health or Watching()

    def begin_watch(self) -> None:
        """Hide the banner until there is something to say, and keep the ages current."""
        self.query_one(Banner).display = False
        if self.desk.health is not None:
            self._tell_watching()
        self.set_interval(TICK, self.tick)

    def moment(self) -> Moment:
        """Return what "now" and "here" are."""
        return Moment(self.desk.now, self.desk.zone, self.desk.actor)

    def tick(self) -> None:
        """Show anew what only time changes."""
        self._tell_watching()

    @on(WatchingLoaded)
    def _show_watching(self, message: WatchingLoaded) -> None:
        self._watching = self.desk.health = message.watching
        self._tell_watching()

    @on(DatabaseLost)
    def _tell_loss(self, message: DatabaseLost) -> None:
        self.query_one(Banner).tell(message.words + t(". What is shown may be old; trying again."))

    def _tell_watching(self) -> None:
        moment = self.moment()
        session = (t("read-only"),) if self.desk.read_only else ()
        self.query_one(StatusBar).tell(self._watching, moment, session)
        self.query_one(Banner).tell(tell_trouble(self._watching, moment))
