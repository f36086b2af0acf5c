"""The interface in Chinese."""

from __future__ import annotations

from tui.i18n.zh_figures import FIGURES, SURVEYS
from tui.i18n.zh_keys import KEYS, LISTS
from tui.i18n.zh_projects import PROJECTS
from tui.i18n.zh_records import RECORDS
from tui.i18n.zh_writing import WRITING

_MAIL: dict[str, str] = {
    "! urgent": "! 紧急",
    "needs a look": "需要查看",
    "the model is not sure": "模型没有把握",
    "what they want may stand in what they forward": "诉求可能在其转发的内容里",
    "unknown sender": "未知发件人",
    "back since {until}": "已于 {until} 到期",
    "snoozed until {until}": "收起至 {until}",
    "from us": "我方发出",
    "unknown sender: a says whose": "未知发件人：按 a 指定客户",
    "sender verified": "发件人已验证",
    "sender NOT verified: may be forged": "发件人未通过验证：可能是伪造",
    "sender not checked": "发件人未验证",
    "automatic reply": "自动回复",
    "delivery failure": "投递失败",
    "delivery delayed": "投递延迟",
    "mailing list": "邮件列表",
    "calendar notice": "日历通知",
    "read receipt": "已读回执",
    "challenge": "验证请求",
    "report": "报告",
    "now {there}": "当地 {there}",
    "and {n} more": "还有 {n} 个",
    "not classified": "未分类",
    "decided by {who}": "由 {who} 决定",
    "; the model said {label}": "；模型判断为{label}",
    "  not sure": "  没有把握",
    "also ": "兼 ",
    "(nothing was written above the quoted text)": "（引文之上没有新内容）",
    "… this mail is longer than is shown here": "……邮件比此处显示的更长",
    "v unfolds": "按 v 展开",
    "signature": "签名",
    "disclaimer": "免责声明",
    "{n} quoted lines": "{n} 行引文",
    "{n} quoted line": "{n} 行引文",
    "{n} forwarded lines": "{n} 行转发",
    "{n} forwarded line": "{n} 行转发",
    ", ": "，",
    ": ": "：",
    ", due {day}": "，期限 {day}",
    "  due {day}": "  期限 {day}",
    "Items": "事项",
    "Notes": "备注",
    "   never leave the house": "   绝不外发",
    "{n} mails": "{n} 封邮件",
    "mails": "邮件",
    "from": "来自",
    "we: ": "我方 ",
    "No model has read this mail.": "没有模型读过这封邮件。",
    "Why ": "判断依据：",
    "   model {version}": "   模型 {version}",
    "Sentences that weighed most": "最有分量的句子",
    "Words": "词语",
    "for": "支持",
    "against": "反对",
    "Similar mails": "相似邮件",
    "Held: it leaves when you approve it": "待批准：批准后发出",
    "Unsure: the server may or may not have taken it": "不确定：服务器可能收到，也可能没有",
    "Failed: it did not leave": "失败：没有发出",
    "{n} tries": "已试 {n} 次",
    "The same in HTML goes with it.": "附有相同内容的 HTML。",
    "Set aside: ": "搁置原因：",
    "at the stage “{stage}”": "阶段“{stage}”",
    "How it begins": "开头内容",
    "(its bytes were not kept)": "（未保留原文）",
    "proposed": "已提出",
    "received": "已收到",
    "noted": "已记录",
    "withdrawn": "已撤回",
    "accepted": "已接受",
    "declined": "已拒绝",
    "being assessed": "评估中",
}
_TIMES: dict[str, str] = {
    **dict(zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "一二三四五六日", strict=True)),
    **{
        name: str(number)
        for number, name in enumerate(
            (
                *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
                *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
            ),
            start=1,
        )
    },
    "{day} {month}": "{month}月{day}",
    "{weekday} {day} {month} {year}": "{year}年{month}月{day}日 {weekday}",
    "today {time}": "今天 {time}",
    "tomorrow {time}": "明天 {time}",
    "{time} in {place}": "{place} {time}",
    "d": "天",
    "h": "小时",
    "min": "分钟",
    "s": "秒",
}
_TIMES |= {name: f"周{_TIMES[name]}" for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_HEALTH: dict[str, str] = {
    "starting": "启动中",
    "reading mail": "读取邮件",
    "watched": "监视中",
    "polled": "轮询中",
    "cannot be reached": "无法连接",
    "stopped": "已停止",
    "never heard": "从未联系",
    " not watched, {heard}": " 未监视，{heard}",
    "no mailbox yet": "还没有邮箱",
    "shadow mode: nothing is sent": "影子模式：不发送任何邮件",
    "read-only": "只读",
    " (and {n} more)": "（另有 {n} 个）",
    " Next try in {span}.": " {span}后重试。",
    "{place} is not being watched: {why}.": "{place} 未被监视：{why}。",
    "No mailbox is being watched: the daemon is not running. Start it: triaged run": (
        "没有邮箱被监视：守护进程未运行。启动：triaged run"
    ),
    "No mailbox is being watched: the daemon was last heard {gone} ago. "
    "What is shown may be old.": "没有邮箱被监视：守护进程 {gone}前失去联系。内容可能已过时。",
    ". What is shown may be old; trying again.": "。显示的内容可能已过时；正在重试。",
    "This session is read-only.": "本次会话只读。",
}
_ASKING: dict[str, str] = {
    "Note": "备注",
    "   never leaves the house": "   绝不外发",
    "ctrl+s keeps   esc leaves": "ctrl+s 保存   esc 离开",
    "Snooze until": "收起至",
    "a day or time?": "请输入日期或时间",
    "for example {examples}\nenter snoozes   esc leaves": "例如 {examples}\nenter 确定   esc 离开",
    "Whose is ": "这是谁的人：",
    "client": "客户",
    "new client ": "新客户 ",
    "everybody at {domain}": "{domain} 的所有人",
    "this person only": "仅此人",
    "for {who}": "适用于{who}",
    "\nctrl+t changes   enter picks   esc leaves": "\nctrl+t 切换   enter 选定   esc 离开",
    "enter {verb}   esc goes back": "enter {verb}   esc 返回",
    "enter keeps   esc leaves": "enter 保存   esc 离开",
    "esc leaves": "esc 离开",
    "Items of this conversation": "本会话的事项",
    "Files of this mail": "这封邮件的文件",
    "It is also": "同时还是",
    "set or take away": "设置或取消",
    "save": "保存",
    "accept": "接受",
    "reject": "拒绝",
    "withdraw": "撤回",
    "Keep this search as": "搜索另存为",
    "Reply to ": "回复 ",
    "As it will leave": "发出时的样子",
    "send": "发送",
    "sends": "发送",
    "keep the draft": "离开，保留草稿",
    "editor": "编辑器",
    "quote": "带引文",
    "no quote": "不带引文",
    "everybody": "回复所有人",
    "sender only": "只回复发件人",
    "Send it all the same?": "仍要发送吗？",
    "Did this mail leave?": "这封邮件发出了吗？",
    "It becomes a mail of its conversation; that cannot be taken back.": (
        "它将成为会话中的一封邮件，无法撤销。"
    ),
    "notes it as sent": "记为已发送",
    "Not sent: something newer has come in and is quoted now. Your draft stands.": (
        "未发送：又有新邮件，现已引用。您的草稿保留着。"
    ),
    "Something newer has come in: send shows it first": "又有新邮件：发送时会先显示",
    "An internal note stands in it: “{words}”": "含有内部备注：“{words}”",
    "The sender is not verified: {words} may be forged": "发件人未通过验证：{words} 可能是伪造的",
    "The client's program sends answers elsewhere; the mail came from {words}": (
        "客户的程序把回复指向别处；邮件来自 {words}"
    ),
    "A machine wrote the mail that you answer": "您回复的邮件由机器发出",
    "The client writes {words}": "客户使用{words}",
    "Not answered yet: “{words}”": "尚未回答：“{words}”",
    "You write “{words}”, but no file goes with it": "您写了“{words}”，但没有附件",
    "English": "英语",
    "Chinese": "中文",
    "German": "德语",
    "French": "法语",
    "Spanish": "西班牙语",
    "Italian": "意大利语",
    "Portuguese": "葡萄牙语",
    "Dutch": "荷兰语",
    "Polish": "波兰语",
    "Russian": "俄语",
    "Japanese": "日语",
    "Korean": "韩语",
    "ctrl+s keeps   ctrl+o your editor   esc leaves": "ctrl+s 保存   ctrl+o 编辑器   esc 离开",
    "With another text the HTML part goes: the mail leaves as text.": (
        "改动正文后去掉 HTML 部分，只发纯文本。"
    ),
}
_TOLD: dict[str, str] = {
    " · u undoes": " · u 撤销",
    "Conversation": "会话",
    "{n} conversations": "{n} 个会话",
    "{what} is {label}": "{what}：{label}",
    "{what} are {label}": "{what}：{label}",
    "{what} done": "{what} 已完成",
    "{what} open again": "{what} 已重开",
    "{what} waiting for the client": "{what} 等待客户",
    "{what} snoozed": "{what} 已收起",
    "{what}: {who} looks after it": "{what}：由 {who} 负责",
    "{what}: nobody looks after it": "{what}：无人负责",
    "{who} looks after it": "由 {who} 负责",
    "nobody looks after it": "无人负责",
    "said who looks after it": "指定了负责人",
    "{who} (me)": "{who}（我）",
    "nobody": "无人",
    "Note kept": "备注已保存",
    "Sender attributed, with the mail they sent before": "已指定发件人，连同以前的邮件",
    "Approved: it leaves with the next round": "已批准：下一轮发出",
    "Discarded: it does not leave": "已放弃：不会发出",
    "It is tried again": "正在重试",
    "Noted as sent": "已记为已发",
    "Given up; its bytes stay on record": "已放弃；原文仍存档",
    "Recorded": "已记录",
    "It fails still: {why}": "仍然失败：{why}",
    "Taken back: {words}": "已撤销：{words}",
    "Taken back: your last change": "已撤销：您的上一次操作",
    "There is nothing to take back": "没有可撤销的操作",
    "Reply to {to} leaves in {n} s": "给 {to} 的回复将在 {n} 秒后发出",
    "Changed; it is still held": "已修改；仍待批准",
    "Second label changed: {label}": "兼类已更改：{label}",
    "{n} conversations are one now": "{n} 个会话已合并",
    "It has a conversation of its own now": "它现在自成一个会话",
    "Saved as {path}": "已保存为 {path}",
    "Opened {path}": "已打开 {path}",
    "Search kept as {name}": "搜索已保存为 {name}",
    "Search {name} forgotten": "已删除搜索 {name}",
    "There is no label to confirm; give one: c g r f o": "没有可确认的分类；请按 c g r f o 指定",
    "The sender of this conversation is not on record as a person": "本会话的发件人未登记为联系人",
    "Only held mail can be changed": "只能修改待批准的邮件",
    "Still loading; press again": "仍在加载；请再按一次",
    "No files came with this mail": "这封邮件没有文件",
    "Nothing was drawn from this conversation": "本会话没有提取到事项",
    "Open the conversation and go to the client's mail where it begins anew": (
        "请打开会话，移到另起话题的那封客户邮件"
    ),
    "It is not known whose mail this is": "不知道这是哪个客户的邮件",
    "Search first: /": "请先按 / 搜索",
    "no editor was found; set EDITOR to the one you like": "没有找到编辑器；请设置 EDITOR",
    "your editor opens in a terminal only; write here": "编辑器只能在终端里打开；请在此处书写",
    "the editor ended with an error; nothing was changed": "编辑器出错退出；没有改动",
    "this file could run a program; save it if you must": "此文件可能运行程序；如有必要请先保存",
    "no program opens files here; save it instead": "这里没有打开文件的程序；请先保存",
}
_LEGEND: dict[str, str] = {
    "In the list: bold is unread, ! is urgent, ? is an unknown sender, @ has files,\n"
    "~ has a draft, * is marked, » somebody looks after it, “look” waits for a person,\n"
    "a percentage says how sure the model is. Counts such as 3 are its mails.": (
        "列表中：粗体为未读，! 为紧急，? 为未知发件人，@ 有文件，~ 有草稿，* 已标记，\n"
        "» 有人负责，“查看”等待人工，百分比表示模型的把握，数字是会话中的邮件数。"
    ),
}
_TOUR: dict[str, str] = {
    "Welcome to triaged": "欢迎使用 triaged",
    "enter begins": "按 enter 开始",
    "Mail comes by itself": "邮件自动到来",
    "`triaged run` watches the mailboxes; each client's mail appears here, read and labelled."
    " `triaged import` takes in what is old.": (
        "`triaged run` 监视邮箱；客户的邮件读取、分类后出现在这里。`triaged import` 可导入旧邮件。"
    ),
    "Mail that the model is not sure of waits in the first queue. One key says what it is:"
    " c complaint, g change, r requirement, f feedback, o other; y when the label is right.": (
        "模型没有把握的邮件在第一个队列等待。一个键即可分类：c 投诉，g 变更，r 需求，f 反馈，"
        "o 其他；分类正确按 y。"
    ),
    "One key, then the next mail": "一个键，然后下一封",
    "d done, w wait for the client, s snooze, n note, R reply. The cursor moves on by itself;"
    " u takes back whatever you did.": (
        "d 完成，w 等待客户，s 稍后，n 备注，R 回复。光标自动下移；u 撤销任何操作。"
    ),
    "Who wrote?": "谁写的？",
    "a says which client a sender belongs to; their earlier mail follows.": (
        "按 a 指定发件人属于哪个客户；以前的邮件随之归属。"
    ),
    "Nothing leaves unseen": "未经查看，不会外发",
    "What policy holds back waits in the outbox until you approve it. / searches everything,"
    " ? shows the keys, ctrl+p finds any command.": (
        "按策略保留的邮件在发件箱等您批准。/ 搜索全部，? 显示按键，ctrl+p 查找命令。"
    ),
}
WORDS: dict[str, str] = (
    PROJECTS
    | RECORDS
    | KEYS
    | LISTS
    | _MAIL
    | _TIMES
    | _HEALTH
    | _ASKING
    | _TOLD
    | _LEGEND
    | _TOUR
    | WRITING
    | FIGURES
    | SURVEYS
)
