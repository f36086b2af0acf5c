"""Reading the file: every problem found is reported at once, with file and key."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from daemon.config.schema import Config, MailboxConfig
from daemon.errors import ConfigError

#: how the texts are written that have to fit a pattern, by their key
WRITTEN = {
    "name": "small letters a-z, digits and dashes, such as shop-2",
    "project": "up to 16 capital letters A-Z, digits and dashes, such as SHOP",
    "template": "follow_up, or a name that begins with follow_up_",
    "url": "an address that begins with http:// or https://",
}


def load_config(path: Path) -> Config:
    """Return the configuration in *path*; raise ConfigError with all its problems."""
    try:
        # some Windows editors begin the file with a mark that TOML does not know
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        advice = "name yours with --config, or let `triaged init` write a first one"
        raise ConfigError([f"{path}: there is no such file; {advice}"]) from None
    except OSError as error:
        raise ConfigError([f"{path}: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise ConfigError([f"{path}: not UTF-8; save the file as UTF-8"]) from None
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
        told = dict.fromkeys(f"{source}: {_describe(e)}" for e in error.errors())
        raise ConfigError(list(told)) from None
    if problems := [f"{source}: {p}" for m in config.mailbox for p in _exposed(m)]:
        raise ConfigError(problems)
    return config


def mailbox_problem(key: str, value: str) -> str:
    """Return what is wrong with *value* for this key of a mailbox; empty where nothing is."""
    try:
        MailboxConfig.model_validate({key: value})
    except ValidationError as error:
        wrong = [e for e in error.errors() if e["loc"][0] == key]
        return _describe(wrong[0]) if wrong else ""
    return ""


def _describe(error: ErrorDetails) -> str:
    # pydantic adds which of several types it tried; that is no part of the key
    parts = [str(part) for part in error["loc"]]
    key = ".".join(p for p in parts if "[" not in p) or "(the whole file)"
    if error["type"] == "extra_forbidden":
        return f"{key}: unknown key"
    if error["type"] == "missing":
        return f"{key}: required, but not there"
    if error["type"] == "string_pattern_mismatch" and parts[-1] in WRITTEN:
        return f"{key}: write it as {WRITTEN[parts[-1]]}"
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
