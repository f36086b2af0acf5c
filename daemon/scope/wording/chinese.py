"""Chinese, in simplified characters (``clauses.normal`` brings traditional ones to these)."""

from __future__ import annotations

import re
from collections.abc import Collection

from daemon.scope.figures import without_known_days
from daemon.scope.references import MASK, amount
from daemon.scope.wording.chinese_errands import is_errand
from daemon.scope.wording.chinese_limits import (
    ALTERNATIVE,
    CONDITION,
    IDLE,
    NOT_YET,
    PART,
    PARTLY,
    QUESTION,
    TERMS,
    WISH,
    is_doubtful,
)
from daemon.scope.wording.chinese_remarks import (
    ACKNOWLEDGES,
    COURTESY,
    FIGURES_FINE,
    HARMLESS,
    HAVE_READ,
    NAMES_IT,
    ONE_PART,
    PART_FINE,
    SECONDED,
    is_remark,
)
from daemon.scope.wording.signs import Act, Said

_WHO = (
    r"(?:我们?(?:公司|方|司|这边|这里|部门|团队)?|本(?:人|公司|方)|我个人和公司|我?代表(?:公司|我司)|公司|甲方|客户方|贵司|你们?"
    r"|您|咱们?|这边)"
)
_ALREADY = (
    r"(?:已经?|都|均|也|现|现在|完全|一致|正式|决定|就|表示|特此|可以|还是|非常|很"
    r"|经过?(?:我们?|我司|公司|部门|团队)?(?:内部)?"
    r"(?:讨论|研究|商议|评估|审核|沟通|商量)(?:之?后|决定|一致)*)"
)
_FILLER = r"(?:emojiyes|\s|那就?|好的?|嗯+|行|ok|okay|好滴|好嘞|收到|谢谢|对|则)"
#: words that add nothing to a yes; longest first where one begins another
_VOCABULARY = "|".join(
    sorted(
        f"""
        的 了 吧 啊 哦 哈 呀 啦 滴 该 此 这 那 本 这个 这项 这份 这次 这一 此次 本次 次 此项 上述
        以上 以下 全部 所有 整个 贵司 贵方 你们 你方 您 我们 我方 我司 我
        变更 变更单 变更案 变更请求
        变更说明 变更申请 改动 修改 调整 申请 请求 方案 计划 内容 费用 价格 金额 报价 预算 工期 时间
        日期 进度 天数 安排 说明 提案 建议书 单子 版本 执行 实施 开展 办理 处理 进行 推进 落实 开始
        开工 动工 启动 操作 完成 来 做 办 去 弄 改 按照 按 照 依 依照 据此 照此 如上 如此 这样 就
        都 均 也 和 与 及 以及 并 并且 请 麻烦 无误 没错 有效 通过 同意 批准 确认 可以 接受 认可
        没问题 没有问题 无异议 没有异议 没意见 没有意见 尽快 马上 立即 直接 新 新的 增加 新增 顺延
        功能 模块 页面 里程碑 评审 项 个 天 元 万 月 日 号 年 {MASK} emojiyes 邮件 邮件里
        邮件中 所述 所列 描述 提出 提出的 写的 说的 由 到 至 为 对 对于 关于 此事 这事 事项 一切
        整体 谢谢 辛苦 辛苦了 各位 大家 你 ok 嘅 之 即可 就行 就好
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
        r"(?:方案|内容|说明|报价|计划|单)?(?:去|来)?(?:执行|办理|办|做|来|走|实施|推进|处理|开始|进行"
        r"|落实|安排)"
    ),
    (
        r"(?:请|麻烦|那就)?(?:你们|贵司|贵方)?照[办做]|照此执行|照此办理|就这么(?:办|做|定|来|干)|就这样(?:办|做|定|执行)|就按(?:这个|此|这"
        r"|方案|你们说的|这个方案|这样)+(?:来|办|做|执行|定)?"
    ),
    (
        rf"(?:{_WHO}|请|那就|可以|现在|麻烦|就|尽快|马上|立即|直接|你们)*(?:开始|开工|动工|执行"
        rf"|实施"
        rf"|进行|开始执行|开始做|启动|推进|动手)(?:此|该|这个)?(?:变更)?(?:吧|了|即可|就行|就好)?"
    ),
    r"(?:那就|就)?(?:做吧|干吧|改吧|办吧|上吧|搞吧|开干)",
)
_WEAK = (
    r"准(?:了|予)?$|批$",
    rf"(?:{_WHO}|{_ALREADY})*决定(?:接受|做|采纳|采用)",
    (
        rf"(?:{_WHO}|{_ALREADY})*(?:确认|可以|没问题|没有问题|通过|认可|接受|许可|准了|可行"
        rf"|没有?意见"
        rf"|无问题|冇问题|冇意见|无意见|无异议|没有?异议|成交)"
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
        r"不批$|不(?:能|予|会|想|打算|准备|再|太|可)?(?:同意|批准|核准|通过|接受|认可|赞成|支持|采纳|采用|可以"
        r"|行|做|改|需要|用|考虑|变更|调整|执行|实施|进行|弄|办|要)(?!意)"
    ),
    (
        r"(?:暂时?|先|目前|这次)(?:不|别|缓|搁置)|暂缓|搁置|无法(?:接受|同意|批准|认可)|难以(?:接受"
        r"|同意|批准)|不能(?:接受|同意|批准)"
    ),
    (
        r"拒绝|否决|驳回|婉拒|谢绝|回绝|作罢|免了|算了|作废|到此为止|^否$|^不$|^不了|^(?:不必|不用|不要)(?:了|做|改|弄)*$|^no\b|emojino"
        r"|没有?必要|没必要"
        r"|^(?:就)?别(?:做|改|弄|搞)了?|唔(?:使|要|需要|做|同意|考虑)|按原(?:来|先|本)"
    ),
    (
        r"(?:放弃|取消|撤销|撤回|终止)(?:\s*ref0|这个|这项|这次|该|此|本|了|吧|变更|申请|$)|(?:取消|撤销|撤回|放弃)\s*ref0|(?:维持"
        r"|保持)(?:原"
        r"|现)(?:样|状|有|来|方案|计划)|(?:还是)?(?:按|照)原(?:来的?)?(?:方案|计划|样)"
    ),
)
_STRONG_RE = [re.compile(rf"^{_FILLER}*{_ABOUT}(?:{p})") for p in _STRONG]
_WEAK_RE = [re.compile(rf"^{_FILLER}*{_ABOUT}(?:{p})") for p in _WEAK]
_DECLINE_RE = re.compile("|".join(_DECLINE))
#: which one is checked elsewhere
_VERSION = re.compile(r"第\s?\d{1,3}\s?版")
_FIGURE = re.compile(r"[\d一二两三四五六七八九十]")
_NUMBER = re.compile(r"\d[\d.,]*")
#: "贵是贵了点，但我们同意"
_BUT = re.compile(
    r"^(?:但是?|不过|可是)(?=(?:我们?|我方|我司|公司|还是|仍然?|也|都|最终|决定)*(?:同意|批准|接受|通过|批了?)$)"
)


def judge(clause: str, known: Collection[str]) -> Said:
    """Say what a Chinese *clause* (normal form, references masked) says.

    *known* are the words of the offer itself, which may stand in a yes.
    """
    clause = clause.strip(" -–—()*_'~")
    if HAVE_READ.fullmatch(clause):
        return Said(Act.COURTESY, doubt=True)
    if COURTESY.fullmatch(clause) or is_remark(clause):
        return Said(Act.COURTESY, part=bool(PART_FINE.fullmatch(clause)))
    if ACKNOWLEDGES.fullmatch(clause) or SECONDED.fullmatch(clause):
        return Said(Act.COURTESY, doubt=True)
    named = without_known_days(clause, known)
    if NAMES_IT.fullmatch(named) and _knows(named, known):
        return Said(Act.COURTESY, part=bool(_FIGURE.search(clause)))
    if ONE_PART.fullmatch(clause) or _are_figures_fine(clause, known):
        return Said(Act.COURTESY, part=True)
    said = _said(clause, known)
    if said.act not in {Act.APPROVE, Act.ASSENT} and not said.asks and is_errand(clause):
        return Said(Act.COURTESY, doubt=True)
    return said


def _said(clause: str, known: Collection[str]) -> Said:
    clause = _BUT.sub("", clause)
    named = without_known_days(clause, known)
    plain = HARMLESS.sub("可", clause)
    alternative = bool(ALTERNATIVE.search(plain))
    asks = bool(QUESTION.search(plain)) or (alternative and "与否" not in plain)
    condition = bool(CONDITION.search(plain))
    part = not asks and bool(PART.search(plain))
    if "/" not in plain and not alternative and not asks and _DECLINE_RE.search(plain):
        unless, undecided = condition and _is_condition(plain), bool(NOT_YET.search(plain))
        return Said(Act.DECLINE, unless, undecided, part=part)
    if part:
        return Said(Act.OTHER, doubt=True, part=True)
    act = Act.OTHER if asks or alternative or IDLE.search(clause) else _yes(clause, known)
    if act is not Act.OTHER:
        return Said(act)
    if PART_FINE.fullmatch(named) and _knows(named, known):
        return Said(Act.COURTESY, part=True)
    return _other(clause, plain, asks, condition)


def _are_figures_fine(clause: str, known: Collection[str]) -> bool:
    return bool(FIGURES_FINE.fullmatch(clause)) and _knows(clause, known)


def _knows(clause: str, known: Collection[str]) -> bool:
    return all(amount(n) in known for n in _NUMBER.findall(clause))


def _other(clause: str, plain: str, asks: bool, condition: bool) -> Said:
    partly = bool(PARTLY.search(clause)) and not asks
    terms = (partly or bool(TERMS.search(plain))) and not asks
    condition = condition or partly or bool(WISH.search(plain))
    return Said(Act.OTHER, condition, is_doubtful(plain) or bool(IDLE.search(plain)), asks, terms)


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
    tail = _without_known(without_known_days(tail, known), known)
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
        if end - at >= 2 and not CONDITION.search(tail[at:end]):
            at = end
        else:
            kept.append(tail[at])
            at += 1
    return "".join(kept)
