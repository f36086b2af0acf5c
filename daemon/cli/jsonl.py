"""JSON objects, one a line, from a file or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from daemon.errors import UserError


def read_objects(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects in *path* (``-`` is standard input), each with a ``body``.

    Raises UserError that names the line that is none.
    """
    if str(path) == "-":
        yield from _objects(path, sys.stdin)
        return
    if not path.is_file():
        raise UserError(f"{path}: there is no such file")
    with path.open(encoding="utf-8") as lines:
        yield from _objects(path, lines)


def _objects(path: Path, lines: Iterable[str]) -> Iterator[dict[str, object]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _object(path, number, line)


def _object(path: Path, number: int, line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise UserError(f"{path}:{number}: not JSON: {error}") from None
    if not isinstance(found, dict) or "body" not in found:
        raise UserError(f"{path}:{number}: wants an object with id, subject and body")
    return found
