"""What an English yes may be said to instead of the offer; beside a plain yes it is harmless."""

from __future__ import annotations

import re

_ASIDES = (
    r"(?:see|talk to|speak to|meet) you [\w' ]{1,30}",
    r"(?:i|we)(?:'d| had) hoped for less",
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
    r"|(?:(?:our|the|my|whole|entire|and) )+(?:management|board|boss|director|team|colleagues"
    r"|finance|legal|ceo|cfo|budget holder"
    r"|customers|users)(?: (?:also|all|has|have|too|already|now))* (?:agrees?|agreed|approves?"
    r"|approved|signed(?: off)?(?: on (?:it|this))?"
    r"|supports? (?:it|this)|(?:is|are) (?:fine|ok|okay|happy|on board|in favou?r))(?: (?:with"
    r"|to|of) (?:it|this|that))?"
)
