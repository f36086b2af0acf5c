"""The classifier as the daemon uses it: loaded in the background, one caller at a time.

It learns from managers' decisions and shows past mails that resemble a new one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from daemon.errors import ModelUnavailableError
from daemon.log import get_logger
from daemon.model.label import Prediction, Text
from daemon.runners.past import PastMails
from daemon.services.learning import Lesson, Memory

if TYPE_CHECKING:
    from classifiers.learn import Learner
    from classifiers.opinion import SecondOpinion

log = get_logger(__name__)


class LoadingClassifier:
    """A classifier that is still being loaded; the first who asks waits for it.

    Thread-safe. A model that cannot be loaded is reported once and stays unavailable.
    """

    def __init__(
        self,
        load: Callable[[], Learner],
        past: PastMails | None = None,
        opinion: SecondOpinion | None = None,
    ) -> None:
        self._load = load
        self._opinion = opinion
        self._model: Learner | None = None
        self._past = past
        self._problem = ""
        self._busy = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="model", daemon=True)
        self._thread.start()

    @property
    def version(self) -> str:
        """The model's version, or an empty string while there is none."""
        return self._model.version if self._model else ""

    def _run(self) -> None:
        try:
            self._model = self._load()
        except Exception as error:
            self._problem = str(error) or type(error).__name__
            log.exception("model.not_loaded")

    def _loaded(self) -> Learner:
        self._thread.join()
        if self._model is None:
            raise ModelUnavailableError(f"the model could not be loaded: {self._problem}")
        return self._model

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        """Return one prediction a text; raise ModelUnavailableError if there is no model."""
        model = self._loaded()
        with self._busy:
            found = model.predict(texts)
        if self._opinion is not None:
            found = self._opinion.review(texts, found)
        return [self._compared(one) for one in found]

    def _compared(self, prediction: Prediction) -> Prediction:
        """Add the past mails that resemble it most."""
        if self._past is None or not prediction.vector:
            return prediction
        similar = tuple(self._past.nearest(prediction.vector))
        return replace(prediction, evidence=replace(prediction.evidence, similar=similar))

    def learn(
        self, known: Memory, lessons: Sequence[Lesson]
    ) -> tuple[Memory, list[tuple[int, str]]]:
        """Bring the model from *known* to all of *lessons*; return the new memory and outcomes.

        Lessons that were taken back make it start from the shipped model again.
        """
        from classifiers.learn import Correction  # noqa: PLC0415 - spaCy is slow to import

        model = self._loaded()
        wanted = {lesson.decision_id: lesson for lesson in lessons}
        with self._busy:
            if not set(known.decisions) <= wanted.keys() or not _restore(model, known):
                model.replay([])
                known = Memory()
            new = [lesson for i, lesson in wanted.items() if i not in known.decisions]
            outcomes = [
                (
                    lesson.decision_id,
                    model.apply(
                        Correction(str(lesson.decision_id), lesson.text, lesson.label)
                    ).reason,
                )
                for lesson in new
            ]
            decisions = (*known.decisions, *(lesson.decision_id for lesson in new))
            return Memory(decisions, model.to_json()), outcomes


def _restore(model: Learner, known: Memory) -> bool:
    """Take up what was learned before; False if it is another model's or damaged."""
    if not known.decisions:
        return False
    try:
        return model.restore(known.state)
    except (ValueError, KeyError) as error:
        log.warning("lessons.damaged", detail=str(error))
        return False
