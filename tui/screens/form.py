"""Filling in a form beside a picture of what will come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from daemon.errors import StaleError, TriagedError
from tui.desk import Desk
from tui.i18n import t
from tui.i18n.errors import tell
from tui.paint.parts import ALERT, FAINT, STRONG, assemble, styled
from tui.plain import plain
from tui.widgets.choice import ChoiceField

if TYPE_CHECKING:
    from tui.deeds import Deed

#: seconds without a key after which the picture is made again
REST = 0.2
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: a line, several lines, or one of ``choices``."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    several: bool = False
    choices: tuple[str, ...] = ()
    #: nothing comes of the form while it is empty
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked, what comes of it, and how it is done.

    ``picture`` (what will come of the values) and ``deed`` run in a worker and raise UserError
    for values that cannot stand; ``verb`` says what ctrl+s does. ``renew`` makes the form anew
    from the record as it stands by now, for when somebody changed it since.
    """

    title: str
    verb: str
    fields: Sequence[Field]
    deed: Callable[[Values], Deed]
    picture: Callable[[Values], Content] | None = None
    renew: Callable[[], Form] | None = None
    #: how the record stands, such as "CMP-1: acknowledged"
    stands: str = ""

    def missing(self, values: Values) -> list[str]:
        """Return the names of the fields that are still to be filled in."""
        return [t(f.label) for f in self.fields if f.needed and not values[f.key]]


@dataclass
class FormPictured(Message):
    """What will come of it, or why nothing can."""

    picture: Content | None
    problem: str


@dataclass
class FormRenewed(Message):
    """The record has changed since the form was opened; ``form`` is on it as it stands by now."""

    form: Form


@dataclass
class FormDone(Message):
    """It is done."""

    deed: Deed


class FormScreen(Screen["Deed | None"], inherit_bindings=False):
    """Shows a form. Gives back the deed once it is done; what cannot stand is said at once."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium")]  # noqa: RUF012
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("ctrl+s", "finish", "Do it", priority=True),
        Binding("tab", "app.focus_next", "Next field"),
        Binding("shift+tab", "app.focus_previous", "Field before"),
        Binding("pagedown", "scroll_picture(1)", "Down", priority=True),
        Binding("pageup", "scroll_picture(-1)", "Up", priority=True),
    ]

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the fields, the picture, and the keys."""
        yield Static(styled(plain(self._form.title), STRONG), id="form-head", markup=False)
        with Container(id="form"):
            with Vertical(id="form-writing"):
                with VerticalScroll(id="form-fields", can_focus=False):
                    for field in self._form.fields:
                        hint = f"   {t(field.hint)}" if field.hint else ""
                        label = assemble((t(field.label), STRONG), (hint, FAINT))
                        yield Static(label, classes="form-label", markup=False)
                        yield _widget(field)
                yield Static(id="form-problem", markup=False)
            if self._form.picture:
                with VerticalScroll(id="form-preview", can_focus=False):
                    yield Static(id="form-picture", markup=False)
        yield Static(self._keys(), id="form-keys", markup=False)

    def _keys(self) -> Content:
        keys = (("ctrl+s", self._form.verb), ("tab", t("next field")), ("esc", t("leave")))
        scroll = (("PgDn", t("scroll")),) if self._form.picture else ()
        parts = [
            part
            for key, word in (*keys, *scroll)
            for part in ((f" {key} ", "bold $accent"), (word + " ", "$faint"))
        ]
        return assemble(*parts)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query_one("#form-problem", Static).display = False
        self.query(".form-field").first().focus(scroll_visible=False)
        self._picture_soon()

    @property
    def values(self) -> dict[str, str]:
        """What is filled in, by key."""
        return {f.key: _value(self.query_one(f"#field-{f.key}")) for f in self._form.fields}

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceField.Changed)
    def _picture_soon(self) -> None:
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._picture_now)

    def _picture_now(self) -> None:
        picture, values = self._form.picture, self.values
        if picture is None:
            return
        if missing := self._missing():
            self._show(FormPictured(styled(missing, FAINT), ""))
            return

        def work() -> None:
            self._guard(lambda: self.post_message(FormPictured(picture(values), "")))

        self.run_worker(work, thread=True, group="picture", exclusive=True)

    def _missing(self) -> str:
        names = self._form.missing(self.values)
        return t("Still to fill in: {names}", names=", ".join(names)) if names else ""

    def _guard(self, work: Callable[[], object]) -> None:
        """Do *work*, and say why it cannot be done."""
        try:
            work()
        except StaleError as error:
            renew = self._form.renew
            if renew is None:
                self.post_message(FormPictured(None, tell(error)))
            else:
                self._guard(lambda: self.post_message(FormRenewed(renew())))
        except TriagedError as error:
            self.post_message(FormPictured(None, tell(error)))

    @on(FormPictured)
    def _show(self, message: FormPictured) -> None:
        self._tell(message.problem)
        if message.picture is not None:
            self.query_one("#form-picture", Static).update(message.picture)

    def _tell(self, problem: str) -> None:
        place = self.query_one("#form-problem", Static)
        place.display = bool(problem)
        place.update(styled(problem, ALERT))

    def action_finish(self) -> None:
        """Do it."""
        values = self.values
        if missing := self._missing():
            self._tell(missing)
            return

        def do() -> None:
            with self._desk.one_by_one:
                deed = self._form.deed(values)
            self.post_message(FormDone(deed))

        self.run_worker(partial(self._guard, do), thread=True, group="deeds")

    @on(FormRenewed)
    def _go_on(self, message: FormRenewed) -> None:
        """Go on with what was written, on the record as it stands by now."""
        before, self._form = self._form, message.form
        for old, new in zip(before.fields, self._form.fields, strict=True):
            widget = self.query_one(f"#field-{new.key}")
            if _value(widget) == plain(old.value).strip() and new.value != old.value:
                _set_value(widget, new.value)
        words = "Changed while you wrote: {now}. Your words are still here; ctrl+s does it now."
        self._tell(t(words, now=plain(self._form.stands)))

    @on(FormDone)
    def _end(self, message: FormDone) -> None:
        self.dismiss(message.deed)

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(None)

    def action_scroll_picture(self, by: int) -> None:
        """Scroll the picture by a page."""
        for preview in self.query("#form-preview"):
            preview.scroll_relative(y=by * max(1, preview.size.height - 2), animate=False)


def _widget(field: Field) -> Input | TextArea | ChoiceField:
    name, kind = f"field-{field.key}", "form-field"
    if field.choices:
        return ChoiceField(field.choices, field.value, id=name, classes=kind)
    if field.several:
        area = TextArea(
            plain(field.value), id=name, classes=kind, show_line_numbers=False, compact=True
        )
        area.tab_behavior = "focus"
        return area
    return Input(plain(field.value), id=name, classes=kind, compact=True, select_on_focus=False)


def _value(widget: object) -> str:
    if isinstance(widget, TextArea):
        return widget.text.strip()
    assert isinstance(widget, Input | ChoiceField)
    return widget.value.strip()


def _set_value(widget: object, value: str) -> None:
    if isinstance(widget, ChoiceField):
        widget.choose(value)
    elif isinstance(widget, TextArea):
        widget.text = plain(value)
    else:
        assert isinstance(widget, Input)
        widget.value = plain(value)


def listed(text: str) -> tuple[str, ...]:
    """Return the lines of a field that hold anything."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
