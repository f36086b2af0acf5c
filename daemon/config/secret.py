"""Secrets: where they come from, and that they never show."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Annotated

import keyring
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from daemon.errors import ConfigError

COMMAND_TIMEOUT = 30


class Secret(BaseModel):
    """A password or key, fetched when it is needed.

    Exactly one of: ``env`` (variable), ``file`` (path), ``keyring`` (``service/user``),
    ``command`` (its first line of output), or ``value`` (the secret itself).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    env: str | None = None
    file: Path | None = None
    keyring: str | None = None
    command: str | None = None
    #: left out of every dump
    value: str | None = Field(default=None, exclude=True)

    @model_validator(mode="after")
    def _one_source(self) -> Secret:
        given = [k for k in ("env", "file", "keyring", "command", "value") if getattr(self, k)]
        if len(given) != 1:
            raise ValueError("give exactly one of env, file, keyring, command or a plain string")
        if given == ["keyring"] and "/" not in (self.keyring or ""):
            raise ValueError('keyring is written "service/user"')
        return self

    def reveal(self) -> str:
        """Return the secret; raise ConfigError naming the source, never the secret."""
        source = self._source()
        try:
            secret = self._fetch()
        except (OSError, subprocess.SubprocessError, keyring.errors.KeyringError) as error:
            raise ConfigError([f"secret from {source}: {_harmless(error)}"]) from None
        if not secret:
            raise ConfigError([f"secret from {source}: empty or not there"])
        return secret

    def _fetch(self) -> str | None:
        if self.env:
            return os.environ.get(self.env)
        if self.file:
            return self.file.expanduser().read_text(encoding="utf-8").strip()
        if self.keyring:
            service, _, user = self.keyring.partition("/")
            return keyring.get_password(service, user)
        if self.command:
            done = subprocess.run(  # noqa: S603 - as configured by the user, without a shell
                shlex.split(self.command),
                capture_output=True,
                text=True,
                timeout=COMMAND_TIMEOUT,
                check=True,
            )
            return done.stdout.partition("\n")[0].strip()
        return self.value

    def _source(self) -> str:
        for kind in ("env", "file", "keyring", "command"):
            if where := getattr(self, kind):
                return f"{kind} {where}"
        return "the configuration file"

    def __repr__(self) -> str:
        return f"Secret({self._source()})"

    __str__ = __repr__


def _harmless(error: Exception) -> str:
    """Describe *error* without any output of a password command."""
    if isinstance(error, subprocess.CalledProcessError):
        return f"the command ended with code {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"the command took longer than {COMMAND_TIMEOUT} s"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return type(error).__name__


def _from_plain(value: object) -> object:
    return {"value": value} if isinstance(value, str) else value


SecretField = Annotated[Secret, BeforeValidator(_from_plain)]
