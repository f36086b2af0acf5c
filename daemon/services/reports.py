"""A report of figures as Markdown, HTML, CSV or plain lines; every figure with its count."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape

from daemon.schedules.statistics import Figure
from daemon.services.figures import Report, Row, Verbatim

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
    "table{border-collapse:collapse;margin:0 0 1.5rem}"
    "td,th{padding:.3rem .8rem;border-bottom:1px solid #ccc;text-align:left}"
    "blockquote{margin:0 0 1rem;padding-left:1rem;border-left:3px solid #9db8d2}"
)


def period(report: Report) -> str:
    """Return what a report covers, in words."""
    if report.since is None:
        return f"until {report.until:%Y-%m-%d}"
    return f"{report.since:%Y-%m-%d} to {report.until:%Y-%m-%d}"


def percent(figure: Figure, enough: int) -> str:
    """Return a share in percent with interval and count."""
    if figure.value is None:
        return "–"
    span = f"{100 * figure.low:.0f}–{100 * figure.high:.0f}"
    return f"{100 * figure.value:.0f} % ({span}, n={figure.count}){_caution(figure, enough)}"


def points(figure: Figure, enough: int) -> str:
    """Return an NPS with interval and count."""
    if figure.value is None:
        return "–"
    span = f"{figure.low:+.0f} to {figure.high:+.0f}"
    return f"{figure.value:+.0f} ({span}, n={figure.count}){_caution(figure, enough)}"


def mean(figure: Figure, enough: int) -> str:
    """Return a mean with interval and count."""
    if figure.value is None:
        return "–"
    span = f"{figure.low:.1f}–{figure.high:.1f}"
    return f"{figure.value:.1f} ({span}, n={figure.count}){_caution(figure, enough)}"


def _caution(figure: Figure, enough: int) -> str:
    return " too few to judge" if figure.count < enough else ""


def cells(row: Row, enough: int) -> tuple[str, ...]:
    """Return one line of a table under ``HEAD``."""
    return (
        row.name,
        str(row.response.count),
        percent(row.response, enough),
        percent(row.csat, enough),
        points(row.nps, enough),
        mean(row.ces, enough),
    )


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _heading(said: Verbatim) -> str:
    scores = ", ".join(f"{key} {score}" for key, score in said.scores.items())
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
            "<tr>" + "".join(f"<td>{escape(_plain(c))}</td>" for c in cells(r, report.enough))
            + "</tr>\n"
            for r in found
        )  # fmt: skip
        return f"<table>\n<tr>{head}</tr>\n{body}</table>\n"

    parts = [f"<h1>Survey figures {escape(period(report))}</h1>\n", rows([report.total])]
    for name, found in report.groups.items():
        parts += [f"<h2>{TITLES[name]}</h2>\n", rows(found)] if found else []
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


def to_csv(report: Report) -> str:
    """Return the figures as CSV, one group a line; no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = ("response", "csat", "nps", "ces")
    columns = [f"{n}{end}" for n in names for end in ("", "_low", "_high", "_count")]
    writer.writerow(("group", "name", *columns))
    for group, found in (("all", (report.total,)), *report.groups.items()):
        for row in found:
            values: list[object] = [group, _cell(row.name)]
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


def to_lines(report: Report) -> str:
    """Return the report in short plain lines, for a mail."""
    total = report.total
    lines = [
        f"Response  {percent(total.response, report.enough)}",
        f"CSAT      {percent(total.csat, report.enough)}",
        f"NPS       {points(total.nps, report.enough)}",
        f"CES       {mean(total.ces, report.enough)}",
    ]
    if report.held:
        lines += ["", f"{report.held} answers wait for a manager: triaged survey answers"]
    if report.skipped:
        reasons = ", ".join(f"{reason} {count}" for reason, count in report.skipped.items())
        lines += ["", f"Not asked: {reasons}"]
    for said in report.verbatims:
        lines += ["", _heading(said), *(f"  {_plain(line)}" for line in said.remark.splitlines())]
    return "\n".join(lines)
