"""Wording of complaints: what makes one grave, and what it is about; in normal form."""

from __future__ import annotations

import re

#: (points, reason, wording in normal form); the gravest first
SIGNS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (
        4,
        "data lost or exposed",
        re.compile(
            r"data (?:loss|breach|leak)|(?:lost|deleted|wiped|overwr\w+|corrupt\w*) (?:\w+ ){0,3}"
            r"(?:data|files?|orders?|records?|customers?|backup)|(?:data|files?|orders?|records?)"
            r" (?:\w+ ){0,3}(?:lost|gone|deleted|wiped|corrupted|leaked|exposed)|hacked"
            r"|see (?:each )?other(?:s|'s)? (?:\w+ )?(?:data|accounts?|orders?)|password.{0,20}leak"
            r"|数据.{0,6}(?:丢|没了|泄|删)|(?:丢失|泄露|泄漏|误删|删掉了).{0,8}(?:数据|资料|信息|订单|文件)?"
            r"|被黑|信息安全"
        ),
    ),
    (
        4,
        "nothing works or nobody can work",
        re.compile(
            r"\b(?:site|shop|system|server|service|app|platform|production|everything|all)\b"
            r"[^.;!?]{0,24}\b(?:is|are|has been|went|been)? ?(?:down|offline|unreachable)\b"
            r"|\boutage\b|nobody can (?:work|log|order|pay|use)|(?:no one|nobody|cannot|can't) "
            r"(?:\w+ )?(?:sell|take orders|work at all)|(?:completely|totally) (?:dead|unusable)"
            r"|(?:网站|系统|服务|服务器|平台|商城|线上)[^。；！？]{0,8}(?:打不开|瘫痪|崩溃|宕机|挂了|无法访问|用不了)"
            r"|全部(?:瘫痪|停)|无法(?:营业|下单|付款|支付)|停产|停工"
        ),
    ),
    (
        4,
        "somebody may be hurt",
        re.compile(
            r"\b(?:injur\w+|hurt (?:himself|herself|somebody|someone)|dangerous|electric shock"
            r"|caught fire|gas leak|unsafe)\b|受伤|危险|触电|着火|起火|漏电|安全隐患"
        ),
    ),
    (
        4,
        "speaks of lawyers or of leaving",
        re.compile(
            r"\b(?:lawyers?|legal action|solicitor|attorney|sue|court|breach of contract)\b"
            r"|(?:cancel|terminate|end|quit|leave) (?:\w+ ){0,2}(?:contract|agreement|cooperation"
            r"|project)|looking for (?:another|a new|a different) "
            r"(?:agency|supplier|company|partner)"
            r"|律师|起诉|诉讼|违约|法律|解约|终止(?:合同|合作)|解除合同|换(?:一家|供应商|团队)|投诉到"
        ),
    ),
    (
        2,
        "about money",
        re.compile(
            r"\b(?:charged twice|double[- ]charged|overcharg\w+|wrong (?:amount|invoice|price)"
            r"|refund|chargeback|compensation|money back|lost (?:\w+ ){0,2}(?:sales|revenue|money))"
            r"|重复(?:扣|收)|多(?:扣|收)了?|退款|退钱|赔偿|补偿|损失|发票.{0,6}错|金额.{0,4}不对"
        ),
    ),
    (
        2,
        "our word was not kept",
        re.compile(
            r"\b(?:you (?:had )?promised|as promised|missed (?:the|another|our|your) (?:\w+ )?"
            r"(?:deadline|date)|deadline (?:has )?passed|overdue|days? late|weeks? late"
            r"|still (?:waiting|no (?:answer|reply|response)|have(?:n't| not)))"
            r"|答应|承诺|说好|逾期|超期|拖延|延误|迟迟|一直没(?:有)?(?:回|给|解决|收到)|还没(?:有)?(?:回|给|解决|收到|修)"
        ),
    ),
    (
        2,
        "not for the first time",
        re.compile(
            r"\b(?:again|once more|(?:second|third|fourth|fifth|2nd|3rd|4th|nth) time|keeps? "
            r"(?:\w+ing|on)|every (?:single )?time|repeatedly|still (?:not|broken|fails?|wrong"
            r"|the same)|already (?:told|reported|wrote|complained))\b"
            r"|又(?:出|是|发|一次|来|坏|错|报)|再次|第[二三四五六七八九\d]+次|多次|屡次|反复|还是(?:不|没|一样|老)|仍然|依旧"
        ),
    ),
    (
        2,
        "people cannot do their work",
        re.compile(
            r"\b(?:cannot|can't|unable to|impossible to|not able to|blocks? us|blocked|blocking"
            r"|stuck|emergency)\b"
            r"|无法|不能(?:用|登|下|付|打)|没法|打不开|登(?:录|陆)不|用不了|影响.{0,6}(?:业务|工作|使用|上线|客户)|严重"
        ),
    ),
    (
        2,
        "nobody answered",
        re.compile(
            r"(?:no one|nobody) (?:\w+ )?(?:answer|repl|call|came|told|respond)\w*"
            r"|(?:no|without) (?:\w+ )?(?:answer|reply|response) (?:since|for|to|so far)"
            r"|never (?:answer|repl|call|heard|got)\w*|ignor(?:ed|ing) (?:us|our|my)"
            r"|(?:没人|无人|一直没|始终没)(?:有)?(?:回|理|答|接|联系)|石沉大海|联系不上"
        ),
    ),
    (
        1,
        "asks for haste",
        re.compile(r"\b(?:urgent\w*|asap|immediately|right away|at once)\b|紧急|立即|马上|尽快"),
    ),
    (
        1,
        "plainly angry",
        re.compile(
            r"\b(?:unacceptable|outrag\w+|ridiculous|furious|disgrace\w*|fed up|terrible|appalling"
            r"|angry|very (?:disappoint\w+|unhappy)|extremely|sick of|had enough|management|my boss"
            r"|escalat\w+)\b"
            r"|无法接受|不能接受|太(?:差|过分|离谱|让人失望)|非常(?:失望|不满|生气)|很(?:失望|不满|生气)|气愤|愤怒|忍无可忍|领导|老板|高层"
        ),
    ),
    (
        1,
        "others see it",
        re.compile(
            r"\b(?:our|the) (?:customers?|clients?|users?|guests?|visitors?|readers?|patients?)\b"
            r"[^.;!?]{0,30}\b(?:complain\w*|see|saw|cannot|can't|noticed|call\w*|angry|confused)\b"
            r"|(?:客户|用户|顾客|读者|学员)[^。；！？]{0,10}(?:投诉|反映|抱怨|看到|不满)"
        ),
    ),
    (
        -2,
        "the client calls it small",
        re.compile(
            r"\b(?:minor|cosmetic|tiny|small (?:thing|issue|detail|point|complaint)|nitpick\w*"
            r"|typos?|not (?:urgent|critical|a big deal|important)|no (?:rush|hurry|big deal)"
            r"|when(?:ever)? you (?:have|find) (?:the )?time)\b"
            r"|小问题|小瑕疵|错别字|不(?:着)?急|不紧急|有空|不影响使用|无伤大雅|细节"
        ),
    ),
)
#: every reason there is in Chinese; ``#`` is a count
CHINESE: dict[str, str] = {
    "data lost or exposed": "数据丢失或泄露",
    "nothing works or nobody can work": "系统全面不可用，或无法开展工作",
    "somebody may be hurt": "可能危及人身安全",
    "speaks of lawyers or of leaving": "提到律师或终止合作",
    "about money": "涉及款项",
    "our word was not kept": "我方未履行承诺",
    "not for the first time": "并非首次",
    "people cannot do their work": "影响正常工作",
    "nobody answered": "无人回应",
    "asks for haste": "要求尽快处理",
    "plainly angry": "明显不满",
    "others see it": "已被他人看到",
    "the client calls it small": "客户称是小问题",
    "the same kind once before in a quarter": "近三个月内同类问题此前已有一次",
    "the same kind # times before in a quarter": "近三个月内同类问题此前已有 # 次",
    "# more complaint open": "另有 # 项投诉未结",
    "# more complaints open": "另有 # 项投诉未结",
    "# complaints in a quarter": "近三个月内共 # 项投诉",
    "nothing in it says that it is grave": "未见严重迹象",
}
#: what a complaint is about; the first that fits
THEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "billing",
        re.compile(
            r"invoice|billing|\bbill(?:ed)?\b|charge[ds]?\b|refund|payment reminder|overpaid"
            r"|发票|账单|扣款|收费|退款|多收|费用"
        ),
    ),
    (
        "data",
        re.compile(
            r"data (?:loss|breach|leak)|lost (?:\w+ )?data|\bleak|privacy|hacked|backup"
            r"|数据.{0,6}(?:丢|没|泄|删)|泄露|泄漏|隐私|备份"
        ),
    ),
    (
        "outage",
        re.compile(
            r"\bdown\b|\boutage|offline|unreachable|cannot (?:log|sign) in|can't (?:log|sign) in"
            r"|宕机|瘫痪|打不开|登(?:录|陆)不|无法(?:访问|登录)|挂了|崩溃"
        ),
    ),
    (
        "silence",
        re.compile(
            r"no (?:answer|reply|response|one (?:answers|replies|calls))|never (?:answer|repl|call"
            r"|heard)\w*|nobody (?:answers|replies|calls|told)|unanswered|ignor(?:ed|ing)"
            r"|waiting for (?:an|your|a) (?:answer|reply|response|call)|not informed"
            r"|(?:没人|没有?|无人|不)(?:回复|回信|回应|理|答复|接电话|通知)|石沉大海|联系不上"
        ),
    ),
    (
        "lateness",
        re.compile(
            r"\blate\b|delay|deadline|overdue|behind schedule|missed (?:the|another|our)|promised"
            r"|still waiting|逾期|超期|延误|延期|拖|迟|说好|承诺|答应"
        ),
    ),
    (
        "slowness",
        re.compile(
            r"\bslow|takes? (?:\w+ )?(?:ages|forever|minutes|seconds)|time[sd]? ?out|laggy|loading"
            r"|太慢|很慢|卡顿|卡死|加载|超时|转圈"
        ),
    ),
    (
        "conduct",
        re.compile(
            r"\brude|impolite|unprofessional|attitude|tone of|disrespect|arrogan|unfriendly"
            r"|态度|不专业|不礼貌|敷衍|推诿|傲慢"
        ),
    ),
    (
        "damage",
        re.compile(
            r"\bdamag|scratch|dent(?:ed|s)?\b|torn|crack(?:ed|s)?\b|\bleak|stain|mou?ld"
            r"|损坏|划痕|破损|裂|漏水|渗水|磕碰|污渍"
        ),
    ),
    (
        "mistake",
        re.compile(
            r"\bwrong|mistake|incorrect|error in|typo|misspel|not what (?:we|i) (?:asked|ordered"
            r"|agreed)|missing|forgot|(?<!报)错(?!误码)|不对|不符|遗漏|漏了|少了|忘"
        ),
    ),
    (
        "defect",
        re.compile(
            r"\bbug|broke|broken|crash|does(?:n't| not) work|not working|stopped working|fail"
            r"|error|defect|faulty|故障|报错|坏|失败|不能用|不好用|用不了|缺陷|闪退|异常|没反应"
        ),
    ),
)
