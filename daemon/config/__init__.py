"""The configuration file: its keys, its secrets, and reading it with all problems at once."""

from daemon.config.load import load_config, mailbox_problem, parse_config
from daemon.config.schema import Config, MailboxConfig, Policy, ServerConfig
from daemon.config.secret import Secret

__all__ = [
    "Config",
    "MailboxConfig",
    "Policy",
    "Secret",
    "ServerConfig",
    "load_config",
    "mailbox_problem",
    "parse_config",
]
