"""What is a no in English."""

from __future__ import annotations

import re

_DECLINE = (
    (
        r"^(?:absolutely|definitely|certainly|surely) not$|\bdisagree\b|\bwon't be (?:doing"
        r"|needing)\b"
    ),
    (
        r"(?:\blet's|\blet us|decided to|like to|prefer to|rather) (?:not\b|leave it\b|drop|skip"
        r"|cancel|abandon"
        r"|forget|decline|reject)\b"
    ),
    (
        r"^(?:sorry |thanks |unfortunately |so |but |hence |therefore |it's |that's |it is |that"
        r" is )*"
        r"(?:a )?(?:clear |definite |hard |firm )?no(?: (?:for|from|to|on) (?:us|me|our side|this"
        r"|that|it|the|ref0|your)\b.*"
        r"| thanks?(?: you)?| way| thank you| sorry| deal| go| emojino)?$"
    ),
    r"^(?:nope|nah|negative|emojino)\b",
    (
        r"^(?:please )?(?:decline|declined|reject|rejected|refuse|refused|denied|deny|disapprove"
        r"|disapproved)\b"
    ),
    r"\b(?:i|we)(?: \w+){0,3} (?:decline|reject|refuse|disapprove|turn (?:it|this|down))\b",
    r"\b(?:is|are|be|as|been) (?:hereby )?(?:declined|rejected|refused|disapproved|denied)\b",
    (
        r"(?:\bnot|n't|\bcannot|\bunable to|\bnever)(?: \w+){0,3} "
        r"(?:approve|approved|approving|agree|agreed|accept|accepted|acceptable|proceed|proceeding"
        r"|go ahead|going ahead|go forward|going forward|move forward|go for|authori[sz]e"
        r"|support|do (?:this|that|it)|pursue|take (?:it"
        r"|this|that|up))\b"
    ),
    (
        r"^(?:\w+ )?not (?:approved|accepted|agreed|authori[sz]ed|acceptable|ok|okay|interested"
        r"|now"
        r"|at this time|for us|this time)\b"
    ),
    r"^(?:we|i)(?:'re| are|'m| am) not (?:interested|ok|okay|fine|happy)(?: |$)",
    (
        r"^(?:(?:but |so |and )?(?:we|i) |and |but )(?:do not|don't|no longer|will not|won't)"
        r" (?:want|need"
        r"|require) (?:it|this"
        r"|that|the change|ref0)"
    ),
    r"\bdecided (?:against|not to)\b|\b(?:and|we|i) (?:don't|do not|no longer) want (?:it|this)\b",
    r"^(?:we|i)(?:'re| are|'m| am) (?:strictly |rather )?against (?:it|this|that|the change|ref0)",
    r"\b(?:i'd|we'd|would) rather not\b|\bprefer not to\b",
    (
        r"^(?:(?:it|this|that|ref0|the change) is |it's )?(?:not|no longer) (?:needed|required"
        r"|wanted|necessary)\b"
    ),
    (
        r"\banswer\b.{0,20} is no\b|^(?:the )?(?:change|offer|request|proposal)(?: is)?"
        r" (?:rejected"
        r"|declined|refused)\b"
    ),
    (
        r"^ref0 (?:can be|is|should be) (?:cancell?ed|dropped|withdrawn|closed)$|^you (?:can|may)"
        r" (?:cancel|drop|close) (?:ref0|it|this)"
    ),
    (
        r"\b(?:have to|want to|like to|must|need to) (?:cancel|drop|withdraw) (?:this|it|that"
        r"|ref0|the"
        r" (?:change|request))\b|^(?:it's |that's )?(?:a )?no[- ]go\b"
    ),
    r"\bsay no\b|\banswer is no\b|\bit's a no\b|\bthat's a no\b",
    (
        r"^(?:but |so |thanks |thank you |sorry |unfortunately )*(?:we'll|i'll|we will|i will|we)"
        r"(?: have to| must)? pass\b(?! (?:it|this|that|them|the) )|\btake a pass\b"
    ),
    (
        r"\b(?:board|management|boss|director|ceo|cfo|finance|procurement|legal|committee|client"
        r"|team|he|she|they)(?: has| have)? (?:turned (?:it|this|that|ref0) down|rejected|declined"
        r"|refused|said no|vetoed)\b"
    ),
    (
        r"^(?:please )?(?:drop|cancel|scrap|forget|abandon|withdraw|close)"
        r" (?:it|this|that|the (?:change|request|offer)"
        r"|about"
        r" it|about this|our request|ref0)\b"
    ),
    r"^(?:we'll|we will|i'll|let's) (?:just |rather )?leave it(?: at that| there)?$",
    r"^not (?:at|for) (?:this|that|such) (?:a )?(?:price|cost|money)\b",
    (
        r"^(?:please |let's |let us |(?:we|i) prefer to |(?:we|i) (?:have )?decided to |(?:we"
        r"|i)(?:'d|'ll| will|"
        r" would)(?: rather)? |rather |just |better )*(?:leave|keep) (?:it|things|everything|the"
        r" \w+)"
        r" (?:as it is|as is|as they are|unchanged|the way it is)\b"
    ),
    r"^ref0 (?:is )?(?:no|not ok|emojino|rejected|declined|refused|denied)\b|^no (?:to|for) ref0",
    r"^(?:please )?(?:don't|do not) (?:do|start|go|proceed|implement|make|change)\b",
)
#: what makes a no a yes on terms
NO_UNLESS = re.compile(
    r"\b(?:if|unless|provided|as long as|until you|without a discount|for less)\b"
)
#: nobody has decided, or a no denied
NO_DECISION = re.compile(
    r"\b(?:have|has|had|haven't|hasn't|hadn't)(?: not| never|n't)?(?: yet)? (?:yet )?(?:approved"
    r"|accepted|agreed|decided(?! (?:against|not to)))"
    r"|(?:not|n't|never) (?:\w+ )?(?:say|said|saying|written|wrote|meant?)\b"
    r"|\bneither\b|\bnot sure\b"
)
NOT_YET = re.compile(r"\b(?:yet|whether|until|before|nobody|no one|need to (?:ask|check|talk))\b")
DECLINE = re.compile("|".join(f"(?:{p})" for p in _DECLINE))

_WHOLE = (
    r"(?:(?:this|it|that|them|us|me|ref0|you|thanks?|thank|way|problem)\b"
    r"|(?:the |your |our )?(?:change|offer|request|proposal|statement|version)\b)"
)
_REFUSED = (
    r"(?:not (?:agreed|ok|okay|approved|acceptable|accepted|fine|needed|good|wanted)|is not|are"
    r" not"
    r"|isn't|aren't|no|declined|rejected|too \w+|(?:we|i) (?:do not|don't) (?:need|want))"
)
#: a no to something named, which may be but a part
PART = re.compile(
    rf"^(?:but |and |however )*(?:(?:no|declined?|rejected?) (?:to|for) (?!{_WHOLE})|not (?:the"
    rf"|for the|to the)"
    rf" (?!{_WHOLE}))"
    rf"|\b(?:do not|don't|won't|can't|cannot) (?:need|want|take|approve|accept|agree (?:to|with))"
    rf" (?!{_WHOLE})(?:the|any|these|those|your) "
    rf"|^(?:but |and |however )*(?:the |your )?(?!{_WHOLE})[a-z]+(?: [a-z]+){{0,3}} (?:we|i)"
    rf" (?:do not|don't|cannot|can't) (?:accept|need|want|agree|approve)\b"
    rf"|^(?:but |and |however )*(?!{_WHOLE}|(?:but|and|however|i|we|they|there|not|no|which|yes"
    rf"|so|too|sorry|thanks"
    rf"|unfortunately|absolutely)\b)(?:the |your |all )?[a-z]+(?: [a-z]+){{0,2}}? (?:(?:is|are) )?"
    rf"(?:still |much |far |a bit |simply )?{_REFUSED}(?: for us)?$"
)
