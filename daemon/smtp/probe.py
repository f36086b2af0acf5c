"""Looking once whether mail can be handed over, for `triaged check`; nothing is sent."""

from __future__ import annotations

import aiosmtplib

from daemon.config.schema import SmtpConfig
from daemon.errors import ConfigError
from daemon.model.finding import Finding
from daemon.smtp.connection import SmtpError, SmtpLoginError, connect

#: extensions that are worth knowing of
OFFERS = ("STARTTLS", "SIZE", "8BITMIME", "PIPELINING")


async def probe(server: SmtpConfig) -> list[Finding]:
    """Connect and log in; return what was found, never raise."""
    where = f"SMTP {server.host}:{server.effective_port}"
    try:
        client = await connect(server)
    except (SmtpError, ConfigError) as error:
        return [Finding(ok=False, text=f"SMTP {error}", advice=_advice(error, server))]
    try:
        said = f"logged in as {server.user}" if server.user else "connected without login"
        offers = ", ".join(
            f"{name} {'yes' if client.supports_extension(name.lower()) else 'no'}"
            for name in OFFERS
        )
        return [Finding(ok=True, text=f"{where}: {said}; {offers}")]
    finally:
        try:
            await client.quit()
        except (aiosmtplib.SMTPException, OSError):
            client.close()


def _advice(error: Exception, server: SmtpConfig) -> str:
    if isinstance(error, ConfigError):
        return "provide the secret, or name another source for smtp.password"
    if isinstance(error, SmtpLoginError):
        return "check smtp.user and smtp.password; some providers want an app password"
    if server.effective_security == "tls":
        return (
            "check smtp.host and smtp.port, and whether a firewall is in the way; "
            'port 587 wants smtp.security = "starttls"'
        )
    return "check smtp.host, smtp.port and smtp.security, and whether the server is up"
