"""Changing a held mail before it is approved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.errors import StaleError, UserError
from daemon.model.outgoing import Letter, OutgoingState
from daemon.services import delivery, editing, undo
from daemon.services.delivery import Target
from daemon.services.editing import Words
from daemon.store.engine import Database
from tests.integration.mailroom import LIMITS, NOW, new_outgoing

OTHER = Words("Re: Export", "Dear Anna,\n\nit comes on Friday.")


def held(db: Database, state: OutgoingState = OutgoingState.HELD) -> int:
    new = new_outgoing(state=state)
    new = replace(new, letter=replace(new.letter, html="<p>old words</p>"))
    with db.write() as transaction:
        return delivery.enqueue(transaction, new, LIMITS, NOW)


def letter_of(db: Database, outgoing_id: int) -> Letter:
    return delivery.load(db, outgoing_id).letter


def edit(db: Database, outgoing_id: int, words: Words = OTHER) -> int:
    version = delivery.load(db, outgoing_id).version
    return editing.edit(db, Target(outgoing_id, version), words, "maria", NOW)


def test_other_words_leave_and_the_old_html_does_not(either_db: Database) -> None:
    outgoing_id = held(either_db)
    edit(either_db, outgoing_id)
    letter = letter_of(either_db, outgoing_id)
    assert (letter.subject, letter.text, letter.html) == (OTHER.subject, OTHER.text, "")


def test_a_new_subject_alone_keeps_the_html(db: Database) -> None:
    outgoing_id = held(db)
    edit(db, outgoing_id, Words("Another", letter_of(db, outgoing_id).text))
    assert letter_of(db, outgoing_id).html == "<p>old words</p>"


def test_the_old_words_come_back(either_db: Database) -> None:
    outgoing_id = held(either_db)
    before = letter_of(either_db, outgoing_id)
    undo.undo(either_db, [edit(either_db, outgoing_id)], "maria", NOW)
    assert letter_of(either_db, outgoing_id) == before


def test_approved_words_do_not_come_back(db: Database) -> None:
    outgoing_id = held(db)
    done = edit(db, outgoing_id)
    version = delivery.load(db, outgoing_id).version
    delivery.approve(db, Target(outgoing_id, version), "jonas", NOW)
    with pytest.raises(StaleError):
        undo.undo(db, [done], "maria", NOW)


def test_only_held_mail_is_edited(db: Database) -> None:
    outgoing_id = held(db, OutgoingState.QUEUED)
    with pytest.raises(UserError, match="queued"):
        edit(db, outgoing_id)


def test_what_somebody_changed_meanwhile_is_not_overwritten(db: Database) -> None:
    outgoing_id = held(db)
    edit(db, outgoing_id, Words("Mine", "mine"))
    with pytest.raises(StaleError):
        editing.edit(db, Target(outgoing_id, 0), OTHER, "jonas", NOW)
    assert letter_of(db, outgoing_id).subject == "Mine"


@pytest.mark.parametrize("words", [Words("", "text"), Words("subject", " \n")])
def test_a_mail_keeps_a_subject_and_a_text(db: Database, words: Words) -> None:
    with pytest.raises(UserError, match="needs"):
        edit(db, held(db), words)
