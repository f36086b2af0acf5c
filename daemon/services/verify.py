"""Checks a folder of evidence. Needs nothing but Python 3.8 or newer: python3 verify.py [SEAL]

Every file has the hash that SHA256SUMS says, none is missing and none was added; each entry of
ledger.jsonl carries the hash of the one before; every mail and statement that an entry names is
there. With the SEAL that was told when the folder was made, also that it is that very folder.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

SUMS = "SHA256SUMS"
ORIGIN = "0" * 64


def sha256(data: bytes) -> str:
    """Return the SHA-256 of *data* in hex."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """Return plain data as JSON with sorted keys, without spaces, in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sums(folder: Path) -> bytes:
    """Return what SHA256SUMS has to say, byte for byte."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p != folder / SUMS)
    lines = [f"{sha256(p.read_bytes())}  {p.relative_to(folder).as_posix()}\n" for p in files]
    return "".join(lines).encode()


def check_files(folder: Path) -> list[str]:
    """Return which files are not as SHA256SUMS says."""
    said, found = (folder / SUMS).read_bytes(), sums(folder)
    if said == found:
        return []
    here, there = set(found.splitlines()), set(said.splitlines())
    lines = sorted(here ^ there) or [b"its own text"]
    return [f"{SUMS} does not agree: {line.decode('utf-8', 'replace')}" for line in lines]


def check_ledger(folder: Path) -> list[str]:
    """Return what is wrong with the chain, and what it names that is not there."""
    problems, previous = [], ORIGIN
    lines = (folder / "ledger.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        row = json.loads(line)
        entry = row["entry"]
        if sha256(canonical(entry)) != row["sha256"]:
            problems.append(f"ledger entry {number} was changed")
        if entry["number"] != number or entry["previous"] != previous:
            problems.append(f"ledger entry {number} does not follow the one before")
        previous = row["sha256"]
        problems += check_named(folder, number, json.loads(entry["data"]))
    return problems


def check_named(folder: Path, number: int, data: dict[str, object]) -> list[str]:
    """Return which mail or terms that an entry names are missing or others."""
    mail = data.get("mail")
    problems = []
    if mail and not (folder / "mails" / f"{mail}.eml").is_file():
        problems.append(f"ledger entry {number}: mail {mail} is missing")
    if "terms" in data and sha256(canonical(data["terms"])) != data.get("sha256"):
        problems.append(f"ledger entry {number}: the terms are not those of its hash")
    return problems


def check_mails(folder: Path) -> list[str]:
    """Return the mails that are not what their name says."""
    mails = sorted((folder / "mails").glob("*.eml"))
    return [
        f"{p.name}: not the mail of that hash" for p in mails if sha256(p.read_bytes()) != p.stem
    ]


def verify(folder: Path, seal: str = "") -> list[str]:
    """Return everything that is wrong with *folder*; nothing if all is well."""
    try:
        problems = check_files(folder) + check_mails(folder) + check_ledger(folder)
        if seal and sha256((folder / SUMS).read_bytes()) != seal.lower():
            problems.append("this is not the folder of that seal")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problems = [f"cannot be read: {type(error).__name__}: {error}"]
    return problems


def main() -> int:
    """Check the folder this file lies in; return the exit code."""
    folder = Path(__file__).resolve().parent
    problems = verify(folder, *sys.argv[1:2])
    seal = sha256((folder / SUMS).read_bytes()) if (folder / SUMS).is_file() else "none"
    sys.stdout.write("".join(f"WRONG  {p}\n" for p in problems))
    sys.stdout.write(f"{'NOT ' if problems else ''}as it was made; seal {seal}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
