"""The survey files: those that ship, under those of the user. The one module here that reads."""

from __future__ import annotations

from pathlib import Path

from daemon.errors import ConfigError, NotFoundError
from daemon.surveys.questions import Survey
from daemon.surveys.schema import parse_survey

SHIPPED = Path(__file__).resolve().parent.parent.parent / "templates"
FOLDER = "surveys"
LARGEST = 256 * 1024  # bytes of a survey file


def survey_names(overrides: Path | None = None) -> list[str]:
    """Return the names of all surveys, sorted; *overrides* is the user's templates folder."""
    return sorted(_paths(overrides))


def load_survey(name: str, overrides: Path | None = None) -> Survey:
    """Return the survey *name*, the user's before the shipped one.

    Raises NotFoundError for a name there is no file for, ConfigError with a file's problems.
    """
    paths = _paths(overrides)
    if name not in paths:
        raise NotFoundError(f"there is no survey {name!r}; there are {', '.join(sorted(paths))}")
    return load_survey_file(paths[name])


def load_survey_file(path: Path) -> Survey:
    """Return the survey in one file; raise ConfigError with all its problems."""
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError([f"{path}: larger than {LARGEST} bytes; that is no survey"])
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError([f"{path}: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise ConfigError([f"{path}: not UTF-8"]) from None
    return parse_survey(text, path.stem, str(path))


def validate_surveys(overrides: Path | None = None) -> list[str]:
    """Return every problem of every survey file, each naming file and key; empty if none."""
    problems: list[str] = []
    for path in _paths(overrides).values():
        try:
            load_survey_file(path)
        except ConfigError as error:
            problems += error.problems
    return problems


def _paths(overrides: Path | None) -> dict[str, Path]:
    folders = [folder.expanduser() / FOLDER for folder in (SHIPPED, overrides) if folder]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
