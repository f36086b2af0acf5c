"""The error tree. A class's docstring is its default message, for the person who meets it."""

from __future__ import annotations


class TriagedError(Exception):
    """Something went wrong in triaged."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class UserError(TriagedError):
    """What was asked for cannot be done; the message says what to do instead."""


class ConfigError(UserError):
    """The configuration is not usable.

    ``problems`` lists every one found, each naming file and key.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NotFoundError(UserError):
    """There is no such record."""


class StaleError(UserError):
    """Somebody else changed this in the meantime; look again before deciding."""


class TemporaryError(TriagedError):
    """A failure that may pass; the same act is tried again later."""


class PermanentError(TriagedError):
    """A failure that stays; trying again cannot help."""


class MailboxUnavailableError(TemporaryError, ConnectionError):
    """The IMAP server cannot be reached or ended the session."""


class LoginRefusedError(TemporaryError):
    """The server refused the login. Temporary: passwords get mended while the daemon runs."""


class ModelUnavailableError(TemporaryError):
    """The classifier cannot run; mail is recorded and waits for it."""
