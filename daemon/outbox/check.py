"""Trying every template: all problems at once, each with file and line."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from daemon.outbox.address import one_line
from daemon.outbox.render import (
    FALLBACK,
    HTML,
    LANGUAGES,
    SUBJECT,
    TEXT,
    TemplateProblemError,
    describe,
    find_language,
    make_environment,
    render,
)
from daemon.outbox.samples import SAMPLES, kind_of, sample_contexts


def check_templates(overrides: Path | None = None) -> list[str]:
    """Return every problem of the shipped templates under *overrides*; empty when all is well.

    Each is ``file:line: what is wrong``.
    """
    environment = make_environment(overrides)
    paths = environment.list_templates(extensions=["j2"])
    problems = _missing_folder(overrides)
    problems += [p for path in paths for p in _read(environment, path)]
    if not problems:
        own = {path.partition("/")[0] for path in paths if kind_of(path) == "follow_up"}
        names = dict.fromkeys((*SAMPLES, *sorted(own)))
        problems = [p for name in names for p in _try(environment, name, overrides)]
    return sorted(set(problems))


def _missing_folder(overrides: Path | None) -> list[str]:
    if overrides is None or overrides.expanduser().is_dir():
        return []
    return [f"{overrides}:1: no such folder; make it, or remove the key `templates`"]


def _read(environment: jinja2.Environment, path: str) -> list[str]:
    """Parse one file, and look for names that no such mail is given, in any branch."""
    assert environment.loader is not None
    source, filename, _ = environment.loader.get_source(environment, path)
    try:
        tree = environment.parse(source, path, filename)
        environment.compile(tree, path, filename)
    except jinja2.TemplateError as error:
        return [describe(error, filename or path)]
    name, *rest = path.split("/")
    if not rest:
        return []  # a shared piece: what it is given depends on who includes it
    if kind_of(name) not in SAMPLES:
        return [f"{filename}:1: there is no mail {name!r}; there are {', '.join(SAMPLES)}"]
    if rest[0] not in LANGUAGES or len(rest) != 2:
        return [f"{filename}:1: languages are {', '.join(LANGUAGES)}: {name}/{FALLBACK}/…"]
    unknown = meta.find_undeclared_variables(tree) - _known(environment, tree, name)
    return [f"{filename}:{_line(tree, word)}: {word!r} is not known here" for word in unknown]


def _known(environment: jinja2.Environment, tree: nodes.Template, name: str) -> set[str]:
    """Return the names that mail *name* is given or sets itself at the top of the file."""
    given = {key for context in sample_contexts(name) for key in context}
    own = {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"}
    imported = {str(n.target) for n in tree.find_all(nodes.Import)}
    return given | own | imported | set(environment.globals) | {"language"}


def _line(tree: nodes.Template, word: str) -> int:
    return min((n.lineno for n in tree.find_all(nodes.Name) if n.name == word), default=1)


def _try(environment: jinja2.Environment, name: str, overrides: Path | None) -> list[str]:
    problems = []
    for language in LANGUAGES:
        for context in sample_contexts(name):
            try:
                rendered = render(name, language, context, overrides)
            except TemplateProblemError as error:
                problems.append(str(error))
                continue
            path = f"{name}/{find_language(environment, name, language)}"
            pieces = ((SUBJECT, rendered.subject), (TEXT, rendered.text), (HTML, rendered.html))
            problems += [f"{path}/{f}:1: comes out empty" for f, out in pieces if not one_line(out)]
    return problems
