"""The week's figures by mail to managers, once a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from daemon.config.planning import WEEKDAYS
from daemon.outbox.render import render
from daemon.services import figures, reports
from daemon.services.figures import Scope
from daemon.services.office import Office, Parcel, post
from daemon.store import outbox

#: so long back the words of clients are told
WEEK = timedelta(days=7)


def run(office: Office, now: datetime) -> int:
    """Write the digest on its weekday, once each manager and week; return how many."""
    config, mailbox = office.config, office.config.mailbox[0]
    local = now.astimezone(mailbox.zone)
    wanted = config.surveys.digest
    if wanted == "never" or not config.surveys.managers:
        return 0
    if local.weekday() != WEEKDAYS.index(wanted) or local.time() < config.calendar.opens:
        return 0
    week = f"{local:%G-W%V}"
    keys = {addr: f"digest:{week}:{addr.lower()}" for addr in config.surveys.managers}
    with office.db.read() as transaction:
        done = outbox.known(transaction, list(keys.values()))
    left = {addr: key for addr, key in keys.items() if key not in done}
    if not left:
        return 0
    end = local.replace(hour=0, minute=0, second=0, microsecond=0)
    # who was asked this week has had no time to answer
    since = end - timedelta(days=config.surveys.close_days)
    report = figures.report(office.db, config, Scope(since=since, until=end))
    said = tuple(v for v in report.verbatims if end - WEEK <= v.at < end)
    if not report.total.response.count and not report.skipped:
        return 0
    context: dict[str, object] = {
        "period": f"{since:%Y-%m-%d} – {end - timedelta(days=1):%Y-%m-%d}",
        **reports.digest(replace(report, verbatims=said)),
        "signature": "",
    }
    words = render("digest", mailbox.language, context, mailbox.templates)
    with office.db.write() as transaction:
        for addr, key in left.items():
            post(transaction, office, mailbox, Parcel(words, addr, "digest", key), now)
    return len(left)
