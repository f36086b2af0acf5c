"""Searching as one types, and the searches that are kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual import on

from daemon.model.query import SavedSearch
from daemon.model.queue import Queue
from daemon.services.searching import Found
from tui.desk import Desk
from tui.i18n import t
from tui.screens.listing import ListingScreen
from tui.screens.name import NameScreen
from tui.widgets.queue_list import Place, QueueList
from tui.widgets.search_bar import SearchBar
from tui.widgets.virtual_list import VirtualList

SEARCH_HINT = "Type words, a part of a Chinese sentence, or filters such as client:weber is:open"


@dataclass
class Search:
    """What is searched, what was found, and where the manager was before."""

    query: str = ""
    found: Found = field(default_factory=Found)
    came_from: Place = Queue.LOOK


class SearchingScreen(ListingScreen):
    """Lists what a search finds as if it were a queue."""

    #: keys are for the list until a search is begun
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue.LOOK
        self.searched = Search()

    def show_place(self, place: Place) -> None:
        """List a queue, or what a saved search finds, from its top."""

    def load_order(self, *, keep: bool) -> None:
        """List anew, in a worker."""

    def action_search(self) -> None:
        """Type what to look for."""
        if self.queue is not Queue.SEARCH:
            self.searched = Search(came_from=self.query_one(QueueList).current)
            self.show_place(Queue.SEARCH)
        self.query_one(SearchBar).focus()

    def action_same_client(self) -> None:
        """List all conversations of the client whose mail is shown."""
        seen = self.reading()
        if seen is None or not seen.client:
            self.say(t("It is not known whose mail this is"))
            return
        name = seen.client.replace('"', " ")
        self.search_for(f'client:"{name}"')

    def search_for(self, query: str) -> None:
        """List what *query* finds."""
        came_from = self.searched.came_from if self.queue is Queue.SEARCH else None
        came_from = came_from or self.query_one(QueueList).current
        self.searched = Search(query, came_from=came_from)
        self.show_place(Queue.SEARCH)

    @on(SearchBar.Asked)
    def _look_for(self, message: SearchBar.Asked) -> None:
        if self.queue is Queue.SEARCH and message.query != self.searched.query:
            self.searched.query = message.query
            self.query_one(QueueList).current = Queue.SEARCH
            self.load_order(keep=False)

    @on(SearchBar.Left)
    def _leave_search(self) -> None:
        self.show_place(self.searched.came_from)

    def action_unmark(self) -> None:
        """Take all marks away; where there are none, leave the search."""
        if self.queue is Queue.SEARCH and not self.query_one(VirtualList).marked:
            self._leave_search()
        else:
            super().action_unmark()

    def action_save_search(self) -> None:
        """Keep this search under a name; forget the one that is shown if it is kept already."""
        place, query = self.query_one(QueueList).current, self.searched.query
        if isinstance(place, SavedSearch):
            self.act(lambda: self.desk.deeds.forget_search(place.name), moves_on=False)
            return

        def keep(name: str | None) -> None:
            if name:
                self.act(lambda: self.desk.deeds.save_search(name, query), moves_on=False)

        if self.queue is Queue.SEARCH and query.strip():
            self.app.push_screen(NameScreen(t("Keep this search as")), keep)
        else:
            self.say(t("Search first: /"))
