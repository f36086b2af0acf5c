"""Reading from a reply whether a complaint is settled.

Yes only where something says so and nothing beside it doubts it; no where something says so;
everything else is ``Decision.NONE``, and a manager decides.
"""

from __future__ import annotations

import re

from daemon.scope.clauses import Clause, cut, normal
from daemon.scope.decision import LENGTH, Reading, Reply, in_their_words, why_silent
from daemon.scope.reading import Decision
from daemon.scope.tidy import without_address, without_disclaimer, without_name

#: a no in words that says yes
_GONE = re.compile(
    r"\bno (?:more|further|other|longer any) (?:problems?|issues?|errors?|complaints?|trouble\w*)"
    r"(?: (?:so far|now|since|from (?:our|my) side))*"
    r"|\bno longer (?:an? (?:problem|issue)|happen\w*|occur\w*|fail\w*|appear\w*|broken|see\w*)"
    r"|\b(?:not|n't) (?:\w+ ){0,4}any ?more\b|\b(?:problem|issue|error) (?:is|has) (?:now )?gone"
    r"|\bno problems?\b|\bno issues?\b|\bnothing (?:more|else|left) to (?:do|complain|fix)"
    r"|没有?(?:其他|别的|任何|再出现)?问题了?|不再(?:出现|报错|发生)|没再(?:出现|发生|报错)"
)
_YES = re.compile(
    r"\bgonenow\b|^(?:yes|yep|yeah|yup|correct|confirmed|indeed|sure|it is|settled|done)$"
    r"|^(?:yes|yep|yeah),? (?:it is|it does|it has|that is|all|everything|thank\w*|this is)\b"
    r"|\b(?:settled|resolved|solved|fixed|sorted|in order|taken care of|back to normal)\b"
    r"|\bworks?(?: (?:again|now|fine|well|perfectly|great|like a charm|as (?:it should|expected)))*"
    r"(?: for (?:us|me))?$|\bworks? (?:again|now|fine|well|perfectly|great|like a charm|as)\b"
    r"|\b(?:is|are) working\b|\ball (?:good|fine|well|ok|okay|clear)\b|\beverything (?:is )?"
    r"(?:fine|good|ok|okay|works|in order)\b|\b(?:can|may|please|you) (?:now )?(?:be )?close[d]?\b"
    r"|\bthat did it\b|\b(?:we|i)(?: are|'re| am|'m) (?:happy|satisfied|content)\b|\bemojiyes\b"
    r"|已经?(?:解决|处理好|修好|恢复|好了|可以了|正常)|解决了|处理好了|修好了|(?:都|现在|已)?好了$|可以了"
    r"|(?:恢复)?正常了|^(?:是的?|对的?|嗯|好的?|确认)?(?:已解决|解决)$|^(?:是的?|对的?)$|可以(?:关闭|结案|关单)"
    r"|(?:很|非常|比较)?满意$|能用了|确认(?:已|没)"
)
_NO = re.compile(
    r"^(?:no|nope|nah|not really|not at all|not quite|not yet|unfortunately not|sadly not|negative"
    r"|absolutely not|certainly not|not settled)$|^(?:no|nope),? (?:it|this|that|the|we|i|still)\b"
    r"|\b(?:not|n't|never|hardly|nowhere near|far from) (?:\w+ ){0,3}(?:settled|resolved|solved"
    r"|fixed|sorted|work\w*|in order|satisf\w+|happy|gone|better|ok|okay|fine|good)\b"
    r"|\bun(?:resolved|settled|solved|happy)\b|\bdissatisf\w+|\bstill\b|\bkeeps? \w+ing\b"
    r"|\b(?:same|another|new) (?:problem|issue|error|mistake|thing)\b|\bonly (?:part\w*|half)\b"
    r"|\bpart(?:ly|ially)\b|\bhalf (?:of|fixed|solved)\b|\breopen|\b(?:broken|failing|fails?|failed"
    r"|crash\w*|wrong) (?:again|once more)\b|\b(?:is|came|comes|it's) back\b(?! to normal)"
    r"|\bhappen(?:s|ed) again\b|\bworse\b|\bemojino\b"
    r"|(?:没有?|未|尚未|还没有?|并未|并没有?)(?:完全|彻底|真正)?(?:被)?(?:解决|处理|修好|恢复|好|弄好|改好)"
    r"|还是(?!好|可以|正常|解决)|依然|依旧|仍然?|又(?:出|坏|来|有|报|不|发)|再次(?:出|报|发)"
    r"|不(?:行|满意|正常|对)|没有?(?:用|效果|变化|改善)|(?:只|部分)解决|解决了一(?:半|部分)|同样的(?:问题|错误)|更(?:糟|严重)|^(?:没有?|否"
    r"|不是|未)$"
)
_DOUBT = re.compile(
    r"\b(?:but|however|if|unless|except|although|though|until|once|seems?|appears?|looks? like"
    r"|think|believe|guess|hope\w*|probably|perhaps|maybe|might|should|would|could|not sure|almost"
    r"|mostly|nearly|will (?:check|test|see|look|try|let|get|be|come)|let (?:me|us|you)|tomorrow"
    r"|later|next week|have to (?:check|test|see)|need to|wait|yesterday|first|when|kidding|joke"
    r"|ironic\w*|as if|yeah right|says|said|told|asked|whether|wish|so far)\b"
    r"|但|不过|如果|要是|除非|应该|好像|似乎|看起来|貌似|可能|也许|大概|差不多|基本|希望|再(?:看|观察|试|测)"
    r"|试试|看看|测试|观察|明天|晚点|稍后|等|暂时|目前来看|才怪|说|之前|本来"
)


def read_settled(reply: Reply) -> Reading:
    """Read whether *reply* says that it is settled: APPROVE, DECLINE or NONE. Never raises."""
    own = without_disclaimer(without_address(reply.text[:LENGTH]))
    text = normal(without_name(own))
    if why := why_silent(reply, text):
        return Reading(Decision.NONE, {}, "", why)
    clauses = cut(_GONE.sub(" gonenow ", text))
    yes = [c for c in clauses if _YES.search(c.text) and not _NO.search(c.text)]
    no = [c for c in clauses if _NO.search(c.text)]
    decision, reason = _weigh(clauses, yes, no)
    carrier = (no or yes or clauses or [Clause("", 0, 0)])[0]
    evidence = in_their_words(carrier.text.replace("gonenow", "").strip(), reply.text)
    items = {} if decision is Decision.NONE else dict.fromkeys(reply.refs, decision)
    return Reading(decision, items, evidence, reason)


def _weigh(clauses: list[Clause], yes: list[Clause], no: list[Clause]) -> tuple[Decision, str]:
    if yes and no:
        return Decision.NONE, "says that it is settled and that it is not"
    if no:
        if all(c.asks for c in no):
            return Decision.NONE, "a question"
        return Decision.DECLINE, "it is not settled"
    if not yes:
        asks = any(c.asks for c in clauses)
        return Decision.NONE, "a question" if asks else "does not say whether it is settled"
    if any(c.asks for c in clauses):
        return Decision.NONE, "asks something as well"
    if any(_DOUBT.search(c.text) for c in clauses):
        return Decision.NONE, "not without doubt"
    return Decision.APPROVE, "it is settled"
