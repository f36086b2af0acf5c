"""Machine or person: fields, senders and wording, and whether an answer may go back."""

from __future__ import annotations

import pytest

from daemon.model.message import Kind, Message
from daemon.parse.message import parse


def _mail(
    text: str = "The door is blue.", sender: str = "Anna <anna@client.example>", **fields: str
) -> Message:
    head = {"From": sender, "Subject": "Re: Doors", "Message-ID": "<1@x.example>"}
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in head.items()]
    lines.append("Content-Type: text/plain; charset=utf-8")
    return parse(("\n".join(lines) + "\n\n" + text + "\n").encode(), ["projekt@studio.example"])


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("Auto_Submitted", "auto-replied", Kind.AUTO_REPLY),
        ("Auto_Submitted", "auto-generated (reminder)", Kind.AUTO_REPLY),
        ("Auto_Submitted", "no", Kind.PERSON),
        ("Precedence", "auto_reply", Kind.AUTO_REPLY),
        ("Precedence", "bulk", Kind.LIST),
        ("Precedence", "first-class", Kind.PERSON),
        ("X_Autoreply", "yes", Kind.AUTO_REPLY),
        ("X_Autorespond", "Doors", Kind.AUTO_REPLY),
        ("List_Id", "<all.client.example>", Kind.LIST),
        ("List_Unsubscribe", "<mailto:x@y.example>", Kind.LIST),
        ("Return_Path", "<>", Kind.AUTO_REPLY),
        ("X_Loop", "anna@client.example", Kind.PERSON),
        ("X_Auto_Response_Suppress", "All", Kind.PERSON),
    ],
)
def test_fields(field: str, value: str, kind: Kind) -> None:
    message = _mail(**{field: value})
    assert message.kind == kind
    plain_person = value in ("no", "first-class")
    assert message.answerable == plain_person
    assert bool(message.auto_reason) != plain_person


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("MAILER-DAEMON@mx.example", Kind.AUTO_REPLY),
        ("no-reply@shop.example", Kind.AUTO_REPLY),
        ("jira-noreply@client.example", Kind.AUTO_REPLY),
        ("donotreply+7@client.example", Kind.AUTO_REPLY),
        ("projekt@studio.example", Kind.AUTO_REPLY),
        ("norbert.reply@client.example", Kind.PERSON),
        ("smtpguru@client.example", Kind.PERSON),
    ],
)
def test_senders(sender: str, kind: Kind) -> None:
    message = _mail(sender=sender)
    assert (message.kind, message.answerable) == (kind, kind == Kind.PERSON)


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Doors",
        "AutoReply: Doors",
        "Out of Office: Doors",
        "Out of office",
        "Automatische Antwort: Türen",
        "Abwesenheitsnotiz: Türen",
        "Réponse automatique : Portes",
        "Absence du bureau : Portes",
        "Respuesta automática: Puertas",
        "自动回复: 门",
        "自動回覆：門",
        "自動返信: ドア",
        "不在のお知らせ",
    ],
)
def test_subjects_of_autoresponders(subject: str) -> None:
    assert _mail(Subject=subject).kind == Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Automatic reply: Doors",
        "Out of office hours for the builders",
        "自动回复功能的需求",
        "Automatic doors",
    ],
)
def test_subjects_of_persons(subject: str) -> None:
    assert _mail(Subject=subject).kind == Kind.PERSON


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm on annual leave until 3 June. For anything urgent please call Tom.", Kind.AUTO_REPLY),
        (
            "Ich bin im Urlaub und ab dem 3. Juni wieder da.\nIhre Mail wird nicht weitergeleitet.",
            Kind.AUTO_REPLY,
        ),
        (
            "Je suis en congés jusqu'au 3 juin. Votre message sera traité à mon retour.",
            Kind.AUTO_REPLY,
        ),
        (
            "Estoy de vacaciones hasta el 3 de junio. Responderé a su mensaje a mi regreso.",
            Kind.AUTO_REPLY,
        ),
        ("只今、出張中のため6月3日まで不在です。\n戻り次第ご連絡いたします。", Kind.AUTO_REPLY),
        ("您好，我正在出差，无法及时回复邮件，回来后会尽快回复您。", Kind.AUTO_REPLY),
        ("您好，本人休假至6月3日，如有急事請致電同事。", Kind.AUTO_REPLY),
        ("I am out of the office tomorrow. Could we move the call to Friday?", Kind.PERSON),
        (
            "I am travelling next week. The doors on floor 3 still stick, and the key is missing.",
            Kind.PERSON,
        ),
        (
            "Wir sind ab Montag im Urlaub. Bitte liefern Sie die Türen erst am 17. an Frau Vogel.",
            Kind.PERSON,
        ),
        ("我下周休假，发票请改寄给财务部的李娜。另外首页的图片还没有换。", Kind.PERSON),
        ("Thanks for your message. The doors should open to the left.", Kind.PERSON),
    ],
)
def test_absence(text: str, kind: Kind) -> None:
    assert _mail(text).kind == kind


def test_a_person_who_announces_to_be_away() -> None:
    text = "Just to let you know that I'm on leave from 6 to 17 April. Flo decides in my absence."
    assert _mail(text, Subject="Out next week").kind == Kind.PERSON
    assert _mail("Our guest list has grown to 110.", Subject="Guest list").kind == Kind.PERSON


def test_only_what_is_written_now_counts() -> None:
    quoted = "On Mon, 11 Mar 2024, projekt@studio.example wrote:\n> This is an automated reply.\n"
    assert _mail(f"Blue is fine.\n\n{quoted}").kind == Kind.PERSON


def test_no_sender_is_not_answered() -> None:
    message = parse(b"Subject: x\n\nhello\n")
    assert (message.kind, message.answerable, message.auto_reason) == (
        Kind.PERSON,
        False,
        "no sender address",
    )
