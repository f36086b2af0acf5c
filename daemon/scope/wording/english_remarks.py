"""What stands beside a decision in English and changes nothing."""

from __future__ import annotations

import re

#: that they have it, which a bare "yes" beside it may mean and no more
ACKNOWLEDGES = re.compile(
    r"(?:(?:that|this|it|all|everything|is|very|well|'s|that's|and|mail|message|duly) ?)*(?:clear"
    r"|understood|noted|got it|received(?: with (?:many )?thanks)?|copied|roger|will do|seen)"
)
#: what may stand before the yes in its own clause
PROLOGUE = re.compile(
    r"^(?:with this (?:e-?mail|mail|message|reply) (?=(?:i|we) )|(?:(?:i|we|i'm|we're|i am|we"
    r" are) )?(?:(?:hereby|can|very|happy|glad|pleased|delighted"
    r"|to|may"
    r"|now) )*(?:confirm|inform you|let you know|tell you)(?: to you)? that (?=(?:i|we|ref0|the"
    r" change"
    r"|this|it)\b)|(?:reviewed|read|seen|checked|double-checked|discussed)[\w ]{0,30}? and"
    r" (?=approved"
    r"|agreed|accepted)|after (?:.{0,60}?)(?=\b(?:we|i) )|having (?:.{0,60}?)(?=\b(?:we|i) )|"
    r"(?:we|i)(?:'ve| have)?(?: now| just| all| both)? (?:discussed|reviewed|checked|read|looked"
    r" at|looked over"
    r"|gone through|talked (?:about|it over)|considered|studied|went through"
    r"|spoken about)\b.{0,60}? and "
    r"|on behalf of [\w &.-]{1,40}? (?=(?:i|we) ))"
)
BACKGROUND = re.compile(
    r"^(?!.*\b(?:approve|agree|accept|decline|reject|confirm|decided|go ahead|proceed)\b)"
    r"(?:we|i)(?:'ve| have)?(?: now| just| all| both)? (?:discussed|reviewed|checked|read|looked"
    r" at|looked over|gone through"
    r"|talked (?:about|it over)|considered|studied|went through)\b[\w' ]{0,60}$"
    r"|^(?:after|having|following) (?:internal|discuss|discussing|review|reviewing|reading"
    r"|checking|careful|talking|consider)(?!.*\b(?:we|i) )[\w' ]{0,60}$"
)
#: a yes beside it may only say that they have read it
READ = re.compile(
    r"(?:yes )?(?:i|we)(?:'ve| have)?(?: now| just| already)? (?:read|seen|saw|got|received"
    r"|have (?:it|your|this|the)|noted)\b(?!.* and )[\w' ]{0,40}"
)
#: a figure of the offer that is no obstacle; it decides nothing by itself
FINE = re.compile(
    r"(?:the )?(\d[\d.,]*) ?(?:eur|usd|euros?|€|[$]|dollars?|(?:working )?days?)? (?:is|are)"
    r" (?:ok|okay|fine|good|acceptable|reasonable|no problem)(?: (?:for|with|by) (?:us|me))?"
)
#: for whom a yes is said
BEHALF = re.compile(
    r"(?<=[a-z0-9]) (?:on behalf of|in the name of) (?!.* (?:i|we) )[\w &.-]{1,40}$"
)
#: harmless although "without" and "no" are not
PLAINLY = re.compile(
    r"(?<=[a-z0-9] )(?:without|with no|no) (?:any |further |other )*(?:changes?|comments?"
    r"|conditions?"
    r"|reservations?"
    r"|objections?|remarks?|amendments?|corrections?)(?: (?:needed|required|necessary))?\b"
)

#: a clause with one of these is no mere remark
_TURNS = re.compile(
    r"\b(?:but|however|if|unless|until|till|not|no|never|only|except|without|before|instead|rather"
    r"|wait|hold|cancel|stop|withdraw|wrong|mistake|must|should|needs?|have to|has to|prices?"
    r"|costs?"
    r"|approv\w*|agree\w*|accept\w*|declin\w*|reject\w*|proceed|yes|go ahead|confirm\w*|maybe"
    r"|perhaps|boss|would|could|might|included?|extra|instead|again|another|other|different"
    r"|bargain"
    r"|free|discount|less|more|half|part|long|will|later|next|soon|answer|reply|decide|tomorrow"
    r"|first version|old|previous)\b|n't\b|\d"
)
_HERE = (
    r"(?: (?:from|on|for|at|by|with|to|of) (?:us|me|our side|my side|our end|my end|this|it"
    r"|here))*"
)
_PARTS = (
    r"(?:prices?|costs?|fees?|budget|effort|estimate|timeline|time|timing|schedule|dates?|days"
    r"|deadline|milestones?|risks?|scope|terms|points?|details?|statement|figures|numbers|review)"
)
_FINE = (
    r"(?:fine|ok|okay|good|fair|reasonable|acceptable|right|in order|agreed|great|clear|no"
    r" problem)"
)
#: what introduces a decision
_PREAMBLE = (
    (
        r"(?:the |a |just (?:a )?)?(?:short|quick|brief|simple)(?: (?:answer|one|reply|note"
        r"|mail))?"
        r"(?: from (?:the|my) \w+)?"
    ),
    (
        r"(?:to (?:keep|make|cut) (?:it|this|a long story) (?:short|brief|quick|simple)|long story"
        r" short"
        r"|in short|in brief|bottom line|all in all|in a word|from (?:my|the) (?:phone|train|road"
        r"|airport"
        r"|mobile|car))"
    ),
    (
        r"(?:exactly |just )?(?:as|like) (?:already |just )?(?:discussed|agreed|promised|requested"
        r"|announced|mentioned"
        r"|said|written|hoped|expected|described|stated|outlined|offered|proposed|quoted|planned"
        r"|it"
        r" stands|is)(?: (?:in|on|by|over|at|during|with|to|for|yesterday|today|this|last|earlier"
        r"|above"
        r"|below)\b(?!.*\b(?:but|if|not|only|unless|except|without|change[sd]?|lower|said"
        r"|says)\b)[\w' ]{0,40})?"
    ),
    (
        r"(?:in (?:reply|response|answer|reference)|with (?:reference|regard)|further|referring"
        r"|regarding|concerning) (?:to )?(?!.*\bapprov)[\w' -]{1,60}"
    ),
    (
        r"after (?:some|much|careful|a lot of|long|further|a short|internal|thorough|due|talking"
        r"|speaking"
        r"|discussing|reading|checking|reviewing|consulting|consideration|looking|going)"
        r"(?!.*\b(?:(?:we|i|he|she|they)|but|if|not|only)\b)[\w' ]{0,50}"
    ),
    (
        r"(?:(?:i|we|i'm|we're|i am|we are) )?(?:very )?(?:glad|happy|pleased|delighted) to"
        r" (?:confirm|say"
        r"|tell you|report|let you know|inform you)"
    ),
    r"(?:i|we) (?:can|may|hereby) (?:now )?confirm|(?:good|great|excellent|wonderful) news",
    r"no doubt(?: about it)?|without (?:any )?(?:reservations?|hesitation)",
)
PREAMBLE = "|".join(f"(?:{p})" for p in _PREAMBLE)
#: harmless whatever they hold
_SET = (
    r"(?:our|the|my) [\w ]{1,30} (?:can't|cannot) wait(?: (?:to|for) [\w ]{1,40})?",
    PREAMBLE,
    r"(?:(?:that's|this is|it's|that is|it is) )?not an? (?:problem|issue)(?: at all)?" + _HERE,
    r"(?:there (?:is|are) )?no (?:further |more |other |open )*(?:problems?|issues?|complaints?"
    r"|worries|concerns?|doubts?|questions?"
    r"|comments?|remarks?|changes?|corrections?)(?: (?:at all|whatsoever|left|open|here))*"
    + _HERE
    + r"(?: about (?:the )?(?:it|this|"
    + _PARTS
    + r"))?",
    r"nothing (?:else |more |further )?to (?:add|change|correct|object|complain about|discuss)"
    + _HERE,
    (
        r"(?:there(?:'s| is) )?no need (?:to (?:discuss|talk|meet|debate|call|explain)|for (?:a"
        r"|another|further)"
        r" (?:call|meeting|discussion))(?!.*\b(?:but|if)\b)[\w' ]{0,40}"
    ),
    r"(?:here is|here's|this is|below is) (?:our|my) (?:answer|decision|reply|feedback)",
    r"(?:please|kindly) confirm(?: (?:receipt|that you (?:got|have) (?:it|this)))?",
    (
        r"(?:please )?(?:let (?:me|us) know|tell (?:me|us|\w+)) when (?:you (?:start|begin|are"
        r" done"
        r"|are ready)"
        r"|it(?:'s| is) (?:live|done|ready|finished|online))"
    ),
    r"h+m+|could(?:n't| not) be better|order placed",
    r"we(?:'ll| will| can) (?:live|manage|do|get by|be fine) without (?:it|this|that)",
    (
        r"(?:we|i) (?:understand|see|know|agree|are aware|am aware) that (?:the )?(?:new"
        r" )?(?:review"
        r"|milestone|date"
        r"|launch|delivery|deadline) (?:moves?|shifts?|will move|slips)(?: to [\w ]{1,20})?"
    ),
    (
        r"because (?!.*(?:\b(?:you|your|if|but|only|not|prices?|costs?|included?|free|will"
        r"|extra)\b"
        r"|n't))"
        r"[\w' ]{5,90}"
    ),
    (
        r"why not|all the better|gladly|with pleasure|sold|count (?:us|me) in|(?:we|i)(?:'m|'re|"
        r" am|"
        r" are)"
        r" (?:all )?(?:in|in favou?r(?: of (?:it|this))?|on board|all for it|for it|convinced)"
    ),
    (
        r"(?:(?:that|this|it)(?:'s| is) )?(?:exactly|just|precisely|pretty much)? ?what (?:we"
        r"|i)(?:'ve| have| had)?"
        r" (?:want(?:ed)?|need(?:ed)?|had in mind|asked for|hoped for|expected|were looking for)"
    ),
    r"all (?:is )?(?:good|clear|fine|well|set|ok|okay|right)(?: now)?" + _HERE,
    (
        rf"(?:(?:the|your|our|both|and|new|all|delivery|review|project) )*{_PARTS}(?:,? (?:and|the"
        rf"|new|review) )*(?: ?(?:and )?(?:the )?(?:new )?{_PARTS})*"
        rf" (?:(?:is|are|works?|suits?|looks?|seems?|sounds?)(?: all| both| also| very| quite)?(?:"
        rf" {_FINE})?|agreed|ok|okay|fine|accepted)"
        r"(?: (?:to|for|with|by) )?(?:us|me|our side)?(?: too| as well)?"
    ),
    (
        r"(?:we|i)(?:'d| would) (?:love|like) (?:to have )?(?:it|this|that)|(?:we|i) (?:really"
        r" )?(?:want|need|like|love) (?:it|this)"
    ),
    r"(?:po|po number|order number|our po|reference)(?: (?:is|no))? ?[\w-]*\d[\w-]*",
    r"(?:start )?whenever you (?:like|want|can|are ready)",
)
#: harmless unless something in them turns it
_OPEN = (
    (
        r"(?:the|our) (?:whole |entire )?team (?:has |have )?(?:discussed|looked|talked|met"
        r"|reviewed"
        r"|checked)[\w' ]{0,50}"
    ),
    (
        r"(?:we|i)(?:'ve| have)? (?:told|informed) (?:our|the) [\w' ]{1,40}|good luck[\w' ]{0,20}"
        r"|have fun[\w' ]{0,30}"
    ),
    (
        r"(?:i|we)(?: just| only)* (?:was|were|have been|'ve been|had been|had|came back|got"
        r" back|am"
        r" back|'m back|are back|'re back)[\w' ]{1,60}"
    ),
    r"(?:just |only |now )*back (?:from|in|at)[\w' ]{1,40}|hence the (?:delay|late)[\w ]*",
    (
        r"(?:so |very )*(?:sorry|apologies) [\w' ]{1,60}|(?:i|we) (?:missed|overlooked|(?:just "
        r"|only"
        r" |now )+(?:saw|found))[\w' ]{1,50}"
    ),
    r"(?:it|this|that) (?:just )?(?:took|has taken)[\w' ]{1,40}",
    (
        r"(?:i |we )?(?:'m |'re |am |are )?(?:very |really |so |quite |more than )*(?:happy"
        r"|pleased"
        r"|satisfied|impressed|delighted|excited)"
        r"(?: (?:with|about|by) [\w' ]{1,50})?"
    ),
    (
        r"(?:i |we )?(?:do )?hope [\w' ]{1,60}|congrat\w*[\w' ]{0,50}|welcome back[\w' ]*|long"
        r" time"
        r" no see"
    ),
    (
        r"(?:and )?(?:my |our )?(?:best|regards|greetings|love) to [\w ]{1,30}|\w+(?: and \w+)?"
        r" (?:also"
        r" )?says? (?:hi|hello)|say (?:hi|hello) to [\w ]+"
    ),
    r"(?:the )?(?:sun|weather|spring|summer|winter|autumn|snow|rain|traffic)\b[\w' ]{1,40}",
    r"happy (?:new year|birthday|easter|monday|friday|holidays)[\w ]*|merry christmas",
    (
        r"(?:it was )?(?:so )?(?:nice|good|great|lovely) (?:to (?:see|hear|meet|talk|speak)"
        r"|talking"
        r"|seeing|meeting|speaking|hearing|chatting|call)[\w' ]{0,40}"
    ),
    r"(?:your|the) (?:e-?mail|message|mail) (?:was|went|landed|ended up|got)[\w' ]{1,40}",
    (
        r"(?:that |this |it )?(?:all )?makes sense(?: to (?:us|me))?|fair enough|(?:a |that's a "
        r"|that is a )?"
        r"(?:reasonable|fair|good|great) (?:offer|price|deal|plan|solution|proposal|idea)|glad"
        r" [\w' ]{3,40}"
        r"|(?:we|i)(?:'re| are|'m| am) (?:very |so |really )?excited[\w' ]{0,30}|(?:we|i) know"
        r" (?:we're|i'm|we are|i am) late"
        r"|(?:we|i)(?:'ve| have) made up (?:our|my) minds?"
    ),
    (
        r"(?:great|good|nice|excellent|super) (?:stuff|job|work|one)"
        r"|lovely|brilliant|amazing|awesome|fantastic|nice|cool|top|neat"
    ),
    (
        r"(?:(?:it|this|that|everything|all|the \w+|your \w+|all of it)(?: |'s ))?(?:is |looks? "
        r"|seems? |reads? |sounds? |was |are )?"
        r"(?:very |really |all |quite |so |just |perfectly |absolutely )*(?:good|great|fine|right"
        r"|clear|perfect|fair|reasonable|excellent|complete|helpful"
        r"|detailed|convincing|spot on|correct|in order|well (?:written|explained|done|put))(?:"
        r" (?:to|for|with) (?:us|me))?"
    ),
    r"(?:because|since|as (?=(?:we|our|the|this|it|that)\b)) ?(?!.*\byou)[\w' ]{5,90}",
    (
        r"(?:we|i)(?:'ve| have| had)? (?:had a (?:good )?look|took a look|looked|talked|spoke|met"
        r"|sat down|went)\b[\w' ]{0,60}"
    ),
    (
        r"(?:we|i)(?:'ve| have)? (?:discussed|reviewed|checked|read|considered|gone through"
        r"|talked)[\w' ]{0,60}"
    ),
    (
        r"(?:having|after having) (?:read|reviewed|checked|looked|discussed|gone|considered|seen"
        r"|talked|spoken|slept)[\w' ]{0,60}"
    ),
)
#: a remark on a part of the offer
ABOUT_PART = re.compile(rf"\b{_PARTS}\b.*\b(?:{_FINE}|works?|suits?)\b")
#: what says of parts of the offer that they are no obstacle
AFFIRMED = re.compile(
    r"\b(?:(?:is|are|'s) (?:also |all |both |quite |perfectly )*(?:fine|ok|okay|good|fair"
    r"|reasonable|clear"
    r"|acceptable|in order|no problem|no issue|within (?:our |the )?budget)|suits?|works?)"
    r"(?: (?:for|with|by|to))?\b"
)
_SET_RE = re.compile("|".join(f"(?:{p})" for p in _SET))
_OPEN_RE = re.compile("|".join(f"(?:{p})" for p in _OPEN))


def is_remark(clause: str) -> bool:
    """Whether *clause* is small talk, praise, a reason or what introduces a decision."""
    if _SET_RE.fullmatch(clause):
        return True
    return bool(_OPEN_RE.fullmatch(clause)) and not _TURNS.search(clause)
