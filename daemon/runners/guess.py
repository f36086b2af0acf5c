"""The trained reader of replies to offers, loaded when the first one comes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from daemon.errors import ModelUnavailableError
from daemon.log import get_logger
from daemon.scope.likely import UNKNOWN
from daemon.scope.reading import Decision

if TYPE_CHECKING:
    from classifiers.decisions import DecisionReader

log = get_logger(__name__)


class Guesser:
    """Loads the reader when it is first asked. Thread-safe.

    Where it cannot be loaded, that is logged once, and the rules decide alone: nothing is certain.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._reader: DecisionReader | None = None
        self._tried = False
        self._busy = threading.Lock()

    def guess(self, text: str, title: str = "") -> Mapping[Decision, float]:
        """Return how likely each decision is for *text*, offered *title* (normal form)."""
        with self._busy:
            if not self._tried:
                self._tried = True
                self._reader = self._load()
            return self._reader.likely(text, title) if self._reader else UNKNOWN

    def _load(self) -> DecisionReader | None:
        # NumPy and the vocabulary take a second to load, and most runs see no reply to an offer
        from classifiers.decisions import load_reader  # noqa: PLC0415

        try:
            return load_reader(self._folder)
        except ModelUnavailableError as error:
            log.warning("decisions.rules_only", reason=str(error))
            return None
