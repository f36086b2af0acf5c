"""How far our reading of MIME test messages agrees with the structure their projects expect."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from daemon.model.message import Message, SpanKind
from daemon.parse.address import parse_addresses
from daemon.parse.attachments import extract
from daemon.parse.fields import read_ids
from daemon.parse.header import decode_text, parse_content_header
from daemon.parse.limits import Limits
from daemon.parse.message import parse
from daemon.parse.mime import Part, read_tree

_SPACE = re.compile(r"\s+")


@dataclass
class Tally:
    """Counts of agreement a topic, and the cases that differ."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, object, object]] = field(default_factory=list)

    def count(self, topic: str, case: str, ours: object, expected: object) -> None:
        """Count one comparison."""
        self.total[topic] += 1
        self.right[topic] += ours == expected
        if ours != expected:
            self.wrong.append((topic, case, ours, expected))

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """Yield (topic, right, total)."""
        for topic, total in self.total.items():
            yield topic, self.right[topic], total


def squeezed(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


# --- stalwart mail-parser: one JSON object a message, and tables of single fields


def stalwart(root: Path) -> Tally:
    """Compare with the messages and field tables of stalwart's mail-parser."""
    tally = Tally()
    for path in sorted(root.glob("eml/*/*.json")):
        raw = path.with_suffix(".eml")
        if not path.name.endswith(".crlf.json") and raw.exists():
            _compare_stalwart(
                tally, f"{path.parent.name}/{path.stem}", raw.read_bytes(), _load(path)
            )
    _compare_table(tally, root / "address.json", "address table", _addresses, _expected_addresses)
    _compare_table(tally, root / "unstructured.json", "text table", decode_text, str.strip)
    _compare_table(tally, root / "id.json", "id table", read_ids, lambda ids: ids)
    _compare_table(
        tally, root / "content_type.json", "content type table", _content_type, _expected_type
    )
    return tally


def _load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _compare_stalwart(tally: Tally, case: str, raw: bytes, expected: Any) -> None:
    message = parse(raw)
    fields = {
        one["name"]: one["value"]
        for one in expected["parts"][0]["headers"]
        if isinstance(one["name"], str)
    }
    if "subject" in fields and isinstance(fields["subject"], dict):
        wanted = squeezed(fields["subject"]["Text"])
        tally.count("subject", case, *_known_alike(message.subject, wanted))
    for name, ours in (("from", (message.sender,)), ("to", message.to), ("cc", message.cc)):
        if isinstance(fields.get(name), dict):
            listed = _expected_addresses(fields[name]["Address"])
            read = [(one.name, one.addr) for one in ours]
            tally.count("addresses", case, *_known_alike(str(read), str(listed)))
    bodies = [expected["parts"][index]["body"] for index in expected["text_body"]]
    if bodies and all("Text" in one for one in bodies):
        text = squeezed("".join(one["Text"] for one in bodies))
        tally.count("text", case, *_known_alike(squeezed(_without_forwards(message)), text))
    wanted_files = [
        _stalwart_bytes(expected["parts"][index]["body"]) for index in expected["attachments"]
    ]
    ours_files = [extract(raw, one.part) for one in message.attachments]
    tally.count("attachment count", case, len(ours_files), len(wanted_files))
    if len(ours_files) == len(wanted_files):
        for got, want in zip(ours_files, wanted_files, strict=True):
            if want is not None:
                tally.count("attachment bytes", case, got, want)


def _without_forwards(message: Message) -> str:
    """The expectation counts an attached mail as a file only; we also show its text."""
    kept = [one for one in message.spans if one.kind != SpanKind.FORWARD]
    return "".join(message.body[one.start : one.end] for one in kept)


def _known_alike(ours: str, expected: str) -> tuple[str, str]:
    """Let U+FFFD in the expectation, where upstream could not decode, match any character."""
    ours, expected = "".join(ours.split()), "".join(expected.replace("\0", "").split())
    if len(ours) == len(expected) and "\ufffd" in expected and "\ufffd" not in ours:
        expected = "".join(o if e == "\ufffd" else e for o, e in zip(ours, expected, strict=True))
    return ours, expected


def _stalwart_bytes(body: Any) -> bytes | None:
    kind, value = next(iter(body.items()))
    if kind in ("Binary", "InlineBinary"):
        return bytes(value)
    return None


def _addresses(raw: bytes) -> list[tuple[str, str]]:
    return [(one.name, one.addr) for one in parse_addresses(raw, 100)]


def _expected_addresses(value: Any) -> list[tuple[str, str]]:
    found = value.get("List") or [
        one for group in value.get("Group", ()) for one in group["addresses"]
    ]
    pairs = [(one["name"] or "", (one["address"] or "").lower()) for one in found]
    return [(squeezed(name), address) for name, address in pairs]


def _content_type(raw: bytes) -> tuple[str, dict[str, str]]:
    header = parse_content_header(raw, "")
    return header.value, dict(header.parameters)


def _expected_type(value: Any) -> tuple[str, dict[str, str]]:
    subtype = f"/{value['c_subtype']}" if value.get("c_subtype") else ""
    return value["c_type"] + subtype, dict(map(_pair, value.get("attributes") or ()))


def _compare_table(
    tally: Tally,
    path: Path,
    topic: str,
    read: Callable[[bytes], object],
    wanted: Callable[[Any], object],
) -> None:
    for row in _load(path):
        if row["expected"]:
            tally.count(topic, row["header"], read(row["header"].encode()), wanted(row["expected"]))


# --- mime4j: an XML tree a message, decoded bodies in files beside it


def mime4j(root: Path) -> Tally:
    """Compare parts and decoded bodies with the trees of Apache James mime4j."""
    tally = Tally()
    for path in sorted(root.glob("*/*_decoded.xml")):
        raw = path.with_name(path.name.replace("_decoded.xml", ".msg"))
        if raw.exists():
            _compare_mime4j(tally, raw, path)
    return tally


def _compare_mime4j(tally: Tally, raw: Path, xml: Path) -> None:
    data = raw.read_bytes()
    try:
        tree = ET.parse(xml).getroot()
    except ET.ParseError:
        return
    subject = next((one for one in _xml_fields(tree) if one[0] == "subject"), None)
    if subject and subject[1].isascii():
        wanted = decode_text(subject[1].encode())
        tally.count("subject", raw.name, parse(data).subject, wanted)
    expected = [(kind, (xml.parent / name).read_bytes()) for kind, name in _xml_leaves(tree)]
    ours = list(_leaves(read_tree(data, Limits(), [])))
    tally.count("parts", raw.name, len(ours), len(expected))
    if len(ours) == len(expected):
        for part, (kind, wanted_bytes) in zip(ours, expected, strict=True):
            got = part.decoded()[0]
            same = _same_bytes(got, wanted_bytes, part, kind)
            tally.count("part bytes", raw.name, wanted_bytes if same else got, wanted_bytes)


def _xml_fields(node: ET.Element) -> Iterator[tuple[str, str]]:
    for one in node.findall("header/field"):
        name, _, value = (one.text or "").strip().partition(":")
        yield name.lower(), value


def _xml_leaves(node: ET.Element) -> Iterator[tuple[str, str]]:
    for child in node:
        if child.tag in ("text-body", "binary-body"):
            yield child.tag, child.attrib["name"]
        elif child.tag in ("body-part", "multipart", "message"):
            yield from _xml_leaves(child)


def _leaves(root: Part) -> Iterator[Part]:
    for part in root.walk():
        if part.media_type == "message/rfc822":
            yield from _leaves(read_tree(part.decoded()[0], Limits(), []))
        elif not part.children:
            yield part


def _same_bytes(got: bytes, wanted: bytes, part: Part, kind: str) -> bool:
    if kind == "binary-body":
        return got == wanted
    return b"".join(got.split()) == b"".join(wanted.split())


def _pair(value: Any) -> tuple[str, str]:
    name, text = (value["name"], value["value"]) if isinstance(value, dict) else value
    return name, text
