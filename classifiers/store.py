"""Arrays of the model on disk: one .npz of half-precision floats a component."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from classifiers.layers import Floats


def pack(arrays: Mapping[str, Floats]) -> bytes:
    """Return *arrays* as the bytes of an .npz, in half precision."""
    buffer = io.BytesIO()
    halves = {name: array.astype(np.float16) for name, array in sorted(arrays.items())}
    np.savez_compressed(buffer, **halves)  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, Floats]:
    """Return the arrays of `pack`, widened. Raises ValueError or OSError on damage."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def read_json(path: Path) -> dict[str, float]:
    """Return numbers by name from *path*."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in found.items()}


def write_json(path: Path, values: Mapping[str, float]) -> None:
    """Write numbers by name to *path*."""
    path.write_text(json.dumps(dict(values), indent=2, sort_keys=True) + "\n", encoding="utf-8")
