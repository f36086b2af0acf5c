"""The keys about asking clients, business calendars and following up."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from daemon.config.section import MailAddress, Section
from daemon.model.label import Label
from daemon.model.plan import MilestoneKind
from daemon.schedules.asking import AskingRules
from daemon.schedules.holidays import is_country

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _country(value: str) -> str:
    if value and not is_country(value):
        raise ValueError(f"no holidays known for {value!r} (examples: DE, DE-BY, CN, GB-ENG)")
    return value


Country = Annotated[str, AfterValidator(_country)]


class CalendarConfig(Section):
    """When clients can be met, unless their own calendar says otherwise."""

    weekdays: list[Weekday] = Field(default=["mon", "tue", "wed", "thu", "fri"], min_length=1)
    opens: time = time(9)
    closes: time = time(18)
    country: Country = ""

    @model_validator(mode="after")
    def _opens_first(self) -> CalendarConfig:
        if self.opens >= self.closes:
            raise ValueError("opens has to come before closes")
        return self


class SurveysConfig(Section):
    """Whom to ask, how seldom, and what follows. Gaps and ``close_days`` are calendar days,
    the others business days of the client.
    """

    invite: Literal["hold", "send"] = "send"
    delay_days: int = Field(default=1, ge=0, le=60)
    contact_days: int = Field(default=30, ge=0)
    client_days: int = Field(default=14, ge=0)
    late_days: int = Field(default=3, ge=1, le=60)
    remind_days: int = Field(default=4, ge=0, le=60)
    close_days: int = Field(default=28, ge=1, le=365)
    thanks: Literal["no", "hold", "send"] = "hold"
    improvement_days: int = Field(default=10, ge=1)
    #: which step of a complaint the client is asked about
    after_complaint: Literal["resolved", "confirmed", "never"] = "resolved"
    managers: list[MailAddress] = []
    digest: Literal[Weekday, "never"] = "mon"
    enough: int = Field(default=5, ge=1)

    @property
    def rules(self) -> AskingRules:
        """The rules of asking."""
        return AskingRules(
            contact_gap=timedelta(days=self.contact_days),
            client_gap=timedelta(days=self.client_days),
            late_days=self.late_days,
            remind_days=self.remind_days,
            open_for=timedelta(days=self.close_days),
        )


class FollowUpStep(Section):
    """What happens when a follow-up is due, and after how many more business hours the next.

    ``look`` puts the conversation to the front of the queue; ``mail`` alerts people of ours;
    ``chase`` writes ``template`` to the client.
    """

    do: Literal["look", "mail", "chase"] = "look"
    after_hours: float = Field(default=0, ge=0)
    to: list[MailAddress] = []
    send: Literal["hold", "send"] = "hold"
    template: str = Field(default="follow_up", pattern=r"^follow_up(_[a-z0-9_]{1,30})?$")

    @model_validator(mode="after")
    def _mail_goes_to_somebody(self) -> FollowUpStep:
        if self.do == "mail" and not self.to:
            raise ValueError('do = "mail" needs addresses in `to`')
        return self


class FollowUpRule(Section):
    """What is waited for, for how many business hours, and the one to three steps then."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    kind: Literal["no_reply", "first_response", "resolution", "promise", "check_in", "milestone"]
    hours: float = Field(default=0, ge=0)
    labels: list[Label] = []
    clients: list[str] = []
    #: kinds of milestones that trigger it without naming it
    milestones: list[MilestoneKind] = []
    #: of milestones: whether a mail of the client's about the project cancels it
    until_reply: bool = True
    #: of check-ins: months between them, and how many
    months: int = Field(default=3, ge=1, le=24)
    times: int = Field(default=1, ge=1, le=24)
    survey: str = "after-sales"
    step: list[FollowUpStep] = Field(default=[FollowUpStep()], min_length=1, max_length=3)

    @property
    def is_triggered(self) -> bool:
        """Whether a milestone can bring it about."""
        return self.kind in {"check_in", "milestone"}

    @model_validator(mode="after")
    def _milestones_trigger_it(self) -> FollowUpRule:
        if self.milestones and not self.is_triggered:
            raise ValueError(f"a rule of kind {self.kind} is not triggered by milestones")
        return self


#: a business day of the default calendar is nine hours
DAY = 9.0
DEFAULT_FOLLOW_UPS: tuple[FollowUpRule, ...] = (
    FollowUpRule(name="client-quiet", kind="no_reply", hours=5 * DAY),
    FollowUpRule(name="complaint-answer", kind="first_response", hours=4, labels=[Label.COMPLAINT]),
    FollowUpRule(name="answer", kind="first_response", hours=2 * DAY),
    FollowUpRule(
        name="complaint-solved", kind="resolution", hours=5 * DAY, labels=[Label.COMPLAINT]
    ),
    FollowUpRule(name="promised", kind="promise"),
    FollowUpRule(name="check-in", kind="check_in", times=2),
)
