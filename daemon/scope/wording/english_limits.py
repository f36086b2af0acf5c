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
    r"|not more than|less than|latest|discount|cheaper|deduct|prefer|must|have to|has to|need"
    r"|needs|required"
    r"|without|minus|as amended|amendments?|modifications? below|corrections?|adjust(?:ed|ment"
    r"|ments)?"
    r"|make sure|ensure|guarantee|still keep|as well keep|split|shorten|extend|reduce|lower"
    r"|remove|leave out|skip"
    r"|with (?:some|minor|small|these|the following|one|two|a few) (?:minor |small )?(?:changes?"
    r"|modifications?|exceptions?|tweaks?|remarks|caveats?)"
    r"|when (?:the|you|we|it|this|all|everything)|for free|free of charge|in return|in (?:january"
    r"|february|march|april|may|june|july|august|september|october|november|december|spring"
    r"|summer|autumn|winter|q[1-4]|\d{4})|next (?:month|year|quarter|sprint)|first|half|part"
    r"|partly|partially|nothing more)\b"
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
    r"|\b(?:fine|ok|okay|happy|agree)\b.{0,20}\b(?:with|to)\b(?! (?:this|it|that|everything)$)"
)
PUT_OFF = re.compile(
    r"\b(?:boss|going to|tomorrow|yet|get back|sleep|later|tonight|asked to|whether)\b|n't\b"
    r"|\bnot\b"
)
QUESTION = re.compile(
    r"^(?:and |but |so |hi \w+ )?(?:what|why|when|where|who|whom|which|how|can (?:you|we|i|it"
    r"|this)|could (?:you|we|i|it)|would (?:you|it|that)|is (?:it|this|that|the|there)|are (?:you"
    r"|there|these|the)|do (?:we|you|i)|does|did|will (?:you|it|this|the)|should (?:i|we))\b"
)
#: what one can agree with and yet decide nothing
IDLE = re.compile(
    r"^ (?:of|that)\b|\b(?:idea|opinion|view|analysis|approach|direction|sentiment|point of view"
    r"|concerns?|assessment|meeting|call|receipt|minutes|nothing"
    r"|invoice|timesheet|contract|payment|expenses|minutes|leave|holidays?)\b"
)
