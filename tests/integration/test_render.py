"""Every mail in both languages, from the files that ship."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from daemon.errors import NotFoundError
from daemon.outbox.check import check_templates
from daemon.outbox.render import TemplateProblemError, mail_names, make_environment, render
from daemon.outbox.samples import SAMPLES, TOPICS, sample_context, sample_contexts

Write = Callable[[str, str], None]
EVERY = [(name, language) for name in SAMPLES for language in ("en", "zh")]
#: syntax that would do something if a value were ever read as a template, or as HTML
HOSTILE = "{{ 7*7 }}{% raw %}{# x #}<script>alert(1)</script>\x1b[2J\r\nBcc: x@y"


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def write(overrides: Path) -> Write:
    def write_template(path: str, text: str) -> None:
        target = overrides / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    return write_template


def test_what_ships_has_no_problems() -> None:
    assert check_templates() == []


def test_every_mail_has_a_sample() -> None:
    assert mail_names() == sorted(SAMPLES)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_mail_renders(name: str, language: str) -> None:
    for context in sample_contexts(name):
        words = render(name, language, context)
        assert words.language == language
        assert words.subject
        assert "\n" not in words.subject
        assert words.text.endswith("\n")
        assert words.html.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_value_acts_as_syntax(name: str, language: str) -> None:
    context = _hostile(sample_context(name))
    words = render(name, language, context)
    assert "{{ 7*7 }}" in words.text
    assert "49" not in words.subject
    assert "\x1b" not in words.subject + words.text + words.html
    assert "<script>" not in words.html
    assert "\n" not in words.subject


def _hostile(context: dict[str, object]) -> dict[str, object]:
    """Put hostile text wherever a client's text may come from."""
    theirs = {"subject", "contact_name", "sender_name", "client_name", "client_words", "text"}
    changed = {k: Markup(HOSTILE) if k in theirs else v for k, v in context.items()}
    if isinstance(context.get("sections"), list):
        line = {"ref": "REQ-1", "text": HOSTILE, "words": HOSTILE, "source": HOSTILE}
        changed["sections"] = [{"heading": HOSTILE, "level": 1, "lines": [line]}]
    if context.get("said"):
        changed["said"] = [{"head": HOSTILE, "words": HOSTILE, "low": True}]
        changed["skipped"] = [{"reason": HOSTILE, "count": 1}]
    if context.get("items"):
        changed["items"] = [{"ref": "REQ-1", "title": HOSTILE, "words": HOSTILE}]
    return changed


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_acknowledgement_promises_nothing(topic: str, language: str) -> None:
    words = render("acknowledge", language, _acknowledgement(topic), None)
    promises = (
        "will fix",
        "within",
        "guarantee",
        "immediately",
        "our fault",
        "马上",
        "保证",
        "小时内",
    )
    assert not [p for p in promises if p in words.text]
    assert ("Someone on our team" if language == "en" else "同事") in words.text or (
        "a person on our team" in words.text
    )


def _acknowledgement(topic: str) -> dict[str, object]:
    return next(c for c in sample_contexts("acknowledge") if c["topic"] == topic)


@pytest.mark.parametrize(
    ("asked", "given"), [("zh", "zh"), ("zh-Hans", "zh"), ("de", "en"), ("", "en"), ("EN", "en")]
)
def test_language_falls_back_to_english(asked: str, given: str) -> None:
    assert render("reply", asked, sample_context("reply")).language == given


def test_an_acknowledgement_names_every_item() -> None:
    words = render("acknowledge", "en", sample_context("acknowledge"))
    assert words.subject == "Re: [ACME-12] Invoices <as PDF> & more"
    for shown in (words.text, words.html):
        assert "REQ-12" in shown
        assert "CHG-3" in shown


def test_a_reply_quotes_below_the_signature() -> None:
    text = render("reply", "en", sample_context("reply")).text
    assert text.index("yes, that works") < text.index("\n-- \nJo Fischer") < text.index("> Could")
    assert "On 4 May 2026, 09:30, Anna Berger <anna@client.example> wrote:" in text


def test_a_file_of_the_overrides_comes_first(overrides: Path, write: Write) -> None:
    write("reply/en/subject.txt.j2", "Ours: {{ subject }}")
    words = render("reply", "en", sample_context("reply"), overrides)
    assert words.subject.startswith("Ours: ")
    assert "Jo Fischer" in words.text


def test_wording_alone_can_be_overridden(overrides: Path, write: Write) -> None:
    shipped = make_environment().loader
    assert shipped is not None
    source, _, _ = shipped.get_source(make_environment(), "acknowledge/en/words.txt.j2")
    write("acknowledge/en/words.txt.j2", source.replace("Thank you", "Many thanks"))
    words = render("acknowledge", "en", sample_context("acknowledge"), overrides)
    assert "Many thanks" in words.text
    assert "Many thanks" in words.html


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        pytest.param(
            "reply/en/body.txt.j2", "hi\n{{ nmae }}", ":2: 'nmae' is not known here", id="a typo"
        ),
        pytest.param(
            "reply/en/body.txt.j2", "{% if 0 %}\n{{ nmae }}{% endif %}", ":2: 'nmae'", id="hidden"
        ),
        pytest.param("reply/en/body.txt.j2", "\n{% if %}", ":2: Expected an exp", id="syntax"),
        pytest.param("reply/en/body.txt.j2", "{{ text.x.y }}", ":1: 'str object'", id="attribute"),
        pytest.param("reply/en/body.txt.j2", "{{ text | foo }}", ":1: No filter", id="filter"),
        pytest.param("reply/zh/subject.txt.j2", " \n", ":1: comes out empty", id="empty"),
        pytest.param("replay/en/body.txt.j2", "x", ":1: there is no mail 'replay'", id="no mail"),
        pytest.param("reply/fr/body.txt.j2", "x", ":1: languages are en, zh", id="language"),
        pytest.param("_base.txt.j2", "{% block %}", ":1: ", id="a shared piece"),
        pytest.param(
            "reply/en/body.txt.j2", "{% include 'x.j2' %}", ":1: 'x.j2' not", id="no piece"
        ),
        pytest.param("reply/en/body.txt.j2", "{{ 1 / 0 }}", ":1: division by zero", id="sum"),
    ],
)
def test_problems_name_file_and_line(
    overrides: Path, write: Write, path: str, text: str, problem: str
) -> None:
    write(path, text)
    found = check_templates(overrides)
    assert [p for p in found if path in p and problem in p], found


def test_all_problems_at_once(overrides: Path, write: Write) -> None:
    write("reply/en/body.txt.j2", "{{ one }}{{ two }}")
    write("alert/en/body.txt.j2", "{% if %}")
    assert len(check_templates(overrides)) == 3


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert "no such folder" in check_templates(tmp_path / "nowhere")[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{{ ''.__class__.__mro__ }}", id="class"),
        pytest.param("{{ subject.format.__globals__ }}", id="globals"),
        pytest.param("{{ items.append(1) }}", id="changes what it is given"),
        pytest.param("{{ range(10**9) | list }}", id="takes all memory"),
    ],
)
def test_templates_stay_in_the_sandbox(overrides: Path, write: Write, text: str) -> None:
    write("acknowledge/en/body.txt.j2", text)
    with pytest.raises(TemplateProblemError):
        render("acknowledge", "en", sample_context("acknowledge"), overrides)


def test_an_unknown_mail_is_named() -> None:
    with pytest.raises(TemplateProblemError, match="templates/welcome/en"):
        render("welcome", "en", {})
    with pytest.raises(NotFoundError, match="acknowledge, alert"):
        sample_contexts("welcome")


def test_only_plain_values_are_taken() -> None:
    with pytest.raises(TypeError, match="plain values"):
        render("reply", "en", sample_context("reply") | {"text": object()})
