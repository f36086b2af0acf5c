"""Where a clause may begin inside a sentence: an ask seldom begins or ends elsewhere."""

from __future__ import annotations

import re

#: the lookahead, for speed alone: nothing below begins with these letters
MARK = re.compile(
    r"(?![c-nprqu-z\d])(?:"
    r"[,，、;；:：。!?！？…—–(（]+[\"”’」』）)]*\s*|\s[-•*]\s+|\.\s+|[\"“「『]|[)）]\s*|\n\s*"
    r"|\s(?=(?:and|but|so|because|as|since|or|then|please|pls|could|can|would|we|i|though|although"
    r"|if|when|while|which|that|to|for|instead|also|not|too)\b)"
    r"|(?:^|(?<=\s))(?:and|but|so|or|because|that|also|then)\s+"
    r"|(?=请|請|麻烦|麻煩|能不能|能否|可以|可否|希望|另外|还有|還有|所以|但是|但|而且|不过|並|并|是不是|为什么|因为"
    r"|务必|再|就|要|得|必须|必須|不要|改|想|我们|我們|你们|你們|现在|今天|明天))",
    re.IGNORECASE,
)
BULLET = re.compile(
    r"\s*(?:[-*•·–—▪●○■□◆>]+|\(?\d{1,2}[.)、）:：．]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,2}[、)）])\s*"
)


def clause_starts(text: str, start: int, end: int) -> list[int]:
    """Return where clauses may begin between *start* and *end* of *text*, in order."""
    found = {start}
    if bullet := BULLET.match(text, start, end):
        found.add(bullet.end())
    for match in MARK.finditer(text, start, end):
        found.update((match.start(), match.end()) if match.group().isspace() else (match.end(),))
    return sorted(at for at in found if at < end)
