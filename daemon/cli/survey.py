"""`triaged survey`: who is asked, who is not and why, and the answers that came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, actor, console, plain, read_config, table
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.model.plan import AnswerState, InvitationState
from daemon.services import followups, improving, milestones, optouts, surveys
from daemon.services.surveys import Sending
from daemon.store.improvements import Link
from daemon.surveys.files import load_survey, survey_names

app = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="Its number in the list.")]
Who = Annotated[str, typer.Argument(help="A contact, by address or name.")]


@app.command("list")
def list_surveys(config: ConfigOption = None) -> None:
    """List the surveys there are, shipped and your own."""
    rows = table("survey", "questions", "subject")
    folder = read_config(config).mailbox[0].templates
    for name in survey_names(folder):
        survey = load_survey(name, folder)
        rows.add_row(name, str(len(survey.questions)), plain(survey.title.en))
    console().print(rows)


@app.command("invitations")
def list_invitations(
    project: Annotated[str | None, typer.Argument(help="Only this project's.")] = None,
    state: Annotated[
        list[InvitationState] | None, typer.Option("--state", "-s", help="Only these states.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """List who was asked, will be, and was not, with the reason."""
    rows = table("id", "project", "milestone", "contact", "survey", "state", "when", "reason")
    with opened(config) as (_, db):
        for line in surveys.list_invitations(db, project, state or ()):
            each = line.invitation
            who = plain(line.person.name or line.person.address)
            cells = (str(each.id), line.project.code, plain(line.milestone.name), who)
            moment = each.answered_at or each.asked_at or each.due_at
            note = "; ".join(each.reasons) or each.reminder
            when = f"{moment:%Y-%m-%d %H:%M}"
            rows.add_row(*cells, each.survey, each.state.value, when, plain(note))
    console().print(rows)


@app.command("send")
def send_survey(
    project: Annotated[str, typer.Argument(help="The project's code.")],
    survey: Annotated[str, typer.Argument(help="Which survey.")],
    contact: Annotated[
        list[str] | None, typer.Option("--contact", help="Only these; may repeat.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Ask by hand. The rules of when not to ask hold; `override` goes past them."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    with open_app(read_config(config), with_model=False) as app_:
        wanted = Sending(project, survey, tuple(contact or ()))
        done = surveys.send(app_.office, wanted, actor(), utc_now())
    typer.echo(f"{done.planned} invitations planned as “{plain(done.milestone.name)}”")


@app.command("override")
def override(number: Number, config: ConfigOption = None) -> None:
    """Ask in spite of the reasons not to, if the contact did not opt out."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    with open_app(read_config(config), with_model=False) as app_:
        event = surveys.override(app_.office, number, actor(), utc_now())
    typer.echo(f"invitation {number} goes out at the next open moment (event {event})")


@app.command("skip")
def skip(number: Number, config: ConfigOption = None) -> None:
    """Do not send a planned invitation."""
    with opened(config) as (_, db):
        event = surveys.skip(db, number, actor(), utc_now())
    typer.echo(f"invitation {number} is skipped (event {event})")


@app.command("optout")
def opt_out(
    who: Annotated[str | None, typer.Argument(help="A contact; without one, list all.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="They may be asked again.")] = False,
    config: ConfigOption = None,
) -> None:
    """Note that somebody does not want to be asked, or list those who do not."""
    with opened(config) as (_, db):
        if who is None:
            rows = table("contact", "to", "since", "by")
            for each in optouts.list_all(db):
                cells = (plain(each.person.name), each.person.address)
                rows.add_row(*cells, f"{each.at:%Y-%m-%d}", plain(each.actor))
            console().print(rows)
            return
        change = optouts.allow if undo else optouts.opt_out
        event = change(db, who, actor(), utc_now())
    typer.echo(f"{who} {'may be asked again' if undo else 'is not asked again'} (event {event})")


@app.command("answers")
def list_answers(
    everything: Annotated[bool, typer.Option("--all", help="Also those that count.")] = False,
    config: ConfigOption = None,
) -> None:
    """List answers that wait for a manager, with what was read."""
    rows = table("id", "contact", "milestone", "came", "state", "scores", "note")
    states = () if everything else (AnswerState.HELD,)
    with opened(config) as (_, db):
        for line in surveys.list_answers(db, states):
            each = line.answer
            who = plain(line.person.name or line.person.address)
            cells = (str(each.id), who, plain(line.milestone.name))
            said = plain(each.reason or each.remark)
            when = f"{each.received_at:%Y-%m-%d}"
            rows.add_row(*cells, when, each.state.value, _values(each.scores), said)
    console().print(rows)


def _values(scores: Mapping[str, int]) -> str:
    return ", ".join(f"{key}={score}" for key, score in scores.items()) or "–"


@app.command("accept")
def accept(
    number: Number,
    score: Annotated[
        list[str] | None, typer.Option("--score", help="As you read it: q1=4; may repeat.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Let an answer count that waits, or correct one that counts."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    read = dict(_score(text) for text in score or ())
    with open_app(read_config(config), with_model=False) as app_:
        event = surveys.accept(app_.office, number, read, actor(), utc_now())
    typer.echo(f"answer {number} counts (event {event})")


def _score(text: str) -> tuple[str, int]:
    key, _, value = text.partition("=")
    if not value.strip().isascii() or not value.strip().isdigit():
        raise UserError(f"{text!r}: wanted a question and its score, such as q1=4")
    return key.strip(), int(value)


@app.command("refuse")
def refuse(number: Number, config: ConfigOption = None) -> None:
    """Do not count an answer."""
    with opened(config) as (_, db):
        event = surveys.refuse(db, number, actor(), utc_now())
    typer.echo(f"answer {number} does not count (event {event})")


@app.command("improved")
def improved(
    project: Annotated[str, typer.Argument(help="The project's code.")],
    item: Annotated[str, typer.Argument(help="The item, such as IMP-3.")],
    changed: Annotated[
        str, typer.Option(help="What changed, for the client; the mail is held for you to read.")
    ] = "",
    config: ConfigOption = None,
) -> None:
    """Close what a low score opened, and offer the mail that says what changed."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    with open_app(read_config(config), with_model=False) as app_:
        found = improving.find_item(app_.db, project, item)
        event, mail = improving.close(app_.office, found, changed, actor(), utc_now())
    held = f"; mail {mail} waits in the outbox" if mail is not None else ""
    typer.echo(f"{found.ref} is done (event {event}){held}")


@app.command("improvements")
def list_improvements(
    project: Annotated[str | None, typer.Argument(help="Only this project's.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also those that are closed.")] = False,
    config: ConfigOption = None,
) -> None:
    """List what bad answers opened: who looks after it, until when, and where it came from."""
    rows = table("project", "item", "state", "owner", "due", "contact", "milestone", "note")
    with opened(config) as (_, db):
        for link in improving.list_all(db, project, everything=everything):
            cells = (link.project, link.item, link.item_state, plain(link.owner) or "–")
            said = plain(link.remark.partition("\n")[0]) or _values(link.scores)
            where = (plain(link.contact), plain(link.milestone), said)
            rows.add_row(*cells, link.due or "–", *where)
    console().print(rows)


@app.command("chain")
def show_chain(
    project: Annotated[str, typer.Argument(help="The project's code.")],
    milestone: Annotated[str, typer.Option(help="From this milestone on.")] = "",
    item: Annotated[str, typer.Option(help="Through this item, such as IMP-3.")] = "",
    answer: Annotated[int | None, typer.Option(help="Through this answer.")] = None,
    mail: Annotated[int | None, typer.Option(help="Through this mail of the outbox.")] = None,
    config: ConfigOption = None,
) -> None:
    """Walk milestone → invitation → answer → item → closing mail, from whichever link."""
    with opened(config) as (_, db):
        where: dict[str, int] = {}
        if milestone:
            where["milestone_id"] = milestones.find(db, project, milestone).id
        if item:
            where["item_id"] = improving.find_item(db, project, item).id
        where |= {"answer_id": answer} if answer is not None else {}
        where |= {"outgoing_id": mail} if mail is not None else {}
        if not where:
            raise UserError("give one of --milestone, --item, --answer and --mail")
        links = improving.chain(db, **where)
    if not links:
        typer.echo("nothing hangs on it yet")
    for milestone_id in dict.fromkeys(link.milestone_id for link in links):
        _print_chain([link for link in links if link.milestone_id == milestone_id])


def _print_chain(links: Sequence[Link]) -> None:
    first = links[0]
    cause = f", after {first.cause}" if first.cause else ""
    typer.echo(f"{first.project} {plain(first.milestone)}: {first.milestone_state}{cause}")
    for link in links:
        mail = f", mail {link.invitation_mail_id}" if link.invitation_mail_id else ""
        who = f"{plain(link.contact)} ({plain(link.client)})"
        typer.echo(f"  invitation {link.invitation_id} to {who}: {link.invitation_state}{mail}")
        if link.answer_id is not None:
            said = plain(link.remark.partition("\n")[0])
            quoted = f" “{said}”" if said else ""
            scores = _values(link.scores)
            typer.echo(f"    answer {link.answer_id}, {link.answer_state}: {scores}{quoted}")
        if link.item_id is not None:
            facts = f"owner {plain(link.owner) or '–'}, due {link.due or '–'}"
            typer.echo(f"      {link.item}: {link.item_state}, {facts}")
        if link.closing_id is not None:
            typer.echo(f"        closing mail {link.closing_id}: {link.closing_state}")


@app.command("followups")
def list_follow_ups(
    everything: Annotated[bool, typer.Option("--all", help="Also those that ended.")] = False,
    cancel: Annotated[int | None, typer.Option(help="Do not wait for this one.")] = None,
    config: ConfigOption = None,
) -> None:
    """List what is waited for and when somebody is reminded."""
    with opened(config) as (_, db):
        if cancel is not None:
            event = followups.cancel(db, cancel, actor(), utc_now())
            typer.echo(f"follow-up {cancel} is cancelled (event {event})")
            return
        rows = table("id", "rule", "tag", "client", "subject", "due", "step", "state", "note")
        for line in followups.list_all(db, everything=everything):
            each = line.follow_up
            cells = (str(each.id), each.rule, line.tag, plain(line.client), plain(line.subject))
            due = f"{each.due_at:%Y-%m-%d %H:%M}"
            rows.add_row(*cells, due, str(each.step), each.state, plain(each.reason))
        console().print(rows)
