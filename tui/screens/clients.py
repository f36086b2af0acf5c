"""All clients: who they are, what is open with them, and how they fare."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual.content import Content

from daemon.services.clientrecords import ClientLine
from tui import moments
from tui.actions import Context
from tui.i18n import t
from tui.paint.parts import styled
from tui.paint.record import paint_summary
from tui.places import ClientPlace
from tui.plain import plain_line
from tui.screens.choose import ChooseScreen, Chosen
from tui.screens.recording import ListedScreen
from tui.widgets.record_list import Line, RecordList
from tui.widgets.rows import Cells, Moment, fit, right_fit

_ROLES = {"well": "text", "fair": "warn", "at risk": "alert"}
NO_CLIENT = "No client yet. Say whose a sender is with a in the first list."


class ClientsScreen(ListedScreen):
    """Lists clients, those that fare worst first."""

    @property
    def context(self) -> Context:
        """A list of clients."""
        return Context.CLIENTS

    def read(self) -> object:
        """Return the clients."""
        found = self.desk.records.list_clients()
        return {c.client.id: c for c in sorted(found, key=lambda c: c.health.points)}

    @property
    def _clients(self) -> dict[int, ClientLine]:
        return self.record if isinstance(self.record, dict) else {}

    def lines(self) -> list[Line]:
        """Return a line a client."""
        return [Line(i, partial(_lay, seen)) for i, seen in self._clients.items()]

    def head(self) -> tuple[str, str]:
        """Return how many there are."""
        return t("Clients"), str(len(self._clients))

    def empty_text(self) -> str:
        """Return how to get the first one."""
        return t(NO_CLIENT)

    def paint(self, line_id: int | None) -> Content:
        """Return what is known of a client in short."""
        seen = self._clients.get(line_id or 0)
        return paint_summary(seen, self.view()) if seen else styled("")

    def client_here(self) -> int | None:
        """Return the client under the cursor."""
        return self.query_one(RecordList).cursor_id

    def project_here(self) -> str:
        """Return nothing: which project is asked."""
        return ""

    def action_look(self) -> None:
        """Open the record."""
        if (client_id := self.client_here()) is not None:
            self.go(ClientPlace(client_id))

    def action_find(self) -> None:
        """Find a client by a part of its name."""
        ids = list(self._clients)
        names = [plain_line(c.client.name) for c in self._clients.values()]

        def stand(chosen: Chosen | None) -> None:
            if chosen is not None and chosen.index is not None:
                self.query_one(RecordList).stand_on(ids[chosen.index])

        self.app.push_screen(ChooseScreen(t("Which client?"), names), stand)


def _lay(seen: ClientLine, width: int, moment: Moment) -> Cells:
    """Return name, health, what is open, satisfaction and the last word."""
    when = moments.short(seen.last_at, moment.now, moment.zone) if seen.last_at else "–"
    complaints = f"! {seen.complaints}" if seen.complaints else ""
    health = f"{seen.health.points:>4} {t(seen.health.word)}"
    right: Cells = [(fit(health, 14), _ROLES[seen.health.word])]
    if width >= 56:
        right.append((fit(complaints, 5), "alert"))
    if width >= 76:
        right += [
            (fit(t("open {n}", n=seen.conversations) if seen.conversations else "", 9), "faint"),
            (fit(t("items {n}", n=seen.items) if seen.items else "", 10), "faint"),
        ]
    right.append((right_fit(when, 7), "faint"))
    name = width - 1 - sum(cell_len(text) for text, _ in right)
    return [(fit(plain_line(seen.client.name), name) + " ", "strong"), *right]
