"""JSON objects, one a line, from a file or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from daemon.errors import UserError

#: Windows programs begin a file with it
BOM = b"\xef\xbb\xbf"
WORDS = ("subject", "body")


def read_objects(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects in *path* (``-`` is standard input), each with ``subject`` and ``body``.

    Both are text, empty where the line has null. Raises UserError that names the line that is
    none.
    """
    if str(path) == "-":
        yield from _objects(path, sys.stdin.buffer)
        return
    if not path.is_file():
        raise UserError(f"{path}: {'a folder' if path.is_dir() else 'there is no such file'}")
    with path.open("rb") as lines:
        yield from _objects(path, lines)


def _objects(path: Path, lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    for number, line in enumerate(lines, 1):
        line = line.removeprefix(BOM) if number == 1 else line  # noqa: PLW2901 - the same line
        if line.strip():
            yield _object(f"{path}:{number}", line)


def _object(place: str, line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise UserError(f"{place}: not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"{place}: not JSON: {error}") from None
    if not isinstance(found, dict) or "body" not in found:
        raise UserError(f"{place}: wants an object with id, subject and body")
    return {**found, **{key: _text(place, key, found.get(key)) for key in WORDS}}


def _text(place: str, key: str, value: object) -> str:
    """Return *value* as text that any program can take: no half of a surrogate pair."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UserError(f"{place}: {key} wants text, not {json.dumps(value)[:40]}")
    return value.encode("utf-8", "replace").decode("utf-8")
