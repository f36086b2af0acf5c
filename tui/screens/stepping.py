"""What a manager does with the item under the cursor: every change can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from daemon.model.queue import Target
from daemon.scope.relations import Relation
from daemon.services.scope import PRIORITIES
from daemon.store.scope_items import ItemRow
from tui.deeds import Deed
from tui.i18n import t
from tui.paint.item import is_usable
from tui.plain import plain_line
from tui.screens.answering import AnsweringScreen
from tui.screens.choose import ChooseScreen, Chosen, choosing_owner
from tui.screens.form import Form
from tui.screens.forms import (
    change_form,
    improvement_form,
    remedy_form,
    resolution_form,
    split_form,
)
from tui.screens.name import NameScreen
from tui.screens.note import NoteScreen


class SteppingScreen(AnsweringScreen):
    """Steps along the life cycle, assignment, dates, links, and the forms."""

    def item(self) -> ItemRow | None:
        """Return the item under the cursor."""
        return None

    @property
    def items(self) -> list[ItemRow]:
        """The items that one can be linked to or merged with."""
        return []

    def _with_item(self, deed: Callable[[ItemRow], Deed]) -> None:
        if (item := self.item()) is not None:
            self.act(partial(deed, item))
        else:
            self.say(t("There is no item here"))

    # along the life cycle

    def action_step(self, verb: str) -> None:
        """Take a step."""
        self._with_item(lambda item: self.desk.deeds.scope.step(item, verb))

    def action_assess(self) -> None:
        """State what a change would mean, and offer it."""
        if self._may("assess"):
            self._open_with_people(change_form)

    def action_remedy(self) -> None:
        """Note severity, cause and remedy of a complaint."""
        if (item := self.item()) is not None:
            self.open_form(remedy_form(self.desk, item))

    def action_resolve(self) -> None:
        """Call a complaint resolved, with the mail that says so."""
        if (item := self._may("resolve")) is not None:
            self.open_form(resolution_form(self.desk, item))

    def action_improved(self) -> None:
        """Close an improvement, with the mail that says what changed."""
        if (item := self._may("improved")) is not None:
            self.open_form(improvement_form(self.desk, item))

    def _may(self, action_id: str) -> ItemRow | None:
        """Return the item if that can be done with it as it stands; say so where it cannot."""
        item = self.item()
        action = next(a for a in self.actions_here() if a.id == action_id)
        if item is None or is_usable(action, item):
            return item
        words = "{ref} is {state}; that cannot be done with it now"
        self.say(t(words, ref=item.ref, state=t(item.state)))
        return None

    def _open_with_people(self, make: Callable[..., Form]) -> None:
        item, records = self.item(), self.desk.records
        if item is None:
            return

        def work() -> None:
            seen, people = records.load_item(item.id), records.list_people(item.project)
            form = make(self.desk, seen, people)
            self.app.call_from_thread(self.open_form, form)

        self.load(work, "form")

    # changing

    def _edit(self, name: str, value: str) -> None:
        self._with_item(lambda item: self.desk.deeds.scope.edit(item, {name: value}))

    def action_priority(self) -> None:
        """Give the next priority."""
        if (item := self.item()) is not None:
            at = PRIORITIES.index(item.priority) if item.priority in PRIORITIES else 0
            self._edit("priority", PRIORITIES[(at + 1) % len(PRIORITIES)])

    def action_assign(self) -> None:
        """Say who looks after it."""
        if self.item() is None:
            return

        def work() -> None:
            names = self.desk.records.list_owners()
            self.app.call_from_thread(self._offer_owners, names)

        self.load(work, "owners")

    def _offer_owners(self, names: list[str]) -> None:
        self.app.push_screen(*choosing_owner(names, partial(self._edit, "owner")))

    def action_due(self) -> None:
        """Say until when."""
        self._ask("due", t("Due on which day? (2026-05-20)"))

    def action_title(self) -> None:
        """Word the title anew."""
        self._ask("title", t("Title"))

    def action_group(self) -> None:
        """Put a requirement under a heading of the document."""
        self._ask("group", t("Under which heading of the document?"))

    def _ask(self, name: str, question: str) -> None:
        item = self.item()
        if item is None:
            return
        present = str(item.details.get(name, "")) if name == "group" else str(getattr(item, name))

        def keep(value: str | None) -> None:
            if value is not None and value != present:
                self._edit(name, value)

        self.app.push_screen(NameScreen(question, plain_line(present)), keep)

    def action_item_note(self) -> None:
        """Write a note."""
        item = self.item()
        if item is None:
            return
        target = Target(item.conversation_id, 0, item.ref)

        def keep(text: str | None) -> None:
            if text:
                self.act(lambda: self.desk.deeds.note(target, text))

        self.app.push_screen(NoteScreen(), keep)

    # joining

    def action_link(self) -> None:
        """Link it to another item of the project."""
        lines = [t(r.value) for r in Relation]
        item = self.item()
        if item is None:
            return

        def pick(chosen: Chosen | None) -> None:
            if chosen is not None and chosen.index is not None:
                relation = list(Relation)[chosen.index]
                self._pick_other(item, partial(self._link, item, relation))

        title = t("How does {ref} stand to the other?", ref=item.ref)
        self.app.push_screen(ChooseScreen(title, lines), pick)

    def _link(self, item: ItemRow, relation: Relation, other: ItemRow) -> None:
        self.act(partial(self.desk.deeds.scope.link, item, relation, other))

    def action_item_merge(self) -> None:
        """Fold it into another of its kind."""
        if (item := self.item()) is not None:
            self._pick_other(item, partial(self._merge, item), same_kind=True)

    def _merge(self, item: ItemRow, other: ItemRow) -> None:
        self.act(partial(self.desk.deeds.scope.merge, item, other))

    def _pick_other(
        self, item: ItemRow, take: Callable[[ItemRow], None], *, same_kind: bool = False
    ) -> None:
        def work() -> None:
            known = self.desk.records.list_everything(self.place.code)
            others = [
                i
                for i in known
                if i.id != item.id
                and i.client_id == item.client_id
                and (i.kind is item.kind or not same_kind)
            ]
            self.app.call_from_thread(self._offer_others, others, take)

        self.load(work, "others")

    def _offer_others(self, others: list[ItemRow], take: Callable[[ItemRow], None]) -> None:
        if not others:
            self.say(t("There is no other item of this client here"))
            return

        def give(chosen: Chosen | None) -> None:
            if chosen is not None and chosen.index is not None:
                take(others[chosen.index])

        names = [f"{i.ref:<8} {plain_line(i.title, 60)}" for i in others]
        self.app.push_screen(ChooseScreen(t("Which item?"), names), give)

    def action_item_split(self) -> None:
        """Draw further items from the same words."""
        if (item := self.item()) is not None:
            self.open_form(split_form(self.desk, item))
