"""Arrays of the model on disk: one .npz a component, of half-precision floats and of bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def pack(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return *arrays* as the bytes of an .npz: bytes as they are, floats in half precision."""
    buffer = io.BytesIO()
    kept = {name: _as(array, np.float16) for name, array in sorted(arrays.items())}
    np.savez_compressed(buffer, **kept)  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the arrays of `pack`, floats widened. Raises ValueError or OSError on damage."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return {name: _as(stored[name], np.float32) for name in stored.files}


def _as(array: NDArray[Any], kind: type[np.floating[Any]]) -> NDArray[Any]:
    return array if array.dtype == np.int8 else array.astype(kind)


def read_json(path: Path) -> dict[str, float]:
    """Return numbers by name from *path*."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in found.items()}


def write_json(path: Path, values: Mapping[str, float]) -> None:
    """Write numbers by name to *path*."""
    path.write_text(json.dumps(dict(values), indent=2, sort_keys=True) + "\n", encoding="utf-8")
