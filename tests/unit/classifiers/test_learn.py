from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from classifiers.classify import SpacyClassifier
from classifiers.guard import Guard
from classifiers.heads import LABELS
from classifiers.learn import Correction, Decided, Learner, Scope, weekly
from daemon.model.label import Label, Text

QUESTION = Text("question", "A small question: could the banner be green?", client="acme")
SIMILAR = Text("question", "A small question: could the banner be blue?", client="acme")
UNLIKE = Text("发票", "附件是三月的发票，请查收。", client="beta")
CORRECTION = Correction("1", QUESTION, Label.FEEDBACK)


@pytest.fixture
def learner(shipped: SpacyClassifier) -> Learner:
    return Learner(shipped, Guard(np.zeros((0, 512)), np.zeros((0, 5)), np.zeros(0, np.int64)))


def test_a_correction_changes_the_mail_and_its_like(learner: Learner) -> None:
    done = learner.apply(CORRECTION)
    assert (done.after, done.scope) == (Label.FEEDBACK, Scope.EVERYONE)
    found = learner.predict([QUESTION, SIMILAR, replace(UNLIKE)])
    assert [p.label for p in found[:2]] == [Label.FEEDBACK, Label.FEEDBACK]
    assert found[2].label is Label.OTHER


def test_replay_gives_the_same_model(learner: Learner, shipped: SpacyClassifier) -> None:
    corrections = [CORRECTION, Correction("2", UNLIKE, Label.REQUIREMENT)]
    for correction in corrections:
        learner.apply(correction)
    again = Learner(shipped, learner._guard)
    again.replay(corrections)
    assert again.to_json() == learner.to_json()
    assert again.predict([SIMILAR]) == learner.predict([SIMILAR])


def test_a_correction_counts_once(learner: Learner) -> None:
    learner.apply(CORRECTION)
    before = learner.to_json()
    learner.apply(CORRECTION)
    assert learner.to_json() == before
    assert learner.version.endswith("~1")


def test_memory_is_taken_up_only_by_its_own_model(learner: Learner) -> None:
    learner.apply(CORRECTION)
    state = learner.to_json()
    learner.replay([])
    assert learner.restore(state)
    assert learner.predict([QUESTION])[0].label is Label.FEEDBACK
    assert not learner.restore(state.replace(learner.version.split("~")[0], "another"))


def test_what_would_spoil_the_test_mails_stays_with_the_client(shipped: SpacyClassifier) -> None:
    sure = np.full((2, 5), 0.05)
    gold = np.array([LABELS.index(Label.CHANGE_REQUEST)] * 2)
    sure[[0, 1], gold] = 0.8
    learner = Learner(shipped, Guard(shipped.vectors([QUESTION, UNLIKE]), sure, gold))
    done = learner.apply(CORRECTION)
    assert done.scope is Scope.CLIENT
    assert "points" in done.reason
    stranger = replace(QUESTION, client="beta")
    labels = [found.label for found in learner.predict([QUESTION, stranger])]
    assert labels[0] is Label.FEEDBACK
    assert labels[1] is not Label.FEEDBACK


def test_the_report_predicts_before_it_learns(learner: Learner, shipped: SpacyClassifier) -> None:
    again = Correction("2", SIMILAR, Label.FEEDBACK)
    weeks = weekly(learner, [Decided(CORRECTION, "2026-W10"), Decided(again, "2026-W11")], shipped)
    assert [(w.week, w.mails, w.learned) for w in weeks] == [("2026-W10", 1, 0), ("2026-W11", 1, 1)]


def test_a_guard_survives_on_disk(tmp_path: Path) -> None:
    guard = Guard(np.eye(5, 512), np.eye(5), np.arange(5))
    guard.save(tmp_path)
    assert Guard.load(tmp_path).shipped == guard.shipped == 1.0
