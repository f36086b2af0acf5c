"""The list of all keys in docs/keys.md, from the registry: `python -m tests.figures.keys`."""

from __future__ import annotations

from pathlib import Path

from tui.actions import ACTIONS, NAMES, Action, Context, grouped, in_context

TARGET = Path(__file__).parents[2] / "docs" / "keys.md"
TITLES: dict[Context, str] = {
    Context.CONVERSATIONS: "Lists of conversations, and the conversation",
    Context.OUTBOX: "Outbox",
    Context.QUARANTINE: "Quarantine",
    Context.INSIGHTS: "Figures",
    Context.SURVEYS: "Surveys",
    Context.CLIENTS: "All clients",
    Context.CLIENT: "A client's record",
    Context.GLANCE: "Project: at a glance",
    Context.REQUIREMENTS: "Project: requirements",
    Context.CHANGES: "Project: changes",
    Context.COMPLAINTS: "Project: complaints",
    Context.IMPROVEMENTS: "Project: improvements",
    Context.DOCUMENT: "Project: requirement document",
    Context.MILESTONES: "Project: milestones",
}
INTRO = """# The keys

Made from the registry of actions that the terminal UI itself uses; `?` shows those of the screen in
front, `ctrl+p` finds any of them by name, and `[tui] keys` in the configuration gives them others
(by the id in the last column). Forms are filled in with `tab` from field to field; `ctrl+s` does
what the form says, with the mail that leaves beside it, and `esc` leaves without doing anything.
"""


def describe() -> str:
    """Return the list as Markdown; what holds everywhere stands once, at the end."""
    everywhere = [a for a in ACTIONS if len(a.contexts) >= len(Context)]
    parts = [INTRO]
    for context in Context:
        here = [a for a in in_context(context, read_only=False) if a not in everywhere]
        title = TITLES.get(context, context.value.capitalize())
        parts += [f"## {title}\n", *_table(here)]
    return "\n".join([*parts, "## Everywhere\n", *_table(everywhere)]).rstrip("\n") + "\n"


def _table(actions: list[Action]) -> list[str]:
    rows = ["| key | what it does | id |", "| --- | --- | --- |"]
    for found in grouped(actions).values():
        for each in found:
            keys = " ".join(f"`{NAMES.get(k, k)}`" for k in each.keys)
            rows.append(f"| {keys} | {each.help} | `{each.id}` |")
    return [*rows, ""]


def main() -> None:
    """Write the file."""
    TARGET.write_text(describe(), encoding="utf-8")
    print(TARGET.name)


if __name__ == "__main__":
    main()
