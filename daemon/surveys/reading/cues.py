"""The words beside which a number is a score: parts of patterns."""

from __future__ import annotations

GAP = r"[\s:=]*"
OPEN = (
    "(?:(?:an?|the|just|only|about|around|roughly|maybe|perhaps|probably|still|solid"
    "|clear|strong|perfect|good|big|full|firm|definite|straight|well-deserved|honest|fat|rather"
    "|hard|easy|soft|weak|generous|easily|certainly|definitely|clearly|mere|grade|mark"
    r"|score|rating|number|option|level|full|whopping|resounding|enthusiastic)\s+){0,3}"
)
AFTER = (
    r"(?=\s*(?:$|[\n,.;:!?。、()\[\]\"*+\-~…]|分|星|"
    "(?:for|from|because|cause|cos|as|since|due|but|and|this|that|overall|altogether|out"
    "|please|today|stars?|points?|pts|in total|thanks|thank|"
    "at the moment|at best|so|if|now|again|with|on (?:the|your|a|this)|in my|i think"
    "|i guess|i'd|mainly|mostly|only|though|although|however|would|will|is|here|instead"
    "|rather|not|which|then|actually|really|right|seems|where|given|by|to (?:be|you)"
    r"|all in all|too|either|also|per|than|or so|or thereabouts|[a-z]+ly)\b|"
    r"(?:一|因|但|吧|哈|呢|了|啊|的|主要|不过|就|是|谢)))"
)
STRONG = (
    "(?:giv(?:e|es|ing|en)|gave|rat(?:e|es|ed|ing)|scor(?:e|es|ed|ing)|say|said"
    "|go(?:es)? (?:with|for)|going (?:with|for)|went (?:with|for)|choose|chose|chosen"
    "|pick(?:ed)?|select(?:ed)?|vote|award(?:ed)?|call (?:it|this|that)|ma[dk]e (?:it"
    "|that|this)|change (?:it|that|this|my (?:score|rating|answer))? ?to|deserves?"
    r"|earn(?:s|ed)?|get(?:s)? (?:an?|the)\b"
    "|put (?:me|us|it|you)? ?(?:down )?(?:for|as|at)?|stick(?:ing)? with|stuck with"
    "|(?:settled?|landed|agreed?|decided?|ended up) (?:on|for|with|at)|ended (?:up )?(?:on|at)"
    "|c[oa]me (?:down |up |out )?(?:to|with|at)|arrived? at|lean(?:ing|ed)? (?:to|towards?)"
    "|opt(?:ed)? for|assign(?:ed)?|grant(?:ed)?|hand(?:ed|ing)? (?:out|you)|voted"
    "|meant?|rank|grade|mark|evaluate|correction|edit|update|use|take|enter|record|note(?: down)?"
    "|write(?: down)?|register|tick|circle)"
)
OBJECT = (
    r"(?:\s+(?:you|it|this|that|them|us|him|her|me|the|your|our|my|its|whole|overall|team"
    "|teams|project|work|service|result|milestone|company|guys|all|everything|support"
    "|experience|as|with|at|by|to|is|of|would|be|a|an|performance|delivery|cooperation"
    r"|collaboration|satisfaction|likelihood|effort|now)\b){0,6}"
)
WEAK = (
    r"(?:\b(?:be|is|'s|was|are|were|to|now|so|then|more|rather|like|mine|me|us|answer"
    r"|with|at|as|still|say|think|feel|agree|deserve)\b)"
)
LABEL = (
    r"(?:\b(?:scores?|ratings?|rate|marks?|grade|answer|vote|points"
    "|satisfaction(?: score)?|nps|csat|ces|result|reply|response|my choice|choice"
    r"|evaluation|feedback)\b"
    "|评分|打分|评价|得分|分数|评级|满意度|推荐度|可能性|意愿|指数|推荐指数"
    "|推荐意愿|选择|我选|答案|答复|答|回答|意见分|星级)"
)
TOTAL = (
    r"(?:\b(?:overall|in total|total|all in all|on the whole|in general|generally"
    r"|altogether|in sum|on average|so in all|sum)\b|总体(?:来说|来讲|而言|上"
    "|评价)?|整体(?:来说|而言|上"
    "|评价)?|综合(?:来说|评价|下来)?|总的来说|总评|总分|总之)"
)
BE = r"(?:\s*(?:is|was|would be|will be|=|:|-|of|为|是|给|打|:))*"
FILLER = (
    r"(?:\b(?:a|an|the|just|my|our|your|us|me|from|i|i'd|we|we'd|i'm|we're|for|side|end"
    "|probably|overall|only|maybe|perhaps|perfect"
    "|thx|ty|lol|about|around|roughly|or so|unfortunately|sadly|clear|solid|strong|score"
    "|scored?|rating|answer|is|it|it's|its|its|that's|this|time|so|and|well|hmm+|ok|okay"
    "|say|said|would|give|go|with|point|points|pts|stars?|mark|marks|team|company|mine"
    "|be|hi|hello|dear|all|please|thanks|thank|you|sorry|then|still|yes|sure|here|here's"
    "|think|guess|grade|definitely|certainly|absolutely|easily|honestly|at|in|total|as"
    "|always|again|actually|now|vote|goes|to|full|number|no|doubt|of|course|easy"
    "|straight|big|fat|today|gladly|happily|happy|rather|more|like|make|make|pick|choose"
    "|simply|simple|regards|cheers|best|kind|on|everything|rate|very|much|quick|quickly"
    "|but|resounding|whopping|firm|honest|decent|weak|generous|proud|well-deserved|deserved"
    "|confident|unanimous|good|nice|great|real|true|whole|hard|hearty|enthusiastic|cautious"
    "|reluctant|grudging|tentative|provisional|mere|measly|meagre|lukewarm|high|low|final"
    r"|reply|short|late|answering|afraid|fear|reckon|reckoned|suppose|mate|kindly|consider|treat"
    "|count|not|this (?:year|quarter|month|round|release|phase)|book|opinion|view|imho|imo|tbh|lah"
    "|honesty|frankly|folks|everyone|sir|madam|currently"
    r"|presently|personally|should|should've|up|down|was)\b"
    "|我们|我|给你们|给您|给|打分|打|评分|评价|评|选择|选|个|分|星|颗|吧|的|了"
    "|呢|啊|哦|嗯|是|就|总体|整体|这次|本次|此次|交付|谢谢|感谢"
    "|您好|你好|感觉|觉得|认为|来说|而言|满意度|满意程度|推荐度|推荐|还是|应该"
    "|可以|那就|那|行|好的|嗨|各位|老师|答案|答|回答|回复|为|您|你们"
    "|贵司|贵公司|贵方|方面|这边|这里|本人|勉强|大概|大约|差不多|左右|直接"
    "|必须|只能|能|大家|公司|一致|都|说|得分|得)"
)
