"""The configuration that `triaged init` writes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

#: a name with anything else in it is quoted before an address (RFC 5322, section 3.2.4)
_ATOMS = re.compile(r"[\w \-&'+!]*")


@dataclass(frozen=True, slots=True)
class Answers:
    """What `triaged init` asks for."""

    address: str
    name: str
    project: str
    imap_host: str
    smtp_host: str
    user: str
    staff: str
    language: str
    timezone: str


def starter_config(answers: Answers) -> str:
    """Return a commented configuration with *answers* filled in."""
    q = json.dumps  # a JSON string is a TOML basic string
    staff = answers.staff if "@" in answers.staff else f"@{answers.staff}"
    name = answers.name if _ATOMS.fullmatch(answers.name) else q(answers.name)
    return f"""\
# triaged: see config.example.toml for every key, its meaning and its default.

# Our own people: addresses, or whole domains as "@domain". Their mail is never a client's.
staff = [{q(staff)}]

[sending]
# true: everything happens except sending; `triaged outbox list` shows what would have gone out.
# Begin like this, look for a few days, then set it to false.
shadow = true

[[mailbox]]
name = {q(answers.project.lower())}
project = {q(answers.project)}
identity = {q(f"{name} <{answers.address}>")}
signature = {q(answers.name)}
language = {q(answers.language)}
timezone = {q(answers.timezone)}

[mailbox.imap]
host = {q(answers.imap_host)}
user = {q(answers.user)}
# Where the password comes from: env, file, keyring ("service/user") or command.
password = {{ env = "TRIAGED_PASSWORD" }}

[mailbox.smtp]
host = {q(answers.smtp_host)}
user = {q(answers.user)}
password = {{ env = "TRIAGED_PASSWORD" }}

# What happens by itself with a mail of each label. acknowledge: "no", "hold" or "send".
[mailbox.policy.complaint]
acknowledge = "hold"
notify = []

[mailbox.policy.change_request]
acknowledge = "send"

[mailbox.policy.requirement]
acknowledge = "send"
"""
