"""Handing mail to one SMTP server over a connection that is kept for the next."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import aiosmtplib
from aiosmtplib.protocol import PERIOD_REGEX, normalize_message_line_endings

from daemon.config.schema import SmtpConfig
from daemon.errors import ConfigError
from daemon.model.outgoing import DeliveryOutcome, DeliveryReport
from daemon.smtp.connection import OUR_NAME, SmtpError, connect, describe, one_line

#: seconds to wait for the answer to a message (RFC 5321, 4.5.3.2.6)
DATA_TIMEOUT = 600.0
#: seconds after which an unused connection is closed
IDLE = 30.0
#: answers that are about the account, not the mail: they pass once the configuration is mended
_ACCOUNT_CODES = frozenset({421, 454, 530, 534, 535, 538})
START_INPUT = 354
_NO_SUCH_MAILBOX = re.compile(r"5\d\d 5\.1\.|55[013] (?!5\.\d+\.)")


class _LostEarlyError(Exception):
    """The connection was lost before a byte of the message was handed over."""


class Courier:
    """Sends mail to one server, one at a time, and keeps the connection while there is more."""

    def __init__(
        self,
        server: SmtpConfig,
        *,
        our_name: str = OUR_NAME,
        idle: float = IDLE,
        data_timeout: float = DATA_TIMEOUT,
    ) -> None:
        self._server = server
        self._our_name = our_name
        self._idle = idle
        self._data_timeout = max(data_timeout, server.timeout)
        self._client: aiosmtplib.SMTP | None = None
        self._lock = asyncio.Lock()
        self._resting: asyncio.Task[None] | None = None

    async def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> DeliveryReport:
        """Hand *raw* (CRLF lines) over for all *recipients*; never raises for the server's sake.

        Recipients refused for good are named in the report while others get the mail; as long
        as one is refused for now, nobody gets it and the whole mail is to be tried again, for a
        mail once accepted cannot be taken back.
        """
        async with self._lock:
            self._stop_resting()
            try:
                return await self._send(raw, sender, recipients)
            except BaseException:
                self._drop()  # cancelled halfway: nobody knows what the server expects next
                raise
            finally:
                self._resting = asyncio.create_task(self._rest())

    async def close(self) -> None:
        """Take leave of the server."""
        async with self._lock:
            self._stop_resting()
            await self._quit()

    async def _send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> DeliveryReport:
        if self._client is not None:
            with suppress(_LostEarlyError):  # a server may end what it kept open: nobody's fault
                return await self._attempt(self._client, raw, sender, recipients)
        try:
            client = self._client = await connect(self._server, self._our_name)
            return await self._attempt(client, raw, sender, recipients)
        except (SmtpError, ConfigError, _LostEarlyError) as error:
            return _temporary(str(error))

    async def _attempt(
        self, client: aiosmtplib.SMTP, raw: bytes, sender: str, recipients: Sequence[str]
    ) -> DeliveryReport:
        """Try once; raise _LostEarlyError if the connection goes before the message has begun."""
        try:
            refused = await _envelope(client, sender, recipients, len(raw))
            if isinstance(refused, DeliveryReport):
                await self._reset(client)
                return refused
            answer = await client.execute_command(b"DATA")
            if answer.code != START_INPUT:
                await self._reset(client)
                return _judge(answer.code, answer.message)
        except OSError as error:  # lost and timed out: aiosmtplib's classes are among them
            self._drop()
            raise _LostEarlyError(f"{self._server.host}: {describe(error)}") from error
        except aiosmtplib.SMTPException as error:
            self._drop()
            return _temporary(describe(error))
        except ValueError as error:
            self._drop()
            return DeliveryReport(DeliveryOutcome.PERMANENT, detail=describe(error))
        return await self._hand_over(client, raw, refused)

    async def _hand_over(
        self, client: aiosmtplib.SMTP, raw: bytes, refused: dict[str, str]
    ) -> DeliveryReport:
        """Send the message itself. From the first byte on a lost connection proves nothing."""
        protocol = client.protocol
        assert protocol is not None
        lines = PERIOD_REGEX.sub(b"..", normalize_message_line_endings(raw))
        try:
            protocol.write(lines + b".\r\n")
        except aiosmtplib.SMTPServerDisconnected:
            self._drop()
            return _temporary(f"{self._server.host}: the connection was lost")
        try:
            answer = await protocol.read_response(timeout=self._data_timeout)
        except (aiosmtplib.SMTPException, OSError) as error:
            self._drop()
            detail = f"{self._server.host}: no answer to the message: {describe(error)}"
            return DeliveryReport(DeliveryOutcome.UNKNOWN, detail=detail)
        report = _judge(answer.code, answer.message, tuple(refused))
        if refused and report.outcome is DeliveryOutcome.SENT:
            said = "; ".join(f"{addr}: {words}" for addr, words in refused.items())
            return replace(report, detail=said, gone=_gone(refused))
        return report

    async def _reset(self, client: aiosmtplib.SMTP) -> None:
        """Make the connection ready for another mail, or let it go."""
        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            self._drop()

    async def _rest(self) -> None:
        await asyncio.sleep(self._idle)
        async with self._lock:
            if self._resting is asyncio.current_task():
                await self._quit()

    def _stop_resting(self) -> None:
        resting, self._resting = self._resting, None
        if resting:
            resting.cancel()

    async def _quit(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            async with asyncio.timeout(5):
                await client.quit()
        except (aiosmtplib.SMTPException, OSError):
            client.close()  # it is gone already

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client:
            client.close()


async def _envelope(
    client: aiosmtplib.SMTP, sender: str, recipients: Sequence[str], size: int
) -> dict[str, str] | DeliveryReport:
    """Name sender and recipients; return those refused for good, or why nothing can be sent."""
    options = [f"size={size}"] if client.supports_extension("size") else []
    try:
        await client.mail(sender, options=options)
    except aiosmtplib.SMTPSenderRefused as error:
        return _judge(error.code, f"sender refused: {error.message}")
    refused: dict[str, str] = {}
    for recipient in recipients:
        try:
            await client.rcpt(recipient)
        except aiosmtplib.SMTPRecipientRefused as error:
            verdict = _judge(error.code, f"{recipient}: {error.message}")
            if verdict.outcome is DeliveryOutcome.TEMPORARY:
                return verdict
            refused[recipient] = f"{error.code} {one_line(error.message)}"
            last = verdict
    if len(refused) == len(recipients):
        return replace(last, refused=tuple(refused), gone=_gone(refused))
    return refused


def _gone(refused: dict[str, str]) -> tuple[str, ...]:
    """Return the recipients that do not exist, by the server's answer to each.

    A 5.1.x status says so (RFC 3463, 3.2), and 550, 551 and 553 (RFC 5321, 4.2.3) where no other
    status follows: 550 5.7.1 is about us, not about them.
    """
    return tuple(addr for addr, words in refused.items() if _NO_SUCH_MAILBOX.match(words))


def _judge(code: int, words: str, refused: tuple[str, ...] = ()) -> DeliveryReport:
    """Read an answer by its first digit (RFC 5321, 4.2.1)."""
    detail = f"{code} {one_line(words)}"
    if 200 <= code < 300:
        return DeliveryReport(DeliveryOutcome.SENT, code, detail, refused)
    if 500 <= code < 600 and code not in _ACCOUNT_CODES:
        return DeliveryReport(DeliveryOutcome.PERMANENT, code, detail)
    return DeliveryReport(DeliveryOutcome.TEMPORARY, code, detail)


def _temporary(detail: str) -> DeliveryReport:
    return DeliveryReport(DeliveryOutcome.TEMPORARY, detail=detail)
