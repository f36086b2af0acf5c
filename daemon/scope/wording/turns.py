"""Words by which the clauses of a reply bear on each other, in both languages."""

from __future__ import annotations

import re

REVERSES = re.compile(
    r"second thought|not my (?:decision|call)|not mine to decide|\bas if\b|\bwait\b"
    r"|\bhold (?:on|off)\b|mistake|\bwrong\b|\bmeant\b|\bi mean\b|\bedit\b"
    r"|\bnot\b.{0,3}$|\bjust a test\b|\btest mail\b|\banother\b|\bdifferent(?:ly)?\b|disregard"
    r"|\bignore\b|\bcancel\b|withdraw|\bstop\b"
    r"|kidding|joking|\bjoke\b|等等|等一下|等下|稍等|先别|误发|有误|撤回|开玩笑|我再|发错|写错"
    r"|另一|别的|测试(?:邮件|一下|而已)|^测试$|是测试|才怪|说的是|以上为"
)
#: a first clause that begins like a yes; alone it decides nothing
LEANS = re.compile(
    r"^you(?:'ll| will) (?:have|get) (?:our|my) (?:approval|ok|okay|yes|go-ahead)\b|"
    r"^(?:in principle|basically|generally|essentially|mostly|overall|in general)\b.*\b(?:yes"
    r"|agreed?"
    r"|approved?|fine|ok|okay|good)\b|"
    r"^(?:(?:i|we)(?:'d| would| could| can| will|'ll)? )?(?:yes|ok|okay|agree|agreed|approve"
    r"|approved|accept|sure|fine|go ahead|confirmed|deal)\b"
    r"|^(?:好的?|那|我们?|我方)*(?:原则上?|基本上?|有条件地?)?(?:可以|同意|批准|没问题|行|接受|确认)"
)
ROUGHLY = re.compile(r"^(?:我们?|我方)?(?:原则|基本|大致|大体)上?(?:同意|可以|批准)$|principle$")
NODS = re.compile(
    r"(?:all|everything)(?: is)?(?: fine| good| ok| okay)?|ok|okay|okey|sure|fine|good|alright"
    r"|only|if .*|好的?|行|嗯|可以是可以"
)
#: a yes that is merely supposed
SUPPOSES = re.compile(
    r"^if (?:i|we)(?: \w+)? (?:approve|agree|accept|sign|say yes)\b"
    r"|^(?:如果|要是|假如|若)(?:我们?|我方|公司|领导)?都?(?:同意|批准|确认)(?!.*就)|^(?:同意|批准|确认)了?的话"
)
#: a yes that waits for somebody else's
WAITS = re.compile(
    r"^(?:once|when|as soon as|after|if|until) (?!i\b|we\b|you\b|it\b)(?:\w+ ){1,3}(?:approves?"
    r"|agrees?"
    r"|confirms?|signs?|decides?)\b"
    # somebody else has the word, or a signature is missing
    r"|\b(?!i\b|we\b|you\b|it\b)[a-z]+ (?:(?:still |also |then )?(?:has|have|needs?) to|must|will"
    r" have to|should)(?: still| also| first| then){0,2} (?:decide|approve|sign|agree|confirm|ok"
    r"|okay)\b"
    r"|^(?:but |and |though |although )*(?!i\b|we\b|you\b)(?:the |our |my )?[a-z]+ (?:decides"
    r"|has the"
    r" (?:final|last) (?:say|word|call))\b|\bnot (?:up to me|mine to|my (?:call|decision))\b"
    r"|\b(?:needs?|requires?|awaits?|awaiting|waiting for|pending|subject to|lacks?"
    r"|missing) [^.]{0,30}"
    r"\b(?:signature|approval|sign-off|signoff|consent|blessing|countersignature|go-ahead)\b"
    r"|(?:要|由|需要?|得|须|等|待|听)(?:请|让|经|看)?[^,]{0,6}(?:定|拍板|审批|批准?|签字|点头|做主|说了算)(?:后|了|下来|才行"
    r"|才能.{0,6}|再.{0,6})?$|^(?:请|还请)?等(?:我们?|我方|候)?.{0,4}(?:通知|消息|答复|回复|准信)"
)
#: terms without a yes before them
ONLY = re.compile(r"^(?:but )?only (?:for|if|at|up to|with|when)\b")
PERFORMS = re.compile(
    r"^(?:so |therefore |hence |and |please )*(?:i|we|you have|you can|consider|please|go ahead"
    r"|let's)\b|我|同意|批准|执行|照办|就"
)
#: a yes that starts the work, which no receipt does
GOES = re.compile(r"^(?:please |just |so |then |ok |okay |yes )*(?:go ahead|proceed)$")
#: a question that doubts the yes itself
MOCKS = re.compile(
    r"\b(?:according|whom|really|serious(?:ly)?|since when|says|said|claim\w*|rememb\w+|approv\w+"
    r"|agree\w*|mad|crazy|insane|kidding)\b|谁|同意|批准|真的|当真"
)
PUTS_OFF = re.compile(
    r"\bmy manager|\bneed .{0,25}(?:approval|sign-off|'s ok)|\bboss\b|going to|\bsend me\b|\bas"
    r" if\b|\byeah right\b|\bi was\b|first line|more time|tomorrow|\blater\b|tonight|asked to"
    r"|whether|\bup to (?:me|us)\b|\bif (?:i|it|we) were\b|\bprinciple$|once (?:i'm|i am) back"
    r"|when i (?:return|'m back|am back)"
    r"|\bnot (?:yet )?sure\b|\bunsure\b|\bnot yet\b|\byet$"
    r"|\bneed to (?:read|check|ask|talk|discuss|look|think|review|see)\b"
    r"|还没|明天|(?<!明年)再说|再定|领导|老板|上级|财务|法务|^等|[\u4e00-\u9fff]总(?:同意|批准)"
)
BARE = re.compile(r"(?:yes|yep|yeah|ok|okay|sure|good|fine|好的?|是的|嗯|可以)+")
AGREES = re.compile(
    r"\b(?:yes|agreed?|approved?|fine|ok|okay|good|accept(?:ed)?)\b|同意|批准|可以|没问题|接受|赞成"
)
NOT = re.compile(r"\bnot\b|n't\b|不|[说写]的$")
TURNS_DOWN = re.compile(r"^(?:but|however|但是?|不过)")
#: words beside a new figure that offer it
AGREES_AT = re.compile(
    r"\b(?:yes|agree|approved?|fine|ok|okay|deal|in|accept|pay|offer|limit|budget|maximum|at most"
    r"|sign|you can start|live with|yours|go ahead|meet us|(?:we|i) can (?:do|go|manage"
    r"|spend))\b|同意|批准"
    r"|可以|成交|接受"
    r"|我[们方司]?出|预算|上限|最多|就做"
)
THEN = re.compile(
    r"^(?:and |if so |if yes )?then\b.*\b(?:yes|approved?|agreed?|go|deal|accept)\b"
    r"|^可以(?:的话)?就(?:同意|批准|做)|^(?:那么?|这样)(?:的话)?(?:我们?|我方)?(?:就|可以).*(?:同意|批准|可以|做)"
)
FIGURES = re.compile(r"\d|\b(?:one|two|three|four|five|six|half|less)\b|[一二两三四五六七八九十半]")
