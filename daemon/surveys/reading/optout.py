"""Being asked no more: "please stop asking", "不要再发了"."""

from __future__ import annotations

import re

from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import ANY, NUM

_ASKED = (
    "(?:surveys?|questionnaires?|polls?|feedback|e-?mails?|mails?|messages?|spam"
    "|requests?|newsletters?|these|this|them|those|such|this kind|again|any ?more"
    "|any longer|in (?:the )?future|for (?:a )?ratings?|every|each time|all the time"
    "|constantly|so often|all those|me|us)"
)
_OPT_OUT = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"\bunsubscri\w+|\bopt(?:ing|ed)?[ -]?(?:me |us )?out\b|\bdo not contact\b"
            r"|\bleave (?:me|us) alone\b"
        ),
        (
            r"\b(?:stop|quit|cease|refrain from|no need to keep|enough) (?:with |of )?(?:sending"
            "|asking|e-?mailing|mailing|bothering|contacting|messaging|spamming|surveying"
            rf"|pestering|bugging|writing|polling)(?:[^.!?\n]{{0,40}}\b{_ASKED}\b|\s*[.!]*\s*$)"
        ),
        (
            r"\b(?:stop|enough (?:of|with)|end|cancel|switch off|turn off|spare (?:me"
            "|us)) (?:with )?(?:all )?(?:of )?(?:these|this|your|the|those|such|my)? ?(?:survey"
            r"|questionnaire|feedback (?:mail|e-?mail|request)|(?:feedback|survey|rating)s?\b"
            "|mailing|poll|request)s?"
        ),
        (
            r"\bno (?:surveys|questionnaires|polls)\b[^.!?\n]{0,20}(?:please|thanks|thank you)"
            r"|\b(?:leave|keep|count|exclude|cut|skip) (?:me|us|our company) (?:out|from|off|in)\b"
            r"[^.!?\n]{0,24}\b(?:surveys?|questionnaires?|feedback|polls?|mails?|these|this|list)"
            r"|\b(?:do not|don't|never|not|no longer) (?:do|take part in|taking part in"
            r"|participate in"
            r"|participating in|answer|fill (?:in|out)|respond to|reply to) (?:any |such |these "
            r"|your )?"
            r"(?:more )?(?:surveys|questionnaires|polls)\b"
        ),
        (
            r"\b(?:do not|don't|dont|never|no longer|not) (?:ever )?(?:again )?(?:send|e-?mail"
            "|to send|mail|ask|survey|bother|message|contact|pester|write|keep sending"
            r"|keep asking)\b[^.!?\n]{0,40}\b(?:surveys?|questionnaires?|polls?|feedback|these"
            "|this kind|such|again|any ?more|any longer|in future|mails? like"
            r"|for (?:a )?ratings?)\b"
        ),
        (
            r"\b(?:do not|don't|dont|no longer|not|never|rather not|would not|wouldn't"
            "|prefer not to) ?(?:really )?(?:want|wish|like|care|need|desire|to"
            "|would like)? ?(?:to )?(?:be )?(?:get|receive|be asked|asked|be contacted|contacted"
            "|be surveyed|surveyed|participate|take part|answer|fill|have|see|getting|receiving"
            r"|emailed|bothered|mailed)\b[^.!?\n]{0,30}\b(?:surveys?|questionnaires?|polls?"
            "|(?:for )?feedback(?: requests?| mails?| e-?mails?)?|(?:these|such|this kind of|those"
            "|your) (?:e-?mails?|mails?|messages?|requests?|surveys?)|any ?more|again|any longer"
            r"|in (?:the )?future)\b"
        ),
        (
            r"\b(?:do not|don't|no longer|never) (?:want|wish|like"
            "|need) (?:any )?(?:more )?(?:of )?(?:these|such|your)? ?(?:surveys?|questionnaires?"
            r"|feedback (?:requests?|mails?)|polls?|mails? like)\b"
        ),
        (
            r"\bno (?:more|further) (?:of (?:these|this|those)|(?:such )?(?:surveys?"
            "|questionnaires?|e-?mails?|mails?|polls?|feedback requests?|messages?"
            r"|requests? for feedback|survey))\b"
        ),
        (
            r"\b(?:take|remove|delete|strike|drop|cross) (?:me|us|my (?:name|address|e-?mail"
            "|details)|our (?:name|address|e-?mail)|this address) (?:off|out|from"
            r"|of)\b[^.!?\n]{0,30}(?:list|mailing|survey|distribution|database|recipient|future"
            "|this|these)"
        ),
        (
            r"\brather not (?:get|receive|be (?:asked|contacted|surveyed))\b"
            r"|\bnot interested in (?:\w+ ){0,3}(?:surveys?|questionnaires?|giving feedback"
            r"|feedback|polls)\b|\bplease (?:don't|do not) ask (?:me |us )?(?:again"
            r"|any ?more)?\s*[.!]*\s*$|\btake me off\b"
        ),
        (
            r"^\W*(?:please )?(?:stop|remove me|remove|no more|stop it|stop this|stop please"
            r"|never again ask)\W*$"
        ),
        (
            r"^\W*请?勿扰\W*$|(?:不需要|不想要|不要)(?:再)?(?:这类|此类|这种|这些)(?:邮件|问卷|调查|信息)"
            "|退订|退出(?:调查|问卷|名单|订阅)|取消(?:我的|对我的|该|此|本)?(?:订阅"
            r"|推送|发送|调查)|拒收|谢绝(?:调查|回访|问卷|打扰|推送)|^\W*(?:td|t)\W*$"
            r"|\b回复?td\b|加入黑名单"
        ),
        (
            "(?:不要|别|莫|勿|唔好|唔使|请勿|不用|不必|无需|无须|不准|休|甭|少)(?:再|继续|老是"
            "|老|总是|总|一直|天天)*(?:给|向|对|跟|往|找)?(?:我"
            "|我们|本人|俺|这边|我司)?(?:们)?(?:再|继续|老)?(?:发送|发(?!错|生|现|展|布"
            "|版|挥|货|票|包|觉|起)|问(?!题)|打扰|骚扰"
            "|烦(?!恼)|联系|寄(?!予)|send|推送|询问|调查|来信|邮寄|来烦|催)(?:我"
            r"|我们)?(?:[^。!?\n]{0,10}(?:调查|问卷|邮件|此类|这类"
            r"|这种|这些|信|了|评价|满意度|回访|消息|东西|打分)|\s*[。!~]*\s*$)"
        ),
        (
            "(?:不想|不愿意?|不希望|不再(?:想|愿意?|希望)?|拒绝|停止|谢绝|不需要"
            "|不打算)(?:再|继续|被)*(?:给|向)?(?:我"
            "|我们)?(?:再)?(?:收到?|接收|接受|参与|参加|填写?|被打扰|打扰|看到|收取"
            r"|发送|发|做|回答|回复|答)[^。!?\n]{0,10}(?:调查"
            "|问卷|邮件|此类|这类|这种|这些|回访|评价|信息|消息|推送|满意度)"
        ),
        (
            r"(?:移除|删除|剔除|去掉|移出|删掉|划掉|拿掉)[^。!?\n]{0,12}(?:名单|列表"
            "|邮箱|地址|订阅)|(?:从"
            r"|把我从?)[^。!?\n]{0,12}(?:名单|列表|通讯录)[^。!?\n]{0,8}(?:移|删|去|拿|划|剔)"
        ),
        (
            "(?:停止|终止)(?:发送|推送|打扰|骚扰|调查|发)(?!生|展)|(?:以后|今后)(?:都"
            "|就)?(?:不要|别|不用|不必)(?:再)?(?:给我"
            "|向我)?(?:发(?!生|现)|问(?!题)|做调查|打扰|调查)"
        ),
    )
)
_QUOTED_OFFER = re.compile(
    r"(?:reply|answer|respond|write|send)(?: with)?:? ?[\"'](?:stop|unsubscribe)"
    r"|回复.{0,4}\"?(?:退订|td|t)\b|如不希望|如果您不|如您不"
    "|if you (?:would rather|prefer|do not|don't"
    "|no longer) (?:not|want|wish)"
)
_SENTENCE = re.compile(r"[^\n.!?。;]+[.!?。;]*")


def find_opt_outs(text: str) -> list[tuple[int, int]]:
    """Return the sentences of *text* (flat) that ask to be asked no more."""
    return [
        match.span()
        for match in _SENTENCE.finditer(text)
        if not _QUOTED_OFFER.search(match[0]) and _asks(match[0])
    ]


def _asks(sentence: str) -> bool:
    if _OTHER_THING.search(sentence) and not _SURVEY.search(sentence):
        return False
    if _SURVEY.search(sentence) and _STOP_IT.search(sentence):
        return True
    return any(pattern.search(sentence.strip()) for pattern in _OPT_OUT)


_STOP_IT = re.compile(r"(?:^|[,;:-])\s*(?:please )?(?:just )?stop (?:it|this|that)(?: please)?\W*$")


#: what else may be sent, and is not to be sent again
_OTHER_THING = re.compile(
    r"\b(?:parcels?|packages?|goods|shipments?|deliver\w*|invoices?|bills?|orders?|files?"
    r"|drafts?|codes?"
    r"|updates?|releases?|technicians?|drivers?|contracts?|offers?|quotes?|samples?|letters?|boxes"
    r"|passwords?|data|job|import|server)\b|货|发票|包裹|快递|报价|合同|文件|图纸|样品|账单|对账单|代码|版本|密码"
)
_SURVEY = re.compile(
    r"\b(?:surveys?|questionnaires?|polls?|feedback|ratings?|mails?|e-?mails?|messages?|lists?"
    r"|unsubscri\w+|opt\w*)\b|调查|问卷|邮件|评价|打分|满意度|回访|订阅|退订|名单"
)


def without_opt_outs(text: str) -> tuple[str, bool]:
    """Return *text* without the sentences that ask to be asked no more, and whether any did."""
    spans = find_opt_outs(flat(text))
    if not spans:
        return text, False
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return _with_score("".join(pieces) + text[at:], text, spans), True


def _with_score(rest: str, text: str, spans: list[tuple[int, int]]) -> str:
    """Keep a score that shares the sentence with the wish: ``2, and do not ask me again``."""
    for start, end in spans:
        for clause in _CLAUSES.split(text[start:end]):
            said = flat(clause).strip()
            if len(said) <= _SHORT and _SCORED.search(said) and not _asks(said):
                rest = f"{clause.strip()}\n{rest}"
    return rest


#: characters of a clause that gives a score and says no more
_SHORT = 40
_CLAUSES = re.compile(r"[,，;；:：—]|\s-\s|\b(?:but|and)\b|但是?|不过")
_SCORED = re.compile(rf"{NUM}|{ANY}\s?分")
