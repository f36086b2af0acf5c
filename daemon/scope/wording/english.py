"""English."""

from __future__ import annotations

import re
from collections.abc import Collection

from daemon.scope.references import amount
from daemon.scope.wording.english_words import COURTESY, VOCABULARY
from daemon.scope.wording.signs import Act, Said

_FILLER = (
    r"(?:yes|yep|yeah|ok|okay|okey|alright|all right|sure|great|perfect|excellent|super|fine|good"
    r"|wonderful|thanks?|thank you|hi|hello|well|right|absolutely|definitely|certainly|of course"
    r"|no problem|no objections?|emojiyes|and|so|then|therefore|hence|thus)"
)
_SUBJECT = r"(?:(?:i|we)'d (?:like|love) to|i|we|i'm|we're|i am|we are|both of us|all of us|me|us)"
_ADVERB = (
    r"(?:hereby|herewith|fully|gladly|happily|also|all|both|can|do|formally|officially|absolutely"
    r"|definitely|certainly|indeed|wholeheartedly|completely|totally|now|thus|therefore|would"
    r" like to"
    r"|want to|wish to|am happy to|are happy to|are glad to|are pleased to|am pleased to|happy to"
    r"|glad to|pleased to|entirely|of course|jointly)"
)
#: clauses that are a plain yes by themselves, whatever harmless words follow
_STRONG = (
    rf"{_SUBJECT}(?: {_ADVERB})* (?:go ahead|proceed)\b",
    (
        r"please (?:implement|start|begin)(?: it| this| that| ref0| (?:with )?the (?:change|work"
        r"|implementation))?\b"
    ),
    (
        r"(?:full |my |our |formal )*approval (?:from|for|of) (?:our side|my side|us|me"
        r"|ref0|this|the"
        r" change)$"
    ),
    rf"(?:{_SUBJECT} )?(?:{_ADVERB} )*approve\b",
    (
        r"(?:(?:this|it|that|the (?:change|offer|request|proposal|statement)|ref0|everything|all"
        r"|both)"
        r"(?: is| are|'s)? )?(?:hereby |herewith |fully |formally |officially )*approved\b"
    ),
    (
        r"(?:you have|you've got|you got|here is|here's|this is|consider this|please take this as) "
        r"(?:my|our|the|full)(?: full| formal| official| written)? "
        r"(?:approval|go[- ]ahead|ok|okay|green light|consent|agreement)\b"
    ),
    r"(?:please )?(?:consider|count|take|mark) (?:it|this|that|ref0|the change) (?:as )?approved\b",
    r"(?:approval|permission|consent) (?:is )?(?:hereby )?(?:granted|given)\b",
    (
        r"(?:you (?:can|may|could|should) |please |kindly )(?:please |just |so |now |kindly )*(?:go"
        r" ahead|proceed)\b"
    ),
    r"(?:please )?(?:go ahead|go on|proceed) (?:with (?:the|this|it|ref0)|as)\b",
    (
        r"(?:please |so |then )*(?:let's|let us) (?:go ahead|proceed|do it|do this|do that|go for"
        r" it)\b"
    ),
    r"(?:please )?(?:do it|do so|go for it|make it so|carry it out|implement it|implement this)$",
    (
        r"(?:we|i)(?: can| will|'ll| would like to| want to)? go (?:ahead )?with (?:it|this|the"
        r"|your)\b"
    ),
    (
        rf"{_SUBJECT}(?: {_ADVERB})* (?:accept|authori[sz]e|consent to|sign off on) (?:the|this"
        rf"|your"
        rf"|ref0|it)\b"
    ),
    (
        rf"{_SUBJECT}(?: {_ADVERB})* give (?:you )?(?:my|our|the|full) (?:approval|consent|ok|okay"
        rf"|go[- ]ahead|agreement)\b"
    ),
    r"(?:please )?(?:start|begin)(?: with)? (?:the |this |on )*(?:work|implementation|change)\b",
    r"(?:you have |we give you |giving you |i give you )?(?:the |a |our |my )*green light\b",
    rf"{_SUBJECT}(?: {_ADVERB})* (?:confirm) (?:the |this |ref0)",
    rf"{_SUBJECT}(?: {_ADVERB})* agree (?:to|with) (?:the|this|your|ref0)",
)
_WEAK = (
    r"(?:that |this |it )works(?: (?:for|with) (?:us|me))?\b",
    rf"{_SUBJECT} accept$",
    r"(?:ok|okay|fine|happy) with (?:this|that|it|everything|ref0|the)\b",
    (
        r"(?:yes|yep|yeah|affirmative|agreed|agree|confirmed|confirm|deal|accepted|signed off"
        r"|authori[sz]ed)\b"
    ),
    r"(?:just |so )*(?:go ahead|proceed)\b",
    rf"{_SUBJECT}(?: {_ADVERB})* (?:agree|agreed|confirm)\b",
    (
        r"(?:that |this |it |ref0 |everything |all )?(?:is |are |'s |that's |it's )?(?:all )?"
        r"(?:ok|okay|fine|good|alright|acceptable|agreed)(?: then)? (?:for|by|with|from) (?:us|me"
        r"|our"
        r" side|my side)\b"
    ),
    rf"{_SUBJECT} (?:am |are )?(?:ok|okay|fine|happy|good|comfortable|in agreement) with\b",
    r"(?:that |this |it )?works (?:for|with) (?:us|me)\b",
    r"no objections?\b|no objection from\b",
    r"done deal\b",
    r"(?:i|we) have no objections?\b",
    r"(?:that's |this is |all |we are |we're )?good to go\b",
    (
        r"ref0 (?:is )?(?:ok|okay|fine|yes|emojiyes|good)$|(?:ok|okay|fine|yes|emojiyes) (?:to|for)"
        r" ref0$"
    ),
)
_DECLINE = (
    r"^(?:absolutely|definitely|certainly|surely) not$|\bdisagree\b|\bwon't be (?:doing|needing)\b",
    (
        r"(?:\blet's|\blet us|decided to|like to|prefer to|rather) (?:not\b|drop|skip"
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
        r"|go ahead|going ahead|go for|authori[sz]e|support|do (?:this|that|it)|pursue|take (?:it"
        r"|this|that|up))\b"
    ),
    (
        r"^(?:\w+ )?not (?:approved|accepted|agreed|authori[sz]ed|acceptable|ok|okay|interested|now"
        r"|at this time|for us|this time)\b"
    ),
    r"^(?:we|i)(?:'re| are|'m| am) not (?:interested|ok|okay|fine|happy) ",
    (
        r"^(?:but |so |and )?(?:we|i) (?:do not|don't|no longer) (?:want|need|require) (?:it|this"
        r"|that|the change|ref0)"
    ),
    r"\bdecided (?:against|not to)\b",
    r"^(?:we|i)(?:'re| are|'m| am) (?:strictly |rather )?against (?:it|this|that|the change|ref0)",
    r"\b(?:i'd|we'd|would) rather not\b|\bprefer not to\b",
    r"\bsay no\b|\banswer is no\b|\bit's a no\b|\bthat's a no\b",
    r"^(?:we'll|i'll|we will|i will|we) pass\b|\btake a pass\b",
    (
        r"^(?:please )?(?:drop|cancel|scrap|forget|abandon|withdraw) (?:it|this|that|the change"
        r"|about"
        r" it|about this|our request|ref0)\b"
    ),
    r"^not (?:at|for) (?:this|that|such) (?:a )?(?:price|cost|money)\b",
    (
        r"^(?:please |let's |let us |(?:we|i) (?:have )?decided to |(?:we|i)(?:'d|'ll| will|"
        r" would)(?: rather)? |rather |just |better )*(?:leave|keep) (?:it|things|everything|the"
        r" \w+)"
        r" (?:as it is|as is|as they are|unchanged|the way it is)\b"
    ),
    r"^ref0 (?:is )?(?:no|not ok|emojino|rejected|declined|refused|denied)\b|^no (?:to|for) ref0",
    r"^(?:please )?(?:don't|do not) (?:do|start|go|proceed|implement|make|change)\b",
)
#: that they have it, which a bare "yes" beside it may mean and no more
_ACKNOWLEDGES = re.compile(
    r"(?:(?:that|this|it|all|everything|is|very|well|'s|that's|and|mail|message|duly) ?)*(?:clear"
    r"|understood|noted|got it|received|copied|roger|will do|seen)"
)
#: what may stand before the yes in its own clause
_PROLOGUE = re.compile(
    r"^(?:(?:reviewed|read|seen|checked|double-checked|discussed)[\w ]{0,30}? and (?=approved"
    r"|agreed|accepted)|after (?:.{0,60}?)(?=\b(?:we|i) )|having (?:.{0,60}?)(?=\b(?:we|i) )|"
    r"(?:we|i)(?:'ve| have)?(?: now| just| all| both)? (?:discussed|reviewed|checked|read|looked"
    r" at|looked over"
    r"|gone through|talked about|considered|studied|went through|spoken about)\b.{0,60}? and "
    r"|on behalf of [\w &.-]{1,40}? (?=(?:i|we) ))"
)
_BACKGROUND = re.compile(
    r"^(?!.*\b(?:approve|agree|accept|decline|reject|confirm|decided|go ahead|proceed)\b)"
    r"(?:we|i)(?:'ve| have)?(?: now| just| all| both)? (?:discussed|reviewed|checked|read|looked"
    r" at|looked over|gone through"
    r"|talked about|considered|studied|went through)\b[\w' ]{0,60}$"
    r"|^(?:after|having|following) (?:internal|discuss|discussing|review|reviewing|reading"
    r"|checking|careful|talking|consider)(?!.*\b(?:we|i) )[\w' ]{0,60}$"
)
_CONDITION = re.compile(
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
_DOUBT = re.compile(
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
_AGENT = re.compile(r"\bby (?!us\b|me\b|our\b|e-?mail|mail|now\b|reply)[a-z]+")
#: harmless although "without" and "no" are not
_PLAINLY = re.compile(
    r"(?<=[a-z0-9] )(?:without|with no|no) (?:any |further |other )*(?:changes?|comments?"
    r"|conditions?"
    r"|reservations?"
    r"|objections?|remarks?|amendments?|corrections?)(?: (?:needed|required|necessary))?\b"
)
_THIRD = re.compile(
    r"\b(?:he|she|they|boss|manager|management|director|ceo|cfo|board|colleagues?|finance|legal"
    r"|procurement|department"
    r"|(?!i\b|we\b|it\b|this\b|that\b|ref0\b|all\b|everything\b|offer\b|change\b|request\b"
    r"|proposal\b|you\b)[a-z]+)"
    r" (?:has |have |had |also |already |just |would |will )*(?:approved|approves|agreed|agrees"
    r"|says|said|wrote|confirmed|confirms|accepted|accepts)\b"
)
_TERMS = re.compile(
    r"^only (?:approve|accept|agree|pay)\b|\b(?:accept|agree|approve)\b.{0,10}\bat \d"
    r"|\b(?:would|could|can|will|'d|'ll)\b.{0,25}\b(?:approve"
    r"|accept|agree|go for|pay|take)\b"
    r"|\b(?:counter[- ]?(?:offer|proposal)|we (?:propose|suggest|offer)|our offer|meet (?:us"
    r" )?halfway|how about)\b"
    r"|\b(?:fine|ok|okay|happy|agree)\b.{0,20}\b(?:with|to)\b"
)
_PUT_OFF = re.compile(
    r"\b(?:boss|going to|tomorrow|yet|get back|sleep|later|tonight|asked to|whether)\b|n't\b"
    r"|\bnot\b"
)
_QUESTION = re.compile(
    r"^(?:and |but |so |hi \w+ )?(?:what|why|when|where|who|whom|which|how|can (?:you|we|i|it"
    r"|this)|could (?:you|we|i|it)|would (?:you|it|that)|is (?:it|this|that|the|there)|are (?:you"
    r"|there|these|the)|do (?:we|you|i)|does|did|will (?:you|it|this|the)|should (?:i|we))\b"
)
#: what makes a no a yes on terms
_NO_UNLESS = re.compile(
    r"\b(?:if|unless|provided|as long as|until you|without a discount|for less)\b"
)
#: nobody has decided, or a no denied
_NO_DECISION = re.compile(
    r"\b(?:have|has|had|haven't|hasn't|hadn't)(?: not| never|n't)?(?: yet)? (?:yet )?(?:approved"
    r"|accepted|agreed|decided(?! (?:against|not to)))"
    r"|(?:not|n't|never) (?:\w+ )?(?:say|said|saying|written|wrote|meant?)\b"
    r"|\bneither\b|\bnot sure\b"
)
_NOT_YET = re.compile(r"\b(?:yet|whether|until|before|nobody|no one|need to (?:ask|check|talk))\b")
#: which one is checked elsewhere
_VERSION = re.compile(r"\bv(?:er)?\.?\s?\d{1,3}\b")
_WORD = re.compile(r"[a-z][a-z0-9'-]*|\d[\d.,]*%?")
_STRONG_RE = [re.compile(rf"^(?:{_FILLER} )*{p}") for p in _STRONG]
_WEAK_RE = [re.compile(rf"^(?:{_FILLER} )*{p}") for p in _WEAK]
_DECLINE_RE = re.compile("|".join(f"(?:{p})" for p in _DECLINE))
_COURTESY_RE = re.compile("|".join(f"(?:{p})" for p in COURTESY))
#: what one can agree with and yet decide nothing
_IDLE = re.compile(
    r"^ (?:of|that)\b|\b(?:idea|opinion|view|analysis|approach|direction|sentiment|point of view"
    r"|concerns?|assessment|meeting|call|receipt|minutes|nothing"
    r"|invoice|timesheet|contract|payment|expenses|minutes|leave|holidays?)\b"
)


#: for whom a yes is said
_BEHALF = re.compile(
    r"(?<=[a-z0-9]) (?:on behalf of|in the name of) (?!.* (?:i|we) )[\w &.-]{1,40}$"
)
#: a yes beside it may only say that they have read it
_READ = re.compile(
    r"(?:yes )?(?:i|we)(?:'ve| have)?(?: now| just| already)? (?:read|seen|saw|got|received"
    r"|have (?:it|your|this|the)|noted)\b(?!.* and )[\w' ]{0,40}"
)
#: a figure of the offer that is no obstacle; it decides nothing by itself
_FINE = re.compile(
    r"(?:the )?(\d[\d.,]*) ?(?:eur|usd|euros?|€|[$]|dollars?|(?:working )?days?)? (?:is|are)"
    r" (?:ok|okay|fine|good|acceptable|reasonable|no problem)(?: (?:for|with|by) (?:us|me))?"
)


def judge(clause: str, known: Collection[str]) -> Said:
    """Say what an English *clause* (normal form, references masked) says.

    *known* are the words of the offer itself, which may stand in a yes.
    """
    clause = clause.strip(" -–—()*_'")
    clause = _BEHALF.sub("", clause)
    if not clause or _COURTESY_RE.fullmatch(clause):
        return Said(Act.COURTESY)
    if _BACKGROUND.fullmatch(clause) and not _READ.fullmatch(clause):
        return Said(Act.COURTESY)
    if _ACKNOWLEDGES.fullmatch(clause) or _READ.fullmatch(clause):
        return Said(Act.COURTESY, doubt=True)
    fine = _FINE.fullmatch(clause)
    if fine and amount(fine[1]) in known:
        return Said(Act.COURTESY)
    asks = bool(_QUESTION.search(clause))
    condition = bool(_CONDITION.search(clause))
    doubt = bool(_DOUBT.search(clause)) or clause.startswith("by ")
    if _DECLINE_RE.search(clause) and not _NO_DECISION.search(clause):
        return Said(
            Act.DECLINE, bool(_NO_UNLESS.search(clause)), bool(_NOT_YET.search(clause)), asks
        )
    yes = _PROLOGUE.sub("", _PLAINLY.sub("fully", clause))
    act = Act.OTHER if asks else _yes(yes, known)
    if act is not Act.OTHER:
        return Said(act, bool(_CONDITION.search(yes)), False, asks)
    third = bool(_THIRD.search(clause))
    terms = bool(_TERMS.search(clause)) and not _PUT_OFF.search(clause) and not asks
    return Said(Act.OTHER, condition, doubt or third, asks, terms)


def _yes(clause: str, known: Collection[str]) -> Act:
    """Return APPROVE or ASSENT for a plain yes with nothing unknown in it, else OTHER."""
    for act, patterns in ((Act.APPROVE, _STRONG_RE), (Act.ASSENT, _WEAK_RE)):
        for pattern in patterns:
            found = pattern.match(clause)
            if found is None:
                continue
            approves = bool(re.search(r"approve[d]?$|authori[sz]e", found.group()))
            if _is_harmless(clause[found.end() :], approves, known):
                return act
    return Act.OTHER


def _is_harmless(tail: str, approves: bool, known: Collection[str]) -> bool:
    if (
        _AGENT.search(tail)
        or _DOUBT.search(tail)
        or _CONDITION.search(tail)
        or _names_other(tail, known)
    ):
        return False
    words = _WORD.findall(_VERSION.sub(" version ", tail))
    if len(tail.strip()) and not words:
        return False
    unknown = [
        w for w in words if w not in VOCABULARY and w not in known and amount(w) not in known
    ]
    if not unknown:
        return True
    if any(w[0].isdigit() for w in unknown):
        return False
    # "approve the language selector": what is approved may be named in words of their own
    named = approves and re.match(r"^ (?:the|this|your|that|a|an) ", tail)
    return bool(named) and len(unknown) <= NAMED


def _names_other(tail: str, known: Collection[str]) -> bool:
    """Whether a yes goes to something else than an offer: a meeting, somebody's view."""
    return any(m.group() not in known for m in _IDLE.finditer(tail)) or tail.strip() == "with you"


#: words of their own by which people name what they approve
NAMED = 6
