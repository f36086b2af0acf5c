"""Figures over time as plots; from a bar to the mails behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from daemon.model.label import Label
from daemon.services import insights
from daemon.services.insights import Insights, Matter, Period, Wanted
from tui.actions import Context
from tui.desk import Desk
from tui.i18n import t
from tui.paint import insights as paint
from tui.paint.parts import assemble
from tui.places import SearchPlace
from tui.plain import plain_line
from tui.screens.choose import ChooseScreen, Chosen
from tui.screens.recording import RecordScreen
from tui.widgets.bars import Banner, KeyBar, StatusBar
from tui.widgets.plot import Curve, Plot, PlotPanel

#: every label together, as the cursor moves over them
EVERY = "every"


class InsightsScreen(RecordScreen):
    """Six plots over the same weeks; a cursor goes along them, another along the labels."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted = Wanted()
        self._at: int | None = None
        self._matter = Matter.VOLUME
        self._label: Label | str | None = EVERY

    @property
    def context(self) -> Context:
        """Figures."""
        return Context.INSIGHTS

    def compose(self) -> ComposeResult:
        """Lay out the plots."""
        yield Banner(id="banner", markup=False)
        yield Static(id="insights-head", markup=False)
        with Container(id="plots"):
            for number, matter in enumerate(Matter, start=1):
                yield PlotPanel(number, id=f"plot-{matter.value}")
        yield Static(id="insights-told", markup=False)
        yield StatusBar(id="status", markup=False)
        yield KeyBar(id="keys")

    def read(self) -> object:
        """Return the figures."""
        return self.desk.records.load_insights(self._wanted)

    @property
    def seen(self) -> Insights | None:
        """The figures, once they are read."""
        return self.record if isinstance(self.record, Insights) else None

    def show_record(self) -> None:
        """Draw everything anew."""
        seen = self.seen
        if seen is None:
            return
        last = len(seen.stretches) - 1
        self._at = last if self._at is None else max(0, min(self._at, last))
        names = [paint.name_of(s, seen.wanted.period) for s in seen.stretches]
        stretch = seen.stretches[self._at]
        for matter in Matter:
            panel = self.query_one(f"#plot-{matter.value}", PlotPanel)
            picture = paint.picture_of(seen, matter)
            words = paint.tell(stretch, matter, seen.enough)
            if isinstance(picture, Curve) and not any(picture.points):
                words = t("nothing to show in this period")
            panel.tell(t(paint.TITLES[matter]), words, is_here=matter is self._matter)
            panel.query_one(Plot).show(picture, names, self._at)
        picked = self._label if self._matter is Matter.VOLUME else EVERY
        told = self.query_one("#insights-told", Static)
        told.update(paint.paint_stretch(seen, stretch, picked))
        self._tell_head(seen)

    def _tell_head(self, seen: Insights) -> None:
        wanted = seen.wanted
        client = plain_line(wanted.client, 40) or t("all clients")
        project = wanted.project or t("all projects")
        head = assemble(
            (f" {t('Insights')} ", "bold $accent"),
            (f"  {t(paint.PERIODS[wanted.period])}", "bold"),
            (f" · {client} · {project}", "$faint"),
        )
        self.query_one("#insights-head", Static).update(head)

    # moving

    def action_side(self, by: int) -> None:
        """Go to the stretch before or after."""
        if self.seen and self._at is not None:
            self._at = max(0, min(self._at + by, len(self.seen.stretches) - 1))
            self.show_record()

    def action_edge(self, by: int) -> None:
        """Go to the first or the last stretch."""
        self.action_side(by * 1_000)

    def action_move(self, by: int) -> None:
        """Go to the next label, or the one before."""
        if self.seen is None or self._matter is not Matter.VOLUME:
            return
        volume = self.seen.whole.volume
        choices: Sequence[Label | str | None] = [
            EVERY,
            *(label for label in paint.STACK if volume.get(label)),
        ]
        at = choices.index(self._label) if self._label in choices else 0
        self._label = choices[(at + by) % len(choices)]
        self.show_record()

    def action_page(self, by: int) -> None:
        """Go to the next plot, or the one before."""
        self.action_part(by)

    def action_scroll(self, by: int) -> None:
        """Go to the next plot, or the one before."""
        self.action_part(by)

    def action_tab(self, number: int) -> None:
        """Go to a plot."""
        self._matter = list(Matter)[number - 1]
        self.show_record()

    def action_part(self, by: int) -> None:
        """Go to the next plot, or the one before."""
        at = list(Matter).index(self._matter)
        self.action_tab((at + by) % len(Matter) + 1)

    @on(PlotPanel.Picked)
    def _go_to_clicked(self, message: PlotPanel.Picked) -> None:
        self._matter = Matter((message.panel.id or "").removeprefix("plot-"))
        self.show_record()

    def action_look(self) -> None:
        """List the mails behind the bar under the cursor."""
        if self.seen is None or self._at is None:
            return
        label = self._label if isinstance(self._label, Label) else None
        stretch = self.seen.stretches[self._at]
        self.go(SearchPlace(insights.behind(self.seen.wanted, stretch, self._matter, label)))

    # choosing what is looked at

    def action_period(self) -> None:
        """Look at another period."""
        periods = list(Period)
        at = (periods.index(self._wanted.period) + 1) % len(periods)
        self._look(Wanted(periods[at], self._wanted.client, self._wanted.project))

    def action_of_client(self) -> None:
        """Choose whose figures."""
        known = self.seen.clients if self.seen else ()

        def look(name: str) -> None:
            self._look(Wanted(self._wanted.period, name, self._wanted.project))

        self._choose(t("Which client?"), t("all clients"), known, look)

    def action_of_project(self) -> None:
        """Choose the figures of which project."""
        known = self.seen.projects if self.seen else ()

        def look(code: str) -> None:
            self._look(Wanted(self._wanted.period, self._wanted.client, code))

        self._choose(t("Which project?"), t("all projects"), known, look)

    def _choose(
        self, question: str, every: str, known: Sequence[str], look: Callable[[str], None]
    ) -> None:
        def take(chosen: Chosen | None) -> None:
            if chosen is not None and chosen.index is not None:
                look(known[chosen.index - 1] if chosen.index else "")

        names = [every, *(plain_line(name) for name in known)]
        self.app.push_screen(ChooseScreen(question, names), take)

    def _look(self, wanted: Wanted) -> None:
        self._wanted, self._at = wanted, None
        self.refresh_records()
