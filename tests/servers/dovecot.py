"""A Dovecot of our own: own folder, own ports; never the system's."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme

from tests.servers import packages

PASSWORD = "geheim"
PATIENCE = 30

CONFIG = """
base_dir = {base}/run
log_path = {base}/log
instance_name = triaged-test
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_login_user = {login_user}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
mail_location = maildir:{base}/mail/%u
first_valid_uid = 1
namespace inbox {{
  inbox = yes
  mailbox "Sent Messages" {{
    auto = create
    special_use = \\Sent
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
"""


class Dovecot:
    """A running Dovecot; a context manager. ``port`` is plain and STARTTLS, ``tls_port`` TLS.

    It knows every user, by the one password.
    """

    def __init__(self) -> None:
        # not in pytest's folder, which only its owner may enter: Dovecot changes to other users
        self.base = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.base.chmod(0o755)
        self.port, self.tls_port = free_port(), free_port()
        self.ca_file = self.base / "ca.pem"
        self._config = self.base / "dovecot.conf"
        self._users = itertools.count()

    def __enter__(self) -> Self:
        owner = pwd.getpwnam(mail_owner())
        (self.base / "mail").mkdir()
        os.chown(self.base / "mail", owner.pw_uid, owner.pw_gid)
        self._certify()
        values = {"base": self.base, "port": self.port, "tls_port": self.tls_port}
        ids = {"uid": owner.pw_uid, "gid": owner.pw_gid, "password": PASSWORD}
        self._config.write_text(CONFIG.format(**values, **ids, **service_users()))
        command = [program("dovecot"), "-c", str(self._config)]
        subprocess.run(command, check=True, timeout=PATIENCE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pid_file = self.base / "run" / "master.pid"
        self._doveadm("stop")
        deadline = time.monotonic() + PATIENCE
        while pid_file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        shutil.rmtree(self.base, ignore_errors=True)

    def new_user(self) -> str:
        """Return a user whose mailbox is empty."""
        return f"desk{next(self._users)}"

    def kick(self, user: str) -> None:
        """End the connections of *user*, as an administrator may."""
        self._doveadm("kick", user)

    def _certify(self) -> None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        served = authority.issue_cert("localhost", "127.0.0.1")
        served.private_key_pem.write_to_path(str(self.base / "key.pem"))
        served.cert_chain_pems[0].write_to_path(str(self.base / "cert.pem"))

    def _doveadm(self, *words: str) -> None:
        command = [program("doveadm"), "-c", str(self._config), *words]
        subprocess.run(command, check=False, timeout=PATIENCE, capture_output=True)


def demand() -> None:
    """Skip the test where there is no Dovecot, and fail it in CI."""
    packages.demand(PACKAGE)


def missing() -> str:
    """Return why there is no Dovecot; empty when there is one."""
    return packages.missing(PACKAGE)


def program(name: str) -> str:
    """Return the path of *name*; empty when it is not installed."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") or ""


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def mail_owner() -> str:
    """Return who owns the mail: Dovecot refuses root, anybody else runs it as himself."""
    return "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def service_users() -> dict[str, str]:
    """Return who Dovecot's own processes run as."""
    if os.geteuid() == 0:
        names = ("dovenull", "dovecot", "dovecot")
    else:
        names = (mail_owner(),) * 2 + (str(os.getgid()),)
    return dict(zip(("login_user", "internal_user", "internal_group"), names, strict=True))


PACKAGE = packages.Package("Dovecot", "dovecot-imapd", lambda: bool(program("dovecot")))
