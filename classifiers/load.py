"""Loads the shipped model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from daemon.errors import ModelUnavailableError
from daemon.model.label import Classifier

if TYPE_CHECKING:
    from classifiers.classify import SpacyClassifier
    from classifiers.learn import Learner

SHIPPED = Path(__file__).parent / "model"


def load(path: Path | None = None) -> Classifier:
    """Return the classifier in *path*, or the shipped one.

    Raises ModelUnavailableError with the reason.
    """
    return load_spacy(path)


def load_spacy(path: Path | None = None) -> SpacyClassifier:
    """Return the same, with vectors and readings within reach."""
    folder = path or SHIPPED
    if not (folder / "config.cfg").is_file():
        raise ModelUnavailableError(
            f"there is no model in {folder}; reinstall triaged, or run `make train`"
        )
    try:
        return _load(folder)
    except (ImportError, OSError, ValueError, KeyError) as error:
        raise ModelUnavailableError(f"the model in {folder} cannot be loaded: {error}") from error


def _load(folder: Path) -> SpacyClassifier:
    # spaCy is imported here, so that a missing one is told like any other failure of the model.
    import spacy  # noqa: PLC0415

    from classifiers import pipeline  # noqa: F401, PLC0415
    from classifiers.classify import SpacyClassifier  # noqa: PLC0415

    return SpacyClassifier(spacy.load(folder))


def load_learner(path: Path | None = None) -> Learner:
    """Return the classifier with an empty memory for corrections.

    Raises ModelUnavailableError with the reason.
    """
    from classifiers.guard import Guard  # noqa: PLC0415
    from classifiers.learn import Learner  # noqa: PLC0415

    folder = path or SHIPPED
    classifier = load_spacy(folder)
    try:
        return Learner(classifier, Guard.load(folder))
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnavailableError(f"the model in {folder} has no test mails: {error}") from error
