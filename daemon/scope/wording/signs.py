"""What a clause can say about an offer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What a clause does by itself.

    ``ASSENT`` is a weak yes ("yes", "可以"): it counts where nothing unknown stands beside it.
    ``COURTESY`` says nothing about the offer.
    """

    APPROVE = "approve"
    ASSENT = "assent"
    DECLINE = "decline"
    COURTESY = "courtesy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """A clause understood. ``condition``: it limits a yes; ``doubt``: it puts off, negates,
    reports or jokes, so that nothing beside it is a plain yes; ``asks``: it is a question;
    ``terms``: it names other terms under which they would agree; ``part``: it speaks of something
    that may be but a part of the offer.
    """

    act: Act
    condition: bool = False
    doubt: bool = False
    asks: bool = False
    terms: bool = False
    part: bool = False
