"""What is a yes in English."""

from __future__ import annotations

import re

_FILLER = (
    r"(?:yes|yep|yup|yeah|ok|okay|okey|alright|all right|sure|great|perfect|excellent|super|fine"
    r"|good"
    r"|wonderful|lovely|brilliant|gladly|thanks?|thank you|hi|hello|well|right|absolutely"
    r"|definitely|certainly|of course"
    r"|no problem|no objections?|emojiyes|and|so|then|therefore|hence|thus)"
)
_SUBJECT = (
    r"(?:(?:i|we)'d (?:like|love) to|i|we|i've|we've|i'm|we're|i am|we are|both of us"
    r"|all of us|me|us|(?:my )?[a-z]{2,15} and (?:i|myself)(?: both)?)"
)
_ADVERB = (
    r"(?:hereby|herewith|fully|gladly|happily|also|all|both|can|do|formally|officially|absolutely"
    r"|definitely|certainly|indeed|have decided to|decided to|wholeheartedly|completely|totally"
    r"|now|thus|therefore|would"
    r" like to"
    r"|want to|wish to|am happy to|are happy to|are glad to|are pleased to|am pleased to|happy to"
    r"|glad to|pleased to|entirely|of course|jointly)"
)
_OFFER = (
    r"(?:this|it|that|ref0|(?:the |your |this |our )(?:change request|change|offer|request"
    r"|proposal|statement|plan|quote)(?: ref0)?)"
)
#: the yes as a thing that is given
_APPROVAL = (
    r"(?:(?:my|our|the|a|full|formal|formally|official|written|final|unconditional|necessary) )*"
    r"(?:approval|go[- ]ahead|consent|agreement|permission|green light|blessing|ok|okay)"
)
#: clauses that are a plain yes by themselves, whatever harmless words follow
_STRONG = (
    (
        r"(?:do )?(?:crack on|get cracking)(?: with (?:it|this|that|the (?:change|work)))?"
        r"(?: please)?$"
    ),
    (
        r"(?:(?:agreed|approved|ok|yes|accepted) ?/ ?)?(?:akkoord|einverstanden|genehmigt"
        r"|freigegeben|d'accord|approuvé|validé|aprobad[oa]|de acuerdo|approvato|d'accordo"
        r"|aprovado|goedgekeurd|godkänt|godkendt|godkjent|zatwierdzam)"
        r"(?: ?/ ?(?:agreed|approved|ok|yes|accepted))?$"
    ),
    r"(?:it's|it is|that's|that is) a (?:clear |definite |big |firm )*yes from (?:us|me|our side)$",
    rf"(?:i|we)(?: {_ADVERB})* confirm (?:the |our |my )?order\b",
    r"(?:very )?(?:happy|glad|pleased) to (?:go ahead|proceed|approve|accept)\b",
    r"(?:would like|want|have decided|decided|wish) to (?:go ahead|proceed)\b",
    (
        rf"(?:i|we)(?: {_ADVERB})* (?:confirm|give|grant|send|declare|express)(?: you| it)?"
        rf" {_APPROVAL}\b"
    ),
    (
        rf"(?:this|this (?:e-?mail|mail|message|reply)|my reply) (?:hereby )?(?:confirms|is"
        rf"|serves as"
        rf"|constitutes|means) {_APPROVAL}\b"
    ),
    (
        r"(?:please )?(?:accept|treat|take|consider|regard|count|let) this(?: (?:mail|e-?mail"
        r"|message"
        rf"|reply|answer|note))? (?:as |serve as |be )?{_APPROVAL}\b"
    ),
    rf"{_APPROVAL}(?: (?:for|to|of) {_OFFER})? is (?:hereby )?(?:granted|given)\b",
    rf"{_OFFER} has {_APPROVAL}\b",
    (
        rf"(?:{_OFFER}|offer|change|proposal|request|statement) (?:is )?(?:hereby )?(?:approved"
        rf"|accepted)\b"
    ),
    rf"(?:i|we)(?: {_ADVERB})* (?:order|commission) {_OFFER}",
    (
        r"(?:please )?(?:make it happen|make it so)\b|(?:let's|let us) get (?:it|this) (?:done"
        r"|going|started)\b"
    ),
    rf"you(?:'ve| have)?(?: got)? {_APPROVAL}\b",
    (
        r"(?:(?:you (?:may|can|could)|(?:please )?feel free to|please|kindly) (?:now |just )?)"
        r"(?:start|begin|get started|get going|carry on|go on|continue)(?: with| on)?\b"
    ),
    (
        r"(?:so |then )*(?:let's|let us) (?:go|start|move ahead|move forward|get going|get started"
        r"|carry on)(?: with| on)?\b"
    ),
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
        r"(?:you have|you've got|you got|here is|here's|this is|consider this|please take this"
        r" as) "
        r"(?:my|our|the|full)(?: full| formal| official| written)? "
        r"(?:approval|go[- ]ahead|ok|okay|green light|consent|agreement)\b"
    ),
    (
        r"(?:please )?(?:consider|count|take|mark) (?:it|this|that|ref0|the change) (?:as"
        r" )?approved\b"
    ),
    r"(?:approval|permission|consent) (?:is )?(?:hereby )?(?:granted|given)\b",
    (
        r"(?:you (?:can|may|could|should) |please |kindly )(?:please |just |so |now |kindly"
        r" )*(?:go"
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
    rf"{_SUBJECT}(?: {_ADVERB})* confirm (?:(?:my|our) approval(?: of| for)?\b|the |this |ref0)",
    rf"{_SUBJECT}(?: {_ADVERB})* agree (?:to|with) (?:the|this|your|ref0|all|everything|both)",
)
_WEAK = (
    (
        r"(?:(?:it's|that's|it is|that is|this is) )?(?:a )?(?:clear |definite |big |firm |full"
        r" )*yes"
        r" (?:from|by) (?:us|me|our side|my side)$"
    ),
    (
        r"(?:it's|that's|it is|that is|this is) (?:a )?(?:clear |definite |big |firm )*"
        r"(?:yes|deal|go)(?: from (?:us|me|our side|my side))?$"
    ),
    (
        r"(?:the|our|my) (?:answer|decision|reply|verdict|vote)(?: (?:to|on|for) (?:ref0|this))?"
        r" is"
        r" (?:a )?(?:clear |definite )?(?:yes|approved?|approval|positive)$"
    ),
    rf"(?:i|we)(?: {_ADVERB})* accept(?: it)?$",
    r"all (?:points|items|of it) (?:are )?(?:agreed|approved|accepted)$",
    r"(?:you|we)(?:'ve| have)?(?: got| have) a deal$",
    (
        rf"{_OFFER} (?:is )?(?:all )?(?:ok|okay|fine|good|acceptable)(?: (?:for|by|with|from)"
        rf" (?:us|me"
        r"|our side|my side))$"
    ),
    r"(?:ref0 )?go$",
    r"(?:that |this |it )works(?: (?:for|with) (?:us|me))?\b",
    rf"{_SUBJECT} accept$",
    r"(?:ok|okay|fine|happy) with (?:this|that|it|everything|ref0|the)\b",
    (
        r"(?:yes|yep|yup|yeah|affirmative|agreed|agree|confirmed|confirm|deal|accepted|signed off"
        r"|authori[sz]ed)\b"
    ),
    (
        r"(?:we|i)(?:'ll| will| would like to)? take it$|ship it$"
        r"|(?:we're|we are|i'm|i am|count (?:me|us)) in$"
    ),
    r"(?:ok|okay|fine|yes|agreed|good) (?:for|with|at|to) (?:the )?(?=\d)",
    r"(?:just |so |do )*(?:go ahead|proceed)\b",
    rf"{_SUBJECT}(?: {_ADVERB})* (?:agree|agreed|confirm|consent)\b",
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
    r"please do$",
    r"(?:i|we) (?:have|raise|see) no objections?\b",
    r"(?:that's |this is |all |we are |we're )?good to go\b",
    (
        r"ref0 (?:is )?(?:ok|okay|fine|yes|emojiyes|good)$|(?:ok|okay|fine|yes|emojiyes) (?:to"
        r"|for)"
        r" ref0$"
    ),
)
STRONG = [re.compile(rf"^(?:{_FILLER} )*{p}") for p in _STRONG]
WEAK = [re.compile(rf"^(?:{_FILLER} )*{p}") for p in _WEAK]
