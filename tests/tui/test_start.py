"""Starting: on an empty database, on one that is newer, read-only, and losing it later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from daemon.errors import UserError
from daemon.model.queue import Queue
from daemon.services import queues
from daemon.store import revision
from daemon.store.engine import Database, DatabaseUnavailableError, open_database
from tests.tui.driving import CONFIG, driving
from tests.tui.seed import NOW
from tui.__main__ import _prepare, main
from tui.widgets.bars import Banner


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path}/empty.sqlite3")


def set_revision(db: Database, name: str) -> None:
    with db.write() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{name}'")


def test_an_empty_database_is_brought_to_the_present_schema(empty: Database) -> None:
    _prepare(empty, read_only=False)
    assert revision.present(empty) == revision.wanted()
    assert queues.count_all(empty, NOW)[Queue.ALL] == 0
    empty.dispose()


def test_a_read_only_session_does_not_touch_an_empty_database(empty: Database) -> None:
    with pytest.raises(UserError, match="triaged run"):
        _prepare(empty, read_only=True)
    assert revision.present(empty) is None
    empty.dispose()


def test_a_database_of_a_newer_program_is_refused(db: Database) -> None:
    set_revision(db, "9999")
    with pytest.raises(UserError, match="newer"):
        _prepare(db, read_only=False)


def test_a_configuration_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(tmp_path / "none.toml")]) == 2
    assert "none.toml" in capsys.readouterr().err


def test_a_read_only_start_on_an_empty_database_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "t.toml"
    config.write_text(f'data_dir = "{tmp_path}"\n{CONFIG}')
    assert main(["--config", str(config), "--read-only"]) == 2
    assert "triaged run" in capsys.readouterr().err


def test_a_lost_database_is_told_and_its_return_noticed(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_lost = True

    async def main() -> None:
        async with driving(db) as driver:
            desk = driver.app.desk

            def load() -> object:
                if is_lost:
                    raise DatabaseUnavailableError("database: gone")
                return real()

            real = desk.load_watching
            monkeypatch.setattr(desk, "load_watching", load)
            banner = driver.screen.query_one(Banner)
            await driver.until(lambda: "may be old" in driver.text_of("#banner"))
            nonlocal is_lost
            is_lost = False
            await driver.until(lambda: not banner.display)

    asyncio.run(main())
    assert not is_lost
