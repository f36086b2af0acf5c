"""Print how well mail is read, beside what other projects expect and how fast they are.

Run ``python -m tests.figures.parse_agreement`` beside the sample mails of ``../shared/mail``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Any

from daemon.model.message import Kind
from daemon.parse.message import parse
from tests.figures.torture import Tally, mime4j, stalwart

_ROOT = Path(__file__).parents[2].parent / "shared"
_FIELDS = ("From", "To", "Cc", "Subject", "Date", "Message-ID", "References")
_ROUNDS = 3


def main() -> int:
    """Print every figure for which the samples are there."""
    mail = _ROOT / "mail"
    if not mail.is_dir():
        print("no sample mails at ../shared/mail: nothing to measure")
        return 0
    _print("stalwart mail-parser", stalwart(mail / "torture" / "stalwart-mail-parser"))
    _print("mime4j", mime4j(mail / "torture" / "mime4j"))
    _print("bounces", bounces(mail / "bounces" / "flufl-bounce"))
    _print("Chinese mail clients", chinese(mail / "zh-client-samples"))
    script = _ROOT / "bench" / "make_corpus.py"
    if script.is_file():
        rates(script)
    return 0


def _print(source: str, tally: Tally) -> None:
    for topic, right, total in tally.rows():
        print(f"{source:22} {topic:26} {right:5} of {total:5}  {100 * right / total:5.1f} %")


def bounces(root: Path) -> Tally:
    """Compare kind, recipients and permanence with what flufl.bounce's tests expect."""
    tally = Tally()
    for line in (root / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["is_bounce"] is not None:
            _compare_bounce(tally, row, (root / row["file"]).read_bytes())
    return tally


def _compare_bounce(tally: Tally, row: dict[str, Any], raw: bytes) -> None:
    message, case = parse(raw), row["file"]
    permanent, temporary = (row[f"recipients_{one}"] or [] for one in ("permanent", "temporary"))
    found = message.kind in (Kind.BOUNCE, Kind.DELAY)
    topic = "bounce found" if row["is_bounce"] else "not taken for a bounce"
    tally.count(topic, case, found, row["is_bounce"])
    if not row["is_bounce"] or not (permanent or temporary):
        return
    wanted = Kind.BOUNCE if permanent else Kind.DELAY
    tally.count("bounce or delay", case, message.kind, wanted)
    bounce = message.bounce
    listed = {one.lower() for one in permanent or temporary}
    tally.count("recipients", case, set(bounce.recipients) if bounce else set(), listed)
    # A failure with a 4.x.x status is permanent for flufl.bounce and soft for us (RFC 3463).
    tally.count("hard or soft", case, bounce and bounce.hard, bool(permanent))


def chinese(root: Path) -> Tally:
    """Check what must and must not be in the text written now."""
    tally = Tally()
    for line in (root / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        message = parse((root / row["file"]).read_bytes())
        text = " ".join(message.text.split())
        for wanted in row["must_contain"]:
            tally.count("must be in the text", row["file"], " ".join(wanted.split()) in text, True)
        for unwanted in row["must_not_contain"]:
            tally.count("must not be in the text", row["file"], unwanted in text, False)
        tally.count("no U+FFFD", row["file"], "\ufffd" in message.body + message.subject, False)
    return tally


def rates(script: Path) -> None:
    """Print messages a second of processor time, all candidates in turn on the same mails."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(script), folder, "2000"]
        subprocess.run(command, check=True, capture_output=True)
        paths = sorted((Path(folder) / "Maildir" / "cur").iterdir())
        mails = [path.read_bytes() for path in paths]
    candidates: dict[str, Callable[[bytes], object]] = {
        "triaged, all of it": parse,
        "email, compat32": _read_compat32,
        "email, policy.default": _read_default,
    }
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        for name, read in candidates.items():
            began = time.process_time()
            for raw in mails:
                read(raw)
            rate = len(mails) / (time.process_time() - began)
            best[name] = max(best.get(name, 0.0), rate)
    for name, rate in best.items():
        print(f"{'parse rate':22} {name:26} {rate:9.0f} mails/s")


def _read_compat32(raw: bytes) -> object:
    message: Message[str, str] = message_from_bytes(raw)
    fields = [str(make_header(decode_header(message.get(name, "")))) for name in _FIELDS]
    return fields, [one.get_payload(decode=True) for one in message.walk()]


def _read_default(raw: bytes) -> object:
    message = message_from_bytes(raw, policy=policy.default)
    fields = [str(message.get(name, "")) for name in _FIELDS]
    return fields, [one.get_content() for one in message.walk() if not one.is_multipart()]


if __name__ == "__main__":
    raise SystemExit(main())
