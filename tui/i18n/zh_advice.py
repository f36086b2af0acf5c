"""What services advise when something is missing or closed, in Chinese; see `zh_errors`."""

from __future__ import annotations

ADVICE: dict[str, str] = {
    # what is not there
    "no {0} {1}": "没有 {0} {1}",
    "no event {0}": "没有记录 {0}",
    "no offer {0}": "没有报价 {0}",
    "no raw mail {0}": "没有邮件原文 {0}",
    "no follow-up {0}": "没有跟进 {0}",
    "no answer {0}; `triaged survey answers` lists them": (
        "没有回答 {0}；可用 `triaged survey answers` 列出"
    ),
    "no client {0}; `triaged clients list` shows all": (
        "没有客户 {0}；可用 `triaged clients list` 列出"
    ),
    "no client called {0}; `triaged clients list` shows all": (
        "没有名为 {0} 的客户；可用 `triaged clients list` 列出"
    ),
    "no client called {0}; `triaged clients add` adds one": (
        "没有名为 {0} 的客户；可用 `triaged clients add` 添加"
    ),
    "no invitation {0}; `triaged survey invitations` lists": (
        "没有邀请 {0}；可用 `triaged survey invitations` 列出"
    ),
    "no milestone {0}; `triaged milestone list` shows all": (
        "没有里程碑 {0}；可用 `triaged milestone list` 列出"
    ),
    "no reply {0}; `triaged scope replies` shows those that wait": (
        "没有答复 {0}；可用 `triaged scope replies` 查看等待中的"
    ),
    "no project {0}; `triaged milestone projects` shows all": (
        "没有项目 {0}；可用 `triaged milestone projects` 列出"
    ),
    "no mail {0} in quarantine; `triaged quarantine list` shows all": (
        "隔离区没有邮件 {0}；可用 `triaged quarantine list` 列出"
    ),
    "project {0} has no item {1}; `triaged items list` shows all": (
        "项目 {0} 没有事项 {1}；可用 `triaged items list` 列出"
    ),
    "{0} has no version {1}; `scope versions` shows all": (
        "{0} 没有版本 {1}；可用 `triaged scope versions` 列出"
    ),
    "{0} has no milestone “{1}”; it has {2}": "{0} 没有里程碑“{1}”；现有 {2}",
    "no document in {0}; there are {1}": "没有{0}文档；现有 {1}",
    "no mailbox {0}; there are {1}": "没有邮箱 {0}；现有 {1}",
    "no follow-up {0} after a milestone; there are {1}": "里程碑之后没有跟进 {0}；现有 {1}",
    "there is no mail {0}; there are {1}": "没有邮件模板 {0}；现有 {1}",
    "there is no survey {0}; there are {1}": "没有问卷 {0}；现有 {1}",
    "This mail has no part {0}; list its attachments again.": (
        "此邮件没有部分 {0}；请重新列出附件。"
    ),
    # mail in quarantine
    "mail {0} ({1} bytes) is on the server only: raise limits.message above its size, "
    "then `triaged quarantine retry {2}`": (
        "邮件 {0}（{1} 字节）只在服务器上：请把 limits.message 调到大于此值，"
        "再运行 `triaged quarantine retry {2}`"
    ),
    "mail {0}: {1}": "邮件 {0}：{1}",
    # items and documents
    "a document has no {0}; there are {1}": "文档没有{0}；现有 {1}",
    "{0}: a document is one of {1}": "{0}：文档须为 {1} 之一",
    "a statement has no {0}": "评估没有 {0}",
    "an item has no {0}": "事项没有 {0}",
    "{0} is a {1}; it has no {2}": "{0} 是{1}；没有 {2}",
    "no item is ever {0}; states are {1}": "事项没有状态 {0}；可用 {1}",
    "an investigation ends with cause and remedy: `triaged items investigate`": (
        "调查以原因和措施结束：按 i 填写，或 `triaged items investigate`"
    ),
    "{0} is not taken by hand here; see `triaged {1}`": "此处不能手动{0}；见 `triaged {1}`",
    "{0}: a client's answer is recorded by `triaged scope decide`": (
        "{0}：客户的答复请按 y 裁定，或用 `triaged scope decide` 记录"
    ),
    "this reply has decided nothing; `triaged scope decide` settles it": (
        "此答复尚未裁定；请按 y，或用 `triaged scope decide`"
    ),
    "{0} is nobody of {1}": "{0} 不是{1}的人",
    "{0} is no project code; letters, digits and - as in ACME-web": (
        "{0} 不是项目代码；可用字母、数字和 -，如 ACME-web"
    ),
    "no font for this PDF is installed; install {0}, or write DOCX or HTML": (
        "没有可用于此 PDF 的字体；请安装 {0}，或改用 DOCX 或 HTML"
    ),
    "it has been followed up since; this is not taken back": "其后已跟进，未撤销",
    "a manager has answered": "负责人已经答复",
    "follow-up {0} is {1} already": "跟进 {0} 已是 {1}",
    # what somebody else did in the meantime
    "{0}; look at it, and say that you have with --seen {1}": "{0}；请先查看",
    "{0} ({1}); look at it, and say that you have with --seen {2}": "{0}（{1}）；请先查看",
    "{0} was changed by {1} at {2} UTC": "{0} 已由 {1} 于 {2} UTC 改动",
    "version {0} was sent by {1}": "第 {0} 版由 {1} 发出",
    "{0} belongs to {1}": "{0} 属于 {1}",
    # why mail has not left, or was set aside
    "held by policy": "按策略保留",
    "the mailbox has no SMTP server; give it one under [mailbox.smtp]": (
        "邮箱没有 SMTP 服务器；请在 [mailbox.smtp] 中设置"
    ),
    "the daemon ended while sending; the server may or may not have the mail": (
        "守护进程在发送时结束；服务器可能收到，也可能没有"
    ),
    "not in the Sent folder; the server may or may not have the mail": (
        "不在已发送文件夹中；服务器可能收到，也可能没有"
    ),
    "held: something newer came in before it left; read it, then approve or edit": (
        "已保留：发出前又有新邮件；请先阅读，再批准或修改"
    ),
    "too large: {0} bytes, and limits.message allows {1}": (
        "太大：{0} 字节，limits.message 允许 {1}"
    ),
    # calendars
    "no holidays known for {0} (examples: DE, DE-BY, CN)": (
        "不知道 {0} 的节假日（例如 DE、DE-BY、CN）"
    ),
    "no time zone is called {0} (examples: Europe/Berlin, Asia/Shanghai)": (
        "没有名为 {0} 的时区（例如 Europe/Berlin、Asia/Shanghai）"
    ),
    "not a calendar: {0}": "不是日历：{0}",
}
