"""Chinese, in simplified characters (``clauses.normal`` brings traditional ones to these)."""

from __future__ import annotations

import re
from collections.abc import Collection

from daemon.scope.references import MASK, amount
from daemon.scope.wording.signs import Act, Said

_WHO = (
    r"(?:我们?(?:公司|方|司|这边|这里|部门|团队)?|本(?:人|公司|方)|公司|甲方|客户方|贵司|你们?"
    r"|您|咱们?|这边)"
)
_ALREADY = (
    r"(?:已经?|都|均|也|现|现在|完全|一致|正式|决定|就|表示|特此|可以|还是|非常|很"
    r"|经过?(?:我们?|我司|公司|部门|团队)?(?:内部)?"
    r"(?:讨论|研究|商议|评估|审核|沟通|商量)(?:之?后|决定|一致)*)"
)
_FILLER = r"(?:emojiyes|\s|那就?|好的?|嗯+|行|ok|okay|好滴|好嘞|收到|谢谢|对)"
#: words that add nothing to a yes; longest first where one begins another
_VOCABULARY = "|".join(
    sorted(
        f"""
        的 了 吧 啊 哦 哈 呀 啦 滴 该 此 这 那 本 这个 这项 这份 这次 这一 此次 本次 次 此项 上述
        以上 以下 全部 所有 整个 贵司 贵方 你们 你方 您 我们 我方 我司 我 变更 变更单 变更请求
        变更说明 变更申请 改动 修改 调整 申请 请求 方案 计划 内容 费用 价格 金额 报价 预算 工期 时间
        日期 进度 天数 安排 说明 提案 建议书 单子 版本 执行 实施 开展 办理 处理 进行 推进 落实 开始
        开工 动工 启动 操作 完成 来 做 办 去 弄 改 按照 按 照 依 依照 据此 照此 如上 如此 这样 就
        都 均 也 和 与 及 以及 并 并且 请 麻烦 无误 没错 有效 通过 同意 批准 确认 可以 接受 认可
        没问题 没有问题 无异议 没有异议 没意见 没有意见 尽快 马上 立即 直接 新 新的 增加 新增 顺延
        功能 模块 页面 里程碑 评审 项 个 天 元 万 月 日 号 年 {MASK} emojiyes 邮件 邮件里
        邮件中 所述 所列 描述 提出 提出的 写的 说的 由 到 至 为 对 对于 关于 此事 这事 事项 一切
        整体 谢谢 辛苦 辛苦了 各位 大家 你 ok
        """.split(),
        key=len,
        reverse=True,
    )
)
_TAIL = re.compile(rf"(?:{_VOCABULARY}|\s|[()\"'+/&-])*+")
_STRONG = (
    rf"(?:{_WHO}|{_ALREADY})*(?:确认并)?(?:同意|批准|核准|照准|准予|赞成|予以批准|予以同意|审批通过)",
    (
        rf"(?:{_WHO}|{_ALREADY}|请|麻烦|可以)*(?:按|照|依|按照|依照)(?:此|这个|这|方案|上述|以上"
        rf"|你们"
        rf"|贵司|贵方|您|报价|计划|说的|说明|变更|内容|单|的)+"
        r"(?:方案|内容|说明|报价|计划|单)?(?:去|来)?(?:执行|办理|办|做|来|实施|推进|处理|开始|进行"
        r"|落实|安排)"
    ),
    (
        r"照办|照此执行|照此办理|就这么(?:办|做|定|来|干)|就这样(?:办|做|定|执行)|就按(?:这个|此|这"
        r"|方案|你们说的|这个方案|这样)+(?:来|办|做|执行|定)?"
    ),
    (
        rf"(?:{_WHO}|请|那就|可以|现在|麻烦|就|尽快|马上|立即|直接|你们)*(?:开始|开工|动工|执行"
        rf"|实施"
        rf"|开始执行|开始做|启动|推进|动手)(?:此|该|这个)?(?:变更)?(?:吧|了|即可|就行|就好)?"
    ),
    r"(?:那就|就)?(?:做吧|干吧|改吧|办吧|上吧|搞吧|开干)",
)
_WEAK = (
    (
        rf"(?:{_WHO}|{_ALREADY})*(?:确认|可以|没问题|没有问题|通过|认可|接受|许可|准了|可行"
        rf"|没有?意见"
        rf"|无意见|无异议|没有?异议|成交)"
    ),
    rf"(?:{MASK})\s*(?:可以|行|好|ok|没问题|emojiyes|通过|确认)",
)
#: what a yes may begin with: "费用和工期都可以"
_ABOUT = (
    rf"(?:对|关于|对于|就)?(?:{MASK}|\s|该|此|这个|这项|本|上述|以上|变更单?|变更请求|改动|方案"
    rf"|内容|费用|工期|报价|价格|时间|日期|预算|和|与|及|、|的|编号)*"
)
_DECLINE = (
    (
        r"不(?:能|予|会|想|打算|准备|再|太|可)?(?:同意|批准|核准|通过|接受|认可|赞成|支持|采纳|可以"
        r"|行|做|改|需要|用|考虑|变更|调整|执行|实施|进行|弄|办|要)(?!意)"
    ),
    (
        r"(?:暂时?|先|目前|这次)(?:不|别|缓|搁置)|暂缓|搁置|无法(?:接受|同意|批准|认可)|难以(?:接受"
        r"|同意|批准)|不能(?:接受|同意|批准)"
    ),
    (
        r"拒绝|否决|驳回|婉拒|谢绝|回绝|作罢|免了|算了|作废|到此为止|^否$|^不$|^不了|^no\b|emojino"
        r"|没有?必要|没必要"
    ),
    (
        r"(?:放弃|取消|撤销|撤回)(?:这个|这项|这次|该|此|本|了|吧|变更|申请|$)|(?:取消|撤销|撤回|放弃)\s*ref0|(?:维持|保持)(?:原"
        r"|现)(?:样|状|有|来|方案|计划)|(?:还是)?(?:按|照)原(?:来的?)?(?:方案|计划|样)"
    ),
)
_COURTESY = re.compile(
    r"(?:(?!问|等|找|待|需|要|由|让|听|看|报|交|跟|请示|请问|再|先|我|给|向|得)[\w·]{0,8}?(?:您|你|大家|各位|老师|经理|总|工|先生|女士|小姐|同学|同事|团队|项目组|主任"
    r"|女士们)们?(?:好|早|早上好|下午好|晚上好)?(?:啊|呀)?)"
    r"|(?:您|你|大家|各位|早上|下午|晚上|中午|上午)好|尊敬的.{0,12}|hi ?\S{0,8}|hello ?\S{0,8}"
    r"|dear ?\S{0,8}|亲爱的.{0,12}|早"
    r"|(?:非常|十分|多谢|再次|好的|ok|很)*(?:感谢|谢谢|多谢|谢了|谢啦|辛苦了?|劳驾|费心了?"
    r"|麻烦了?|有劳)(?!.{0,30}(?:但|不|没)).{0,30}"
    r"|(?:好的?|嗯+|行|ok|okay|好滴|好嘞)了?(?:啊|哦|哈)?"
    r"|(?:看过|看了|已看|已经看过|看完)了?(?:方案|说明|邮件|变更单)?了?"
    r"|(?:很|非常|实在)?(?:不好意思|抱歉|对不起)(?:,)?(?:这么|才|回复|回|晚|迟|了|现在|刚|看到"
    r"|久等|让|你们|您|,)*"
    r"|此致|敬礼|顺颂.{0,6}|商祺|祝.{1,14}|致礼|敬上|以上|如上|如题|合作愉快|期待.{0,14}|盼.{0,8}"
    r"|拜托了?|加油|周末愉快"
    r"|(?:已?经?(?:过)?)(?:我们|我司|公司|部门|团队)?(?:内部)?(?:和?大家)?(?:仔细|认真"
    r"|充分)?(?:讨论|研究|商议|沟通|评估|评审|审核|商量|会议讨论|核对)(?:之?后|过|过了|决定|一致"
    r"|通过)*"
    r"|(?:我们|我司|公司|我)(?:内部)?(?:已经?)?(?:仔细|认真|充分)?(?:讨论|研究|商议|看|评估|沟通"
    r"|商量|核对)(?:过|完|好)(?:了)?(?:方案|说明)?(?:了)?"
    r"|(?:发票|账单|合同)(?:请|还是|照旧|麻烦).{0,16}|有(?:问题|需要|事|什么需要).{0,4}(?:随时|再"
    r"|请)?(?:联系|找|说|沟通|告诉|打电话)(?:我们?|您|你)?|如有(?:问题|需要|疑问).{0,12}"
    r"|随时(?:联系|沟通|找我).{0,6}|(?:请|麻烦|还请)?(?:你们)?(?:尽快|抓紧|早点|早日|尽早)(?:安排"
    r"|处理|开始|开工|推进|办理|落实|完成|上线|实施)?(?:吧|一下|哈)?"
    r"|没有?(?:什么)?(?:要|需要|可)?(?:改|修改|补充|调整)的?了?|不(?:用|必|需要)再?(?:讨论|商量|修改)了"
    r"|(?:运营|市场|财务|采购|技术|研发|产品|项目|行政|销售|部门|副|总)*(?:总监|经理|主管|主任|负责人)"
    r"|(?:请|麻烦)?(?:安排|知悉|查收|悉知|查阅)(?:一下|吧)?|(?:请)?放心|不(?:用|必)(?:再)?(?:回复"
    r"|回|打电话|客气|谢|急|着急)(?:了|我)?|不(?:急|着急|客气)"
    r"|(?:没|没有|无)(?:其他|别的|其它|更多)(?:的)?(?:问题|意见|要求|疑问)?(?:了)?|发自.*|(?:从"
    r"|由).{0,14}发送|(?:emojiyes|\s|[\^_()~-])+|(?:费用|工期|价格|时间|方案|报价|内容)(?:和|、"
    r"|与|及|费用|工期|价格|时间|方案|报价|内容)*(?:都|均|也)?(?:可以|没问题|没有问题|ok|合理)"
    r"|(?:我们?的?|我方)?(?:回复|答复|决定|结论|意见)(?:如下|是|为)?|市场部|财务部|采购部|技术部"
    r"|研发部|运营部|总经理|项目部|行政部|产品部|信息部"
)
#: that they have it, which a weak yes beside it may mean and no more
_ACKNOWLEDGES = re.compile(
    r"(?:好的?|嗯|ok|邮件|来信|说明|已经?|都|是的)*(?:收到|明白|了解|知道|知悉|已阅|看到|收悉"
    r"|清楚|看过)了?(?:啊|哦|哈)?"
)
_HARMLESS = re.compile(
    r"没(?:有)?(?:什么|其他|别的|任何)?(?:问题|意见|异议)|无(?:任何)?异议|无意见|不(?:好意思|客气"
    r"|胜感激|错|用谢|急)|不见不散"
)
_CONDITION = re.compile(
    r"但|不过|只是|如果|假如|假设|倘若|要是|若|前提|除非|除了|除外|条件|只|仅|的话|否则|必须|务必"
    r"|需要|须|需(?!求)|得先|要求|希望|最好"
    r"|改成|改为|换成|降|减|便宜|优惠|折|上限|不超过|不得|以内|之内|分期|分[两二三]|先做"
    r"|再(?:开始|做|付|启动|执行|上)|之前|以前|提前|前(?:完成|交付|上线|做完|搞定)"
    r"|之?后(?:再|才|即可|就|方)|部分|原则上?|基本|大致|大体|保证|确保|另外|不能|不变|不加|不影响"
    r"|免费|赠送|暂|第[一二三四1234](?:项|部分|条|期|点)|控制在|保留|去掉|删"
)
_DOUBT = re.compile(
    r"不|没|未|无法|等|待(?!遇)|再|考虑|讨论|研究|商量|明天|明日|后天|下周|稍后|回头|晚点|之后|先"
    r"|领导|老板|上级|主管|[王李张刘陈杨赵黄周吴]?总(?!体|部|额|价|共)"
    r"|听说|据说|他|她|同事|财务|法务|说|转告|转发|流程|审批|走|收到|上周|昨天|前天|之前|上次"
    r"|旧版|上一版|原版|老版|前一版|呵|嘿|是否|与否|还是|要不|可能|也许|大概"
    r"|应该|似乎|考虑|试|误|撤|取消|第一行|回复|写|开玩笑|休假|外出|出差|不在|自动|/|\""
)
_TERMS = re.compile(
    r"(?:就|才|我们?|可以|能|便|方可)(?:能|可以|会)?(?:同意|批准|接受|可以|确认|做|行|签)|(?:能"
    r"|可以)接受|话(?:就)?(?:可以|行|同意|没问题)"
)
_QUESTION = re.compile(
    r"吗|呢$|么$|能不能|能否|可否|可不可以|是不是|是否|要不要|行不行|有没有|多少|为什么|为何|怎么"
    r"|如何|什么时候|什么|哪|谁|几天|几号|多久|请问|啥"
)
_ALTERNATIVE = re.compile(r"(.{1,2})不\1|与否|不得不|不是不|并非不|不会不")
_NOT_YET = re.compile(r"还[没不未]|尚未|未必|不确定|不知道|不清楚|没想好|不一定|先不回|不在")
_STRONG_RE = [re.compile(rf"^{_FILLER}*{_ABOUT}(?:{p})") for p in _STRONG]
_WEAK_RE = [re.compile(rf"^{_FILLER}*{_ABOUT}(?:{p})") for p in _WEAK]
_DECLINE_RE = re.compile("|".join(_DECLINE))
#: which one is checked elsewhere
_VERSION = re.compile(r"第\s?\d{1,3}\s?版")
_NUMBER = re.compile(r"\d[\d.,]*")


def judge(clause: str, known: Collection[str]) -> Said:
    """Say what a Chinese *clause* (normal form, references masked) says.

    *known* are the words of the offer itself, which may stand in a yes.
    """
    clause = clause.strip(" -–—()*_'~")
    if _COURTESY.fullmatch(clause):
        return Said(Act.COURTESY)
    if _ACKNOWLEDGES.fullmatch(clause):
        return Said(Act.COURTESY, doubt=True)
    plain = _HARMLESS.sub("可", clause)
    alternative = bool(_ALTERNATIVE.search(plain))
    asks = bool(_QUESTION.search(plain)) or (alternative and "与否" not in plain)
    condition = bool(_CONDITION.search(plain))
    if "/" not in plain and not alternative and not asks and _DECLINE_RE.search(plain):
        return Said(Act.DECLINE, condition and _is_condition(plain), bool(_NOT_YET.search(plain)))
    act = Act.OTHER if asks or alternative else _yes(clause, known)
    if act is not Act.OTHER:
        return Said(act)
    terms = bool(_TERMS.search(plain)) and not asks
    return Said(Act.OTHER, condition, bool(_DOUBT.search(plain)), asks, terms)


def _is_condition(plain: str) -> bool:
    """Whether a refusal names what would make it a yes."""
    return bool(re.search(r"如果|除非|否则|要是|的话|若", plain))


def _yes(clause: str, known: Collection[str]) -> Act:
    for act, patterns in ((Act.APPROVE, _STRONG_RE), (Act.ASSENT, _WEAK_RE)):
        for pattern in patterns:
            found = pattern.match(clause)
            if found and _is_harmless(clause, found.end(), act, known):
                return act
    return Act.OTHER


def _is_harmless(clause: str, at: int, act: Act, known: Collection[str]) -> bool:
    tail = _VERSION.sub("", clause[at:])
    tail = _without_known(tail, known)
    if any(amount(n) not in known for n in _NUMBER.findall(tail.replace(MASK, ""))):
        return False
    tail = _NUMBER.sub("", tail.replace(MASK, ""))
    doubtful = act is Act.ASSENT and tail.endswith("吧")
    return not doubtful and bool(_TAIL.fullmatch(tail))


def _without_known(tail: str, known: Collection[str]) -> str:
    """Take out of *tail* every run of two characters and more that the offer itself has."""
    runs = [k for k in known if not k.isascii()]
    kept, at = [], 0
    while at < len(tail):
        end = at
        while end < len(tail) and any(tail[at : end + 1] in run for run in runs):
            end += 1
        if end - at >= 2 and not _CONDITION.search(tail[at:end]):
            at = end
        else:
            kept.append(tail[at])
            at += 1
    return "".join(kept)
