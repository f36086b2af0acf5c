"""The command line: one module a group of commands, each thin over a service."""

from daemon.cli.main import main

__all__ = ["main"]
