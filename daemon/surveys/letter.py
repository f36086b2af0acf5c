"""What the mail of a survey is given: its questions in one language, with a link for each score.

A link is a ``mailto:`` (RFC 6068) that opens a ready-written reply. Nothing is recorded until a
person sends it, so a scanner that opens every link in a mail answers nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from daemon.surveys.questions import Question, Survey

_SUBJECT = {"en": "Score: {score} of {high}", "zh": "评分：{score}（满分{high}分）"}
_BODY = {"en": "My score: {score} of {high}", "zh": "我的评分：{score}（满分{high}分）"}
_REMARK = {"en": "(You may write a remark below.)", "zh": "（如有意见，请写在下面。）"}
_ANSWERS = {"en": "My answers", "zh": "我的回答"}
_STOP = {"en": "Please stop asking", "zh": "退订"}
_STOP_BODY = {"en": "Please stop sending me surveys.", "zh": "请不要再给我发调查问卷。"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One invitation: whom it goes to, and where the answer comes back.

    ``address`` takes the reply, ``token`` names the invitation in it.
    """

    address: str
    token: str
    contact_name: str = ""
    project_name: str = ""
    tag: str = ""
    signature: str = ""
    #: when the invitation closes, in the client's time zone; None is not said
    closes_at: datetime | None = None


def survey_values(survey: Survey, language: str, asking: Asking) -> dict[str, object]:
    """Return the values for the mails ``survey`` and ``survey_reminder`` in *language*."""
    language = "zh" if language.partition("-")[0].lower() == "zh" else "en"
    questions = [
        _question(number, question, survey, language, asking)
        for number, question in enumerate(survey.questions, 1)
    ]
    return {
        "title": survey.title.language(language),
        "intro": survey.intro.language(language),
        "questions": questions,
        "single": len(questions) == 1,
        "contact_name": asking.contact_name,
        "project_name": asking.project_name,
        "tag": asking.tag,
        "token": asking.token.upper(),
        "signature": asking.signature,
        "closes_at": asking.closes_at,
        "stop_url": _mailto(asking, _STOP[language], _STOP_BODY[language]),
    }


def _question(
    number: int, question: Question, survey: Survey, language: str, asking: Asking
) -> Mapping[str, object]:
    return {
        "number": number,
        "kind": question.kind.value,
        "text": question.wording.language(language),
        "low": question.low.language(language) if question.low else "",
        "high": question.high.language(language) if question.high else "",
        "steps": [
            {"value": step, "url": _link(step, number, question, survey, language, asking)}
            for step in (question.scale.steps if question.scale else ())
        ],
        "options": [
            {"letter": chr(ord("a") + i), "text": option.wording.language(language)}
            for i, option in enumerate(question.options)
        ],
    }


def _link(
    step: int, number: int, question: Question, survey: Survey, language: str, asking: Asking
) -> str:
    """Return the link that answers *question* with *step*; a longer survey lists the others."""
    assert question.scale is not None
    if len(survey.questions) > 1:
        return _mailto(asking, _ANSWERS[language], _form(survey, number, step))
    filled = {"score": step, "high": question.scale.high}
    body = f"{_BODY[language].format(**filled)}\n\n{_REMARK[language]}\n"
    return _mailto(asking, _SUBJECT[language].format(**filled), body)


def _form(survey: Survey, answered: int, step: int) -> str:
    """Return one line a question, short because mail programs cut long links."""
    return "".join(
        f"Q{number}: {step if number == answered else ''}\n"
        for number in range(1, len(survey.questions) + 1)
    )


def _mailto(asking: Asking, subject: str, body: str) -> str:
    head = quote(f"{subject} [{asking.token.upper()}]", safe="")
    text = quote(body.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(asking.address, safe='@')}?subject={head}&body={text}"
