"""The commands as processes: what they print, how they end, and what never shows."""

from __future__ import annotations

import json
import mailbox as mailboxes
import signal
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from daemon.clock import utc_now
from daemon.config import Config, load_config
from daemon.demo.imap_server import ImapServer
from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.services.ingest import ingest
from daemon.services.intake import Intake
from daemon.store.engine import Database
from daemon.store.schema import message, outgoing, quarantine
from tests.acceptance.rig import (
    PASSWORD,
    USER,
    Correspondence,
    Place,
    ask,
    environment,
    incoming,
    mail,
    rows,
    until,
)
from tests.servers.dovecot import free_port

#: a terminal title, a colour, a cursor move, Rich markup, a bidirectional override
HOSTILE = "\x1b]0;owned\x07\x1b[31mred\x1b[2J[bold]loud[/bold] [link=http://x]x[/link]\u202etxt"
TERMINAL_ACTS = ("\x1b", "\x07", "\u202e")


def triaged(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command that needs no configuration."""
    command = [sys.executable, "-m", "daemon.cli", *words]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=environment(), cwd=folder
    )


def record(place: Place, *mails: Fetched) -> None:
    """Record mails without a daemon."""
    config = load_config(place.config)
    intake = Intake(place.db, config, config.mailbox[0], "INBOX", b"0" * 32, lambda: "n1")
    ingest(intake, Batch(1, mails, Cursor(1, mails[-1].uid)), utc_now())


def fetched(uid: int, raw: bytes) -> Fetched:
    return Fetched(uid, raw, len(raw), utc_now())


def too_large(uid: int, subject: str) -> Fetched:
    head = mail(subject, "", "large@weber.example")
    return Fetched(uid, b"", 10**8, utc_now(), "larger than limits.message", head)


def test_check_finds_nothing_wrong_with_a_sound_installation(place: Place) -> None:
    done = place.call("check")
    assert done.returncode == 0, done.stdout
    assert "FAILED" not in done.stdout
    for word in ("configuration", "database", "model", "templates", "imap", "smtp"):
        assert word in done.stdout.lower(), word


def test_check_says_what_to_do_about_each_failure(
    tmp_path: Path, db: Database, imap: ImapServer
) -> None:
    place = Place(tmp_path / "data", db, imap.port, free_port())
    path = place.config
    path.write_text(path.read_text().replace(f'user = "{USER}"', 'user = "nobody"'))
    done = ask("check", "--config", str(path))
    assert done.returncode == 1
    assert "imap.user and imap.password" in done.stdout
    assert "smtp.host, smtp.port" in done.stdout
    # each password source failing or server not there is told with what to do about it
    assert done.stdout.count("→") >= done.stdout.count("FAILED") - 1


BAD = """
colour = "blue"
staff = "not a list"
[sending]
retry_minutes = []
[[mailbox]]
name = "Shop!"
project = "shop"
identity = "nobody"
timezone = "Mars/Olympus"
imap = { host = "imap.example", user = "u", password = { env = "A", file = "B" }, port = 99999 }
"""


def test_all_problems_of_a_configuration_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "triaged.toml").write_text(BAD)
    done = triaged("run", folder=tmp_path)
    wanted = ["colour", "staff", "retry_minutes", "name", "project", "identity", "timezone"]
    wanted += ["password", "port"]
    told = done.stderr.splitlines()
    assert (done.returncode, len(told)) == (2, len(wanted))
    assert all(any(key in line for line in told) for key in wanted)
    assert all("triaged.toml" in line for line in told)


@pytest.mark.parametrize("text", ["not toml [", "", "[[mailbox]]\nname = 'a'\n"])
def test_an_unusable_file_ends_in_words_not_in_a_traceback(tmp_path: Path, text: str) -> None:
    (tmp_path / "triaged.toml").write_text(text)
    done = ask("status", "--config", str(tmp_path / "triaged.toml"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "triaged.toml" in done.stderr


def test_without_any_configuration_it_says_how_to_get_one(tmp_path: Path) -> None:
    done = ask("run", "--config", str(tmp_path / "none.toml"))
    assert done.returncode == 2
    assert "triaged init" in done.stderr


def test_a_database_out_of_reach_is_code_three(place: Place) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    path = place.config
    path.write_text(path.read_text().replace(str(place.db.engine.url), url))
    done = ask("status", "--config", str(path))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_status_tells_of_a_running_daemon_and_of_none(
    place: Place, letters: Correspondence
) -> None:
    with place.daemon().watching() as daemon:
        letters.deliver(2)
        until(lambda: len(incoming(place.db)) == 2, "the mails")
        told = json.loads(place.call("status", "--json").stdout)
        assert told["daemons"][0]["pid"] == daemon.process.pid
        assert told["mailboxes"][0]["cursor"]["uid"] > 0
        assert told["waiting_for_model"] == 2
        daemon.stop()
    after = place.call("status", "--json")
    assert after.returncode == 1
    assert "no daemon is running" in json.loads(after.stdout)["problems"][0]


def an_mbox(path: Path, count: int) -> list[str]:
    box = mailboxes.mbox(path)
    subjects = [f"Old mail {number}" for number in range(count)]
    for subject in subjects:
        box.add(mail(subject, "hello", f"{subject.split()[-1]}@old.example"))
    box.close()
    return subjects


def test_an_import_killed_in_the_middle_goes_on_and_doubles_nothing(
    place: Place, tmp_path: Path
) -> None:
    subjects = an_mbox(tmp_path / "old.mbox", 800)
    command = ["import", str(tmp_path / "old.mbox"), "--config", str(place.config)]
    process = subprocess.Popen(
        [sys.executable, "-m", "daemon.cli", *command],
        stdout=subprocess.DEVNULL,
        env=environment(),
    )
    until(lambda: incoming(place.db), "the first mails")
    process.send_signal(signal.SIGKILL)
    process.wait()
    between = len(incoming(place.db))
    done = place.call("import", str(tmp_path / "old.mbox"))
    assert done.returncode == 0
    assert f"{800 - between} mails recorded, {between} known before" in done.stdout
    assert sorted(incoming(place.db)) == sorted(subjects)
    assert rows(place.db, outgoing) == []


@pytest.mark.parametrize("kind", ["maildir", "folder of .eml", "one .eml"])
def test_import_reads_what_mail_programs_keep(place: Place, tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source"
    if kind == "maildir":
        mailboxes.Maildir(source, create=True).add(mail("Hello", "x", "1@old.example"))
    else:
        source.mkdir()
        source = source / "a.eml" if kind == "one .eml" else source
        (tmp_path / "source" / "a.eml").write_bytes(mail("Hello", "x", "1@old.example"))
    assert place.ask("import", str(source)).returncode == 0
    assert incoming(place.db) == ["Hello"]


def test_importing_what_is_not_there_is_wrong_usage(place: Place) -> None:
    done = place.ask("import", "nowhere.mbox")
    assert done.returncode == 2
    assert "nowhere.mbox" in done.stderr


def test_explain_says_what_every_stage_makes_and_stores_nothing(
    place: Place, tmp_path: Path
) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail("Export", "Please add an export.", "1@weber.example"))
    away = mail("Away", "I am away.", "2@weber.example", ["Auto-Submitted: auto-replied"])
    (folder / "2.eml").write_bytes(away)
    done = place.call("explain", str(folder), "--json")
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["file"] for one in (first, second)] == [f"{folder}/1.eml", f"{folder}/2.eml"]
    assert (first["kind"], second["kind"]) == ("person", "auto_reply")
    assert first["text"] == "Please add an export."
    assert first["spans"][0]["kind"] == "new"
    wanted = {"file", "message_id", "subject", "from", "date", "kind", "bounce", "language"}
    wanted |= {"text", "spans", "attachments", "label", "also", "probabilities", "asks"}
    assert wanted | {"evidence"} <= set(first)
    assert rows(place.db, message) == []


def test_clients_are_added_listed_and_merged(place: Place) -> None:
    assert place.call("clients", "add", "Weber", "--domain", "weber.example").returncode == 0
    assert place.ask("clients", "add", "Weber GmbH").returncode == 0
    again = place.ask("clients", "add", "weber")
    assert (again.returncode, "already" in again.stderr) == (2, True)
    assert place.ask("clients", "merge", "2", "1").returncode == 0
    listed = place.ask("clients", "list").stdout
    assert "weber.example" in listed
    assert "GmbH" not in listed


def test_the_outbox_is_listed_shown_and_decided_upon(place: Place, letters: Correspondence) -> None:
    letters.queue(2)
    listed = place.call("outbox", "list")
    assert listed.stdout.count("queued") == 2
    shown = place.ask("outbox", "show", "1").stdout
    assert "To: anna@weber.example" in shown
    assert "Good news." in shown
    assert place.ask("outbox", "discard", "1").returncode == 0
    assert place.ask("outbox", "approve", "2").returncode == 2
    assert place.ask("outbox", "show", "99").returncode == 2
    assert [r["state"] for r in rows(place.db, outgoing)] == ["discarded", "queued"]


def test_quarantine_is_listed_shown_and_decided_upon(place: Place) -> None:
    record(place, too_large(1, "Photos"))
    assert "Photos" in place.call("quarantine", "list").stdout
    assert "limits.message" in place.ask("quarantine", "show", "1").stdout
    refused = place.ask("quarantine", "retry", "1")
    assert (refused.returncode, "anew" in refused.stderr) == (2, True)  # no such mail there
    assert place.ask("quarantine", "discard", "1").returncode == 0
    assert "Photos" not in place.ask("quarantine", "list").stdout
    assert "Photos" in place.ask("quarantine", "list", "--all").stdout


def test_a_mail_too_large_is_fetched_once_the_limit_allows_it(
    place: Place, imap: ImapServer
) -> None:
    imap.deliver(USER, mail("Photos", "x" * 6000, "p@weber.example"))
    small = replace(place, more="limits = { message = 2048 }")
    with small.daemon() as daemon:
        until(lambda: rows(place.db, quarantine), "the mail in quarantine")
        assert daemon.stop() == 0
    assert small.ask("quarantine", "retry", "1").returncode == 2
    assert place.ask("quarantine", "retry", "1").returncode == 0
    assert incoming(place.db) == ["Photos"]


def test_what_clients_write_does_nothing_to_a_terminal(place: Place, tmp_path: Path) -> None:
    record(place, too_large(1, HOSTILE))
    path = tmp_path / "hostile.eml"
    path.write_bytes(mail(HOSTILE, HOSTILE, "1@weber.example"))
    outputs = [
        place.call("quarantine", "list").stdout,
        place.ask("quarantine", "show", "1").stdout,
        place.ask("clients", "add", HOSTILE).stdout,
        place.ask("clients", "list").stdout,
        place.ask("explain", str(path)).stdout,
        place.ask("status").stdout,
    ]
    for told in outputs:
        assert not [act for act in TERMINAL_ACTS if act in told]
    assert "[bold]loud[/bold]" in outputs[0]
    assert "[bold]loud[/bold]" in outputs[3]
    assert "[bold]loud[/bold]" in outputs[4]


def test_the_password_shows_nowhere(place: Place, imap: ImapServer) -> None:
    path = place.config
    plain = path.read_text().replace('{ env = "DESK_PW" }', f'"{PASSWORD}"')
    path.write_text(plain)
    config = load_config(path)
    assert PASSWORD not in repr(config)
    assert PASSWORD not in str(config.model_dump())
    assert PASSWORD not in ask("check", "--config", str(path)).stdout
    path.write_text(plain.replace("imap = {", 'colour = "blue"\nimap = {'))
    refused = ask("run", "--config", str(path))
    assert refused.returncode == 2
    assert PASSWORD not in refused.stdout + refused.stderr


def test_the_demo_plays_its_story_to_the_end() -> None:
    done = triaged("demo", "--headless")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "became what they should" in done.stdout


def test_version_and_help_are_there() -> None:
    assert ask("--version").stdout.startswith("triaged ")
    told = triaged("--help")
    assert told.returncode == 0
    assert "Exit codes" in told.stdout


def test_the_configuration_of_a_place_is_what_it_says(place: Place) -> None:
    data = tomllib.loads(replace(place, more="limits = { batch = 2048 }").config.read_text())
    assert Config.model_validate(data).limits.batch == 2048


def at(place: Place, database: Path) -> str:
    """Return the configuration of *place*, with another database."""
    path = place.config
    text = path.read_text().replace(str(place.db.engine.url), f"sqlite:///{database}")
    path.write_text(text)
    return str(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path, place: Place) -> None:
    (tmp_path / "notes.txt").write_bytes(b"not a database" * 100)
    config = at(place, tmp_path / "notes.txt")
    done = ask("status", "--config", config)
    assert done.returncode == 1
    assert f"file is not a database (sqlite:///{tmp_path}/notes.txt)" in done.stderr
    assert "IMAP" in ask("check", "--config", config).stdout


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, place: Place) -> None:
    (tmp_path / "file").touch()
    done = ask("status", "--config", at(place, tmp_path / "file" / "data" / "a.sqlite3"))
    assert done.returncode == 2
    assert f"{tmp_path}/file/data: Not a directory" in done.stderr


def test_explain_knows_our_own_people_and_reads_bounces_out(place: Place, tmp_path: Path) -> None:
    ours = mail("Plan", "Please look.", "1@x.example")
    (tmp_path / "ours.eml").write_bytes(ours.replace(b"@weber.example", b"@studio.example"))
    told = place.ask("explain", str(tmp_path / "ours.eml")).stdout
    assert "an address of ours" in told
    bounces = Path(__file__).parents[1] / "messages" / "bounces"
    told = place.ask("explain", str(bounces)).stdout
    assert "bounce of" in told
    assert "('" not in told
