"""What an English yes brings with it, by what it is about: papers, people, absence, delight.

Beside a plain yes a clause counts as harmless only where it is about one of these and holds
nothing that could bear on the offer; what is about neither is not understood.
"""

from __future__ import annotations

import re

#: what may turn any clause against the yes beside it
HAZARD = re.compile(
    r"\b(?:but|however|if|unless|provid(?:ed|ing)|as long as|subject|condition\w*|assum\w+"
    r"|except\w*|exclud\w+|though|although|instead|rather|only|once|until|till|after|before"
    r"|first|then|pending|wait|hold|decid\w+|decision|approv\w+|agree\w*|accept\w*|confirm\w*"
    r"|sign|signs|signature|votes?|veto|object\w*|refus\w*|reject\w*|declin\w*|cancel\w*"
    r"|withdraw\w*|stop\w*|prices?|pric(?:ed|ing)|costs?|fees?|sums?|amounts?|figures?|discount\w*"
    r"|cheap\w*|free|expens\w+|half|parts?|minus|without|less|more|extra|chang\w+|correct\w*"
    r"|remov\w*|mov(?:e[sd]?|ing)|replac\w*|another|other|different|wrong|mistake|error|maybe"
    r"|perhaps|probably|likely|suppos\w*|guess\w*|should|would|could|might|may(?! \d)|must|not|no"
    r"|never|none|nothing|hardly|bind\w*|count\w*|begins?|deadline|terms?|remarks?|comments?|notes?"
    r"|doubt\w*|reservations?|concern\w*|against|opinion|negotiat\w*|check\w*|review\w*|verif\w*"
    r"|clarif\w*|version|offer|quotes?|quotation|proposal|reduc\w*|lower\w*|words?|answer\w*"
    r"|mark(?:ed|s)|amend\w*|instal\w+|share|split)\b|n't\b|\d|[\"/]"
)
_FILLER = r"(?:and |also |so |just |please |kindly |by the way |btw |meanwhile )*"
_PAPER = (
    r"(?:invoices?|bills?|receipts?|po|purchase order|order|order number|paperwork|logos?|texts?"
    r"|files?|photos?|pictures?|images?|translations?|copy|contract|keys?|logins?|passwords?"
    r"|contact details|delivery address|forms?|documents?|mail|e-?mail)"
)
_OURS = r"(?:(?:the|our|my|your|a|an|all|any|signed|usual|formal|official|june|next|final) )*"
_OFFICE = (
    r"(?:i|we|(?:(?:our|my|the) )?(?:finance|accounts|accounting|accountants?|purchasing"
    r"|procurement"
    r"|administration|admin|bookkeep(?:er|ing)|assistant|secretary|office|colleagues?|designers?"
    r"|translators?|it)(?: (?:department|team|office|people|colleagues?))?)"
)
_WILL = r"(?: will|'ll|'s going to| is going to| are going to| shall| can)?"
_SENDS = (
    r"(?:issues?|sends?|raises?|prepares?|forwards?|e-?mails?|uploads?|posts?|suppl(?:y|ies)"
    r"|provides?|passes|pass|process(?:es)?)"
)
_TAIL = (
    r"(?: (?:over|out|to (?:you|your office|mailaddress)|for (?:it|this|that)|separately|soon"
    r"|shortly|tomorrow|today|tonight|later|right away|asap|as usual|(?:under|with|on|quoting) the"
    r" (?:usual|same) (?:reference|account|number|terms)|(?:next|this|early next|later this)"
    r" (?:week|month|morning|afternoon|evening)|on (?:monday|tuesday|wednesday|thursday|friday)"
    r"|in the (?:morning|afternoon|next days|coming days|next few days)|in a (?:minute|moment)"
    r"|by (?:post|mail|e-?mail)|in a separate (?:mail|e-?mail)|with (?:a|my) (?:next|separate)"
    r" (?:mail|e-?mail)))*"
)
_PEOPLE = (
    r"(?:customers?|users?|clients?|team|staff|colleagues|people|kids|children|wife|husband"
    r"|family|guests|visitors|drivers|dealers|neighbours|students|teachers|everyone|everybody)"
)
_TALK = (
    r"(?:meeting|call|phone call|visit|reply|answer|discussion|chat"
    r"|reminder|explanation|(?:paper|printed|hard) copy|confirmation|conference|letter"
    r"|invitation)s?"
)
_MEET = (
    r"(?:meet|call|talk|discuss|reply|answer|phone|ring|visit|respond|write|explain|drive over"
    r"|come over|come by|come in|print|post)"
)
_ABOUT = (
    r"(?:(?: back| over| (?:about|for|on) (?:it|this|that)| me| us| any| further| again| here"
    r"| today| now| first thing| anything| at all| by phone| in person| thanks?)*)"
)
#: an order placed, which nobody does before the yes
ORDER = re.compile(
    rf"{_FILLER}{_OFFICE}{_WILL} (?:issues?|raises?|sends?|prepares?)(?: you| over| out)? {_OURS}"
    rf"(?:po|purchase order|order)\b{_TAIL}"
)
_ERRANDS = (
    rf"{_FILLER}{_OFFICE}{_WILL} {_SENDS}(?: you| over| out| on)? {_OURS}{_PAPER}{_TAIL}",
    (
        rf"{_FILLER}{_OURS}(?:logos?|texts?|files?|photos?|pictures?|images?|translations?|contract"
        rf"|po|purchase order|logo files)(?: and {_OURS}\w+)? (?:is|are|comes?|follows?|will follow"
        rf"|will come)(?: (?:attached|ready|enclosed|on (?:its|their) way|on our side|with|in|a"
        rf"|separate(?:ly)?|mail|e-?mail|soon|shortly|tomorrow|today))*"
    ),
)
_BILLING = (
    (
        rf"{_FILLER}(?:invoice|bill|charge|put|add|send)(?: (?:us|it|this|the invoice|the bill|the"
        rf" cost))?(?: (?:as usual|to (?:the |our |my )?(?:\w+ )?(?:invoice|bill|account)s?"
        rf"|on (?:the |our )?(?:\w+ )?(?:invoice|bill|account)|to (?:our )?\w*mailaddress"
        rf"|at the end of the month))+"
    ),
    r"(?:the )?invoice (?:goes|can go|should go|please) to (?:\w+ ){0,3}?\w+(?: as usual)?",
    (
        r"(?:the |our |my )(?:reference|ref|po|order|purchase order|cost cent(?:er|re))"
        r"(?: number| no)?(?: is)? [\w/-]{2,20}"
    ),
)
_NOT_NEEDED = (
    (
        rf"{_FILLER}(?:i|we) (?:really |honestly )?(?:don't|do not|won't|will not) (?:need|require"
        rf"|want)"
        rf" (?:(?:a|an|any|another|further|more|separate) )*{_TALK}{_ABOUT}"
    ),
    rf"{_FILLER}(?:i|we|you) (?:don't|do not|won't) (?:need|have) to {_MEET}{_ABOUT}",
    (
        rf"{_FILLER}(?:there(?:'s| is) )?no need (?:to {_MEET}|for (?:(?:a|an|any|another|further)"
        rf" )*"
        rf"{_TALK}){_ABOUT}"
    ),
    (
        rf"{_FILLER}(?:no|another|a) (?:further )?{_TALK}(?: is| are)? (?:not )?(?:needed"
        rf"|necessary|required)"
        rf"{_ABOUT}"
    ),
)
_DELIGHT = (
    (
        rf"{_FILLER}(?:the|our|my|all)(?: \w+)?? {_PEOPLE}(?: here)? (?:will (?:be|love)|are|is"
        rf"|have been|has been|'ll be|can't wait|love)"
        rf"(?: (?:so|very|really|all|quite|already))*(?: (?:happy|glad|delighted|pleased|thrilled"
        rf"|excited|relieved|asking|waiting|looking|it|this))?(?: for (?:it|this|that|months|years"
        rf"|weeks|ages)"
        rf"| forward to (?:it|this)| about (?:it|this)| with (?:it|this))*"
    ),
    r"(?:it|this|that) will (?:save|help)(?: \w+){0,5} (?:time|work|trouble|nerves)",
    r"(?:it|this|that) (?:made|makes) (?:the|this|our|my) (?:decision|choice) easy",
    r"that was the right (?:call|choice)",
    (
        r"(?:we|i) (?:really |urgently |do )*need (?:it|this|that)"
        r"(?: for (?:the|our) \w+ (?:market|customers|users|season))?"
    ),
    r"god bless(?: you)?|bless you|much obliged|nice one|good man|you're a star|legend",
    (
        r"(?:great|good|nice|excellent|super|lovely) (?:work|job|stuff)"
        r"(?: (?:as always|on (?:the|this) (?:statement|offer|mail)|everyone|all|team|so far))?"
    ),
    r"sorry (?:it|this|that) took (?:so|this|that|too) long",
    r"(?:hi |hello |so |very )*sorry for (?:the|my|this|our) (?:long )?(?:wait|delay|silence)",
)
_PRESENCE = (
    (
        r"(?:back|[a-z]{2,12} is back|(?:i|we)(?:'m| am|'re| are) (?:back|away|travelling|out|off))"
        r"(?: (?:in|the|office|on|from|again|until|next|week|monday|tuesday|wednesday|thursday"
        r"|friday|\d{1,2}(?:st|nd|rd|th)))*"
    ),
    r"next week (?:i|we)(?:'m| am|'re| are) (?:travelling|away|off|out)",
    (
        r"[a-z]{2,12}(?: [a-z]{2,15})? (?:can (?:help|assist)(?: you)?|is your"
        r" contact)"
        r"(?: (?:with (?:any )?questions|while (?:i am|i'm|we are|we're) away|from here|on our"
        r" side|for (?:this|any questions|questions)))*"
    ),
    r"(?:i've|i have|we've|we have) (?:spoken|talked) to (?:the|our) (?:team|colleagues|users)",
    r"(?:our|the) (?:translators?|designers?|colleagues?|people) start(?: on)? \w+",
    r"please start(?: next| on| this)? (?:monday|tuesday|wednesday|thursday|friday|week)",
    r"(?:the|our) budget (?:has been|is|was) (?:released|available|there|in place)",
    r"i understand the launch moves by \w+ days",
    r"ceo|cto|cfo|coo|managing director|owner|head of [a-z ]{2,20}|(?:project|product) manager",
    r"name|status",
)
_GREETINGS = (
    r"(?:hola|hallo|bonjour|ciao|ol[aá]|moin|servus|salut|buongiorno|hej|hei|guten (?:tag|morgen"
    r"|abend)|buenos d[ií]as|buenas tardes|bom dia|goedemorgen|goedemiddag|beste|liebe[r]?|cher"
    r"|ch[eè]re|estimad[oa])(?: [a-zà-ÿ.'-]{2,20}){0,3}"
)
_THANKS = (
    r"(?:muchas|mil) gracias|gracias|merci(?: beaucoup| bien)?|vielen dank|besten dank|danke"
    r"(?: sch[oö]n| sehr| dir| euch| ihnen)?|grazie(?: mille)?|muito obrigad[oa]|obrigad[oa]"
    r"|bedankt|dank (?:je|u)(?: wel)?|tack(?: s[aå] mycket)?|takk|dzi[eę]kuj[eę]|kiitos"
    r"|(?:un )?saludos?(?: cordial(?:es)?)?|cordialement|(?:viele|beste|liebe|sch[oö]ne)"
    r" gr[uü](?:ss|ß)e|gru(?:ss|ß)|groet(?:en|jes)?|met vriendelijke groet(?:en)?"
    r"|mit freundlichen gr[uü](?:ss|ß)en|bien [aà] vous|um abra[cç]o|cordiali saluti"
)
#: greetings and thanks in other languages
ABROAD = re.compile(rf"{_GREETINGS}|{_THANKS}")
_FIXED = re.compile("|".join(f"(?:{p})" for p in (*_BILLING, *_NOT_NEEDED, *_DELIGHT, *_PRESENCE)))
_FREE = re.compile("|".join(f"(?:{p})" for p in _ERRANDS))


def is_errand(clause: str) -> bool:
    """Whether *clause* is about what a yes brings with it, and about nothing offered."""
    if ABROAD.fullmatch(clause) or _FIXED.fullmatch(clause):
        return True
    return bool(_FREE.fullmatch(clause)) and not HAZARD.search(clause)


def is_order(clause: str) -> bool:
    """Whether *clause* tells that an order is on its way."""
    return bool(ORDER.fullmatch(clause)) and not HAZARD.search(clause.replace("order number", ""))
