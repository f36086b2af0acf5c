"""Two whole projects by mail on real servers, from the first need to the wrap-up.

What comes out is compared with what a careful manager would have: states, replies that count and
those that wait, the document, the ledger, the figures, and that all of it can be rebuilt.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from daemon.app import open_app
from daemon.config import parse_config
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.model.record import Client
from daemon.scope.document import Document
from daemon.services import (
    baselines,
    clientfiles,
    clients,
    delivery,
    evidence,
    glance,
    rebuild,
)
from daemon.store.engine import open_database
from daemon.store.schema import conversation, mailbox, message, outgoing
from daemon.store.scope_tables import ledger, offer_reply
from tests.acceptance import project
from tests.acceptance.living import daemon, until
from tests.acceptance.project import AUTHSERV, USER, Play
from tests.acceptance.rig import rows
from tests.servers.smtp import Behaviour

CONFIG = """
data_dir = "{folder}"
staff = ["@studio.example"]
[sending]
max_per_address = 1000
max_per_domain = 1000
max_same_content = 1000
[scope]
alert = ["owner@studio.example"]
[[mailbox]]
name = "desk"
project = "{code}"
project_name = "{name}"
identity = "Studio <desk@studio.example>"
authserv_id = "{authserv}"
language = "{language}"
imap = {{ host = "127.0.0.1", port = {imap}, user = "{user}", password = "pw", poll = 1 }}
smtp = {{ host = "127.0.0.1", port = {smtp} }}
"""


@pytest.fixture(scope="module", params=["en", "zh"])
def play(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Play]:
    """A script that has been played to its end."""
    script = project.load(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    with ImapServer({USER: "pw"}) as imap, SmtpServer(Behaviour()) as smtp:
        ports = {"imap": imap.port, "smtp": smtp.port, "folder": folder}
        words = {name: script[name] for name in ("code", "name", "language")}
        text = CONFIG.format(user=USER, authserv=AUTHSERV, **ports, **words)
        with open_app(parse_config(text, "play")) as app:
            mine = Client(0, script["client"], (script["domain"],))
            other = Client(0, "Fischer", ("fischer.example",))
            for client in (mine, other):
                clients.add(app.db, app.config, client, "maria", app.clock())
            with daemon(app):
                until(lambda: any(b["state"] == "idle" for b in rows(app.db, mailbox)))
                made = Play(script, app, imap)
                with pytest.MonkeyPatch.context() as patched:
                    # nobody takes anything back here
                    patched.setattr(delivery, "GRACE", timedelta())
                    made.run()
                yield made


def wanted(play: Play, name: str) -> Any:
    return play.script["expected"][name]


def test_every_mail_is_recorded_once(play: Play) -> None:
    came = [m["rfc_message_id"] for m in rows(play.app.db, message) if m["direction"] == "in"]
    written = [s["mail"] for s in play.script["step"] if "mail" in s]
    assert sorted(came) == sorted(f"{key}@play.example" for key in written)
    assert len(written) == 40


def test_every_item_is_where_it_should_be(play: Play) -> None:
    assert project.states(play) == wanted(play, "states")


def test_replies_count_only_where_they_may(play: Play) -> None:
    keys = {m["id"]: m["rfc_message_id"].split("@")[0] for m in rows(play.app.db, message)}
    found = {keys[r["message_id"]]: r["standing"] for r in rows(play.app.db, offer_reply)}
    assert found == wanted(play, "replies")


def test_the_document_says_what_was_agreed(play: Play) -> None:
    [version] = baselines.versions(play.app.db, play.code)
    drawn = wanted(play, "document")
    assert version.made.decision == "approve"
    assert sorted(refs(version.document)) == sorted(refs_of(play, drawn["requirements"]))
    groups = [c.group for c in version.document.clauses]
    assert groups == sorted(groups)
    now = baselines.draft(play.app.db, play.code, play.script["language"], {})
    assert [c.ref for c in now.changes] == refs_of(play, drawn["changes"])
    texts = {s["mail"]: s["text"] for s in play.script["step"] if "mail" in s}
    for clause in version.document.clauses:
        assert clause.words in texts[clause.message.split("@")[0]]


def refs(document: Document) -> list[str]:
    return [c.ref for c in document.clauses]


def refs_of(play: Play, keys: list[str]) -> list[str]:
    return [play.item(key).ref for key in keys]


def test_the_ledger_and_the_figures_are_those_of_a_careful_manager(play: Play) -> None:
    figures = wanted(play, "figures")
    verbs = [e["verb"] for e in rows(play.app.db, ledger)]
    # what the manager withdrew is what the model had read into a mail
    assert [v for v in verbs if v != "item.withdraw"] == figures["ledger"]
    seen = glance.look(play.app.db, play.code)
    assert seen.totals(seen.approved) == figures["approved"]
    assert seen.totals(seen.pending) == figures["pending"]
    sent = [[f.file.name, f.version] for f in clientfiles.list_files(play.app.db, play.code)]
    assert sent == figures["files"]
    found = {key: play.item(key).details["severity"] for key in figures["severities"]}
    assert found == figures["severities"]


def test_clients_do_not_mix_and_the_owner_heard_of_each_complaint(play: Play) -> None:
    whose = {c["id"]: c["client_id"] for c in rows(play.app.db, conversation)}
    apart = {f"{s['mail']}@play.example" for s in play.script["step"] if s.get("apart")}
    theirs = {
        whose[m["conversation_id"]]
        for m in rows(play.app.db, message)
        if m["rfc_message_id"] in apart
    }
    ours = play.item(next(iter(wanted(play, "states")))).client_id
    assert ours not in theirs
    alerts = [o["to_addr"] for o in rows(play.app.db, outgoing) if o["purpose"] == "alert"]
    assert alerts.count("owner@studio.example") >= len(wanted(play, "figures")["severities"])


def test_the_evidence_holds_and_everything_can_be_rebuilt(play: Play, tmp_path: Path) -> None:
    made = evidence.export(play.app.db, play.code, tmp_path / "proof", play.app.clock())
    command = [sys.executable, "-I", str(made.path / "verify.py"), made.seal]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    target = open_database(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    assert rebuild.rebuild(play.app.db, target).differences == ()
    target.dispose()
