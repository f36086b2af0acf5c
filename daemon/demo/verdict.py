"""What became of the story, and where it differs from what should have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daemon.demo.story import Step
from daemon.services import outcome
from daemon.services.outcome import Outcome
from daemon.store.engine import Database


@dataclass(frozen=True, slots=True)
class Verdict:
    """A step, what became of it, and every way in which that differs from the story."""

    step: Step
    outcome: Outcome | None
    differences: tuple[str, ...]


def judge(db: Database, steps: Sequence[Step]) -> list[Verdict]:
    """Compare the records with the story."""
    found = outcome.by_message_id(db, [s.message_id for s in steps])
    kept = outcome.quarantined_subjects(db)
    tags = {s.key: found[s.message_id].tag for s in steps if s.message_id in found}
    verdicts = []
    for step in steps:
        became = found.get(step.message_id)
        if step.expected.quarantined:
            differences: tuple[str, ...] = (
                () if "All product photos" in kept else ("not in quarantine",)
            )
        elif became is None:
            differences = ("not recorded",)
        else:
            differences = tuple(_differences(step, became, tags))
        verdicts.append(Verdict(step, became, differences))
    return verdicts


def _differences(step: Step, became: Outcome, tags: dict[str, str]) -> list[str]:
    wanted = step.expected
    pairs = [
        ("kind", wanted.kind, became.kind),
        ("client", wanted.client, became.client),
        ("answer", wanted.answered, became.answered),
    ]
    if wanted.label:
        pairs.append(("label", wanted.label, became.label))
    if wanted.items:
        missing = ", ".join(sorted(wanted.items - became.item_kinds))
        pairs.append(("items missing", "", missing))
    if wanted.looked_at:
        pairs.append(("waits for a look", "yes", "yes" if became.needs_look else "no"))
    joins = tags.get(wanted.joins or step.key, "")
    pairs.append(("conversation", joins, became.tag))
    return [f"{what}: {is_!r} instead of {was!r}" for what, was, is_ in pairs if was != is_]
