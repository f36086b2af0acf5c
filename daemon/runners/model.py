"""The classifier as the daemon uses it: loaded in the background, one caller at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from daemon.errors import ModelUnavailableError
from daemon.log import get_logger
from daemon.model.label import Classifier, Prediction, Text

log = get_logger(__name__)


class LoadingClassifier:
    """A classifier that is still being loaded; the first who asks waits for it.

    Thread-safe. A model that cannot be loaded is reported once and stays unavailable.
    """

    def __init__(self, load: Callable[[], Classifier]) -> None:
        self._load = load
        self._model: Classifier | None = None
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

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        """Return one prediction a text; raise ModelUnavailableError if there is no model."""
        self._thread.join()
        if self._model is None:
            raise ModelUnavailableError(f"the model could not be loaded: {self._problem}")
        with self._busy:
            return self._model.predict(texts)
