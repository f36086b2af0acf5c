"""Every key of the configuration file, with its default.

``config.example.toml`` explains them to people; a test keeps the two in step.
"""

from __future__ import annotations

from email.utils import parseaddr
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import ByteSize, Field, model_validator

from daemon.config.agreeing import ScopeConfig
from daemon.config.planning import (
    DEFAULT_FOLLOW_UPS,
    CalendarConfig,
    FollowUpRule,
    SurveysConfig,
)
from daemon.config.secret import SecretField
from daemon.config.section import MailAddress, OwnPeople, Section, TimeZone
from daemon.model.label import Label

Language = Literal["en", "zh"]


class ServerConfig(Section):
    """How to reach one IMAP or SMTP server. Times in seconds."""

    host: str = Field(min_length=1)
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Literal["tls", "starttls", "plain"] | None = None
    user: str = ""
    password: SecretField | None = None
    #: "xoauth2": the password is an OAuth 2 access token, fetched at each log-in
    auth: Literal["password", "xoauth2"] = "password"
    ca_file: Path | None = None
    timeout: float = Field(default=60, gt=0, le=600)

    @property
    def is_loopback(self) -> bool:
        """Whether the host is this machine, where plain text is no risk."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def effective_security(self) -> Literal["tls", "starttls", "plain"]:
        """The asked-for security; TLS by default, plain text by default to loopback."""
        return self.security or ("plain" if self.is_loopback else "tls")


class ImapConfig(ServerConfig):
    """The IMAP server of a mailbox and how it is watched. Times in seconds."""

    folders: list[str] = Field(default=["INBOX"], min_length=1)
    sent_folder: str = "Sent"
    mark_seen: bool = False
    idle: bool = True
    idle_renew: float = Field(default=240, ge=1, le=1500)
    poll: float = Field(default=60, ge=1, le=3600)

    @property
    def effective_port(self) -> int:
        """The port, by default the one that belongs to the security."""
        return self.port or (993 if self.effective_security == "tls" else 143)


class SmtpConfig(ServerConfig):
    """The SMTP server that takes outgoing mail."""

    @property
    def effective_port(self) -> int:
        """The port, by default the one that belongs to the security."""
        return self.port or {"tls": 465, "starttls": 587, "plain": 25}[self.effective_security]


class Policy(Section):
    """What happens by itself with a mail of one label."""

    open_item: bool = True
    acknowledge: Literal["no", "hold", "send"] = "no"
    notify: list[MailAddress] = []
    #: how sure an ask has to be to be accepted by itself; 0: never
    accept: float = Field(default=0, ge=0, le=1)


def _default_policy() -> dict[Label, Policy]:
    return {
        Label.COMPLAINT: Policy(acknowledge="hold"),
        Label.CHANGE_REQUEST: Policy(acknowledge="send"),
        Label.REQUIREMENT: Policy(acknowledge="send"),
        Label.FEEDBACK: Policy(),
        Label.OTHER: Policy(open_item=False),
    }


class MailboxConfig(Section):
    """One watched mailbox: its servers, whose project it is, and how it answers."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    project: str = Field(pattern=r"^[A-Z][A-Z0-9-]{0,15}$")
    project_name: str = ""
    identity: MailAddress
    signature: str = ""
    authserv_id: str = ""
    #: whether mail to ``name+anything@`` comes into this mailbox (RFC 5233)
    plus_address: bool = False
    language: Language = "en"
    timezone: TimeZone = "UTC"
    imap: ImapConfig
    smtp: SmtpConfig | None = None
    templates: Path | None = None
    shadow: bool = False
    policy: dict[Label, Policy] = Field(default_factory=_default_policy)

    @model_validator(mode="after")
    def _complete_policy(self) -> MailboxConfig:
        # A label left out keeps its default; frozen models are completed in place once, here.
        for label, policy in _default_policy().items():
            self.policy.setdefault(label, policy)
        return self

    @cached_property
    def address(self) -> str:
        """The bare address of the identity, lower-cased."""
        return parseaddr(self.identity)[1].lower()

    @property
    def zone(self) -> ZoneInfo:
        """The project's time zone."""
        return ZoneInfo(self.timezone)


class DatabaseConfig(Section):
    """Where records are kept; an empty url means SQLite in the data folder."""

    url: str = ""
    password: SecretField | None = None


class LogConfig(Section):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class OpinionConfig(Section):
    """An OpenAI-compatible endpoint asked about mail that the model is not sure of."""

    url: str = Field(default="", pattern=r"^(https?://.+)?$")
    model: str = ""
    key: SecretField | None = None
    timeout: float = Field(default=20, gt=0, le=300)


class ModelConfig(Section):
    """The classifier. An empty path means the shipped model."""

    enabled: bool = True
    path: Path | None = None
    opinion: OpinionConfig = OpinionConfig()


class LimitsConfig(Section):
    """What is too large to be taken into memory."""

    message: ByteSize = Field(default=ByteSize(50 * 1024**2), ge=1024)
    batch: ByteSize = Field(default=ByteSize(8 * 1024**2), ge=1024)
    batch_messages: int = Field(default=200, ge=1, le=1000)


class SendingConfig(Section):
    """The outbox: retries, give-up age and ceilings for automatic mail."""

    shadow: bool = False
    retry_minutes: list[float] = Field(default=[1, 5, 15, 60, 180, 360], min_length=1)
    give_up_hours: float = Field(default=72, gt=0)
    acknowledge_within_hours: float = Field(default=24, ge=0)
    max_per_address: int = Field(default=6, ge=0)
    max_per_domain: int = Field(default=40, ge=0)
    max_same_content: int = Field(default=20, ge=0)
    max_attachments: ByteSize = Field(default=ByteSize(20 * 1024**2), ge=0)


class ThreadingConfig(Section):
    """When mail belongs together. Times in days."""

    subject_window: float = Field(default=30, gt=0)
    grace: float = Field(default=14, ge=0)


class TuiConfig(Section):
    """The terminal UI. An empty language means that of the terminal."""

    language: Literal["", "en", "zh"] = ""
    theme: Literal["dark", "light"] = "dark"
    #: action → keys, several with commas between
    keys: dict[str, str] = {}


class Config(Section):
    """The whole file."""

    data_dir: Path = Field(default_factory=lambda: user_data_path("triaged"))
    staff: list[OwnPeople] = []
    free_mail_domains: list[str] = []
    database: DatabaseConfig = DatabaseConfig()
    log: LogConfig = LogConfig()
    model: ModelConfig = ModelConfig()
    limits: LimitsConfig = LimitsConfig()
    sending: SendingConfig = SendingConfig()
    threading: ThreadingConfig = ThreadingConfig()
    calendar: CalendarConfig = CalendarConfig()
    surveys: SurveysConfig = SurveysConfig()
    scope: ScopeConfig = ScopeConfig()
    tui: TuiConfig = TuiConfig()
    follow_up: list[FollowUpRule] = list(DEFAULT_FOLLOW_UPS)
    mailbox: list[MailboxConfig] = Field(min_length=1)

    @property
    def database_url(self) -> str:
        """The database URL, without a password that is kept elsewhere."""
        return self.database.url or f"sqlite:///{self.data_dir.expanduser()}/triaged.sqlite3"

    def find_mailbox(self, name: str) -> MailboxConfig | None:
        """Return the mailbox called *name*, or None."""
        return next((m for m in self.mailbox if m.name == name), None)

    @model_validator(mode="after")
    def _names_are_unique(self) -> Config:
        for kind, seen in (
            ("mailbox", [m.name for m in self.mailbox]),
            ("follow_up", [f.name for f in self.follow_up]),
        ):
            if twice := sorted({v for v in seen if seen.count(v) > 1}):
                raise ValueError(f"{kind} name used twice: {', '.join(twice)}")
        return self
