"""The requirement document as a file in one of its formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from daemon.errors import NotFoundError, UserError
from daemon.outbox.render import render
from daemon.scope.document import markdown, stamp_of
from daemon.services import baselines, papers
from daemon.services.office import Office
from daemon.services.papers import Paper
from daemon.store import projects

FORMATS = (".md", ".html", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which document: of which project, a version that was sent or 0 for a draft."""

    project: str
    version: int
    language: str
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def write(office: Office, wish: Wish, suffix: str, now: datetime) -> bytes:
    """Return the bytes of a document in the format of *suffix*.

    Raises UserError for another format, NotFoundError for a version that was never sent.
    """
    if suffix not in FORMATS:
        raise UserError(f"{suffix or 'no suffix'}: a document is one of {', '.join(FORMATS)}")
    paper = _paper(office, wish, now)
    if suffix == ".docx":
        return papers.docx(paper)
    if suffix == ".pdf":
        return papers.pdf(paper)
    if suffix == ".html":
        values = baselines.document_values(paper.document, paper.version) | {"stamp": paper.stamp}
        return render("document", paper.document.language, values).html.encode()
    return markdown(paper.document, paper.version, paper.stamp).encode()


def _paper(office: Office, wish: Wish, now: datetime) -> Paper:
    sent = baselines.versions(office.db, wish.project)
    with office.db.read() as transaction:
        zone = baselines.zone_of(office, projects.find(transaction, wish.project))
    if not wish.version:
        drawn = baselines.draft(office.db, wish.project, wish.language, wish.notes, zone)
        stamp = stamp_of(drawn, now.astimezone(zone).date())
        return Paper(drawn, len(sent) + 1, now, stamp)
    for each in sent:
        if each.made.number == wish.version:
            at, sha256 = each.made.created_at, each.made.sha256
            stamp = stamp_of(each.document, at.astimezone(zone).date(), sha256)
            return Paper(each.document, wish.version, at, stamp)
    raise NotFoundError(f"{wish.project} has no version {wish.version}; `scope versions` shows all")
