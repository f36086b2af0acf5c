"""What the screens of one project share: its tabs, and going to another."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from daemon.model.plan import Engagement
from tui.actions import Context
from tui.desk import Desk
from tui.places import Part, ProjectPlace
from tui.screens.recording import ListedScreen, RecordScreen
from tui.widgets.part_bar import PartBar


class ProjectScreen(RecordScreen):
    """One part of a project."""

    def __init__(self, desk: Desk, place: ProjectPlace) -> None:
        super().__init__(desk)
        self.place = place
        self.whose: Engagement | None = None

    @property
    def context(self) -> Context:
        """Which part is in front."""
        return Context(self.place.part.value)

    def client_here(self) -> int | None:
        """Return whose project it is."""
        return self.whose.client_id if self.whose else None

    def project_here(self) -> str:
        """Return this project."""
        return self.place.code

    def compose_top(self) -> ComposeResult:
        """Show the tabs."""
        yield PartBar(self.place.code, self.place.part, id="parts")

    def read(self) -> object:
        """Return what the part shows, and count what the tabs tell."""
        code = self.place.code
        self.whose = self.desk.records.find_project(code)
        return self.read_part()

    def read_part(self) -> object:
        """Return what this part shows (called in a worker)."""
        return None

    def show_record(self) -> None:
        """Show the part anew, and the numbers on the tabs."""
        super().show_record()
        self.load(self._count, "counts")

    def _count(self) -> None:
        counts = self.desk.records.count_parts(self.place.code)
        self.app.call_from_thread(self._tell_counts, counts)

    def _tell_counts(self, counts: dict[Part, int]) -> None:
        for bar in self.query(PartBar):
            bar.counts = counts

    # going to other parts; the screen in front gives way, so that back leads out at once

    def action_tab(self, number: int) -> None:
        """Go to a part by its number."""
        self._go_to(list(Part)[number - 1])

    def action_part(self, by: int) -> None:
        """Go to the next part, or the one before."""
        parts = list(Part)
        self._go_to(parts[(parts.index(self.place.part) + by) % len(parts)])

    def action_milestones(self) -> None:
        """Go to the milestones."""
        self._go_to(Part.MILESTONES)

    @on(PartBar.Picked)
    def _go_clicked(self, message: PartBar.Picked) -> None:
        self._go_to(message.part)

    def _go_to(self, part: Part) -> None:
        if part is not self.place.part:
            self.go(ProjectPlace(self.place.code, part), replaces=True)

    def action_project(self) -> None:
        """Choose another project; the part stays."""
        self.choose_project(self.place.part)

    def open_project(self, place: ProjectPlace) -> None:
        """Go to another project."""
        if place.code != self.place.code:
            self.go(place, replaces=True)


class ListedProjectScreen(ProjectScreen, ListedScreen):
    """A part of a project that is a list."""
