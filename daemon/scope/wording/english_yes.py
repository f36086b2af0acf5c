"""What is a yes in English."""

from __future__ import annotations

import re

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
    rf"{_SUBJECT}(?: {_ADVERB})* confirm (?:(?:my|our) approval(?: of| for)?\b|the |this |ref0)",
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
STRONG = [re.compile(rf"^(?:{_FILLER} )*{p}") for p in _STRONG]
WEAK = [re.compile(rf"^(?:{_FILLER} )*{p}") for p in _WEAK]
