"""Past mails that resemble a new one, by their stored vectors."""

from __future__ import annotations

import numpy as np

from classifiers.layers import Floats


def pack_vector(vector: Floats) -> bytes:
    """Return a unit vector as bytes, in half precision (1 kB for 512 numbers)."""
    return vector.astype("<f2").tobytes()


def unpack_vectors(stored: list[bytes]) -> Floats:
    """Return [n, width] from vectors packed by `pack_vector`, all of one width."""
    rows = [np.frombuffer(row, "<f2") for row in stored]
    return np.asarray(rows, np.float32).reshape(len(stored), -1)


def nearest(vector: Floats, among: Floats, count: int = 3) -> list[tuple[int, float]]:
    """Return (row, similarity) of the *count* rows of *among* nearest to *vector*.

    Both hold unit vectors; similarity is their cosine, most similar first.
    """
    if not len(among):
        return []
    cosines = among @ vector
    kept = min(count, len(cosines))
    best = np.argpartition(-cosines, kept - 1)[:kept]
    return sorted(((int(i), float(cosines[i])) for i in best), key=lambda pair: (-pair[1], pair[0]))
