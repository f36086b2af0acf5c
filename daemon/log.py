"""Logs: a stable event word and the ids in every line, secrets in none."""

from __future__ import annotations

import logging
import re
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

#: control characters, which could move a terminal's cursor or fake a line
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def get_logger(name: str) -> FilteringBoundLogger:
    """Return the logger of a module; lines go where ``configure`` said."""
    logger: FilteringBoundLogger = structlog.get_logger(logger_name=name)
    return logger


def configure(
    level: Literal["debug", "info", "warning", "error"] = "info",
    style: Literal["text", "json"] = "text",
    stream: TextIO | None = None,
) -> None:
    """Send log lines of *level* and above to *stream* (standard error)."""
    target = stream or sys.stderr
    renderer: structlog.typing.Processor
    if style == "json":
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=target.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _harmless,
            *([structlog.processors.format_exc_info] if style == "json" else []),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )


def _harmless(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Take control characters out of values: a mail's subject may be among them."""
    del logger, method
    return {k: _CONTROL.sub("\ufffd", v) if isinstance(v, str) else v for k, v in line.items()}
