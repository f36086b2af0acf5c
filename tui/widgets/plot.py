"""One plot with a title, a word on what stands under the cursor, and the cursor itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual_plotext import PlotextPlot

from tui.paint.parts import assemble

#: the share of a stretch that a bar takes
BAR = 0.5
Rgb = tuple[int, int, int]
#: a value with its interval; None where there is none
Point = tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars: a list of heights for each colour (a name of the theme)."""

    series: Sequence[tuple[str, Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Curve:
    """Values with intervals, between *low* and *high* at least."""

    points: Sequence[Point]
    colour: str
    low: float = 0.0
    high: float = 100.0


Picture = Bars | Curve


def _add(below: Sequence[float], heights: Sequence[float]) -> list[float]:
    return [b + h for b, h in zip(below, heights, strict=True)]


class Plot(PlotextPlot, can_focus=False):
    """Draws bars or a curve; the tick of the stretch under the cursor is named."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: Picture = Bars(())
        self.names: Sequence[str] = ()
        self.cursor = 0

    def show(self, picture: Picture, names: Sequence[str], cursor: int) -> None:
        """Show a picture over the stretches *names*."""
        self.picture, self.names, self.cursor = picture, names, cursor
        self._draw()
        self.refresh()

    def colour(self, name: str) -> Rgb:
        """Return a colour of the theme."""
        return Color.parse(self.app.theme_variables.get(name, "#808080")).rgb

    def _draw(self) -> None:
        plt = self.plt
        plt.clear_data()
        plt.clear_figure()
        plt.canvas_color(self.colour("background"))
        plt.axes_color(self.colour("background"))
        plt.ticks_color(self.colour("faint"))
        plt.frame(False)
        plt.grid(False, False)
        if not self.names:
            return
        xs = list(range(1, len(self.names) + 1))
        plt.xlim(0.4, len(xs) + 0.6)
        if isinstance(self.picture, Bars):
            top = self._draw_bars(self.picture, xs)
            heights = [0.0, top // 2, top] if top > 1 else [0.0, 1.0]
        else:
            low, high = self._draw_curve(self.picture, xs)
            heights = [low, (low + high) / 2, high]
        # a plot of bars has set ticks of its own
        plt.xticks(*self._ticks(xs))
        plt.yticks(heights, [f"{height:>4.0f}" for height in heights])

    def _ticks(self, xs: Sequence[int]) -> tuple[list[float], list[str]]:
        """Name the first, the last, and the one under the cursor, which is marked."""
        here = xs[self.cursor]
        near = max(2, len(xs) * 12 // max(20, self.size.width))
        shown = [x for x in (xs[0], xs[-1]) if abs(x - here) > near]
        ticks = sorted([*shown, here])
        labels = [f"▲{self.names[x - 1]}" if x == here else self.names[x - 1] for x in ticks]
        return [float(x) for x in ticks], labels

    def _draw_bars(self, bars: Bars, xs: Sequence[int]) -> float:
        """Draw bars; return how high they go."""
        sums = list(accumulate((list(heights) for _, heights in bars.series), _add))
        top = float(max([1.0, *(sums[-1] if sums else ())]))
        # the tallest first, each lower one over it: nothing floats above the ground
        for (name, _), heights in reversed(list(zip(bars.series, sums, strict=True))):
            here = [(x, height) for x, height in zip(xs, heights, strict=True) if height]
            if here:
                places, tall = [x for x, _ in here], [height for _, height in here]
                # plotext counts the width in distances between neighbours, as they are on average
                near = (places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else 1
                colour = self.colour(name)
                self.plt.bar(places, tall, color=colour, width=BAR / near)
        self.plt.ylim(0, top)
        return top

    def _draw_curve(self, curve: Curve, xs: Sequence[int]) -> tuple[float, float]:
        """Draw values with their intervals; return how low and how high they go."""
        plt, colour = self.plt, self.colour(curve.colour)
        known = [(x, point) for x, point in zip(xs, curve.points, strict=True) if point]
        for x, (_, low, high) in known:
            plt.plot([x, x], [low, high], color=self.colour("rule"), marker="braille")
        values = [value for _, (value, _, _) in known]
        if known:
            plt.plot([x for x, _ in known], values, color=colour, marker="braille")
            plt.scatter([x for x, _ in known], values, color=colour, marker="●")
        low, high = min([curve.low, *values]), max([curve.high, *values])
        plt.ylim(low, high)
        return low, high

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._draw()


class PlotPanel(Vertical):
    """A plot below its title and what the stretch under the cursor says."""

    class Picked(Message):
        """The plot was clicked."""

        def __init__(self, panel: PlotPanel) -> None:
            super().__init__()
            self.panel = panel

    def __init__(self, number: int, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes="plot")
        self._number = number

    def compose(self) -> ComposeResult:
        """Make the title and the plot."""
        yield Static(classes="plot-title", markup=False)
        yield Plot()

    def tell(self, title: str, words: str, *, is_here: bool) -> None:
        """Show the title and what the stretch under the cursor says."""
        style = "bold $foreground on $cursor-line" if is_here else "bold"
        line = assemble((f" {self._number} {title} ", style), (f"  {words}", "$faint"))
        self.query_one(".plot-title", Static).update(line)
        self.set_class(is_here, "-here")

    def on_click(self) -> None:
        """Tell that this one was clicked."""
        self.post_message(self.Picked(self))
