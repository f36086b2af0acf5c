"""The import rules of the design, what a process loads, and what is ours."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import daemon
from daemon.outbox.check import check_templates
from daemon.outbox.render import mail_names

ROOT = Path(__file__).parents[1]
PURE = ["daemon.model", "daemon.parse", "daemon.pipeline", "daemon.outbox", "daemon.schedules"]
PURE += ["daemon.surveys", "daemon.scope"]
LIBRARIES = ["imapclient", "aiosmtplib", "sqlalchemy", "alembic", "spacy", "textual", "jinja2"]
#: which package alone may name a library; the demo's and the tests' servers are another matter
HOMES = {
    "imapclient": "daemon/imap",
    "aiosmtplib": "daemon/smtp",
    "sqlalchemy": "daemon/store",
    "alembic": "daemon/store",
    "jinja2": "daemon/outbox",
    "spacy": "classifiers",
    "textual": "tui",
}
SOURCES = ["daemon", "classifiers", "tui"]


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")


def imports_of(path: Path) -> set[str]:
    """Return the modules that a file names, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def loaded_by(module: str) -> set[str]:
    """Return the top-level packages that a fresh process has loaded after importing *module*."""
    code = f"import sys, {module}; print(*sorted({{n.split('.')[0] for n in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8", cwd=ROOT
    )
    return set(done.stdout.split())


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_named_in_one_place(library: str) -> None:
    home = ROOT / HOMES[library]
    strays = [
        str(path.relative_to(ROOT))
        for path in python_files(*SOURCES)
        if any(name.split(".")[0] == library for name in imports_of(path))
        and home not in path.parents
    ]
    assert strays == []


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_name_no_input_output_or_clock(package: str) -> None:
    forbidden = {"asyncio", "socket", "subprocess", "threading", "time", "daemon.clock.utc_now"}
    for path in python_files(package.replace(".", "/")):
        assert not imports_of(path) & forbidden, path
        text = path.read_text(encoding="utf-8")
        assert ".now(" not in text, path
        assert "today(" not in text, path


@pytest.mark.parametrize("package", [p for p in PURE if p != "daemon.outbox"])
def test_pure_packages_load_none_of_the_libraries(package: str) -> None:
    modules = ", ".join(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in python_files(package.replace(".", "/"))
        if path.name != "__init__.py"
    )
    assert not loaded_by(modules) & set(LIBRARIES)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("tui.app", {"spacy", "thinc", "imapclient", "aiosmtplib", "alembic"}),
        ("daemon.cli", {"spacy", "thinc", "textual", "pymap", "aiosmtpd"}),
        ("daemon.app", {"spacy", "thinc", "textual", "pymap", "aiosmtpd"}),
        ("classifiers.load", {"spacy", "thinc", "imapclient", "sqlalchemy"}),
    ],
    ids=["tui", "command line", "daemon", "classifier"],
)
def test_a_process_loads_only_what_it_uses(module: str, unwanted: set[str]) -> None:
    assert not loaded_by(module) & unwanted


def test_only_the_sender_sends() -> None:
    """Invariant 3: one runner alone reaches the courier; probing a login sends nothing."""
    users = {
        str(path.relative_to(ROOT))
        for path in python_files(*SOURCES)
        if "daemon.smtp.courier" in imports_of(path)
    }
    assert users == {"daemon/runners/send.py"}


def test_nothing_that_writes_mail_reads_notes() -> None:
    """Invariant 8: notes are known where conversations are shown, found and joined alone."""
    readers = {
        str(path.relative_to(ROOT))
        for path in python_files(*SOURCES)
        if "daemon.store.schema.note" in imports_of(path)
    }
    assert readers <= {
        f"daemon/store/{name}.py"
        for name in ("happenings", "joining", "reading", "search", "triage")
    }


def test_daemon_is_ours() -> None:
    """The distribution python-daemon installs a package of this name as well."""
    assert Path(daemon.__file__).is_relative_to(ROOT)
    names = {d.metadata["Name"].lower() for d in importlib.metadata.distributions()}
    assert not names & {"python-daemon", "python_daemon"}
    owners = importlib.metadata.packages_distributions().get("daemon", [])
    assert set(owners) <= {"triaged"}


def test_every_template_renders() -> None:
    assert mail_names(None)
    assert list(check_templates(None)) == []


def test_every_word_to_managers_is_there_in_both_languages() -> None:
    for mail in mail_names(None):
        languages = {p.name for p in (ROOT / "templates" / mail).iterdir() if p.is_dir()}
        assert languages == {"en", "zh"}, mail
