"""Reading the file: every problem found is reported at once, with file and key."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from daemon.config.schema import Config, MailboxConfig
from daemon.errors import ConfigError


def load_config(path: Path) -> Config:
    """Return the configuration in *path*; raise ConfigError with all its problems."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            [f"{path}: {error.strerror}; `triaged init` writes a first configuration"]
        ) from None
    return parse_config(text, str(path))


def parse_config(text: str, source: str) -> Config:
    """Return the configuration in *text*; *source* is the file named in problems."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{source}: not valid TOML: {error}"]) from None
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError([f"{source}: {_describe(e)}" for e in error.errors()]) from None
    if problems := [f"{source}: {p}" for m in config.mailbox for p in _exposed(m)]:
        raise ConfigError(problems)
    return config


def _describe(error: ErrorDetails) -> str:
    key = ".".join(str(part) for part in error["loc"]) or "(the whole file)"
    if error["type"] == "extra_forbidden":
        return f"{key}: unknown key"
    if error["type"] == "missing":
        return f"{key}: required, but not there"
    # pydantic's own words say what is allowed; the input may be a secret and is left out
    return f"{key}: {error['msg'].removeprefix('Value error, ')}"


def _exposed(mailbox: MailboxConfig) -> list[str]:
    """Name the servers whose password would cross a network in plain text unasked."""
    servers = {"imap": mailbox.imap, "smtp": mailbox.smtp}
    return [
        f"mailbox {mailbox.name}: {name}.user is set, but {name}.password is missing"
        for name, server in servers.items()
        if server and server.user and server.password is None
    ]
