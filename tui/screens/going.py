"""Going to the client, the project or its milestones of what is in front."""

from __future__ import annotations

from textual import on

from daemon.model.plan import Engagement
from tui.i18n import t
from tui.messages import GoTo, ProjectsLoaded
from tui.places import (
    ClientPlace,
    ClientsPlace,
    InsightsPlace,
    Part,
    Place,
    ProjectPlace,
    SurveysPlace,
)
from tui.plain import plain_line
from tui.screens.base import DeskScreen
from tui.screens.choose import ChooseScreen, Chosen


class GoingScreen(DeskScreen):
    """A screen that shows something of a client and a project."""

    def client_here(self) -> int | None:
        """Return whose the thing in front is."""
        return None

    def project_here(self) -> str:
        """Return the code of the project it belongs to; empty if that is not known."""
        return self.desk.project

    def projects_here(self, known: list[Engagement]) -> list[Engagement]:
        """Return the projects to choose from, where one has to be chosen."""
        return known

    def go(self, place: Place, *, replaces: bool = False) -> None:
        """Ask the application to show a place."""
        if isinstance(place, ProjectPlace):
            self.desk.project = place.code
        self.post_message(GoTo(place, replaces))

    def action_client(self) -> None:
        """Open the client's record, or the list of all where it is not known whose it is."""
        client_id = self.client_here()
        if client_id is None:
            self.say(t("It is not known whose it is; here are all clients"))
        self.go(ClientsPlace() if client_id is None else ClientPlace(client_id))

    def action_clients(self) -> None:
        """List all clients."""
        self.go(ClientsPlace())

    def action_insights(self) -> None:
        """See the figures."""
        self.go(InsightsPlace())

    def action_surveys(self) -> None:
        """See who is asked and what they answer."""
        self.go(SurveysPlace())

    def action_scope(self) -> None:
        """Open the project at a glance."""
        self._go_to_part(Part.GLANCE)

    def action_milestones(self) -> None:
        """Open the project's milestones."""
        self._go_to_part(Part.MILESTONES)

    def action_project(self) -> None:
        """Choose another project."""
        self.choose_project(Part.GLANCE)

    def _go_to_part(self, part: Part) -> None:
        if code := self.project_here():
            self.go(ProjectPlace(code, part))
        else:
            self.choose_project(part)

    def choose_project(self, part: Part) -> None:
        """Read which projects there are; the manager then chooses one."""

        def work() -> None:
            self.post_message(ProjectsLoaded(self.desk.records.list_projects(), part))

        self.load(work, "projects")

    @on(ProjectsLoaded)
    def _offer_projects(self, message: ProjectsLoaded) -> None:
        known = self.projects_here(list(message.projects))
        if not known:
            self.say(t("There is no project yet; `triaged milestone project CODE` adds one"))
            return
        if len(known) == 1 and not self.project_here():
            self.open_project(ProjectPlace(known[0].code, message.part))
            return

        def choose(chosen: Chosen | None) -> None:
            if chosen is not None and chosen.index is not None:
                self.open_project(ProjectPlace(known[chosen.index].code, message.part))

        names = [f"{p.code:<12} {plain_line(p.name, 60)}" for p in known]
        self.app.push_screen(ChooseScreen(t("Which project?"), names), choose)

    def open_project(self, place: ProjectPlace) -> None:
        """Go to a project that was chosen."""
        self.go(place)
