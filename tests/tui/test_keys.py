"""Keys that the configuration gives to actions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from daemon.config import parse_config
from daemon.errors import ConfigError
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from tests.tui import driving
from tests.tui.driving import CONFIG, Driver
from tui import actions
from tui.screens.help import HelpScreen

TOM = 2


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    actions.rebind({})


def test_an_action_listens_to_its_new_key_alone(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "CONFIG", f'[tui]\nkeys = {{ done = "e,z", why = "Z" }}\n{CONFIG}')

    async def drive(driver: Driver) -> None:
        await driver.press("d")
        assert load_conversation(db, TOM).state == "open"
        await driver.decide("z")

    async def main() -> None:
        async with driving.driving(db) as driver:
            await drive(driver)

    asyncio.run(main())
    assert load_conversation(db, TOM).state == "done"


def test_help_and_bar_show_the_keys_that_hold() -> None:
    assert actions.rebind({"search": "ctrl+k,/"}) == {"search": "ctrl+k,slash"}
    search = next(a for a in actions.ACTIONS if a.id == "search")
    assert (search.key, search.bound) == ("ctrl+k", ("ctrl+k", "slash"))
    assert "ctrl+k  /" in str(HelpScreen([search], read_only=False)._text())


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        pytest.param({"dance": "z"}, "tui.keys.dance: there is no such action", id="unknown"),
        pytest.param({"done": "w"}, "w is for done and for wait", id="taken"),
        pytest.param({"done": " , "}, "tui.keys.done: name at least one key", id="no key"),
    ],
)
def test_keys_that_cannot_stand_are_refused(keys: dict[str, str], problem: str) -> None:
    with pytest.raises(ConfigError, match=problem.replace(".", r"\.")):
        actions.rebind(keys)


def test_no_two_actions_of_a_screen_share_a_key() -> None:
    assert actions._shared_keys() == []


def test_the_configuration_takes_keys() -> None:
    config = parse_config(f'[tui]\nkeys = {{ "label.complaint" = "1" }}\n{CONFIG}', "x")
    assert config.tui.keys == {"label.complaint": "1"}
