"""Files that clients sent have versions; causes of complaints are counted by month."""

from __future__ import annotations

from email.message import EmailMessage

from daemon.services import clientfiles, scope
from daemon.store.engine import Database
from tests.integration import scoping
from tests.integration.desk import Written
from tests.integration.scoping import ANNA, MANAGER


def with_file(name: str, data: bytes, number: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = ANNA, "help@studio.example", f"File {number}"
    mail["Message-ID"] = f"<f{number}@weber.example>"
    mail.set_content("Here it is.")
    mail.add_attachment(data, "application", "pdf", filename=name)
    return mail.as_bytes()


def test_another_content_of_a_name_is_another_version(either_db: Database) -> None:
    desk = scoping.ready(either_db)
    for number, (name, data) in enumerate(
        [("plan.pdf", b"1"), ("Plan.pdf", b"2"), ("logo.pdf", b"1"), ("plan.pdf", b"1")]
    ):
        desk.take(with_file(name, data, number))
    found = [(v.file.name, v.version) for v in clientfiles.list_files(desk.db, "shop")]
    assert found == [("plan.pdf", 1), ("Plan.pdf", 2), ("logo.pdf", 1)]


def test_causes_are_counted_by_month(either_db: Database) -> None:
    desk = scoping.ready(either_db)
    for number, cause in enumerate(["late", "late", ""], 1):
        desk.take(Written(ANNA, f"C{number}", "It is broken.", f"c{number}@weber.example"))
        if cause:
            one, _ = scope.find(desk.db, "SHOP", f"CMP-{number}")
            scope.edit(desk.db, one, {"cause": cause}, MANAGER)
    found = [(c.month, c.cause, c.count) for c in clientfiles.count_causes(desk.db, "SHOP")]
    assert found == [("2026-03", "late", 2), ("2026-03", "", 1)]
