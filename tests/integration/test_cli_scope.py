"""The commands about items, offers, documents and evidence, as a manager types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from daemon.cli.main import app
from daemon.errors import StaleError, UserError
from daemon.store.engine import Database
from tests.integration import scoping
from tests.integration.desk import Desk, Written
from tests.integration.scoping import ANNA

CONFIG = """
data_dir = "{folder}"
[[mailbox]]
name = "shop"
project = "SHOP"
identity = "Studio <help@studio.example>"
authserv_id = "mx.studio.example"
imap = {{ host = "127.0.0.1" }}
"""
STATEMENT = {"cost": "1200", "currency": "EUR", "days": "3", "assessed_by": "Jo"}


class Typing:
    """The command line over the records of a desk."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self.folder, self.desk = folder, desk
        self.path = folder / "triaged.toml"
        self.path.write_text(CONFIG.format(folder=folder))

    def __call__(self, *words: str) -> str:
        """Run a command; return what it prints, one line with single spaces."""
        return " ".join(self.raw(*words).split())

    def raw(self, *words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--config", str(self.path)])
        if isinstance(done.exception, UserError):
            raise done.exception
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    def file(self, name: str, value: object) -> str:
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value))
        return str(path)


@pytest.fixture
def typed(db: Database, tmp_path: Path) -> Typing:
    desk = scoping.ready(db)
    desk.take(Written(ANNA, "Also", "Please add an export.", "w2@weber.example"))
    return Typing(tmp_path, desk)


def test_an_item_is_listed_shown_edited_and_moved(typed: Typing) -> None:
    assert "SHOP CHG-1 proposed" in typed("items", "list", "--kind", "CHG")
    assert "owner: jo" not in typed("items", "show", "shop", "chg-1")
    assert "changed" in typed(
        "items", "edit", "SHOP", "CHG-1", "--owner", "jo", "--priority", "high"
    )
    shown = typed("items", "show", "shop", "chg-1")
    assert "owner: jo" in shown
    assert "can: accept, reject, withdraw" in shown
    assert "CHG-1 is being assessed" in typed("items", "accept", "SHOP", "CHG-1")
    assert "CHG-1 is withdrawn" in typed("items", "move", "SHOP", "CHG-1", "withdraw")
    assert "CHG-1" not in typed("items", "list")
    assert "CHG-1" in typed("items", "list", "--all")


def test_items_go_out_and_come_back_as_json(typed: Typing) -> None:
    rows = [json.loads(line) for line in typed.raw("items", "export").splitlines()]
    assert {r["ref"] for r in rows} == {"CHG-1", "REQ-1"}
    rows[0]["owner"] = "jo"
    path = typed.file("items.jsonl", "\n".join(json.dumps(r) for r in rows))
    assert "1 of 2 items changed" in typed("items", "import", path)
    with pytest.raises(StaleError):
        typed("items", "import", path)


def test_states_and_links_come_back_as_well(typed: Typing) -> None:
    rows = [json.loads(line) for line in typed.raw("items", "export").splitlines()]
    by_ref = {r["ref"]: r for r in rows}
    by_ref["CHG-1"] |= {"state": "being assessed", "priority": "high"}
    by_ref["CHG-1"]["links"] = [{"relation": "changes", "other": "REQ-1"}]
    path = typed.file("items.jsonl", "\n".join(json.dumps(r) for r in rows))
    assert "1 of 2 items changed" in typed("items", "import", path)
    again = [json.loads(line) for line in typed.raw("items", "export").splitlines()]
    assert again == [r | {"version": a["version"]} for r, a in zip(rows, again, strict=True)]
    path = typed.file("items.jsonl", json.dumps(again[-1] | {"state": "in baseline"}))
    with pytest.raises(UserError, match="no step of yours makes it in baseline"):
        typed("items", "import", path)


def test_a_complaint_is_seen_through(typed: Typing) -> None:
    for number in (1, 2):
        text = f"The export number {number} is broken again, we lost money."
        typed.desk.take(Written(ANNA, f"Bad {number}", text, f"b{number}@weber.example"))
    assert "defect, Weber: 2 complaints" in typed("complaints", "alike")
    given = ("--cause", "disk full", "--remedy", "larger disk")
    assert "is investigated" in typed("complaints", "investigate", "SHOP", "CMP-1", *given)
    told = typed("complaints", "resolve", "SHOP", "CMP-1")
    assert "anna@weber.example is asked whether it is settled" in told
    causes = [json.loads(x) for x in typed.raw("complaints", "causes", "--json").splitlines()]
    found = [(c["kind"], c["cause"], c["complaints"]) for c in causes]
    assert found == [("defect", "", 1), ("defect", "disk full", 1)]


def test_an_item_tells_its_history_and_takes_notes(typed: Typing) -> None:
    event = typed("items", "accept", "SHOP", "CHG-1").split()[-1].rstrip(")")
    typed("items", "edit", "SHOP", "CHG-1", "--owner", "jo")
    typed("items", "link", "SHOP", "CHG-1", "changes", "REQ-1")
    assert "noted" in typed("items", "note", "SHOP", "CHG-1", "ask the printer first")
    shown = typed("items", "show", "SHOP", "CHG-1")
    for line in ("triaged opened", "proposed → being assessed", " owner ", "changes REQ-1"):
        assert line in shown
    assert "taken back" in typed("items", "undo", event)
    assert "taken back: being assessed → proposed" in typed("items", "show", "SHOP", "CHG-1")


def test_an_item_becomes_one_of_another_kind(typed: Typing) -> None:
    assert "CHG-1 is REQ-2 now" in typed("items", "recast", "SHOP", "CHG-1", "REQ")
    shown = typed("items", "show", "SHOP", "CHG-1")
    assert "withdrawn" in shown
    assert "CHG-1 duplicate of REQ-2" in shown
    with pytest.raises(UserError, match="cannot become"):
        typed("items", "recast", "SHOP", "REQ-2", "REQ")


def test_a_step_is_taken_back(typed: Typing) -> None:
    event = typed("items", "accept", "SHOP", "CHG-1").split()[-1].rstrip(")")
    assert "taken back" in typed("items", "undo", event)
    assert "SHOP CHG-1 proposed" in typed("items", "list")


def test_what_another_did_is_not_overwritten_unseen(
    typed: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIAGED_ACTOR", "tom")
    typed("items", "accept", "SHOP", "CHG-1")
    monkeypatch.setenv("TRIAGED_ACTOR", "maria")
    given = ("--to", "Anna Weber", "--statement", typed.file("s.json", STATEMENT))
    with pytest.raises(StaleError, match=r"by tom .*being assessed.*--seen 1"):
        typed("scope", "offer", "SHOP", "CHG-1", *given)
    with pytest.raises(StaleError, match="--seen 1"):
        typed("items", "edit", "SHOP", "CHG-1", "--owner", "jo", "--seen", "0")
    assert "(version 1)" in typed("items", "show", "SHOP", "CHG-1")
    assert "goes to" in typed("scope", "offer", "SHOP", "CHG-1", *given, "--seen", "1")
    assert "is changed" in typed("items", "edit", "SHOP", "CHG-1", "--owner", "jo")


def test_a_version_another_sent_is_not_replaced_unseen(
    typed: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("items", "accept", "SHOP", "REQ-1")
    monkeypatch.setenv("TRIAGED_ACTOR", "tom")
    typed("scope", "baseline", "SHOP", "--to", "Anna Weber")
    monkeypatch.setenv("TRIAGED_ACTOR", "maria")
    with pytest.raises(StaleError, match="version 1 was sent by tom"):
        typed("scope", "baseline", "SHOP", "--to", "Anna Weber")
    assert "version 2" in typed("scope", "baseline", "SHOP", "--to", "Anna Weber", "--seen", "1")


def test_an_offer_is_taken_back(typed: Typing) -> None:
    typed("items", "accept", "SHOP", "CHG-1")
    given = ("--to", "Anna Weber", "--statement", typed.file("s.json", STATEMENT))
    event = typed("scope", "offer", "SHOP", "CHG-1", *given).split()[-1].rstrip(")")
    assert "taken back" in typed("items", "undo", event)
    assert "being assessed" in typed("items", "show", "SHOP", "CHG-1")


@pytest.mark.parametrize("content", ["{", "[]", '{"ref": "CHG-1"}'])
def test_a_file_that_is_no_export_is_refused(typed: Typing, content: str) -> None:
    with pytest.raises(UserError, match=r"items\.jsonl:1"):
        typed("items", "import", typed.file("items.jsonl", content))


def test_a_change_is_offered_answered_and_proved(typed: Typing) -> None:
    typed("items", "accept", "SHOP", "CHG-1")
    given = ("--to", "anna@weber.example", "--statement", typed.file("s.json", STATEMENT))
    assert "CHG-1 version 1" in typed("scope", "offer", "SHOP", "CHG-1", *given)
    scoping.answer(typed.desk, "Approved", headers=[])
    assert "does not vouch" in typed("scope", "replies")
    assert "the offer is answered" in typed("scope", "decide", "1", "approve")
    seen = json.loads(typed.raw("scope", "show", "SHOP", "--json"))
    assert seen["approved"] == [
        {"ref": "CHG-1", "state": "approved", "cost": "1200", "currency": "EUR", "days": "3"}
    ]
    assert "Approved changes: 1200 EUR, 3 days" in typed("scope", "show", "SHOP")
    told = typed("evidence", "SHOP", "--to", str(typed.folder / "proof"))
    assert "2 ledger entries, 2 mails seal" in told


def test_a_document_is_written_sent_and_listed(typed: Typing) -> None:
    typed("items", "accept", "SHOP", "REQ-1")
    typed("items", "edit", "SHOP", "REQ-1", "--group", "Orders")
    notes = ("--notes", typed.file("n.json", {"goal": "Sell tea"}))
    assert "### Orders" in typed("scope", "document", "SHOP", *notes)
    assert "bytes" in typed("scope", "document", "SHOP", "--to", str(typed.folder / "d.docx"))
    assert "version 1" in typed("scope", "baseline", "SHOP", "--to", "Anna Weber", *notes)
    assert "open" in typed("scope", "versions", "SHOP", "--diff")


def test_replies_are_read_from_a_file(typed: Typing) -> None:
    rows = [{"id": 7, "subject": "Re: CHG-1", "body": "同意\n\n> approve?", "ref": "CHG-1"}]
    path = typed.file("r.jsonl", "\n".join(json.dumps(r) for r in rows))
    done = CliRunner().invoke(app, ["decision", "--jsonl", path])
    wanted = {"id": 7, "decision": "approve", "items": {"CHG-1": "approve"}, "evidence": "同意"}
    assert json.loads(done.output) == wanted
