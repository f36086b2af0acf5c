"""How well the text written now is read, beside the libraries for it.

``python -m tests.figures.quoting [FOLDER] [--failures]`` reads every ``expected.jsonl`` below
FOLDER (the sample replies by default). Of each row with an exact text it asks for the same
text under the row's own white-space rule; of each row with parts it asks that all wanted
parts are there and no unwanted one is. Rows with neither only must not fail and are left out.
Collections disagree on whether a sign-off and a signature are part of the text, so a second
figure for us counts a row as right also when the text matches with our signature spans kept.
The libraries that are not installed are named and left out.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import importlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daemon.model.message import SpanKind
from daemon.parse import quoting
from daemon.parse.htmltext import html_to_text

SAMPLES = Path(__file__).parents[3] / "shared" / "mail" / "replies"
Reader = Callable[[str, bool], str]
_LIST_KEYS = ("must_contain", "must_not_contain")


@dataclass(frozen=True)
class Row:
    """One sample: the body as received and what is expected of its reading."""

    name: str
    body: str
    is_html: bool
    expected: str | None
    whitespace: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def is_exact(self, text: str) -> bool:
        """Compare under the white-space rule that the row names."""
        return squeeze(text, self.whitespace) == squeeze(self.expected or "", self.whitespace)

    def has_parts(self, text: str) -> bool:
        """Tell whether the wanted parts are there and the unwanted are not."""
        flat = text.replace("\r\n", "\n")
        return all(p in flat for p in self.wanted) and not any(p in flat for p in self.unwanted)


def squeeze(text: str, whitespace: str) -> str:
    """Bring a text into the form that a row's white-space rule compares."""
    text = text.replace("\r\n", "\n")
    if whitespace == "ignore-all":
        return re.sub(r"\s+", "", text)
    if whitespace == "ignore-trailing":
        return "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return text.strip()


def rows(folder: Path) -> Iterator[Row]:
    """Read the rows of one collection."""
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        raw = (folder / row["file"]).read_bytes()
        if row["format"] == "eml":
            body, is_html = _body_of(raw)
        else:
            body, is_html = raw.decode("utf-8", "replace"), row["format"] == "html"
        wanted, unwanted = (tuple(row.get(key) or ()) for key in _LIST_KEYS)
        yield Row(
            row["file"],
            body,
            is_html,
            row.get("expected_text"),
            row["whitespace"],
            wanted,
            unwanted,
        )


def _body_of(raw: bytes) -> tuple[str, bool]:
    part = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain", "html"))
    if part is None:
        return "", False
    content = part.get_content()
    return str(content), part.get_content_type() == "text/html"


def ours(body: str, is_html: bool) -> str:
    """Read with triaged."""
    text, spans = quoting.split_html(body) if is_html else (body, quoting.split_plain(body))
    return quoting.written_now(text, spans)


def ours_signed(body: str, is_html: bool) -> str:
    """Read with triaged, signatures kept."""
    text, spans = quoting.split_html(body) if is_html else (body, quoting.split_plain(body))
    kept = (SpanKind.NEW, SpanKind.SIGNATURE)
    return "".join(text[s.start : s.end] for s in spans if s.kind in kept).strip()


def _mail_parser_reply() -> Reader:
    module = importlib.import_module("mailparser_reply")
    languages = importlib.import_module("mailparser_reply.constants").MAIL_LANGUAGES
    reader = module.EmailReplyParser(languages=list(languages))

    def read(body: str, is_html: bool) -> str:
        replies = reader.read(html_to_text(body) if is_html else body).replies
        return str(replies[0].body) if replies else ""

    return read


def _quotequail() -> Reader:
    module = importlib.import_module("quotequail")

    def read(body: str, is_html: bool) -> str:
        parts = (module.quote_html if is_html else module.quote)(body, quote_intro_line=True)
        text = "\n".join(part for is_own, part in parts if is_own)
        return html_to_text(text) if is_html else text

    return read


def _email_reply_parser() -> Reader:
    module = importlib.import_module("email_reply_parser")

    def read(body: str, is_html: bool) -> str:
        return str(module.EmailReplyParser.parse_reply(html_to_text(body) if is_html else body))

    return read


def _email_reply_extractor() -> Reader:
    module = importlib.import_module("email_reply_extractor")

    def read(body: str, is_html: bool) -> str:
        bodies = (None, None, body) if is_html else (body, None, None)
        return str(module.extract_new_text(*bodies).text)

    return read


def _talon() -> Reader:
    module = importlib.import_module("talon.quotations")

    def read(body: str, is_html: bool) -> str:
        if is_html:
            return html_to_text(str(module.extract_from_html(body)))
        return str(module.extract_from_plain(body))

    return read


LIBRARIES: dict[str, Callable[[], Reader]] = {
    "mail-parser-reply": _mail_parser_reply,
    "quotequail": _quotequail,
    "email-reply-parser": _email_reply_parser,
    "email-reply-extractor": _email_reply_extractor,
    "talon": _talon,
}


def installed() -> tuple[dict[str, Reader], list[str]]:
    """Return the libraries that can be imported and the names of those that cannot."""
    found: dict[str, Reader] = {}
    missing: list[str] = []
    for name, load in LIBRARIES.items():
        try:
            found[name] = load()
        except ImportError:
            missing.append(name)
    return found, missing


@dataclass
class Score:
    """Right and total rows of one reader on one collection."""

    exact: int = 0
    exact_total: int = 0
    parts: int = 0
    parts_total: int = 0

    def __str__(self) -> str:
        return f"{self.exact:3}/{self.exact_total:<3} {self.parts:3}/{self.parts_total:<3}"


def score(reader: Reader, samples: list[Row]) -> tuple[Score, list[str]]:
    """Run a reader over the rows; also return what it got wrong, for a person to look at."""
    result, wrong = Score(), []
    for row in samples:
        text = _guarded(reader, row)
        if row.expected is not None:
            right = row.is_exact(text)
            result.exact += right
            result.exact_total += 1
            wrong += [] if right else [f"{row.name} exact\n got {text!r}\nwant {row.expected!r}"]
        if row.wanted or row.unwanted:
            right = row.has_parts(text)
            result.parts += right
            result.parts_total += 1
            wrong += (
                [] if right else [f"{row.name} parts {row.wanted} {row.unwanted}\n got {text!r}"]
            )
    return result, wrong


def _guarded(reader: Reader, row: Row) -> str:
    try:
        return reader(row.body, row.is_html)
    except Exception as error:  # noqa: BLE001 - a library that fails on a row has it wrong
        return f"failed: {error!r}"


def collections(folder: Path) -> list[Path]:
    """Return the folders that hold an ``expected.jsonl``."""
    return sorted(path.parent for path in folder.rglob("expected.jsonl"))


def report(folder: Path, with_failures: bool) -> str:
    """Return the table: a line a collection and reader, exact rows and rows of parts."""
    libraries, missing = installed()
    out = [f"{'collection':32} {'reader':28} {'exact':>7} {'parts':>7}"]
    failures: list[str] = []
    for source in collections(folder):
        samples = list(rows(source))
        for name, reader in {"triaged": ours, "triaged, signature kept": ours_signed}.items():
            result, wrong = score(reader, samples)
            out.append(f"{source.name:32} {name:28} {result}")
            failures += [f"{source.name}/{line}" for line in wrong] if reader is ours else []
        either = sum(
            row.expected is not None
            and (row.is_exact(_guarded(ours, row)) or row.is_exact(_guarded(ours_signed, row)))
            for row in samples
        )
        out.append(f"{source.name:32} {'triaged, sign-off either way':28} {either:3}")
        scores = {name: score(reader, samples)[0] for name, reader in libraries.items()}
        for name, result in sorted(scores.items(), key=lambda item: -item[1].exact):
            out.append(f"{source.name:32} {name:28} {result}")
    if missing:
        out.append("not installed, not compared: " + ", ".join(missing))
    return "\n".join(out + (failures if with_failures else []))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--failures", action="store_true", help="also print what we got wrong")
    options = parser.parse_args()
    if not options.folder.is_dir():
        raise SystemExit(f"{options.folder}: no such folder; name one with expected.jsonl files")
    print(report(options.folder, options.failures))


if __name__ == "__main__":
    main()
