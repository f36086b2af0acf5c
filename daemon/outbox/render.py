"""Templates → the words of a mail: Jinja2 in a sandbox, undefined names refused.

A mail is a folder ``<name>/<language>/`` with ``subject.txt.j2``, ``body.txt.j2`` and, where
wanted, ``body.html.j2``. A file in the overrides folder comes before the shipped one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from daemon.errors import UserError
from daemon.outbox import filters
from daemon.outbox.address import addressee, one_line

SHIPPED = Path(__file__).resolve().parent.parent.parent / "templates"
LANGUAGES = ("en", "zh")
FALLBACK = "en"
SUBJECT, TEXT, HTML = "subject.txt.j2", "body.txt.j2", "body.html.j2"

_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"(?<!^--)[ \t]+$", re.MULTILINE)  # "-- " opens a signature


class TemplateProblemError(UserError):
    """A template cannot be rendered; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a mail; ``html`` is empty where the template has none."""

    subject: str
    text: str
    html: str
    language: str


def render(
    name: str, language: str, context: Mapping[str, object], overrides: Path | None = None
) -> Rendered:
    """Return mail *name* in *language* (English where there is no such translation).

    Values of *context* are text, numbers, moments, and lists and mappings of these; none is
    ever read as a template, and all are escaped in HTML. Raises TemplateProblemError.
    """
    environment = make_environment(overrides)
    found = find_language(environment, name, language)
    values = {**_plain_mapping(context), "language": found}
    if who := str(values.get("contact_name") or ""):
        values["contact_name"] = addressee(who)
    subject, text = (_render(environment, f"{name}/{found}/{f}", values) for f in (SUBJECT, TEXT))
    path = f"{name}/{found}/{HTML}"
    html = _render(environment, path, values) if _has(environment, path) else ""
    return Rendered(one_line(subject), _tidy(text), html.strip(), found)


@lru_cache(maxsize=32)
def make_environment(overrides: Path | None = None) -> jinja2.Environment:
    """Return the environment that reads *overrides* first, then the shipped templates."""
    folders = [folder for folder in (overrides, SHIPPED) if folder]
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([folder.expanduser() for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=lambda path: bool(path) and ".html." in str(path),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= filters.FILTERS
    return environment


def find_language(environment: jinja2.Environment, name: str, language: str) -> str:
    """Return *language* or the fallback, whichever mail *name* has complete."""
    for candidate in dict.fromkeys((language.partition("-")[0].lower(), FALLBACK)):
        if all(_has(environment, f"{name}/{candidate}/{f}") for f in (SUBJECT, TEXT)):
            return candidate
    raise TemplateProblemError(
        f"templates/{name}/{FALLBACK}: {SUBJECT} and {TEXT} are needed, but not there"
    )


def mail_names(overrides: Path | None = None) -> list[str]:
    """Return the names of all mails that have templates, sorted."""
    paths = make_environment(overrides).list_templates(extensions=["j2"])
    return sorted({path.split("/")[0] for path in paths if path.count("/") == 2})


def _render(environment: jinja2.Environment, path: str, values: Mapping[str, object]) -> str:
    try:
        return environment.get_template(path).render(values)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise TemplateProblemError(describe(error, path)) from error


def describe(error: Exception, path: str) -> str:
    """Return ``file:line: what is wrong`` for an *error* met while rendering *path*."""
    line, trace = getattr(error, "lineno", None), error.__traceback__
    where = getattr(error, "filename", None) or path
    while trace:
        # Jinja2 rewrites its frames so that they name the template's own file and line
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            where, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    reason = error.message if isinstance(error, jinja2.TemplateError) else str(error)
    return f"{where}:{line or 1}: {reason or type(error).__name__}"


def _has(environment: jinja2.Environment, path: str) -> bool:
    try:
        environment.get_template(path)
    except jinja2.TemplateNotFound as missing:
        return missing.name != path
    except jinja2.TemplateSyntaxError:
        # it is there; rendering it says what is wrong with it
        return True
    return True


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text)).strip("\n") + "\n"


def _plain_mapping(values: Mapping[str, object]) -> dict[str, object]:
    return {str(key): _plain(value) for key, value in values.items()}


def _plain(value: object) -> object:
    """Return *value* as plain data, so that no Markup in it escapes escaping."""
    if isinstance(value, str):
        return filters.clean(value)
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float | datetime):
        return value
    raise TypeError(f"a template takes plain values, not {type(value).__name__}")
