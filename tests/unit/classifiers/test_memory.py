from __future__ import annotations

import numpy as np
import pytest

from classifiers.guard import Guard
from classifiers.memory import MARGIN, Lesson, Memory, kernel, shifted, weights_for
from classifiers.neighbours import nearest, pack_vector, unpack_vectors

LEFT, UP = np.eye(512, dtype=np.float32)[0], np.eye(512, dtype=np.float32)[1]
SURE = np.array([0.9, 0.04, 0.03, 0.02, 0.01], np.float32)


def lesson(vector: np.ndarray, client: str = "acme", label: int = 1) -> Lesson:
    return Lesson("1", client, vector, weights_for(np.log(SURE), label))


def test_a_lesson_puts_its_label_ahead_by_the_margin() -> None:
    moved = np.log(shifted(SURE, weights_for(np.log(SURE), 1)))
    assert moved.argmax() == 1
    assert moved[1] - np.delete(moved, 1).max() == pytest.approx(MARGIN, abs=0.01)


def test_a_label_that_is_ahead_already_needs_nothing() -> None:
    assert not weights_for(np.log(SURE), 0).any()


def test_lessons_reach_what_is_near() -> None:
    memory = Memory()
    memory.add(lesson(LEFT), shared=True)
    assert memory.shift(LEFT, "other").any()
    assert not memory.shift(UP, "other").any()
    assert list(kernel(np.array([1.0, 0.5, 0.25, -1.0]), (0.25, 0.75))) == [1.0, 0.5, 0.0, 0.0]


def test_a_local_lesson_stays_with_its_client() -> None:
    memory = Memory()
    memory.add(lesson(LEFT), shared=False)
    assert memory.shift(LEFT, "acme").any()
    assert not memory.shift(LEFT, "other").any()
    assert not memory.shift(LEFT, "").any()


def test_many_lessons_alike_do_not_run_away() -> None:
    memory = Memory()
    memory.add(lesson(LEFT), shared=True)
    once = memory.shift(LEFT, "acme")
    for _ in range(9):
        memory.add(lesson(LEFT), shared=True)
    assert np.abs(memory.shift(LEFT, "acme")).max() < 4 * np.abs(once).max()


def test_a_memory_survives_as_bytes() -> None:
    memory = Memory()
    memory.add(lesson(LEFT), shared=False)
    again = Memory.from_bytes(memory.to_bytes())
    np.testing.assert_array_equal(again.shift(LEFT, "acme"), memory.shift(LEFT, "acme"))
    assert (again.ids, again.clients, again.shared) == (["1"], ["acme"], [False])


def test_the_guard_sees_what_a_lesson_would_spoil() -> None:
    guard = Guard(np.stack([LEFT, UP]), np.stack([SURE, SURE]), np.array([0, 0]))
    assert guard.shipped == 1.0
    assert guard.score(Memory(), lesson(LEFT)) < 1.0


def test_nearest_are_the_most_similar_first() -> None:
    among = unpack_vectors([pack_vector(v) for v in (UP, LEFT, (UP + LEFT) / 2**0.5)])
    assert [row for row, _ in nearest(LEFT, among, 2)] == [1, 2]
    assert nearest(LEFT, among[:0]) == []
