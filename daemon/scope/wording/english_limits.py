"""What limits, puts off, reports or asks in English."""

from __future__ import annotations

import re

CONDITION = re.compile(
    r"\b(?:but|however|if|unless|provided|providing|as long as|so long as|subject to"
    r"|condition(?:al|ally|s)?"
    r"|assuming|except|excluding|apart from|other than|though|although|instead|rather|only|once"
    r"|until|till"
    r"|as soon as|before|after|up to|at most|maximum|max|limit|limited|capped?|no (?:more|later)"
    r" than"
    r"|not more than|less than|latest|discount|cheaper|deduct|prefer|must|have to|has to|required"
    r"|need(?:s|ed)?(?! (?:this|it|that)(?! (?:by|before|on|in|at|until|within|with|done"
    r"|finished)\b))"
    r"|without|minus|as amended|amendments?|modifications? below|corrections?|adjust(?:ed|ment"
    r"|ments)?"
    r"|make sure|ensure|guarantee|still keep|as well keep|split|shorten|extend|reduce|lower"
    r"|remove|leave out|skip"
    r"|with (?:some|minor|small|these|the following|one|two|a few) (?:minor |small )?(?:changes?"
    r"|modifications?|exceptions?|tweaks?|remarks|caveats?)"
    r"|when (?:the|you|we|it|this|all|everything)|for free|free of charge|in return|in (?:january"
    r"|february|march|april|may|june|july|august|september|october|november|december|spring"
    r"|summer|autumn|winter|q[1-4]|\d{4})|next (?:month|year|quarter|sprint)|first|half|part"
    r"|partly|partially|nothing more|with the exception|(?:we|i) expect|(?:we|i) insist"
    r"|understanding that)\b"
)
DOUBT = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|cannot|wait|hold|later|tomorrow|would"
    r"|might|maybe|perhaps"
    r"|probably|possibly|unsure|discuss|discussing|pending|think about|sleep on|principle|general"
    r"|generally|theory"
    r"|basically|tentatively?|provisional|provisionally|preliminary|verbally|informally|actually"
    r"|second thoughts?|mistake|oops"
    r"|revoke|withdraw|cancel|stop|ignore|disregard|kidding|joke|joking|lol|ha+ha+|previous"
    r"|earlier|old(?:er)?|former|last"
    r"|yesterday|already|ago|received|receipt|says|said|told|wrote|writes|according|asked|boss"
    r"|forwarded|as if|yeah right"
    r"|another (?:version|offer)|optimism|reply with|first line|one word|out of (?:the |my"
    r" )?office|on vacation|on leave"
    r"|was going|wanted to|will (?:approve|confirm|decide|answer|reply|get back)|'ll (?:approve"
    r"|confirm|decide|answer|get back)"
    r"|reply by)\b|n't\b|[\"]|/"
)
#: by somebody else
AGENT = re.compile(r"\bby (?!us\b|me\b|our\b|e-?mail|mail|now\b|reply)[a-z]+")
THIRD = re.compile(
    r"\b(?:he|she|they|boss|manager|management|director|ceo|cfo|board|colleagues?|finance|legal"
    r"|procurement|department"
    r"|(?!i\b|we\b|it\b|this\b|that\b|ref0\b|all\b|everything\b|offer\b|change\b|request\b"
    r"|proposal\b|you\b)[a-z]+)"
    r" (?:has |have |had |also |already |just |would |will )*(?:approved|approves|agreed|agrees"
    r"|says|said|wrote|confirmed|confirms|accepted|accepts)\b"
)
TERMS = re.compile(
    r"\bsay yes (?:for|at)\b|^only (?:approve|accept|agree|pay)\b"
    r"|\b(?:accept|agree|approve)\b.{0,10}\bat \d"
    r"|\b(?:would|could|can|will|'d|'ll)\b.{0,25}\b(?:approve"
    r"|accept|agree|go for|pay|take)\b"
    r"|\b(?:counter[- ]?(?:offer|proposal)|we (?:propose|suggest|offer)|our offer|meet (?:us"
    r" )?halfway|how about)\b"
    r"|\b(?:fine|ok|okay|happy|agree)\b.{0,20}\b(?:with|to)\b(?=.*(?:\d|\b(?:half|part|only)\b))"
)
PUT_OFF = re.compile(
    r"\b(?:boss|going to|tomorrow|yet|get back|sleep|later|tonight|asked to|whether)\b|n't\b"
    r"|\bnot\b"
)
QUESTION = re.compile(
    r"^(?:and |but |so |hi \w+ )?(?:what(?! a\b)|why|when|where|who(?! \w+s\b)|whom|which|how"
    r"|can (?:you|we|i|it"
    r"|this)|could (?:you|we|i|it)|would (?:you|it|that)|is (?:it|this|that|the|there)|are (?:you"
    r"|there|these|the)|do (?:we|you|i)|does|did|will (?:you|it|this|the)|should (?:i|we))\b"
    r"|^please (?:explain|clarify|elaborate|describe|tell (?:me|us) (?:what|why|how|who|when"
    r"|which))\b"
    r"|^(?:i|we) (?:wonder|have a question|have one question)\b|\b(?:like|want) to know\b"
)
#: what one can agree with and yet decide nothing
IDLE = re.compile(
    r"^ of (?!ref0\b|(?:this|the|your) (?:change|offer|request|proposal)\b|this$|it$)|^ that\b"
    r"|\b(?:idea|opinion|view|analysis|approach|direction|sentiment|point of view"
    r"|concerns?|assessment|meeting|call|receipt|minutes|nothing"
    r"|invoice|timesheet|contract|payment|expenses|minutes|leave|holidays?)\b"
)

#: a wish beside a yes for something that the offer does not have
WISH = re.compile(
    r"^(?:and |but |also |so |then |just )*(?:please |kindly )?(?:and |also |just |still |then )*"
    r"(?:change|move|shift|reduce|lower|cut|replace|rename|swap|adapt|keep(?! (?:me|us)\b)|leave"
    r"|drop|translate|bring|push|pull|postpone|delay|extend|shorten|finish|deliver|complete|charge"
    r"|round|correct|fix|update (?!me|us)|revise|rework|set|take (?:out|off)|do (?:the|our|a)\b"
    r"|use (?:the|our|a)\b(?!.*\b(?:po|order|reference)\b)"
    r"|have (?:it|the)\b|add(?! .{0,30}\b(?:to"
    r"|on|in) (?:the|our|my|your|copy)\b)|include(?! (?:me|us)\b|.* (?:on|in) (?:the|our|your)"
    r" .*invoice)|make (?!sure\b|it so|it happen))\b"
    r"|^(?:and |also )*(?:we|i)(?:'d| would)?(?: also| still| just)* (?:want|like|wish)"
    r"(?! (?:this|it|that|to (?:go|proceed|start|thank|approve|confirm|say|see))\b)\b"
)
#: a request that is no more than what a yes brings with it
REQUEST = re.compile(
    r"^(?:and |also |so |then )*(?:please|kindly) (?:also |just |now |then |do )*(?:go|start|begin"
    r"|proceed|implement|continue|carry|book|charge it|send|e-?mail|mail|forward|invoice|bill"
    r"|keep (?:me|us)|let"
    r" (?:me|us)|call|ring|contact|talk|speak|confirm|schedule|book|arrange|tell|inform|notify"
    r"|note|find|see|pass|give (?:our|my)|thank|say|greet|accept|consider|excuse|cc|copy|put"
    r" (?:me|us|it on)|add"
    r"|include"
    r"|ask|share|(?:use|quote|mention) (?:the |our )*(?:po|order|purchase|reference)|remember"
    r"|reply"
    r"|sign|coordinate|write)\b"
)
PLEASE = re.compile(r"^(?:and |also |so |then )*(?:please|kindly)\b")
#: what an offer consists of; a remark on it that is not understood may change it
SUBSTANCE = re.compile(
    r"\b(?:prices?|costs?|fees?|vat|tax(?:es)?|deadline|deliver(?:y|ed)?|review|milestones?"
    r"|testing|tests?|scope|warranty|payment|stays?|remains?|includes?|included|extra|due|net"
    r"|gross|hours)\b"
    r"|\b(?:start|finish|done|ready|live|launch|complete|end)\w*\b.*\d"
)
#: terms for a yes said as a bargain: "make it 900 and we have a deal"
BARGAIN = re.compile(
    r"^(?:so |then |please |just |well )*(?:make it(?! happen| so\b| work)|give (?:us|me)|come"
    r" down|come to|drop|lower|cut"
    r"|reduce|knock|take \d|for \d|at \d|with (?:a|\d)|for (?:a )?(?:fixed|flat|lower)|at (?:a"
    r"|that"
    r"|this) (?:price|lower|fixed))\b"
    r"|\b(?:our|my) (?:limit|budget|maximum|ceiling|max|best offer)\b|^(?:a )?(?:fixed|flat) price"
    r"|^half of it|^just the |\bthe rest (?:later|can wait)|\bcan wait$|^only (?:the|part|half)"
    r"|^(?:we|i) (?:\w+ )?(?:take|want|need|approve|accept) (?:only"
    r" )?(?:the )?(?:first|second|last) (?:part|half|item|point)"
    r"|^(?:approve|approved|yes to|take) (?:only )?(?:the )?(?:part|half|first|one half)\b"
)
#: a yes that is to come
DATED = re.compile(
    r"\b(?:approve|agree|accept)\b(?!.*\b(?:start|starting|begin|mail|dated|statement)\b).*"
    r" (?:on|by|in|next|this"
    r"|from) (?:the |next |this )?(?:monday|tuesday|wednesday|thursday|friday|week|month|january"
    r"|february|march|april|may|june|july|august|september|october|november|december|morning"
    r"|afternoon|evening|\d)"
)
#: a yes to a day, which is one to a meeting
TO_A_DAY = re.compile(
    r"^ (?:to |for |on |with |by )?(?:this |next )?(?:monday|tuesday|wednesday|thursday|friday"
    r"|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\b"
)
