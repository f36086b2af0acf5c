"""What services say when something cannot be done, in Chinese; ``{0}`` is the first blank."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    # of every kind
    "There is no such record.": "没有这条记录。",
    "Somebody else changed this in the meantime; look again before deciding.": (
        "其间有人改动过；请看清后再决定。"
    ),
    "database: {0}": "数据库：{0}",
    "{0}: {1}": "{0}：{1}",
    "{0}: no such file": "{0}：没有这个文件",
    "{0}: there are a thousand files called {1}": "{0}：已有一千个名为 {1} 的文件",
    "this was taken back already": "已经撤销过了",
    "“{0}” cannot be taken back": "“{0}”无法撤销",
    "this has changed since and is not taken back; look again": "其后有改动，未撤销；请再看",
    "the label has changed since and is not taken back; look again": (
        "标签其后已改，未撤销；请再看"
    ),
    "the labels have changed since and are not taken back; look again": (
        "标签其后已改，未撤销；请再看"
    ),
    "this mail has moved on since and is not taken back; look again": (
        "邮件其后已有变化，未撤销；请再看"
    ),
    "this item has changed since and is not taken back; look again": (
        "事项其后已改，未撤销；请再看"
    ),
    "the item has changed since and is not taken back; look again": "事项其后已改，未撤销；请再看",
    "the answer has changed since and is not taken back; look again": (
        "回答其后已改，未撤销；请再看"
    ),
    "the milestone has changed since and is not taken back; look again": (
        "里程碑其后已改，未撤销；请再看"
    ),
    "the project has changed since and is not taken back; look again": (
        "项目其后已改，未撤销；请再看"
    ),
    "the calendar has changed since and is not taken back; look again": (
        "日历其后已改，未撤销；请再看"
    ),
    "this was taken back in another way already": "已用别的方式撤销",
    "this search was saved anew since and is not taken back": "此搜索其后重新保存过，未撤销",
    "some of it has moved on since; look again": "其中一部分其后已变；请再看",
    "some of it has been given to another client since; look again": (
        "其中一部分其后归了别的客户；请再看"
    ),
    "they have been given to somebody else since; look again": "其后已归他人；请再看",
    "{0} is {1} by now and is not taken back": "{0} 现已{1}，未撤销",
    "the mail with {0} has left ({1}) and cannot be taken back; {2}": (
        "{0} 的邮件已发出（{1}），无法撤销；{2}"
    ),
    "the reply has been settled otherwise since; look again": "该答复其后另有裁定；请再看",
    "this reply has decided nothing; `triaged scope decide` settles it": (
        "此答复未作决定；请用 `triaged scope decide` 裁定"
    ),
    "{0} was offered anew since; look again": "{0} 其后已重新报价；请再看",
    "this followed from the client's answer; take event {0} back instead": (
        "这是随客户答复而来；请撤销事件 {0}"
    ),
    # mail and conversations
    "mailbox {0} is not in this configuration any more": "邮箱 {0} 已不在配置中",
    "no conversation {0}": "没有会话 {0}",
    "no mail {0}": "没有邮件 {0}",
    "no outgoing mail {0}": "没有外发邮件 {0}",
    "no quarantined mail {0}": "隔离区没有邮件 {0}",
    "no item {0}": "没有事项 {0}",
    "no contact {0}": "没有联系人 {0}",
    "this conversation holds no mail that could be labelled": "此会话中没有可分类的邮件",
    "mail {0} is not in conversation {1}": "邮件 {0} 不在会话 {1} 中",
    "{0} is its main label already": "{0} 已是主标签",
    "mark the conversations that belong together, at least two": "请标记至少两个属于一起的会话",
    "only conversations of one client and one project can be one": (
        "只有同一客户同一项目的会话才能合并"
    ),
    "this is the first mail: nothing would stay in the conversation": (
        "这是第一封邮件：拆分后原会话将为空"
    ),
    "the moment to come back lies in the past; give a later one": "恢复时间已过；请给一个更晚的",
    "an empty note says nothing; it was not kept": "空备注没有内容，未保存",
    "a note holds at most {0} characters; this has {1}": "备注最多 {0} 字，此处 {1} 字",
    "a saved search needs a name and a query": "保存搜索需要名称和内容",
    "a name has at most {0} characters, a query {1}": "名称最多 {0} 字，搜索最多 {1} 字",
    "a manager's name has at most {0} characters, all printable": "姓名最多 {0} 字，须可显示",
    "no search is saved as {0}": "没有名为 {0} 的搜索",
    "{0} is one of us, not a client": "{0} 是我方人员，不是客户",
    "a client needs a name": "客户需要名称",
    "there is a client called {0} already": "已有名为 {0} 的客户",
    "{0}: anybody may have an address there": "{0}：任何人都可在那里有地址",
    "a client cannot be merged with itself": "客户不能与自己合并",
    "mail {0} in quarantine is {1} already": "隔离的邮件 {0} 已是 {1}",
    "mail {0} is no longer on the server": "邮件 {0} 已不在服务器上",
    # replies and the outbox
    "nobody is on record here whom a reply could go to": "此处没有可回复的人",
    "an empty reply says nothing; it was not sent": "空回复没有内容，未发送",
    "something newer has come in or was answered; your draft is kept": (
        "有更新的来信或答复；您的草稿已保留"
    ),
    "this reply is {0} and cannot be called back": "此回复状态为{0}，无法召回",
    "you write this reply in another window too; that draft is kept": (
        "您在另一窗口也在写此回复；那份草稿已保留"
    ),
    "a mail needs a subject and a text; nothing was changed": "邮件需要主题和正文；未作改动",
    "outgoing mail {0} is {1}; only held mail is edited": (
        "外发邮件 {0} 状态为{1}；只有待批准的可修改"
    ),
    "outgoing mail {0} is {1}; it cannot become {2}": "外发邮件 {0} 状态为{1}，不能变为{2}",
    "{0}: {1} MiB in all are more than sending.max_attachments allows ({2})": (
        "{0}：共 {1} MiB，超过 sending.max_attachments 的上限（{2}）"
    ),
    "not a mail address: {0}": "不是邮件地址：{0}",
    "{0} has no address that mail reaches": "{0} 没有可送达的地址",
    # surveys
    "project {0} has no mailbox that could ask": "项目 {0} 没有可发问卷的邮箱",
    "invitation {0} is {1}; there is nothing to override": "邀请 {0} 状态为{1}，无需强制",
    "{0} is not asked: {1}": "不询问 {0}：{1}",
    "the invitation has moved on since and is not taken back": "邀请其后已有变化，未撤销",
    "invitation {0} is {1}; it cannot be skipped": "邀请 {0} 状态为{1}，不能跳过",
    "answer {0} counts already; give a score to correct it": "回答 {0} 已计入；更正请给出分数",
    "answer {0} does not count as it is": "回答 {0} 本来就不计入",
    "no scored question {0}; there are {1}": "没有评分题 {0}；有 {1}",
    "{0}: {1} is off its scale, {2} to {3}": "{0}：{1} 超出范围 {2} 至 {3}",
    "{0} is not asked any more as it is": "{0} 本来就不再被询问",
    "{0} is not known; people are known once they wrote": "不认识 {0}；写过信的人才认识",
    "not known: {0}; people are known once they wrote": "不认识：{0}；写过信的人才认识",
    "{0} may be asked as it is": "{0} 本来就可被询问",
    # scope, offers, milestones
    "{0} is no complaint": "{0} 不是投诉",
    "an investigation ends with a cause and a remedy; give both": "调查以原因和措施结束；请都填写",
    "what was done? the client is told; give the words": "做了什么？将告知客户；请填写",
    "nothing to change; give at least one new value": "没有改动；请至少给一个新值",
    "title: an item needs one": "标题：事项需要标题",
    "{0}: one of {1}, or empty": "{0}：须为 {1} 之一，或留空",
    "{0}: one of {1}, or none": "{0}：须为 {1} 之一，或没有",
    "{0} is linked so to {1} already": "{0} 已如此关联到 {1}",
    "{0} and {1} are of different kinds; link them instead": "{0} 与 {1} 类别不同；请改为关联",
    "{0} cannot become {1}": "{0} 不能变为 {1}",
    "{0} is {1}; only what nobody has worked on is recast": "{0} 状态为{1}；只有无人处理过的可改类",
    "a split needs at least one new title": "拆分至少需要一个新标题",
    "{0} cannot be linked to itself": "{0} 不能关联自己",
    "{0} and {1} are not of one client's project": "{0} 与 {1} 不属于同一客户的项目",
    "{0}: too long": "{0}：太长",
    "due: {0} is no date such as 2026-05-20": "期限：{0} 不是 2026-05-20 这样的日期",
    "{0} is no date such as 2026-05-04": "{0} 不是 2026-05-04 这样的日期",
    "project {0} has no mailbox that its mail could leave from": "项目 {0} 没有可发信的邮箱",
    "a milestone needs a name": "里程碑需要名称",
    "the project has a milestone called “{0}” already": "项目已有名为“{0}”的里程碑",
    "“{0}” was reached and cannot be cancelled": "“{0}”已达到，不能取消",
    "a milestone cannot have been reached in the future": "里程碑不能在未来达到",
    "“{0}” was cancelled; plan it again first": "“{0}”已取消；请先重新计划",
    "invitations have been written since; this is not taken back": "其后已写出邀请；未撤销",
    "it belongs to a settled complaint; cancel the milestone instead": (
        "它属于已解决的投诉；请改为取消里程碑"
    ),
    "people were invited for it; cancel the milestone instead": "已为此邀请过人；请改为取消里程碑",
    "an offer cannot have expired already; give a later day": "报价不能已过期；请给更晚的日期",
    "reply {0} does not wait; it is {1}": "答复 {0} 不在等待；状态为{1}",
    "the offer of {0} v{1} is {2}": "{0} v{1} 的报价状态为{2}",
    "another version was sent meanwhile; look at it first": "其间发出了另一版本；请先查看",
    "{0} has no accepted requirement yet; accept some first": "{0} 还没有已接受的需求；请先接受",
    "{0} is a complaint; resolve it, and the client is asked": "{0} 是投诉；解决后会询问客户",
    "{0} did not come from a survey": "{0} 不是来自问卷",
    "project {0} has no item {1}": "项目 {0} 没有事项 {1}",
    "currency: {0} is no ISO 4217 code such as EUR": "货币：{0} 不是 EUR 这样的 ISO 4217 代码",
    "assessed by whom? a statement needs a name": "由谁评估？请填写姓名",
    "a statement lacks something: {0}": "评估缺少：{0}",
    "{0}: {1} is out of range": "{0}：{1} 超出范围",
    "{0}: {1} is no number": "{0}：{1} 不是数字",
    "a {0} that is {1} cannot {2}; from here: {3}": "{1}的{0}不能{2}；可以：{3}",
}
