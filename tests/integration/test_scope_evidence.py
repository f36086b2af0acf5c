"""Evidence is verified by one command without us, and a change of any byte is found."""

from __future__ import annotations

import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import update

from daemon.errors import UserError
from daemon.services import evidence, ledgers, verify
from daemon.services.evidence import Made
from daemon.services.ledgers import Fact
from daemon.store.engine import Database
from daemon.store.schema import project
from daemon.store.scope_tables import ledger
from tests.integration import scoping
from tests.integration.desk import NOW, Desk


def decided(db: Database) -> Desk:
    desk = scoping.ready(db)
    scoping.accepted(desk)
    scoping.offered(desk)
    scoping.answer(desk, "同意 — approved")
    scoping.answer(desk, "Approved")
    return desk


def check(folder: Path, *seal: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(folder / "verify.py"), *seal]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)


@pytest.fixture
def made(db: Database, tmp_path: Path) -> Made:
    decided(db)
    return evidence.export(db, "shop", tmp_path / "proof", NOW)


def test_the_folder_holds_and_knows_its_seal(made: Made) -> None:
    assert (made.entries, made.mails) == (2, 3)
    assert check(made.path).returncode == 0
    assert made.seal in check(made.path, made.seal).stdout
    other = check(made.path, "0" * 64)
    assert (other.returncode, "not the folder of that seal" in other.stdout) == (1, True)


#: bytes of a file that are changed, one after the other
STEPS = 300


def test_a_change_of_any_byte_is_found(made: Made) -> None:
    unnoticed = []
    for path in sorted(p for p in made.path.rglob("*") if p.is_file()):
        whole = path.read_bytes()
        # every byte of a small file, and so many of a larger one that a test can wait for
        for at in range(0, len(whole), 1 + len(whole) // STEPS):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            found = verify.verify(made.path)
            unnoticed += [] if found else [(path.name, at)]
        path.write_bytes(whole)
    assert unnoticed == []
    assert verify.verify(made.path) == []


def test_a_file_that_is_gone_or_new_is_found(made: Made) -> None:
    mail = next((made.path / "mails").iterdir())
    data = mail.read_bytes()
    mail.unlink()
    assert check(made.path).returncode == 1
    mail.write_bytes(data)
    (made.path / "mails" / "more.eml").write_bytes(b"x")
    assert check(made.path).returncode == 1


def test_who_changes_and_seals_anew_does_not_have_the_seal(made: Made) -> None:
    path = made.path / "items.jsonl"
    path.write_bytes(path.read_bytes().replace(b"green", b"black"))
    (made.path / verify.SUMS).write_bytes(verify.sums(made.path))
    assert check(made.path).returncode == 0
    assert check(made.path, made.seal).returncode == 1


def test_a_zip_holds_the_same(db: Database, tmp_path: Path) -> None:
    decided(db)
    evidence.export(db, "SHOP", tmp_path / "proof.zip", NOW)
    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        archive.extractall(tmp_path)
    assert check(tmp_path / "proof").returncode == 0
    with pytest.raises(UserError, match="there already"):
        evidence.export(db, "SHOP", tmp_path / "proof.zip", NOW)


def test_a_ledger_changed_in_the_database_is_found(either_db: Database, tmp_path: Path) -> None:
    decided(either_db)
    assert evidence.check(either_db, "SHOP") == ""
    with either_db.write() as connection:
        connection.execute(update(ledger).where(ledger.c.number == 2).values(actor="eve"))
    assert evidence.check(either_db, "SHOP") == "entry 2 was changed"
    with pytest.raises(UserError, match="does not hold"):
        evidence.export(either_db, "SHOP", tmp_path / "proof", NOW)


def test_entries_written_at_once_make_one_chain(either_db: Database) -> None:
    desk = scoping.ready(either_db)
    whose = next((p["id"], p["code"]) for p in desk.all(project) if p["code"] == "SHOP")

    def write() -> None:
        for number in range(5):
            with either_db.write() as connection:
                ledgers.append(connection, whose, Fact("jo", "note", "x", {"n": number}), NOW)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert desk.count(ledger) == 20
    assert evidence.check(either_db, "SHOP") == ""
