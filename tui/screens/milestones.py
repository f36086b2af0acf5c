"""The milestones of a project: planned, changed, reached, and who is asked about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import partial

from textual import on
from textual.content import Content

from daemon.errors import UserError
from daemon.model.plan import InvitationState, Milestone, MilestoneKind
from daemon.services.milestones import MilestoneLine, Preview
from daemon.services.surveys import InvitationLine
from tui.deeds import Deed
from tui.desk import Desk
from tui.i18n import t
from tui.paint.mail import View
from tui.paint.milestone import lay_milestone, paint_milestone, paint_preview, say_reason
from tui.paint.parts import FAINT, assemble, styled
from tui.plain import plain_line
from tui.screens.form import Field, Form, Values
from tui.screens.forms import day_of
from tui.screens.pick import PickScreen
from tui.screens.project import ListedProjectScreen
from tui.widgets.detail import Detail
from tui.widgets.record_list import Line, RecordList
from tui.widgets.virtual_list import VirtualList

NO_MILESTONE = "No milestone yet. n plans the first one; `triaged milestone import` reads a file."


@dataclass(frozen=True, slots=True)
class Planned:
    """What was read: the milestones, and who was invited for them."""

    stones: dict[int, MilestoneLine]
    invited: dict[int, list[InvitationLine]]


class MilestonesScreen(ListedProjectScreen):
    """Lists milestones by date; shows beside each who gets what, and why somebody does not."""

    def read_part(self) -> object:
        """Return the milestones and the invitations."""
        records, code = self.desk.records, self.place.code
        stones = {m.milestone.id: m for m in records.list_milestones(code)}
        invited: dict[int, list[InvitationLine]] = {i: [] for i in stones}
        for each in records.list_invitations(code):
            invited[each.milestone.id].append(each)
        return Planned(stones, invited)

    @property
    def _planned(self) -> Planned:
        return self.record if isinstance(self.record, Planned) else Planned({}, {})

    def lines(self) -> list[Line]:
        """Return a line a milestone."""
        today = self.desk.now.astimezone(self.desk.zone).date().isoformat()
        stones = self._planned.stones.items()
        return [Line(i, partial(lay_milestone, seen, today)) for i, seen in stones]

    def head(self) -> tuple[str, str]:
        """Return the project's name."""
        name = plain_line(self.whose.name) if self.whose else ""
        return name, str(len(self._planned.stones))

    def empty_text(self) -> str:
        """Return how to plan one."""
        return t(NO_MILESTONE)

    def show_record(self) -> None:
        """Show the milestones anew; at first the one that was asked for."""
        is_first = not self.query_one(RecordList).ids
        super().show_record()
        if is_first and self.place.item_id is not None:
            self.query_one(RecordList).stand_on(self.place.item_id)

    def _stone(self) -> Milestone | None:
        line_id = self.query_one(RecordList).cursor_id
        seen = self._planned.stones.get(line_id or 0)
        return seen.milestone if seen else None

    @on(VirtualList.Moved)
    def show_detail(self) -> None:
        """Read who would get what."""
        stone = self._stone()
        if stone is None:
            self.query_one(Detail).show(None, styled(""))
            return
        self.load_detail(stone.id, lambda: self.desk.records.preview_milestone(stone))

    def paint_loaded(self, detail: object) -> Content:
        """Return the milestone with its preview."""
        stone = self._stone()
        if stone is None or not isinstance(detail, Preview):
            return styled("")
        asked = self._planned.invited.get(stone.id, [])
        return paint_milestone(stone, detail, asked, self.view())

    # planning

    def action_look(self) -> None:
        """Change the plan of the milestone."""
        self.action_replan()

    def action_plan(self) -> None:
        """Plan a new one."""
        self.open_form(milestone_form(self.desk, self.place.code, None))

    def action_replan(self) -> None:
        """Change the plan of one."""
        if (stone := self._stone()) is not None and not self.desk.read_only:
            self.open_form(milestone_form(self.desk, self.place.code, stone))

    def action_reach(self) -> None:
        """Show who gets what, then call it reached."""
        if (stone := self._stone()) is None:
            return
        if stone.state != "planned":
            self.say(t("It is {state} already", state=t(stone.state.value)))
            return
        self.open_form(reach_form(self.desk, self.place.code, stone))

    def _on_stone(self, deed: object) -> None:
        stone = self._stone()
        if stone is not None and callable(deed):
            self.act(partial(deed, stone))

    def action_cancel(self) -> None:
        """Give it up."""
        self._on_stone(self.desk.deeds.scope.cancel)

    def action_resume(self) -> None:
        """Plan a cancelled one again."""
        if (stone := self._stone()) is not None and stone.state == "cancelled":
            self._on_stone(self.desk.deeds.scope.resume)
        else:
            self.say(t("Only a cancelled milestone is planned again; u takes reaching back"))

    # who is asked

    def action_invited(self) -> None:
        """Ask somebody in spite of a reason, or do not ask somebody."""
        stone = self._stone()
        asked = self._planned.invited.get(stone.id, []) if stone else []
        open_states = {InvitationState.PLANNED, InvitationState.SKIPPED, InvitationState.MISSED}
        asked = [i for i in asked if i.invitation.state in open_states]
        if not asked:
            self.say(t("Nobody's invitation can be changed here"))
            return
        lines = [
            assemble(
                f"{plain_line(i.person.name) or plain_line(i.person.address):<24}",
                (t(i.invitation.state.value), FAINT),
                (f"  {plain_line(', '.join(map(say_reason, i.invitation.reasons)))}", FAINT),
            )
            for i in asked
        ]

        def handle(picked: tuple[int, str] | None) -> None:
            if picked is not None:
                each, deeds = asked[picked[0]], self.desk.deeds.scope
                deed = deeds.override if picked[1] == "o" else deeds.skip
                name = each.person.name or each.person.address
                self.act(partial(deed, each.invitation.id, plain_line(name)))

        verbs = {"o": "ask all the same", "s": "do not ask"}
        self.app.push_screen(PickScreen(t("Invitations"), lines, verbs), handle)


def milestone_form(desk: Desk, code: str, present: Milestone | None) -> Form:
    """Return the form that plans a milestone, or changes one."""
    stone = present or Milestone(0, 0, "")
    deeds = desk.deeds.scope
    planned = stone.planned_on.isoformat() if stone.planned_on else ""
    delay = "" if stone.delay < 0 else str(stone.delay)
    rules = ", ".join(r.name for r in desk.config.follow_up if r.is_triggered)
    known = t("empty: as usual; none") + (f"; {rules}" if rules else "")

    def deed(values: Values) -> Deed:
        wanted = _wanted(desk, stone, values)
        return deeds.plan(code, wanted) if present is None else deeds.replan(stone, wanted)

    return Form(
        title=t("Plan a milestone") if present is None else t("Change {name}", name=stone.name),
        verb=t("keeps it"),
        fields=(
            Field("name", "Name", stone.name, needed=True),
            Field(
                "kind", "Phase", stone.kind.value, "← → choose",
                choices=tuple(k.value for k in MilestoneKind),
            ),
            Field("planned", "Planned for", planned, "2026-05-20, fri, 2w; empty: no day yet"),
            Field("owner", "Owner", stone.owner or desk.actor),
            Field("survey", "Survey", stone.survey, "empty: as usual for the phase; none"),
            Field("delay", "Asked after", delay, "business days; empty: as configured"),
            Field("follow_ups", "Follow-ups", ", ".join(stone.follow_ups), known),
        ),
        deed=deed,
        renew=lambda: milestone_form(desk, code, _by_now(desk, code, stone)),
        stands=_stands(stone),
    )  # fmt: skip


def _wanted(desk: Desk, stone: Milestone, values: Values) -> Milestone:
    planned = None
    if values["planned"]:
        planned = day_of(desk, values["planned"])
    if values["delay"] and not values["delay"].isdecimal():
        raise UserError(t("{text} is no number of days", text=values["delay"]))
    return replace(
        stone,
        name=values["name"],
        kind=MilestoneKind(values["kind"]),
        planned_on=planned,
        owner=values["owner"],
        survey=values["survey"],
        delay=int(values["delay"]) if values["delay"] else -1,
        follow_ups=tuple(n.strip() for n in values["follow_ups"].split(",") if n.strip()),
    )


def reach_form(desk: Desk, code: str, stone: Milestone) -> Form:
    """Return the form that calls a milestone reached, beside who gets what."""

    def at(values: Values) -> datetime | None:
        if not values["at"]:
            return None
        noon = datetime.combine(day_of(desk, values["at"]), time(12), desk.zone)
        return min(noon, desk.now) if noon.date() == desk.now.date() else noon

    def picture(values: Values) -> Content:
        at(values)
        preview = desk.records.preview_milestone(stone)
        return paint_preview(preview, View(desk.now, desk.zone))

    return Form(
        title=t("Reached: {name}", name=stone.name),
        verb=t("it is reached"),
        fields=(Field("at", "Reached on", hint="empty: now; else a day such as 2026-05-20"),),
        deed=lambda values: desk.deeds.scope.reach(stone, at(values)),
        picture=picture,
        renew=lambda: reach_form(desk, code, _by_now(desk, code, stone)),
        stands=_stands(stone),
    )


def _stands(stone: Milestone) -> str:
    return f"{stone.name}: {t(stone.state.value)}"


def _by_now(desk: Desk, code: str, seen: Milestone) -> Milestone:
    found = (line.milestone for line in desk.records.list_milestones(code))
    return next(each for each in found if each.id == seen.id)
