"""Commands imported when they are called: a process starts with what it needs, and no more."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

Command = TyperCommand | TyperGroup


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command is: ``module:function``, or ``module:app`` with *help* for a group."""

    path: str
    help: str = ""

    def load(self, name: str) -> Command:
        """Import the command and return it as Typer runs it."""
        module, _, attribute = self.path.partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            group = get_group(found)
            group.name, group.help = name, self.help
            return group
        single = typer.Typer(add_completion=False, rich_markup_mode="rich")
        single.command(name)(found)
        return cast("TyperCommand", get_command(single))


class Commands(MutableMapping[str, Command]):
    """Commands by name, in the order of *places*; each is imported at the first look."""

    def __init__(self, places: dict[str, Place]) -> None:
        self._places = places
        self._loaded: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        if name not in self._loaded:
            self._loaded[name] = self._places[name].load(name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places or name in self._loaded

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._places, *self._loaded)))

    def __len__(self) -> int:
        return len({*self._places, *self._loaded})


def lazy_group(places: dict[str, Place]) -> type[TyperGroup]:
    """Return the class of a group whose commands stand in *places*."""

    class LazyGroup(TyperGroup):
        def __init__(self, **attrs: Any) -> None:  # noqa: ANN401 - as Typer calls it
            super().__init__(**attrs)
            commands: Any = Commands(places)  # Typer's own class of a command is private
            self.commands = commands

    return LazyGroup
