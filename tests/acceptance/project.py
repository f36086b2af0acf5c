"""Playing a scripted project: clients write, the real daemon works, a careful manager decides."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from daemon.app import App
from daemon.demo.imap_server import ImapServer
from daemon.errors import StaleError
from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.scope.relations import Relation
from daemon.scope.statement import from_plain
from daemon.services import approvals, baselines, complaints, labelling, scope
from daemon.services.complaints import Finding, Resolution
from daemon.services.labelling import Ruling
from daemon.services.scope import Hand
from daemon.services.terms import Asked
from daemon.store.schema import conversation, item, message, outgoing
from daemon.store.scope_items import ItemRow, Wanted
from tests.acceptance.living import until
from tests.acceptance.rig import rows

SCRIPTS = Path(__file__).parent / "projects"
AUTHSERV = "mx.studio.example"
USER = "desk"

Step = Mapping[str, Any]


@dataclass
class Play:
    """A script on its way; ``corrected`` are the mails whose label the manager had to change."""

    script: Mapping[str, Any]
    app: App
    imap: ImapServer
    corrected: list[str] = field(default_factory=list)
    numbered: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.script["code"])

    @property
    def hand(self) -> Hand:
        return Hand("maria", datetime.now(UTC))

    def run(self) -> None:
        """Play every step; mails that need no answer of ours before them go together."""
        waiting: list[Step] = []
        for step in self.script["step"]:
            if "mail" in step:
                self.deliver(step)
                waiting.append(step)
                continue
            self.read(waiting)
            waiting = []
            self.decide(step)
        self.read(waiting)

    # --- what clients do --------------------------------------------------------------------

    def deliver(self, step: Step) -> None:
        """Put the mail of a step into the mailbox."""
        mail = EmailMessage()
        mail["From"] = self.script["people"][step["from"]]
        mail["To"] = "desk@studio.example"
        mail["Message-ID"] = f"<{step['mail']}@play.example>"
        mail["Date"] = datetime.now(UTC)
        if said := self._vouched(step):
            mail["Authentication-Results"] = said
        for name, value in step.get("headers", {}).items():
            mail[name] = value
        text = step["text"]
        if "answers" in step:
            asked = self.sent(step["answers"])
            mail["In-Reply-To"] = mail["References"] = f"<{asked['message_id']}>"
            mail["Subject"] = step.get("subject", f"Re: {asked['subject']}")
            quoted = "".join(f"> {line}\n" for line in asked["text"].splitlines())
            text = f"{text}\n\nOn Monday, Studio <desk@studio.example> wrote:\n{quoted}"
        else:
            mail["Subject"] = step["subject"]
        mail.set_content(text)
        if sent := step.get("file"):
            mail.add_attachment(sent["data"].encode(), "image", "svg+xml", filename=sent["name"])
        self.imap.deliver(USER, mail.as_bytes(policy=policy.SMTP))

    def _vouched(self, step: Step) -> str:
        domain = self.script["people"][step["from"]].rpartition("@")[2].rstrip(">")
        result = {"fail": "fail", "none": ""}.get(step.get("trust", "pass"), "pass")
        return f"{AUTHSERV}; dmarc={result} header.from={domain}" if result else ""

    def sent(self, name: str) -> dict[str, Any]:
        """Return our newest mail of that purpose (``offer:change-colour``), once it left."""
        purpose, _, key = name.partition(":")
        ref = self.item(key).ref if key else ""

        def left() -> dict[str, Any] | None:
            mails = [
                o
                for o in rows(self.app.db, outgoing)
                if o["purpose"] == purpose and f"{ref}" in o["subject"]
            ]
            return mails[-1] if mails and mails[-1]["state"] == "sent" else None

        return until(left, name)  # type: ignore[no-any-return]

    # --- what a manager does ----------------------------------------------------------------

    def read(self, steps: Sequence[Step]) -> None:
        """Read the mails that came, label them, and keep the items that they ask for."""
        came = [until(partial(self.message, step["mail"]), step["mail"]) for step in steps]
        for step, row in zip(steps, came, strict=True):
            if step.get("is") and not step.get("apart"):
                self.label(row, step)
                self.keep(row, step)

    def message(self, key: str) -> dict[str, Any] | None:
        """Return the message that a mail of the script became, once it is classified."""
        for row in rows(self.app.db, message):
            if row["rfc_message_id"] == f"{key}@play.example" and row["classified"] != "waiting":
                return row
        return None

    def label(self, row: Mapping[str, Any], step: Step) -> None:
        """Correct the label of a mail where the model was wrong."""
        if row["label"] == step["is"]:
            return
        self.corrected.append(f"{step['mail']}: {row['label'] or 'unsure'}, not {step['is']}")
        until(partial(self._relabel, row, step["is"]), step["mail"])

    def _relabel(self, row: Mapping[str, Any], label: str) -> bool:
        """Label a mail; where the conversation has moved on meanwhile, look again."""
        where = row["conversation_id"]
        shown = next(c for c in rows(self.app.db, conversation) if c["id"] == where)
        opens, office = frozenset(_ITEMS), self.app.office
        ruling = Ruling(Label(label), message_id=row["id"], opens=opens, office=office)
        target = Target(shown["id"], shown["version"])
        with suppress(StaleError):
            labelling.relabel(self.app.db, [target], ruling, "maria", self.hand.now)
            return True
        return False

    def keep(self, row: Mapping[str, Any], step: Step) -> None:
        """Withdraw items beyond those that a mail asks for; note which one stands for it."""
        wanted = list(step.get("asks", ()))
        for each in self.of_mail(step["mail"]):
            if each.kind.value in wanted:
                wanted.remove(each.kind.value)
                self.numbered.setdefault(step["mail"], each.ref)
                if "group" in step:
                    scope.edit(self.app.db, each, {"group": step["group"]}, self.hand)
            else:
                self.corrected.append(f"{step['mail']}: {each.ref} is none")
                scope.move(self.app.db, each, "withdraw", self.hand)
        assert not wanted, f"{step['mail']} has no {wanted}; label {row['label']}"
        if "changes" in step:
            pair = self.item(step["mail"]), self.item(step["changes"])
            scope.link(self.app.db, pair[0], Relation.CHANGES, pair[1], self.hand)

    def of_mail(self, key: str) -> list[ItemRow]:
        """Return the items of a mail that stand."""
        found = scope.find_all(self.app.db, Wanted(self.code, not_states=["withdrawn"]))
        return [i for i in found if i.rfc_message_id == f"{key}@play.example"]

    def item(self, key: str) -> ItemRow:
        """Return the item that stands for a mail of the script."""
        return scope.find(self.app.db, self.code, self.numbered[key])[0]

    def decide(self, step: Step) -> None:
        """Do what a step says."""
        does: dict[str, Callable[[Step], None]] = {
            "accept": self._move_all,
            "deliver": self._move_all,
            "confirm": self._move_all,
            "baseline": self._baseline,
            "offer": self._offer,
            "investigate": self._investigate,
            "resolve": self._resolve,
        }
        does[step["do"]](step)

    def _move_all(self, step: Step) -> None:
        for key in step["items"]:
            scope.move(self.app.db, self.item(key), step["do"], self.hand)

    def _asked(self) -> Asked:
        return Asked(self.script["approver"], self.hand.now + timedelta(days=7))

    def _baseline(self, step: Step) -> None:
        del step
        notes = {
            name: (text,) if isinstance(text, str) else tuple(text)
            for name, text in self.script["notes"].items()
        }
        drawn = (self.script["language"], notes)
        baselines.send(self.app.office, self.code, drawn, self._asked(), self.hand)

    def _offer(self, step: Step) -> None:
        scope.move(self.app.db, self.item(step["item"]), "accept", self.hand)
        terms = (from_plain(step["statement"]), self._asked())
        ref = self.item(step["item"]).ref
        approvals.offer(self.app.office, self.code, ref, terms, self.hand)

    def _investigate(self, step: Step) -> None:
        found = Finding(step["cause"], step["remedy"])
        complaints.investigate(self.app.db, self.item(step["item"]), found, self.hand)

    def _resolve(self, step: Step) -> None:
        told = Resolution(step["text"])
        complaints.resolve(self.app.office, self.item(step["item"]), told, self.hand)


_ITEMS = {Label.REQUIREMENT, Label.CHANGE_REQUEST, Label.COMPLAINT, Label.FEEDBACK}


def load(name: str) -> Mapping[str, Any]:
    """Return a script."""
    return tomllib.loads((SCRIPTS / f"{name}.toml").read_text("utf-8"))


def states(play: Play) -> dict[str, str]:
    """Return the state of the item that stands for each mail."""
    stands = {f"{r['kind']}-{r['number']}": r["state"] for r in rows(play.app.db, item)}
    return {key: stands[ref] for key, ref in play.numbered.items()}
