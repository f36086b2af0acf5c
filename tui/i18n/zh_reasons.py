"""Why something waits or is what it is, in Chinese; ``{0}`` is the first blank."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "{0} version {1}": "{0} 第 {1} 版",
    "offer it anew, or withdraw the item and write to the client": (
        "请重新报价，或撤回事项并写信告知客户"
    ),
    "send another version, which takes its place": "请另发一版取代之",
    "open the complaint again, or resolve it anew": "请重新打开投诉，或重新解决",
    "{0}: a {1} complaint ({2})": "{0}：{1}投诉（{2}）",
    "a reply about {0} waits for you: {1}": "关于 {0} 的答复待您裁定：{1}",
    "the client would take {0} on other terms": "客户愿按其他条件接受 {0}",
    "it answers what was sent about {0}": "是对所发 {0} 的答复",
    "it says again what {0} says": "与 {0} 所述相同",
    "version {0} is the baseline since {1}; what is new is a change": (
        "第 {0} 版自 {1} 起为基线；其后新增即为变更"
    ),
    "a correction to version {0} of the requirement document": "对需求文档第 {0} 版的更正",
    "it is from {0}; {1} was asked": "来自 {0}；所询问的是 {1}",
    "our mail server says the sender is forged": "本方邮件服务器判定发件人系伪造",
    "our mail server does not vouch for the sender": "本方邮件服务器未能证实发件人",
    "it answers an older version; a newer one was sent": "答复的是旧版本；其后已发新版",
    "the offer was {0} before": "报价此前已{0}",
    "closed: the item is {0}": "关闭：事项状态为{0}",
    "it came after the offer had expired": "来信时报价已过期",
    "it asks a question": "是在提问",
    "it does not say yes or no in plain words": "未明确表示同意或不同意",
    "a second answer; the first was {0}": "第二次答复；第一次为{0}",
    "{0}: no time zone is called “{1}”; the mailbox's is used. "
    "`triaged calendar set {2} --timezone …` puts it right": (
        "{0}：没有名为“{1}”的时区，现用邮箱的时区。用 `triaged calendar set {2} --timezone …` 改正"
    ),
}
