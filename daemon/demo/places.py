"""The three mailboxes of the demo, and the configuration of its daemon."""

from __future__ import annotations

from pathlib import Path

PASSWORD = "demo"  # noqa: S105 - the servers listen on loopback and end with the demo
#: the account where one reads what triaged sends to clients
CLIENT = "client"
MAILBOXES = {
    "web": "hello@pixelforge.example",
    "reno": "projects@oakandbrick.example",
    "expo": "expo@brightstage.example",
}
#: larger mails go to quarantine in the demo, so that the story needs no large one
LIMIT = 200_000

_HEAD = """\
# Written by `triaged demo`; the servers end with it.
data_dir = {data_dir}
staff = ["@pixelforge.example", "@oakandbrick.example", "@brightstage.example"]

[limits]
message = {limit}

[log]
format = "json"
"""
_MAILBOX = """
[[mailbox]]
name = "{name}"
project = "{project}"
project_name = "{title}"
identity = "{identity}"
signature = "{signature}"
language = "{language}"
timezone = "{timezone}"

[mailbox.imap]
host = "127.0.0.1"
port = {imap}
user = "{name}"
password = "{password}"

[mailbox.smtp]
host = "127.0.0.1"
port = {smtp}

[mailbox.policy.complaint]
acknowledge = "hold"
notify = ["{manager}"]
"""
_PROJECTS = (
    {
        "name": "web",
        "project": "SHOP",
        "title": "Harbor & Finch online shop",
        "identity": "PixelForge <hello@pixelforge.example>",
        "signature": "Mara Lindqvist\\nPixelForge",
        "language": "en",
        "timezone": "Europe/London",
        "manager": "mara@pixelforge.example",
    },
    {
        "name": "reno",
        "project": "RENO",
        "title": "Renovation",
        "identity": "Oak & Brick <projects@oakandbrick.example>",
        "signature": "Oak & Brick",
        "language": "en",
        "timezone": "Asia/Shanghai",
        "manager": "site@oakandbrick.example",
    },
    {
        "name": "expo",
        "project": "EXPO",
        "title": "秋季新品发布会",
        "identity": "Bright Stage <expo@brightstage.example>",
        "signature": "明台会展项目组",
        "language": "zh",
        "timezone": "Asia/Shanghai",
        "manager": "lin@brightstage.example",
    },
)


def config_text(folder: Path, imap: int, smtp: int) -> str:
    """Return the configuration of a daemon with its data in *folder*; *imap*, *smtp* are ports."""
    head = _HEAD.format(data_dir=f'"{folder}"', limit=LIMIT)
    common = {"imap": imap, "smtp": smtp, "password": PASSWORD}
    return head + "".join(_MAILBOX.format(**project, **common) for project in _PROJECTS)
