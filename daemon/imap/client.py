"""A session with an IMAP server: connecting, and the few commands that triaged needs."""

from __future__ import annotations

import imaplib
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from daemon.config.schema import ImapConfig, LimitsConfig
from daemon.errors import LoginRefusedError, MailboxUnavailableError
from daemon.imap.alarm import Alarm
from daemon.imap.errors import RefusedError, cleaned, readable, server_errors
from daemon.imap.reader import SLACK, Guard, GuardedClient
from daemon.imap.sync import Facts, FolderState

#: seconds that a polite good-bye may take
FAREWELL = 2.0


class Session:
    """One logged-in connection. It belongs to the thread that made it.

    Every method raises MailboxUnavailableError when the connection is of no more use,
    RefusedError when the server said no, TooLargeError when it announced too much.
    """

    def __init__(self, client: GuardedClient, where: str) -> None:
        self._client = client
        self.where = where
        self.readonly = True
        self._folder = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(politely=kind is None)

    def close(self, *, politely: bool = True) -> None:
        """End the session; with a LOGOUT unless the connection broke."""
        # a server that is gone needs no good-bye
        with suppress(imaplib.IMAP4.error, OSError):
            if politely:
                self._client.connection.hurry(FAREWELL)
                self._client.logout()
                return
        with suppress(OSError):  # closed already
            self._client.shutdown()

    @property
    def client(self) -> GuardedClient:
        """The IMAPClient underneath, for commands that have no method here."""
        return self._client

    def capabilities(self) -> frozenset[str]:
        """Return what the server says it can do, in capitals."""
        with server_errors(self.where):
            return frozenset(c.decode("ascii", "replace") for c in self._client.capabilities())

    def select(self, folder: str, *, readonly: bool = True) -> FolderState:
        """Open *folder*; read-only (EXAMINE) leaves every flag as it is."""
        with server_errors(f"{self.where}: folder {folder}"):
            said = self._client.select_folder(folder, readonly=readonly)
            self._folder, self.readonly = folder, readonly
            uidvalidity, uidnext = said.get(b"UIDVALIDITY"), said.get(b"UIDNEXT")
            if not uidvalidity:
                raise MailboxUnavailableError(
                    f"{self.where}: folder {folder}: the server gives no UIDVALIDITY, "
                    "so its mails cannot be told apart"
                )
            return FolderState(int(uidvalidity), uidnext and int(uidnext), int(said[b"EXISTS"]))

    def noop(self) -> None:
        """Ask the server for what is new, and whether it is still there."""
        with server_errors(self.where):
            self._client.noop()

    def uids_above(self, uid: int) -> tuple[list[int], bool]:
        """Return the UIDs from *uid* + 1 on, and whether mail arrived while the server looked."""
        with server_errors(self.where):
            self._announced()
            uids = [int(u) for u in self._client.search(["UID", f"{uid + 1}:*"])]
            return uids, self._announced()

    def facts(self, uids: Sequence[int], now: datetime) -> list[Facts]:
        """Return size, INTERNALDATE (*now* where it is missing) and seen flag of *uids*."""
        with server_errors(self.where):
            answer = self._client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE", "FLAGS"])
            return [_facts(uid, said, now) for uid, said in answer.items()]

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes | None]:
        """Return the mails as they are, without marking them seen; None where one came empty."""
        with server_errors(self.where):
            answer = self._client.fetch(uids, ["BODY.PEEK[]"])
            return {u: said[b"BODY[]"] for u, said in answer.items() if b"BODY[]" in said}

    def header(self, uid: int, most: int) -> bytes:
        """Return at most *most* bytes of the header of *uid*."""
        with server_errors(self.where):
            answer = self._client.fetch([uid], [f"BODY.PEEK[HEADER]<0.{most}>"])
            return _piece(answer.get(uid, {}), b"BODY[HEADER]")[:most]

    def reaches(self, uid: int, offset: int) -> bool:
        """Tell whether the mail *uid* really has a byte at *offset*, whatever size it claims."""
        with server_errors(self.where):
            answer = self._client.fetch([uid], [f"BODY.PEEK[]<{offset}.1>"])
            return bool(_piece(answer.get(uid, {}), b"BODY[]"))

    def seen_among(self, uids: Sequence[int]) -> set[int]:
        """Return those of *uids* that carry the seen flag."""
        with server_errors(self.where):
            wanted = ",".join(map(str, uids))
            return {int(u) for u in self._client.search(["UID", wanted, "SEEN"])} & set(uids)

    def mark_seen(self, uids: Sequence[int], *, seen: bool) -> None:
        """Set or remove the seen flag of *uids*; the folder must be open for writing."""
        with server_errors(self.where):
            change = self._client.add_flags if seen else self._client.remove_flags
            change(uids, [rb"\Seen"], silent=True)

    def restore_unseen(self, uids: Sequence[int]) -> None:
        """Remove the seen flag of *uids* in a folder that is open read-only."""
        self.select(self._folder, readonly=False)
        self.mark_seen(uids, seen=False)
        self.select(self._folder, readonly=True)

    def idle(self, alarm: Alarm, seconds: float) -> bool:
        """Wait in IDLE (RFC 2177) for *seconds*; tell whether a push or a ring ended it."""
        with server_errors(self.where):
            connection = self._client.connection
            tag, spoke = self._start_idle()
            if not spoke and not connection.has_pending():
                spoke = alarm.wait(seconds, connection.sock)
            connection.send(b"DONE\r\n")
            # Whatever the push says, a search will tell; a line in two segments is read to its end.
            while connection.tagged_commands[tag] is None:
                connection._get_response()
                self._check_bye()
            self._announced()
            del connection.tagged_commands[tag]
            return spoke

    def _start_idle(self) -> tuple[bytes, bool]:
        """Send IDLE; return its tag and whether anything but the go-ahead was said."""
        connection = self._client.connection
        tag: bytes = connection._command("IDLE")
        spoke = False
        while connection._get_response() is not None:
            self._check_bye()
            if refusal := connection.tagged_commands[tag]:
                raise RefusedError(f"{self.where}: IDLE refused: {refusal[1][0]!r}")
            spoke = True
        return tag, spoke

    def _announced(self) -> bool:
        """Tell whether an EXISTS came unasked since the last look; forget old announcements."""
        said = self._client.connection.untagged_responses
        came = "EXISTS" in said
        for kind in ("EXISTS", "RECENT", "EXPUNGE", "FETCH"):
            said.pop(kind, None)
        return came

    def _check_bye(self) -> None:
        if bye := self._client.connection.untagged_responses.get("BYE"):
            words = cleaned(repr(bye[-1]))
            raise MailboxUnavailableError(f"{self.where}: the server said good-bye: {words}")


def connect(
    config: ImapConfig,
    limits: LimitsConfig | None = None,
    stop: threading.Event | None = None,
) -> Session:
    """Return a logged-in session; raise MailboxUnavailableError or LoginRefusedError.

    Reading never goes beyond *limits*; a set *stop* ends any wait for the server.
    """
    where = f"{config.host}:{config.effective_port}"
    security = config.effective_security
    guard = _guard(config, limits or LimitsConfig(), stop)
    with server_errors(where):
        context = None if security == "plain" else _tls_context(config)
        implicit = context if security == "tls" else None
        client = GuardedClient(config.host, config.effective_port, guard, implicit)
    session = Session(client, where)
    try:
        with server_errors(where):
            if security == "starttls":
                client.starttls(context)
            if config.user:
                _login(client, config, where)
    except BaseException:
        session.close(politely=False)
        raise
    return session


def _guard(config: ImapConfig, limits: LimitsConfig, stop: threading.Event | None) -> Guard:
    largest = max(limits.batch, limits.message)
    return Guard(
        literal=int(limits.message),
        # a quarter more: servers that compute sizes estimate them
        answer=int(largest + largest // 4 + 16 * SLACK),
        timeout=config.timeout,
        stopped=stop.is_set if stop else lambda: False,
    )


def _tls_context(config: ImapConfig) -> ssl.SSLContext:
    cafile = str(config.ca_file.expanduser()) if config.ca_file else None
    return ssl.create_default_context(cafile=cafile)


def _login(client: GuardedClient, config: ImapConfig, where: str) -> None:
    password = config.password.reveal() if config.password else ""
    log_in = _way_in(client, config, password, where)
    try:
        log_in(config.user, password)
    except imaplib.IMAP4.error as error:
        # IMAPClient makes every failure a refused log-in, a lost connection too
        lost = isinstance(error.__context__, imaplib.IMAP4.abort)
        words = readable(error).replace(password, "***") if password else readable(error)
        # `from None`: a server may repeat the command, and with it the password
        if lost:
            raise MailboxUnavailableError(f"{where}: no answer to the log-in: {words}") from None
        raise LoginRefusedError(
            f"{where}: log-in of {config.user} refused: {words}; check imap.user and imap.password"
        ) from None


def _way_in(
    client: GuardedClient, config: ImapConfig, password: str, where: str
) -> Callable[..., object]:
    """Return the log-in that the configuration asks for and the server takes."""
    if config.auth == "xoauth2":
        if not client.has_capability("AUTH=XOAUTH2"):
            raise LoginRefusedError(f'{where}: no XOAUTH2 here; imap.auth = "password" may help')
        token_login: Callable[..., object] = client.oauth2_login
        return token_login
    disabled = client.has_capability("LOGINDISABLED")
    if disabled and not client.has_capability("AUTH=PLAIN"):
        raise LoginRefusedError(
            f"{where}: the server takes no log-in on this connection; "
            'imap.security = "starttls" or "tls" may help'
        )
    # LOGIN is ASCII in imaplib; PLAIN is UTF-8 (RFC 4616)
    plain = disabled or not (config.user + password).isascii()
    password_login: Callable[..., object] = client.plain_login if plain else client.login
    return password_login


def _facts(uid: int, said: dict[bytes, Any], now: datetime) -> Facts:
    size, seen = (
        said.get(b"RFC822.SIZE"),
        rb"\seen" in {f.lower() for f in said.get(b"FLAGS", ()) if isinstance(f, bytes)},
    )
    return Facts(uid, size if isinstance(size, int) else 0, _moment(said, now), seen)


def _moment(said: dict[bytes, Any], now: datetime) -> datetime:
    date = said.get(b"INTERNALDATE")
    if not isinstance(date, datetime):
        return now
    try:
        return date.astimezone(UTC)
    except (OverflowError, ValueError):
        return now  # the year 1 or 9999, pushed over the edge by its time zone


def _piece(said: dict[bytes, Any], section: bytes) -> bytes:
    """Return the bytes of *section* from a partial fetch, which names its offset or not."""
    for key, value in said.items():
        if key.startswith(section) and isinstance(value, bytes):
            return value
    return b""
