"""Looking once whether a mailbox can be watched, for `triaged check`."""

from __future__ import annotations

import ssl

from daemon.config.schema import ImapConfig
from daemon.errors import (
    ConfigError,
    LoginRefusedError,
    MailboxUnavailableError,
    TemporaryError,
)
from daemon.imap.client import Session, connect
from daemon.imap.errors import server_errors
from daemon.model.finding import Finding

#: extensions that are worth knowing of
OFFERS = ("IDLE", "UIDPLUS", "CONDSTORE")


def probe(config: ImapConfig) -> list[Finding]:
    """Connect, log in and look at the folders; return what was found, never raise."""
    where = f"IMAP {config.host}:{config.effective_port}"
    try:
        with connect(config) as session:
            found = [Finding(ok=True, text=f"{where}: logged in as {config.user}")]
            found += [_folder(session, where, folder) for folder in config.folders]
            return [*found, _offers(session, where, config)]
    except (TemporaryError, ConfigError) as error:
        return [Finding(ok=False, text=f"IMAP {error}", advice=_advice(error, config))]


def _folder(session: Session, where: str, folder: str) -> Finding:
    try:
        state = session.select(folder)
    except MailboxUnavailableError:
        raise
    except TemporaryError as error:
        names = ", ".join(_folders(session))
        advice = f"correct imap.folders; the server has: {names}"
        return Finding(ok=False, text=f"IMAP {error}", advice=advice)
    return Finding(ok=True, text=f"{where}: folder {folder}: {state.exists} mails")


def _folders(session: Session) -> list[str]:
    with server_errors(session.where):
        return sorted(str(name) for _, _, name in session.client.list_folders())


def _offers(session: Session, where: str, config: ImapConfig) -> Finding:
    offered = session.capabilities()
    words = [f"{name} {'yes' if name in offered else 'no'}" for name in OFFERS]
    text = f"{where}: {', '.join(words)}"
    if "IDLE" not in offered and config.idle:
        return Finding(ok=True, text=f"{text}; new mail is looked for every {config.poll:g} s")
    return Finding(ok=True, text=text)


def _advice(error: Exception, config: ImapConfig) -> str:
    if isinstance(error, ConfigError):
        return "provide the secret, or name another source for imap.password"
    if isinstance(error, LoginRefusedError):
        return "some providers want an app password instead of the usual one"
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return ""  # the error says what to do
    if config.effective_security == "tls":
        return (
            "check imap.host and imap.port, and whether a firewall is in the way; "
            'port 143 wants imap.security = "starttls"'
        )
    return "check imap.host, imap.port and imap.security, and whether the server is up"
