"""The words of drafts and of files that go along, in Chinese."""

from __future__ import annotations

WRITING: dict[str, str] = {
    "Drafts": "草稿",
    "older than the newest mail: ": "早于最新邮件：",
    "   this draft is older than the newest mail: read that first": (
        "   此草稿早于最新邮件：请先读新邮件"
    ),
    "{words} has begun to answer this too": "{words} 也已开始答复",
    "files": "附件",
    "Files that go with the reply": "随回复发送的附件",
    "a path such as ~/plan.pdf, or a part of a name": "路径（如 ~/plan.pdf）或文件名的一部分",
    "enter picks   tab completes   esc leaves": "enter 选择   tab 补全   esc 离开",
    "goes along; enter takes it away": "随信发送；按 enter 去掉",
    "sent on {day}": "{day} 发来",
    "Nothing is called that.": "没有叫这个名字的文件。",
    "This client has sent no files.": "该客户没有发来文件。",
    "This reply was changed or sent in another window.": "此回复已在另一窗口修改或发出。",
    "Keep this draft in its place?": "以此草稿取代？",
    "keeps this one": "保留这一份",
}
