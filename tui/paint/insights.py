"""Figures in words: each with its count, its interval, and whether it says little."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from daemon.model.label import Label
from daemon.schedules.statistics import Figure
from daemon.services.insights import Answering, Insights, Matter, Period, Stretch
from tui import moments
from tui.i18n import t
from tui.paint.parts import FAINT, STRONG, WARN, assemble, joined, lines, styled
from tui.theme import COLOUR, LONG
from tui.widgets.plot import Bars, Curve, Picture, Point
from tui.widgets.rows import fit

TITLES: dict[Matter, str] = {
    Matter.VOLUME: "Mail by label",
    Matter.RESPONSE: "Hours to the first answer",
    Matter.CSAT: "Satisfied (CSAT, %)",
    Matter.NPS: "Would recommend (NPS)",
    Matter.RATE: "Surveys answered (%)",
    Matter.ACCURACY: "Model right (%)",
}
PERIODS: dict[Period, str] = {
    Period.MONTH: "4 weeks",
    Period.QUARTER: "12 weeks",
    Period.HALF: "26 weeks",
    Period.YEAR: "12 months",
}
#: what is stacked in the bars, from the bottom; None is not classified
STACK: tuple[Label | None, ...] = (*Label, None)
NAME = 13


def name_of(stretch: Stretch, period: Period) -> str:
    """Return a week by its first day, a month by its name, for an axis."""
    day = stretch.since
    return f"{day:%Y-%m}" if period is Period.YEAR else f"{day:%m-%d}"


def label_name(label: Label | None) -> str:
    """Return what a label is called."""
    return t(LONG[label]) if label else t("not classified")


def label_colour(label: Label | None) -> str:
    """Return a label's colour in the theme."""
    return COLOUR[label] if label else "rule"


def picture_of(seen: Insights, matter: Matter) -> Picture:
    """Return what a plot draws."""
    found = seen.stretches
    if matter is Matter.VOLUME:
        stacked = [label for label in STACK if seen.whole.volume.get(label)]
        return Bars(
            [(label_colour(k), [float(s.volume.get(k, 0)) for s in found]) for k in stacked]
        )
    if matter is Matter.RESPONSE:
        hours: list[Point] = [
            (s.answering.median or 0.0, s.answering.median or 0.0, s.answering.slow or 0.0)
            if s.answering.count
            else None
            for s in found
        ]
        top = max((p[2] for p in hours if p), default=8.0)
        return Curve(hours, "primary", 0.0, top)
    points = [_point(figure_of(s, matter), 1 if matter is Matter.NPS else 100) for s in found]
    colours = {Matter.ACCURACY: "label-requirement", Matter.NPS: "label-change"}
    return Curve(points, colours.get(matter, "success"), -100.0 if matter is Matter.NPS else 0.0)


def figure_of(stretch: Stretch, matter: Matter) -> Figure:
    """Return the figure of a matter that has an interval."""
    found = {
        Matter.CSAT: stretch.surveys.csat,
        Matter.NPS: stretch.surveys.nps,
        Matter.RATE: stretch.surveys.response,
    }
    return found.get(matter, stretch.accuracy)


def _point(figure: Figure, scale: int) -> Point:
    if figure.value is None:
        return None
    return scale * figure.value, scale * figure.low, scale * figure.high


def tell(stretch: Stretch, matter: Matter, enough: int) -> str:
    """Return what a stretch says of a matter, in a few words."""
    if matter is Matter.VOLUME:
        return t("{n} mails", n=sum(stretch.volume.values()))
    if matter is Matter.RESPONSE:
        return _hours(stretch.answering)
    return tell_figure(figure_of(stretch, matter), matter, enough)


def _hours(found: Answering) -> str:
    if found.median is None or found.slow is None:
        return "–"
    values = {"median": f"{found.median:.1f}", "slow": f"{found.slow:.1f}", "n": found.count}
    return t("{median}, 9 of 10 within {slow} (n={n})", **values)


def tell_figure(figure: Figure, matter: Matter, enough: int) -> str:
    """Return a figure with its interval and count."""
    if figure.value is None:
        return "–"
    few = t(", few") if figure.count < enough else ""
    if matter is Matter.NPS:
        span = f"{figure.low:+.0f} … {figure.high:+.0f}"
        return f"{figure.value:+.0f} ({span}, n={figure.count}{few})"
    span = f"{100 * figure.low:.0f}–{100 * figure.high:.0f}"
    return f"{100 * figure.value:.0f} ({span}, n={figure.count}{few})"


def paint_stretch(seen: Insights, stretch: Stretch, label: Label | str | None) -> Content:
    """Return the figures of the stretch under the cursor beside those of the whole period."""
    told = [_volume(t("the whole period"), seen.whole.volume, "-")]
    told.insert(0, _volume(_span(stretch, seen.wanted.period), stretch.volume, label))
    learned = t("{n} decisions learned", n=stretch.learned)
    told.append(
        joined(
            [
                styled(learned if stretch.learned else t("nothing was learned"), FAINT),
                styled(t("{n} in the whole period", n=seen.whole.learned), FAINT),
                styled(
                    t("model right in {words} of what managers decided", words=_share(seen.whole)),
                    FAINT,
                ),
            ]
        )
    )
    if seen.whole.surveys.response.count:
        told.append(_surveys(seen))
    return lines(told)


def _share(stretch: Stretch) -> str:
    value = stretch.accuracy.value
    return "–" if value is None else f"{100 * value:.0f} %"


def _surveys(seen: Insights) -> Content:
    parts = [
        styled(f"{t(TITLES[matter])} {tell(seen.whole, matter, seen.enough)}", FAINT)
        for matter in (Matter.CSAT, Matter.NPS, Matter.RATE)
    ]
    return joined(parts)


def _span(stretch: Stretch, period: Period) -> str:
    if period is Period.YEAR:
        return f"{stretch.since:%Y-%m}"
    return t("week of {day}", day=_day(stretch.since))


def _day(day: date) -> str:
    return t("{day} {month}", day=day.day, month=t(moments.MONTHS[day.month - 1]))


def _volume(name: str, volume: Mapping[Label | None, int], picked: Label | str | None) -> Content:
    """Return how many mails of each label, the picked one marked."""
    parts = [assemble((fit(name, 22), STRONG))]
    for label in STACK:
        if not (count := volume.get(label, 0)) and label != picked:
            continue
        style = f"${label_colour(label)}" if label else FAINT
        words = f"{label_name(label)} {count}"
        shown = f"[{words}]" if label == picked else words
        parts.append(styled(shown, f"bold reverse {style}" if label == picked else style))
    if len(parts) == 1:
        parts.append(styled(t("no mail"), WARN))
    return Content("  ").join(parts)
