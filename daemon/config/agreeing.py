"""The keys about what is agreed with clients: complaints, and when they are asked again."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from daemon.config.section import MailAddress, Section


class ScopeConfig(Section):
    """What happens by itself with complaints. ``ask_days`` are business days of the client."""

    #: who hears of a complaint, beside a project's owner; empty: the managers of surveys
    alert: list[MailAddress] = []
    #: the mail that asks once more whether a complaint is settled
    ask: Literal["no", "hold", "send"] = "send"
    ask_days: int = Field(default=3, ge=1, le=60)
    #: calendar days for which an answer counts by itself
    answer_days: int = Field(default=14, ge=1, le=365)
