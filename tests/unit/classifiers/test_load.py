from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy

from classifiers.load import SHIPPED, load, load_learner
from daemon.errors import ModelUnavailableError


def test_a_missing_model_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match=str(tmp_path)):
        load(tmp_path)


@pytest.mark.parametrize("part", ["network", "ngrams", "verdict", "config.cfg"])
def test_a_damaged_model_is_refused(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    (folder / part).write_bytes(b"\x00 not this")
    with pytest.raises(ModelUnavailableError, match="cannot be loaded"):
        load(folder)


def test_a_model_without_its_test_mails_cannot_learn(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    (folder / "guard").unlink()
    with pytest.raises(ModelUnavailableError, match="test mails"):
        load_learner(folder)


def test_the_model_is_a_spacy_pipeline() -> None:
    nlp = spacy.load(SHIPPED)
    doc = nlp("The login is broken. Please fix it today.")
    assert nlp.pipe_names == ["sentences", "network", "ngrams", "verdict"]
    assert max(doc.cats, key=doc.cats.__getitem__) == "complaint"
    assert doc.spans["asks"]


def test_the_model_is_small_enough_to_ship() -> None:
    size = sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file())
    assert size < 40_000_000
