"""A PostgreSQL of our own: own folder, own port, own user; never the system's."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.servers import packages
from tests.servers.dovecot import free_port

PATIENCE = 120
#: the tests keep nothing, so nothing waits for the disk
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}
#: PostgreSQL refuses to run as root
ACCOUNT = "postgres"
OWNER = "triaged"


class Postgres:
    """A running PostgreSQL; a context manager. Whoever reaches its port is let in."""

    def __init__(self) -> None:
        # not in pytest's folder, which only its owner may enter
        self.base = Path(tempfile.mkdtemp(prefix="postgres-"))
        self.base.chmod(0o755)
        self.port = 0
        self._names = (f"test_{number}" for number in itertools.count(1))

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(ACCOUNT)
            os.chown(self.base, owner.pw_uid, owner.pw_gid)
        data = str(self.base / "data")
        self._run("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
        self.port = free_port()
        settings = SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self.base)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = str(self.base / "log")
        self._run(
            "pg_ctl", "-D", data, "-l", log, "-o", options, "-t", str(PATIENCE), "-w", "start"
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("pg_ctl", "-D", str(self.base / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.base, ignore_errors=True)

    def url(self, database: str) -> str:
        """Return where *database* is reached."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """Make a database with what *template* holds; return its name."""
        name = next(self._names)
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name

    def drop(self, database: str) -> None:
        """Remove *database*, whoever is still connected."""
        self._do(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _do(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, name: str, *words: str) -> None:
        command = [program(name), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", ACCOUNT, "--", *command]
        # pg_ctl's server keeps what it is given as output, so a pipe would never end
        with (self.base / f"{name}.out").open("w+") as said:
            done = subprocess.run(
                command, cwd=self.base, check=False, timeout=PATIENCE * 2, stdout=said, stderr=said
            )
            said.seek(0)
            assert done.returncode == 0, said.read()


def demand() -> None:
    """Skip the test where there is no PostgreSQL, and fail it in CI."""
    packages.demand(PACKAGE)


def missing() -> str:
    """Return why there is no PostgreSQL; empty when there is one."""
    return packages.missing(PACKAGE)


def program(name: str) -> str:
    """Return the path of *name*, newest version first; empty when it is not installed."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(map(str, versions), key=lambda p: float(p.split("/")[4]), reverse=True)
    return shutil.which(name, path=":".join([*folders, os.environ.get("PATH", "")])) or ""


PACKAGE = packages.Package("PostgreSQL", "postgresql", lambda: bool(program("initdb")))
