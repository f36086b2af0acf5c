"""A client's reply above our mail, quoted as common mail programs do."""

from __future__ import annotations

from typing import Any

from daemon.surveys.questions import Question, Survey
from tests.unit.surveys.shape import Shape, survey_of

_ENDS = {
    "rating": ("1 = very dissatisfied … 5 = very satisfied", "1 = 非常不满意 … 5 = 非常满意"),
    "nps": ("0 = not at all likely … 10 = extremely likely", "0 = 完全不可能 … 10 = 非常可能"),
    "ces": ("1 = strongly disagree … 7 = strongly agree", "1 = 非常不同意 … 7 = 非常同意"),
    "yes_no": ("yes / no", "是 / 否"),
}
_WORDS = {
    "en": (
        "Hello {client},",
        "Simply reply to this mail; leave out what you like.",
        "   Your answer:",
        (
            "We read answers until 17 July 2026, 18:00.\n\nA person reads your reply. If you would"
            " rather not be asked again, reply with “stop”.\n\n--\nHannah Cole\nAcme project team"
        ),
    ),
    "zh": (
        "{client}，您好：",
        "直接回复本邮件即可。不想回答的题可以跳过。",
        "   您的回答：",
        (
            "回复截止时间：2026年7月17日 18:00。\n\n您的回复会由专人阅读。如不希望再收到此类邮件，"
            "请回复“退订”。\n\n--\n周婷\n培训平台项目组"
        ),
    ),
}
_HEADS = {
    "gmail": "On Fri, Jun 19, 2026 at 1:53 PM Hannah Cole <team@acme.example> wrote:",
    "apple": "On 19 Jun 2026, at 13:53, Hannah Cole <team@acme.example> wrote:",
    "thunderbird": "On 19/06/2026 13:53, Hannah Cole wrote:",
    "outlook": "________________________________\nFrom: Hannah Cole <team@acme.example>\nSent: "
    "Friday, June 19, 2026 1:53 PM\nTo: {client} <client@client.example>\nSubject: [ACME-12] "
    "How did we do? [S-PG1-8Y0DPRVWB59SMADS]",
    "classic": "-----Original Message-----\nFrom: Hannah Cole <team@acme.example>\nSent: 19 June "
    "2026 13:53\nTo: {client}\nSubject: [ACME-12] How did we do? [S-PG1-8Y0DPRVWB59SMADS]",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "周婷" <team@acme.example>;\n'
    '发送时间: 2026年6月19日(星期五) 下午1:53\n收件人: "{client}"<client@client.example>;\n'
    "主题: [ACME-12] 请您评价 [S-PG1-8Y0DPRVWB59SMADS]",
    "netease": "在 2026-06-19 13:53:02，周婷 <team@acme.example> 写道：",
    "outlook-zh": "发件人: 周婷 <team@acme.example>\n发送时间: 2026年6月19日 13:53\n"
    "收件人: {client} <client@client.example>\n主题: [ACME-12] 请您评价 [S-PG1-8Y0DPRVWB59SMADS]",
    "phone-zh": '---原始邮件---\n发件人: "周婷"<team@acme.example>\n发送时间: 2026年6月19日(周五) '
    '下午1:53\n收件人: "{client}"<client@client.example>;\n主题: 请您评价',
}
_MARKED = ("gmail", "apple", "thunderbird", "netease")


def replied(
    program: str, client: str, survey: str, said: str, scores: list[Any], **more: Any
) -> Shape:
    """Make the reply of *client*, with nothing to remark unless *more* says so."""
    language = "zh" if any("一" <= c <= "鿿" for c in client) else "en"
    ours = _mail(survey_of(survey), client, language)
    if program in _MARKED:
        ours = "\n".join(f"> {line}".rstrip() for line in ours.split("\n"))
    head = _HEADS[program].format(client=client)
    text = f"{said}\n\n{head}\n\n{ours}\n"
    return Shape(survey, text, scores, **({"remark": ""} | more))


def _mail(survey: Survey, client: str, language: str) -> str:
    greeting, how, slot, closing = _WORDS[language]
    asked = "\n\n".join(
        f"{number}. {_asked(question, language)}\n{slot}"
        for number, question in enumerate(survey.questions, 1)
    )
    asked = asked.removeprefix("1. ") if len(survey.questions) == 1 else asked
    return f"{greeting.format(client=client)}\n\n{how}\n\n{asked}\n\n{closing}"


def _asked(question: Question, language: str) -> str:
    lines = [question.wording.language(language)]
    ends = _ENDS.get(question.kind.value)
    lines += [f"   {ends[language == 'zh']}"] if ends else []
    lines += [
        f"   {chr(ord('a') + i)}) {o.wording.language(language)}"
        for i, o in enumerate(question.options)
    ]
    return "\n".join(lines)
