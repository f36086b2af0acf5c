"""Past mails that a new one is compared with, held in memory and brought up to date."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from daemon.model.label import SimilarMail
from daemon.services.learning import PAST, load_past
from daemon.store.engine import Database
from daemon.store.lessons import PastMail

if TYPE_CHECKING:
    import numpy as np

#: mails less alike than this are not worth showing
LEAST = 0.6
COUNT = 3


class PastMails:
    """The newest classified mails and their vectors. Thread-safe."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._mails: list[PastMail] = []
        self._vectors: np.ndarray | None = None
        self._lock = threading.Lock()

    def refresh(self, *, anew: bool = False) -> None:
        """Take in what was classified since; *anew* also labels that managers changed."""
        with self._lock:
            if anew:
                self._mails = []
            after = self._mails[-1].prediction_id if self._mails else 0
            new = load_past(self._db, after)
            if not new and not anew:
                return
            self._mails = (self._mails + new)[-PAST:]
            self._vectors = _matrix(self._mails)

    def nearest(self, vector: bytes) -> Iterator[SimilarMail]:
        """Yield the mails most like *vector*, most similar first."""
        # NumPy takes a moment to import, and a daemon without a model never needs it
        from classifiers.neighbours import nearest, unpack_vectors  # noqa: PLC0415

        with self._lock:
            mails, vectors = self._mails, self._vectors
        if vectors is None or not mails:
            return
        for row, similarity in nearest(unpack_vectors([vector])[0], vectors, COUNT):
            if similarity >= LEAST:
                mail = mails[row]
                source = f"{mail.tag}, decided by a manager" if mail.decided else mail.tag
                yield SimilarMail(mail.subject, mail.label, round(similarity, 3), source)


def _matrix(mails: list[PastMail]) -> np.ndarray | None:
    from classifiers.neighbours import unpack_vectors  # noqa: PLC0415

    return unpack_vectors([m.vector for m in mails]) if mails else None
