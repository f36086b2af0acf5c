"""What stands beside a decision in English and changes nothing."""

from __future__ import annotations

import re

#: that they have it, which a bare "yes" beside it may mean and no more
ACKNOWLEDGES = re.compile(
    r"(?:(?:that|this|it|all|everything|is|very|well|'s|that's|and|mail|message|duly) ?)*(?:clear"
    r"|understood|noted|got it|received|copied|roger|will do|seen)"
)
#: what may stand before the yes in its own clause
PROLOGUE = re.compile(
    r"^(?:(?:reviewed|read|seen|checked|double-checked|discussed)[\w ]{0,30}? and (?=approved"
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
