"""What an English yes may be said to instead of the offer; beside a plain yes it is harmless."""

from __future__ import annotations

import re

#: when, in words and figures that limit nothing
_WHEN = (
    r"(?: (?:from|until|till|to|since|for|on|in|as of|starting|the|of|next|this|all|a|an|my|our"
    r"|rest|few|couple|days?|weeks?|months?|year|today|tomorrow|tonight|now|onwards?|then|again"
    r"|morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january"
    r"|february|march|april|may|june|july|august|september|october|november|december"
    r"|easter|christmas|summer|annual|parental|sick|business|\d{1,2}(?:st|nd|rd|th)?)){0,8}"
)
#: the writer is not there for a while; in a reply that decides it changes nothing
ABSENCE = re.compile(
    r"(?:please note(?: that)? |just (?:so )?(?:you know|fyi) |fyi |by the way |btw |as |and "
    r"|also )*"
    r"(?:i|we)(?:'m| am|'re| are|'ll be| will be|'ve been| have been| was| were)(?: then| also"
    r"| now)?"
    r" (?:away|out of (?:the |my )?office|out|off|on (?:the road|a trip|leave|(?:\w+ )?(?:holidays?"
    r"|vacation|leave))|travell?ing|not (?:available|reachable|in the office|in|here)|unavailable"
    r"|back(?: in the office)?)" + _WHEN
)
_NAME = r"(?!me\b|us\b|you\b)[a-z][a-z.'-]{1,20}(?: (?!for|on|about|with|if|and|to)[a-z.'-]{1,20})?"
#: who looks after what follows; no word on the offer
CONTACT = re.compile(
    r"(?:so |and |then |meanwhile |in the meantime |please |kindly |just )*"
    rf"(?:(?:deal|talk|speak|work|check|coordinate|liaise|arrange|sort)(?: \w+ out"
    rf"| it out)? (?:with|to)"
    rf"|contact|call|ring|ask|write to|mail|e-?mail|copy|cc|send (?:the |your |all "
    rf"|any )?(?:invoice|bill"
    rf"|questions?|details?|paperwork|po|files?) to) {_NAME}"
    r"(?: (?:on|for|about|regarding|with|if)(?: (?:the|any|all|further|more|and|or|you|need|have"
    r"|anything|details?|questions?|dates?|schedule|scheduling|rest|invoice|texts?|files?|logistics"
    r"|access|implementation|kick-off|kickoff|next|steps)){1,6})?"
)
#: what introduces something else
LEADS_ON = re.compile(
    r"(?:and |just )*(?:one|another|a) (?:more |other |last |small |quick |final "
    r"|further )*(?:thing"
    r"|question|point|note)(?: (?:though|from me|for you))?|(?:by the way|btw|ps|p s|besides|also"
    r"|apart from that|on another (?:note|topic|matter)|separately)"
)

_ASIDES = (
    (
        r"(?:i|we) (?:really |honestly )?(?:don't|do not|can't|cannot) see (?:why not|(?:any"
        r"|a) (?:reason"
        r"|problem|issue|objection)s?(?: (?:not to|why not|against it|here|with (?:it|this"
        r"|that)))?)"
    ),
    r"(?:i|we) (?:really |just )?(?:can't|cannot) say no(?: to (?:that|this|it|you))?",
    (
        r"(?:that's|that is|it's|it is|this is) an? (?:very |really )?(?:fair|good|great|reasonable"
        r"|decent|fine) (?:price|offer|deal|proposal|plan|idea|solution|quote)"
    ),
    r"(?:see|talk to|speak to|meet) you [\w' ]{1,30}",
    r"(?:i|we)(?:'d| had) hoped for less",
    (
        r"(?:the |our |a )?(?:signed )?(?:po|purchase order|order|copy|form|statement|document"
        r"|contract"
        r"|scan|paperwork)(?: (?:number|no))?(?: [\w/-]{1,20})? (?:is |are )?(?:attached"
        r"|enclosed|follows"
        r"|will follow|to follow|on its way|comes? (?:later|separately|tomorrow))"
    ),
    (
        r"(?:the |our )?(?:budget|money)(?: for (?:it|this))? (?:is |was )?(?:there|available"
        r"|approved|ok"
        r"|okay|secured|cleared|in place|released|confirmed)"
    ),
    (
        r"(?:and |also )*(?:i|we|[a-z]{2,12})(?:'ll| will| can|'m going to"
        r"|'re going to) (?:then |also )?"
        r"(?:send|provide|deliver|forward|share|upload|prepare|supply|e-?mail|bring"
        r"|get)(?: (?:you|over))?"
        r"(?!.*\b(?:back|approv|decision|answer|confirm|reply|yes|ok|sign|go-ahead|feedback|comment"
        r"|change"
        r"|correct|condition|counter|offer|word)\w*)(?: (?:the|our|all|you|your|a|some|new|final"
        r"|missing"
        r"|remaining|necessary))*(?: [a-z-]{2,16}){1,3}?(?: (?:tomorrow|today|tonight|soon|asap"
        r"|later"
        r"|separately|shortly|next week|this week|(?:on|by) (?:monday|tuesday|wednesday|thursday"
        r"|friday"
        r"|next week)|in (?:a few|two|three|the next) days|to you))*"
    ),
    (
        r"(?:please )?(?:see|find) (?:the )?attached(?: (?:signed|copy|statement|form|po|order|the"
        r"|our|purchase"
        r"|scan|pdf|document))*"
    ),
    (
        r"(?:it |this |that |the price )?(?:is |'s )?(?:a bit |a little |quite |rather |not"
        r" )*(?:pricey|cheap|steep"
        r"|a lot of money|more than (?:we|i) (?:had )?(?:hoped|expected|thought|planned))"
    ),
)
#: beside a plain yes no obstacle; beside a weak one it may be all that they agree with
ASIDE = re.compile("|".join(f"(?:{p})" for p in _ASIDES))
#: others of the house who are for it; beside a plain yes no obstacle, by itself no yes
SECONDED = re.compile(
    r"(?:everyone|everybody)(?: here)? (?:agrees|approves|is (?:fine|ok|happy) with it)"
    r"|(?:(?:our|the|my|whole|entire|and) )*(?:(?:management|executive"
    r"|supervisory) board|management|board"
    r"|boss|(?:steering )?committee|director|team|colleagues"
    r"|finance|legal|ceo|cfo|budget holder"
    r"|customers|users)(?: (?:also|all|has|have|too|already|now))* (?:agrees?|agreed|approves?"
    r"|approved|accepted|signed(?: off)?(?: on (?:it|this))?"
    r"|supports? (?:it|this)|(?:is|are) (?:fine|ok|okay|happy|on board|in favou?r))(?: (?:with"
    r"|to|of) (?:it|this|that))?(?: (?:it|this|the change))?(?: today| yesterday| this morning)?"
)
