"""English words that add nothing to a decision."""

from __future__ import annotations

from daemon.scope.references import MASK

#: words that add nothing to a yes; in a clause with a weak yes there may be no others
VOCABULARY = frozenset(
    f"""
    a about above accordingly additional adjusted again all along also and any apply as asap at
    away be below both budget by fully by-us change changed changes company confirmation cost costs
    cr date dates day days described detailed details done effort entire estimate estimated eur euro
    euros everything extra fee fees final finally for forward from full fully further go going
    hereby herewith here i immediately impact implement implementation implementing in
    included
    including dated sent indeed into is it item items its kind mail e-mail email me
    mentioned message milestone
    milestones     modification my new no-objection now of offer offered on one our ours out
    outlined per
    plan planned please points price priced project proceed proposal proposed quickly quotation
    quote quoted ref request requested requests right-away said review schedule scope shift
    side specified start started starting stated stands statement straight sum suggested terms
    thank thanks that
    the then these they third this those timeline to together too total two three four five six
    usd     us value postponement pleasure order thx ty cheers right time review
    version very we week weeks what whole with work working written you your yours
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday {MASK} emojiyes
    """.split()
)
#: the offer named again; a clause of these words alone is none
NAMES_IT = frozenset(
    f"""
    exactly just the this your our of for in with to on and statement offer proposal change request
    plan all points full as described stated offered proposed written outlined discussed planned
    quoted specified it stands is eur euro euros usd days day working price cost costs new review
    date dates milestone milestones total delay shift shifting postponement moving moves time
    timeline
    schedule effort budget risk risks june january february march april may july august september
    october november december both also too well us me we see {MASK}
    """.split()
)
#: what nobody needs to read twice
COURTESY = (
    (
        r"(?:hi|hello|dear|hey|good (?:morning|afternoon|evening|day)|greetings|morning)(?:"
        r" [\w.'@&-]+){0,4}"
    ),
    (
        r"(?:(?:many|kind|best|warm|with kind|with best|warmest) )?(?:regards|wishes|greetings)(?:"
        r" from [\w ]+)?"
        r"|regards (?!the\b|to\b)\w+(?: \w+)?|sincerely(?: yours)?|yours(?: \w+)?|best|cheers"
        r"|all the best|br|kr|rgds|take care|see"
        r" you(?: soon)?|bye"
    ),
    (
        r"(?:many |a lot of |again |and |so |okay |ok )*(?:thanks|thank you|thx|ty|thank u)(?:"
        r" (?:so"
        r"|very|a) (?:much|lot))?"
        r"(?: (?:again|\w+))?(?: (?:for|to) (?!nothing)[\w' -]{1,80})?"
    ),
    (
        r"(?:much )?appreciated|(?:we|i) (?:really )?appreciate (?:it|this|your [\w ]{1,40})|well"
        r" done|good work|great work|nice work"
    ),
    (
        r"(?:i'm |we're |i am |we are |my )?(?:very |so |really )?(?:sorry|apologi[sz]e"
        r"|apologies)(?:"
        r" (?:for|about|that) [\w' -]{0,60})?"
    ),
    (
        r"(?:and )?(?:have|enjoy|wishing you|i wish you|we wish you) (?:a|an|your|the)? ?(?:very"
        r" )?(?:nice|great|good|lovely|pleasant|wonderful|relaxing)?"
        r" ?(?:day|weekend|week|evening|holidays?|time|one)(?: too| ahead)?"
    ),
    (
        r"(?:please )?(?:let (?:me|us) know|get in touch|call me|call us|write|contact us|contact"
        r" me"
        r"|just ask|shout|reach out)"
        r" (?:if|should|in case|when) .{0,60}(?:questions?|anything|help|unclear|input|information"
        r"|problems?|issues?|need)\b.*"
    ),
    (
        r"(?:if|should|in case) .{0,40}(?:questions?|anything (?:is )?(?:unclear|else|from us"
        r"|more)"
        r"|need anything|further information)\b.*"
    ),
    r"(?:and )?(?:please )?(?:don't|do not) (?:hesitate|worry)\b.*",
    (
        r"(?:there(?:'s| is) )?no (?:need to (?:call|reply|answer|worry|ring|respond|come back)"
        r"|rush"
        r"|hurry|worries|problem)\b.*"
    ),
    (
        r"no (?:further |other |more )?(?:comments?|questions?|concerns?|remarks|issues)(?: from"
        r" (?:us|me|our side|my side))?"
    ),
    (
        r"no (?:further |other )?changes?(?: needed| required| necessary)?|sure thing"
        r"|nothing (?:else"
        r"|more|further)(?: to add)?|nothing to add"
    ),
    (
        r"(?:we|i) (?:look|are looking|am looking)(?: very much)? forward (?:to .{0,60})?|looking"
        r" forward(?: to .{0,60})?|(?:we |i )?(?:can't|cannot) wait(?: (?:to|for) .{0,40})?"
    ),
    (
        r"(?:all |this is |that's |that is |it is |very |everything is )*(?:great|perfect"
        r"|excellent"
        r"|super|wonderful|lovely|ok|okay|fine|good|alright|sure|emojiyes|well)(?: (?:then"
        r"|and)){0,2}"
    ),
    (
        r"(?:that |this |it |all |everything )*(?:sounds?|looks?|seems?) (?:very |really |all"
        r" )*(?:good|great|fine|perfect|ok|okay|reasonable|excellent)(?: to (?:me|us))?"
    ),
    (
        r"(?:re|regarding|as for|concerning|about|on|for|to)? ?(?:the |your )?(?:change request"
        r"|change|cr|request|offer|item)? ?ref0"
    ),
    (
        r"(?:please )?(?:let (?:me|us) know|get in touch|just ask)|(?:my|our|the|your)?"
        r" ?(?:decision"
        r"|answer|reply|verdict)(?: is| on ref0| for ref0)?"
    ),
    (
        r"(?:a )?(?:big )?thumbs up(?: from (?:us|me|our side))?|of course|certainly|definitely"
        r"|absolutely|well|so|please|and|hope (?:you are|you're|this finds you|all is) well|i hope"
        r" .{0,20} well"
    ),
    (
        r"(?:please )?(?:book|charge|put|use|quote|mention|reference|bill|invoice)(?: (?:it|this"
        r"|that))?"
        r"(?: (?:on|to|under|with|against))? ?(?:our |the |your )?(?:po|purchase order|order)"
        r"(?: (?:number|no|nr))?(?: [\w/-]{1,20})?(?: (?:for|on|in|when) (?:the |your )?(?:invoice"
        r"|invoicing|billing))?"
    ),
    r"ja|jawohl|oui|si|s[i\u00ed]|da|hai|danke|merci|gracias|grazie|obrigad[oa]|prima|d'accord",
    r"dear (?:sirs?|madam|all|both|team)(?: (?:or|and) (?:sirs?|madam))?|to whom it may concern",
    r"sent from my .*|get outlook for .*|von meinem .* gesendet",
    r"(?:please )?(?:send|address) (?:us |me )?(?:the|your|an?) invoice.{0,60}",
    (
        r"(?:the )?sooner(?: the better)?|asap|as soon as possible|at your earliest convenience"
        r"|the"
        r" sooner the better.{0,4}"
    ),
    (
        r"(?:we are |i am |we're |i'm )?(?:very |really )?(?:happy|pleased) with (?:this|that|it"
        r"|everything)"
    ),
    r"good news|not a problem|(?:i|we) (?:was|were) (?:away|ill|sick|busy|travelling)",
    r"(?:the )?v(?:ersion|\.)? ?\d{1,3}(?: as (?:described|offered|sent|proposed|is|it stands))?",
    r"(?:and )?(?:please )?(?:keep|put|copy|include) [\w ]{1,30}? in (?:copy|cc|the loop)",
    r"(?:please )?keep (?:me|us) (?:posted|updated|informed|in the loop).{0,40}",
    r"on behalf of (?!.* (?:i|we) )[\w &.-]{1,40}|speaking for [\w &.-]{1,40}|[\)\(:;-]+",
)
