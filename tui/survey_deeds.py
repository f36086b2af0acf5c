"""What a manager can do with surveys: who is asked, and which answers count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from daemon.services import optouts, surveys
from tui.i18n import t

if TYPE_CHECKING:
    from tui.deeds import Deed, Deeds


class SurveyDeeds:
    """The changes that one manager makes to surveys."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds
        self._db = deeds.db

    def override(self, invitation_id: int) -> Deed:
        """Ask in spite of the reason."""
        deeds = self._deeds
        done = surveys.override(deeds.office(), invitation_id, deeds.actor, deeds.clock())
        return deeds.keep(t("Is asked at the next open moment"), [done])

    def skip(self, invitation_id: int) -> Deed:
        """Do not ask this time."""
        done = surveys.skip(self._db, invitation_id, self._deeds.actor, self._deeds.clock())
        return self._deeds.keep(t("Is not asked this time"), [done])

    def accept(self, answer_id: int, scores: Mapping[str, int]) -> Deed:
        """Let an answer count."""
        deeds = self._deeds
        done = surveys.accept(deeds.office(), answer_id, scores, deeds.actor, deeds.clock())
        return deeds.keep(t("The answer counts"), [done])

    def refuse(self, answer_id: int) -> Deed:
        """Do not count an answer."""
        done = surveys.refuse(self._db, answer_id, self._deeds.actor, self._deeds.clock())
        return self._deeds.keep(t("The answer does not count"), [done])

    def opt_out(self, who: str) -> Deed:
        """Note that somebody does not want to be asked."""
        done = optouts.opt_out(self._db, who, self._deeds.actor, self._deeds.clock())
        return self._deeds.keep(t("{who} is not asked any more", who=who), [done])

    def allow(self, who: str) -> Deed:
        """Note that somebody may be asked again."""
        done = optouts.allow(self._db, who, self._deeds.actor, self._deeds.clock())
        return self._deeds.keep(t("{who} may be asked again", who=who), [done])
