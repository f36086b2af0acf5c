from __future__ import annotations

import pytest

from classifiers.classify import SpacyClassifier
from classifiers.load import load_spacy


@pytest.fixture(scope="session")
def shipped() -> SpacyClassifier:
    return load_spacy()
