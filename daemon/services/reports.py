"""A report of figures as Markdown, HTML, CSV or plain lines; every figure with its count."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape

from daemon.schedules.statistics import Figure
from daemon.services.figures import Report, Row, Verbatim

FEW = "too few to judge"
LEGEND = (
    "CSAT is the share of 4 and 5 of 5, NPS promoters (9, 10) minus detractors (0 to 6) of a"
    " hundred, CES the mean of 1 to 7; beside it the 95 % interval and the number of scores."
)
HEAD = ("", "Asked", "Response", "CSAT", "NPS", "CES")
TITLES = {
    "client": "Per client",
    "project": "Per project",
    "milestone": "Per milestone",
    "month": "Trend per month",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_STYLE = (
    "body{font-family:system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:0 0 1.5rem;table-layout:fixed;width:100%}"
    "td,th{padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ccc;text-align:left;"
    "vertical-align:top}th:first-child{width:18%}th:nth-child(2){width:8%}"
    "small{display:block;color:#666}"
    "blockquote{margin:0 0 1rem;padding-left:1rem;border-left:3px solid #9db8d2}"
)


def period(report: Report) -> str:
    """Return what a report covers, in words."""
    if report.since is None:
        return f"until {report.until:%Y-%m-%d}"
    return f"{report.since:%Y-%m-%d} to {report.until:%Y-%m-%d}"


def percent(figure: Figure, enough: int, answered: int | None = None) -> str:
    """Return a share in percent with interval and count; *answered* is of how many people."""
    if figure.value is None:
        return "–"
    span = f"{100 * figure.low:.0f}–{100 * figure.high:.0f}"
    return f"{100 * figure.value:.0f} % ({span}, {_basis(figure, enough, answered)}"


def points(figure: Figure, enough: int, answered: int | None = None) -> str:
    """Return an NPS with interval and count."""
    if figure.value is None:
        return "–"
    span = f"{figure.low:+.0f} to {figure.high:+.0f}"
    return f"{figure.value:+.0f} ({span}, {_basis(figure, enough, answered)}"


def mean(figure: Figure, enough: int, answered: int | None = None) -> str:
    """Return a mean with interval and count."""
    if figure.value is None:
        return "–"
    span = f"{figure.low:.1f}–{figure.high:.1f}"
    return f"{figure.value:.1f} ({span}, {_basis(figure, enough, answered)}"


def _basis(figure: Figure, enough: int, answered: int | None) -> str:
    """Return the number of scores, of answers where one gives several, and any caution."""
    several = answered is not None and answered < figure.count
    count = f"n={figure.count} in {answered} answers" if several else f"n={figure.count}"
    return f"{count})" + (f", {FEW}" if is_few(figure, enough, answered) else "")


def is_few(figure: Figure, enough: int, answered: int | None = None) -> bool:
    """Whether a figure rests on too few people to say much."""
    people = figure.count if answered is None else min(answered, figure.count)
    return figure.value is not None and people < enough


def cells(row: Row, enough: int) -> tuple[str, ...]:
    """Return one line of a table under ``HEAD``."""
    return (
        row.name,
        str(row.response.count),
        percent(row.response, enough),
        percent(row.csat, enough, row.answered),
        points(row.nps, enough, row.answered),
        mean(row.ces, enough, row.answered),
    )


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _heading(said: Verbatim) -> str:
    scores = ", ".join(said.marks)
    where = f"{said.project} {said.milestone}"
    words = f"{said.at:%Y-%m-%d} {said.contact}, {said.client} · {where}"
    return _plain(f"{words} · {scores}" if scores else words)


def to_markdown(report: Report) -> str:
    """Return the report as Markdown; clients' words are escaped."""

    def safe(text: str) -> str:
        return _MARKDOWN.sub(r"\\\1", _plain(text))

    def rows(found: Sequence[Row]) -> list[str]:
        lines = [f"| {' | '.join(HEAD)} |", "|" + " --- |" * len(HEAD)]
        return lines + [
            f"| {' | '.join(safe(c) for c in cells(r, report.enough))} |" for r in found
        ]

    lines = [f"# Survey figures {period(report)}", "", *rows([report.total])]
    for name, found in report.groups.items():
        lines += ["", f"## {TITLES[name]}", "", *rows(found)] if found else []
    lines += ["", LEGEND]
    if report.skipped:
        lines += ["", "## Not asked", ""]
        lines += [f"- {safe(reason)}: {count}" for reason, count in report.skipped.items()]
    if report.held:
        lines += ["", f"{report.held} answers wait for a manager."]
    if report.verbatims:
        lines += ["", "## In their words"]
    for said in report.verbatims:
        quoted = [f"> {safe(line)}" for line in said.remark.splitlines()]
        lines += ["", f"**{safe(_heading(said))}**", "", *quoted]
    return "\n".join(lines) + "\n"


def to_html(report: Report) -> str:
    """Return the report as a page of its own; clients' words are escaped."""

    def rows(found: Sequence[Row]) -> str:
        head = "".join(f"<th>{escape(h)}</th>" for h in HEAD)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell_html(c)}</td>" for c in cells(r, report.enough))
            + "</tr>\n"
            for r in found
        )  # fmt: skip
        return f"<table>\n<tr>{head}</tr>\n{body}</table>\n"

    parts = [f"<h1>Survey figures {escape(period(report))}</h1>\n", rows([report.total])]
    for name, found in report.groups.items():
        parts += [f"<h2>{TITLES[name]}</h2>\n", rows(found)] if found else []
    parts.append(f"<p><small>{escape(LEGEND)}</small></p>\n")
    if report.skipped:
        lines = "".join(f"<li>{escape(r)}: {c}</li>\n" for r, c in report.skipped.items())
        parts.append(f"<h2>Not asked</h2>\n<ul>\n{lines}</ul>\n")
    if report.held:
        parts.append(f"<p>{report.held} answers wait for a manager.</p>\n")
    if report.verbatims:
        parts.append("<h2>In their words</h2>\n")
    for said in report.verbatims:
        words = "<br>\n".join(escape(_plain(line)) for line in said.remark.splitlines())
        parts.append(f"<p>{escape(_heading(said))}</p>\n<blockquote>{words}</blockquote>\n")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Survey figures</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(parts)}</body>\n</html>\n"
    )


def _cell_html(text: str) -> str:
    """Return a cell with what stands in brackets, and any caution, on a line of its own."""
    value, bracket, rest = escape(_plain(text)).partition(" (")
    return f"{value}<small>{rest.replace(')', '', 1)}</small>" if bracket else value


def to_csv(report: Report) -> str:
    """Return the figures as CSV, one group a line; no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = ("response", "csat", "nps", "ces")
    columns = [f"{n}{end}" for n in names for end in ("", "_low", "_high", "_count")]
    writer.writerow(("group", "name", "answered", *columns))
    for group, found in (("all", (report.total,)), *report.groups.items()):
        for row in found:
            values: list[object] = [group, _cell(row.name), row.answered]
            for name in names:
                figure: Figure = getattr(row, name)
                values += _numbers(figure)
            writer.writerow(values)
    return out.getvalue()


def _numbers(figure: Figure) -> list[object]:
    if figure.value is None:
        return ["", "", "", 0]
    return [*(round(v, 4) for v in (figure.value, figure.low, figure.high)), figure.count]


def _cell(text: str) -> str:
    """Return a name that a spreadsheet does not take for a formula (OWASP, CSV injection)."""
    plain = _plain(text)
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain


def digest(report: Report) -> dict[str, object]:
    """Return what the weekly mail says: figures by name, what waits, and the words of clients."""
    total, enough, people = report.total, report.enough, report.total.answered
    values = {
        "response": (total.response, percent(total.response, 0), None),
        "csat": (total.csat, percent(total.csat, 0, people), people),
        "nps": (total.nps, points(total.nps, 0, people), people),
        "ces": (total.ces, mean(total.ces, 0, people), people),
    }
    return {
        "asked": total.response.count,
        "figures": [
            {"name": name, "value": value, "few": is_few(figure, enough, of)}
            for name, (figure, value, of) in values.items()
        ],
        "held": report.held,
        "skipped": [{"reason": r, "count": c} for r, c in report.skipped.items()],
        "said": [
            {"head": _heading(said), "words": _lines(said.remark), "low": said.low}
            for said in report.verbatims
        ],
    }


def _lines(text: str) -> str:
    return "\n".join(_plain(line) for line in text.splitlines())
