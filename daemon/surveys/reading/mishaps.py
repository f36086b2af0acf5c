"""What went wrong, told beside full marks: nobody who means them speaks of it."""

from __future__ import annotations

import re

_MISHAP = re.compile(
    r"\b(?:outages?|downtime|(?:is|was|were|went|goes|going|been|site|shop|system|server"
    r"|everything)"
    r" (?:\w+ )?down\b(?! from| to)|crash(?:ed|es|ing)?|broke|broken|breaks|breaking|corrupt\w*"
    r"|los(?:t|ing|es?) (?:our|my|the|all|half|data|orders|customers)|delet(?:ed|ing)|wiped"
    r"|over-?charg\w*|double[- ]bill\w*|on hold|(?:weeks?|months?|days|hours) late"
    r"|missed (?:the |our "
    r"|every |another )?deadlines?|fail(?:ed|s|ing|ures?)|nothing works|no ?(?:body"
    r"|-? ?one) (?:answer"
    r"|repl|call|know|car)\w*|(?:yet )?another (?:delay|bug|error|week|month|invoice|excuse)"
    r"|(?:wait(?:ed|ing)?) (?:\w+ ){0,3}(?:days|weeks|months|hours|forever|ages)|chas(?:ed"
    r"|ing) (?:you"
    r"|your|them|up)|delay(?:s|ed)?|bugs?|unusable|offline|hacked|data loss|(?:had|have) to (?:call"
    r"|ask|chase|wait|beg|redo|re-?enter|restart)|(?:doesn't|don't|does not|do not"
    r"|didn't) (?:exist|work)"
    r"|restoring|excuses?|late again|nothing working|slideshow|laughed so|unreachable|ignored)\b"
    r"|宕机|崩溃|崩了|(?:天天|又|总|老|经常)[^,。\n]{0,2}(?:崩|挂|卡|断|宕)|挂了|丢(?:了|失|单)|瘫痪|延期|延误|跳票"
    r"|打不开|(?:不能|没法|无法|用不)(?:用|了)|找不到人|借口|报错|卡死|加班|白等|白跑|返工|停(?:机|摆|工|业)|没人(?:理|管|接|回|负责)|投诉"
    r"|等了?[^,。\n]{0,6}(?:周|天|个月|小时|年)|拖了?[^,。\n]{0,6}(?:周|天|个月|年)|半夜|故障|事故|漏洞|乱码"
    r"|(?:打|发)了[^,。\n]{0,4}(?:次|遍|通|个)(?:电话|邮件)|罚款|赔(?:钱|了)|扣错"
)
_NOT_SO = re.compile(
    r"\b(?:no|not|never|nothing|without|zero|hardly|any|n't|free of|fewer|less|instead of|avoid\w*"
    r"|prevent\w*|worth)\b[^,.;!?\n]{0,24}$|n't\b[^,.;!?\n]{0,24}$"
    r"|(?:不|没|没有|无|零|从不|从未|毫无|未|避免|防止|减少)[^,。;!?\n]{0,6}$"
)
#: it went wrong elsewhere or before, or was put right
_TURN = re.compile(
    r"\b(?:but|although|though|however|despite|even (?:though|when|if|after|with|on|at)|except"
    r"|apart from|other than|before|previous\w*|earlier|used to|last|compared|unlike"
    r"|other (?:suppliers?"
    r"|vendors?|compan\w+|providers?|agenc\w+)|instead|better than|in spite|regardless|no longer"
    r"|fix(?:ed|es|ing)?|solv\w*|resolv\w*|repair\w*|restored|back (?:up|online|on track|in)|within"
    r"|in no time|in (?:an|one|under an) hour|quick\w*|prompt\w*|immediate\w*|straight ?away"
    r"|right away"
    r"|sorted|rescue\w*|saved|sav(?:es|ing)|help\w*|responsive|handled|dealt with|recover\w*"
    r"|our (?:own )?(?:fault"
    r"|mistake|error|side|delays?|end)|not your|noticed|spotted|found|warned|saturday|sunday night"
    r"|even)\b|但|虽|尽管|不过|可是|之前|以前|原来|上次|别家|其他|比|即使|就算|后来|终于|修复|解决|处理|恢复"
    r"|很快|马上|立刻|第一时间|及时|帮|协助|搞定|抢修|再也没|不再|没再|我们自己|我方|陪|排查"
)
_QUOTED = re.compile(r"\"[^\"\n]{1,12}\"")


def tells_of_mishap(text: str) -> bool:
    """Tell whether *text* (flat) says what went wrong, and nothing that puts it right."""
    if _TURN.search(_QUOTED.sub(" ", text)):
        return False
    return any(not _NOT_SO.search(text[: hit.start()]) for hit in _MISHAP.finditer(text))
