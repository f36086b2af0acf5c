"""Opening a session with an SMTP server as it is configured."""

from __future__ import annotations

import asyncio
import os
import ssl

import aiosmtplib

from daemon.config.schema import SmtpConfig
from daemon.errors import TemporaryError

#: what we call ourselves where no name is given: an address literal needs no resolver
OUR_NAME = "[127.0.0.1]"


class SmtpError(TemporaryError):
    """The SMTP server cannot be used just now."""


class SmtpLoginError(SmtpError):
    """The SMTP server refused the login."""


async def connect(server: SmtpConfig, our_name: str = OUR_NAME) -> aiosmtplib.SMTP:
    """Return a session that is ready for mail: encrypted and logged in as configured.

    Raises SmtpError with advice, SmtpLoginError, or ConfigError for a secret that is not there.
    """
    where = f"{server.host}:{server.effective_port}"
    security = server.effective_security
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.effective_port,
        local_hostname=our_name,
        timeout=server.timeout,
        use_tls=security == "tls",
        start_tls=security == "starttls",
        tls_context=None if security == "plain" else await asyncio.to_thread(_tls, server),
    )
    try:
        async with asyncio.timeout(server.timeout * 2):
            await client.connect()
            if server.user:
                await _login(client, server, where)
            if client.is_ehlo_or_helo_needed:
                await _greet(client)
    except BaseException as error:
        client.close()
        if isinstance(error, aiosmtplib.SMTPException | OSError | ValueError):
            raise SmtpError(f"{where}: {describe(error)}") from error
        raise
    return client


async def _greet(client: aiosmtplib.SMTP) -> None:
    try:
        await client.ehlo()
    except aiosmtplib.SMTPHeloError:
        await client.helo()


async def _login(client: aiosmtplib.SMTP, server: SmtpConfig, where: str) -> None:
    assert server.password is not None  # the configuration refuses a user without one
    password = await asyncio.to_thread(server.password.reveal)
    log_in = client.auth_xoauth2 if server.auth == "xoauth2" else client.login
    try:
        await log_in(server.user, password)
    except aiosmtplib.SMTPServerDisconnected:
        raise
    except aiosmtplib.SMTPException as error:
        raise SmtpLoginError(
            f"{where}: login as {server.user} refused: {describe(error)}; "
            "check smtp.user and smtp.password"
        ) from error


def _tls(server: SmtpConfig) -> ssl.SSLContext:
    try:
        cafile = server.ca_file.expanduser() if server.ca_file else None
        return ssl.create_default_context(cafile=cafile)
    except OSError as error:
        raise SmtpError(f"smtp.ca_file {server.ca_file}: {error}") from error


def describe(error: BaseException) -> str:
    """Return what went wrong in one line, without control characters, at most 300 long."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"its certificate cannot be trusted ({cause.verify_message}); "
                "set smtp.ca_file, or correct smtp.host"
            )
        if isinstance(cause, OSError) and cause.errno and not isinstance(cause, ssl.SSLError):
            # asyncio's words for it hold addresses and numbers; those below 0 are the resolver's
            return one_line(os.strerror(cause.errno) if cause.errno > 0 else str(cause.strerror))
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return one_line(f"{error.code} {error.message}" if error.code > 0 else error.message)
    if isinstance(error, TimeoutError) and not str(error):
        return "no answer in time"
    return one_line(str(error) or type(error).__name__)


def one_line(words: str) -> str:
    """Return a server's *words* fit for a log, a record and a terminal."""
    readable = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(readable.split())[:300]
