"""`triaged demo`: the story, on servers inside the process."""

from __future__ import annotations

import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from daemon import log
from daemon.cli.common import console, plain, table
from daemon.errors import TriagedError, UserError

if TYPE_CHECKING:
    from daemon.app import App
    from daemon.demo.verdict import Verdict
    from daemon.demo.world import World


#: the table of the story is for reading, also where the output is no terminal
TABLE_WIDTH = 180
#: seconds for reading where the servers are
READING = 8


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play at full speed and print what became of it.")
    ] = False,
    folder: Annotated[
        Path | None, typer.Option("--data", help="An empty folder for it; by default a new one.")
    ] = None,
    pace: Annotated[
        float, typer.Option("--pace", help="1 leaves pauses as people do, 0 none.", min=0)
    ] = 1.0,
) -> None:
    """Play a story of three projects on a real daemon and open the terminal UI on it.

    Without a terminal, or with --headless, ends with a table of what came in and what became of
    it, and with 1 if anything differs from the story.
    """
    try:
        from daemon.demo.world import open_world  # noqa: PLC0415 - needs the extra "demo"
    except ImportError as error:
        advice = "pip install '.[demo]' in the folder of the sources"
        raise UserError(f"the demo needs its servers: {advice} ({error})") from None
    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="triaged-demo-")))
        elif folder.exists() and any(folder.iterdir()):
            raise UserError(f"{folder} is not empty; the demo starts from nothing")
        world = stack.enter_context(open_world(folder))
        stream = stack.enter_context((folder / "daemon.log").open("w", encoding="utf-8"))
        log.configure("info", "json", stream)
        if headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
            differences = _play_headless(world)
        else:
            _introduce(world)
            differences = _play_with_ui(world, pace)
    if differences:
        raise typer.Exit(1)


def _introduce(world: World) -> None:
    from daemon.demo.places import CLIENT, MAILBOXES, PASSWORD  # noqa: PLC0415

    out = console()
    out.print("Take part as a client with a mail program of your own:", style="bold")
    out.print(f"  read   IMAP 127.0.0.1 port {world.imap.port}, user {CLIENT}, password {PASSWORD}")
    out.print(f"  write  SMTP 127.0.0.1 port {world.smtp_port}, no log-in, to")
    for address in MAILBOXES.values():
        out.print(f"         {address}")
    out.print(f"  look   {sys.argv[0]} status --config {world.config_path}\n")
    out.print(f"The terminal UI opens in {READING} s, or with enter.", style="bold")


def _play_headless(world: World) -> int:
    from daemon.demo.play import play, running_daemon  # noqa: PLC0415
    from daemon.demo.scenes import SCENES  # noqa: PLC0415
    from daemon.demo.verdict import judge  # noqa: PLC0415

    with running_daemon(world) as app:
        play(world, app, SCENES, 0, lambda _: None)
        verdicts = judge(app.db, SCENES)
    return _print(verdicts)


def _play_with_ui(world: World, pace: float) -> int:
    """Tell the story in the background while the terminal UI has the terminal."""
    from daemon.demo.play import running_daemon  # noqa: PLC0415

    with running_daemon(world) as app:
        teller = threading.Thread(target=_tell, args=(world, app, pace), daemon=True)
        teller.start()
        # it takes the whole terminal: what is written there wants to be read before
        select.select([sys.stdin], [], [], READING)
        arguments = [sys.executable, "-m", "tui", "--config", str(world.config_path)]
        return subprocess.run(arguments, check=False).returncode  # noqa: S603 - our own program


def _tell(world: World, app: App, pace: float) -> None:
    from daemon.demo.play import play  # noqa: PLC0415
    from daemon.demo.scenes import SCENES  # noqa: PLC0415

    teller = log.get_logger(__name__)
    try:
        play(world, app, SCENES, pace, lambda step: teller.info("story.told", step=step.key))
    except (TriagedError, OSError, RuntimeError) as error:
        # the user may have closed the UI, and with it the servers, before the story ended
        teller.warning("story.ended_early", detail=str(error))


def _print(verdicts: Sequence[Verdict], stream: TextIO | None = None) -> int:
    """Print what came in and what became of it; return how many steps differ."""
    rows = table("what came in", "from", "kind", "client", "label", "in", "items", "answer", "")
    for verdict in verdicts:
        step, became = verdict.step, verdict.outcome
        ok = "differs" if verdict.differences else "ok"
        if became is None:
            rows.add_row(step.gist, plain(step.who), "quarantine", *[""] * 5, ok)
            continue
        sure = f" {became.confidence:.0%}" if became.label else ""
        look = " (look)" if became.needs_look else ""
        cells = (became.kind, plain(became.client), became.label + sure + look, became.tag)
        rows.add_row(
            step.gist, plain(step.who), *cells, " ".join(became.items), became.answered, ok
        )
    out = console()
    out.width = max(out.width, TABLE_WIDTH)
    out.file = stream or sys.stdout
    out.print(rows)
    wrong = [v for v in verdicts if v.differences]
    for verdict in wrong:
        out.print(f"! {verdict.step.gist}: {'; '.join(verdict.differences)}", style="bold red")
    out.print(f"{len(verdicts) - len(wrong)} of {len(verdicts)} mails became what they should")
    return len(wrong)
