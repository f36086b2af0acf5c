"""What the tables of the configuration file are built from."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict


def _mail_address(value: str) -> str:
    addr = parseaddr(value)[1]
    if "@" not in addr.strip("@") or any(c in value for c in "\r\n"):
        raise ValueError(f"not a mail address: {value!r}")
    return value


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f"not an IANA time zone: {value!r} (an example: Europe/Berlin)")
    return value


def _own_people(value: str) -> str:
    if "@" not in value:
        raise ValueError(f'{value!r} is no mail address; a whole domain is written "@{value}"')
    return value


MailAddress = Annotated[str, AfterValidator(_mail_address)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
OwnPeople = Annotated[str, AfterValidator(_own_people)]


class Section(BaseModel):
    """A table of the file: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
