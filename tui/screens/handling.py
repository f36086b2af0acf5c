"""What a manager does with what came along: files, items, second labels, whole conversations."""

from __future__ import annotations

from functools import partial

from daemon.model.label import Label
from tui import moments
from tui.i18n import t
from tui.paint.parts import FAINT, assemble
from tui.plain import plain_line
from tui.screens.acting import ActingScreen
from tui.screens.pick import PickScreen
from tui.theme import COLOUR, LONG

#: the keys of the labels, as in the list
LABEL_KEYS = {
    "c": Label.COMPLAINT,
    "g": Label.CHANGE_REQUEST,
    "r": Label.REQUIREMENT,
    "f": Label.FEEDBACK,
}


class HandlingScreen(ActingScreen):
    """Adds to deciding what needs to be picked first."""

    def action_files(self) -> None:
        """Open or keep a file of the mail that is shown."""
        seen = self.reading()
        mail = seen.focus if seen else None
        if mail is None or not mail.attachments:
            self.say(t("No files came with this mail"))
            return
        lines = [
            assemble(
                plain_line(f.name) or f.media_type,
                (f"   {moments.size(f.size)}   {plain_line(f.media_type)}", FAINT),
            )
            for f in mail.attachments
        ]

        def handle(picked: tuple[int, str] | None) -> None:
            if picked is None:
                return
            file, deeds = mail.attachments[picked[0]], self.desk.deeds
            take = deeds.open_file if picked[1] == "o" else deeds.save_file
            self.act(partial(take, mail.id, file), moves_on=False)

        verbs = {"s": "save", "o": "open"}
        self.app.push_screen(PickScreen(t("Files of this mail"), lines, verbs, "s"), handle)

    def action_items(self) -> None:
        """Accept or reject what was drawn from the conversation."""
        seen = self.reading()
        if seen is None or not seen.items:
            self.say(t("Nothing was drawn from this conversation"))
            return
        code = seen.tag.rpartition("-")[0]
        lines = [
            assemble(f"{i.ref:<8}", plain_line(i.title, 60), (f"   {i.state}", FAINT))
            for i in seen.items
        ]

        def handle(picked: tuple[int, str] | None) -> None:
            if picked is not None:
                ref, verb = seen.items[picked[0]].ref, _ITEM_VERBS[picked[1]]
                self.act(partial(self.desk.deeds.move_item, code, ref, verb), moves_on=False)

        screen = PickScreen(t("Items of this conversation"), lines, _ITEM_VERBS)
        self.app.push_screen(screen, handle)

    def action_also(self) -> None:
        """Say what the mail is as well."""
        targets = self.targets()
        labels = list(LABEL_KEYS.values())
        lines = [
            assemble((f"{key}  ", "bold"), (t(LONG[label]), f"${COLOUR[label]}"))
            for key, label in LABEL_KEYS.items()
        ]

        def handle(picked: tuple[int, str] | None) -> None:
            if picked is not None:
                label = LABEL_KEYS.get(picked[1], labels[picked[0]])
                self.act(partial(self.desk.deeds.toggle_also, targets, label), moves_on=False)

        if targets:
            verbs = {"space": "set or take away"} | dict.fromkeys(LABEL_KEYS, "")
            self.app.push_screen(PickScreen(t("It is also"), lines, verbs, "space"), handle)

    def action_merge(self) -> None:
        """Make one conversation of those that are marked."""
        self.act_on_targets(self.desk.deeds.merge)

    def action_split(self) -> None:
        """Give the mail that is read, and what follows it, a conversation of its own."""
        targets, message_id = self.targets()[:1], self.message_id()
        if not targets or message_id is None:
            self.say(t("Open the conversation and go to the client's mail where it begins anew"))
            return
        deed = partial(self.desk.deeds.split, targets[0], message_id)
        self.act(deed, moves_on=False)


_ITEM_VERBS = {"a": "accept", "r": "reject", "w": "withdraw", "o": "reopen"}
