"""What is left of a reply without the name under it."""

from __future__ import annotations

import re

_DECIDES = re.compile(
    r"approv|\byes\b|\byep\b|\bno\b|\bnot\b|agree|declin|reject|\bok\b|\bgo\b|accept|\bif\b"
    r"|\bonly\b|\bbut\b|confirm|refus"
    r"|同意|批准|核准|可以|不|行|否|確認|确认|没问题|沒問題|通过|拒|绝|但|如果|暂|算了|取消",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w.'’&-]*|of|and|&|the|for|de|van|von|[/|,])(?:[ ,|/]+|$)")
_CLOSING = re.compile(
    r"^(?:(?:many |kind |best |warm |with kind )*(?:regards|thanks|wishes|best|cheers|br|kr)"
    r"|sincerely.*|thank you)[,.!]?$",
    re.IGNORECASE,
)
_CHINESE_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,4}(?:先生|女士|经理|敬上|上)?$")
WORDS = 6


_DISCLAIMER = re.compile(
    r"^[\s*-]*(?:disclaimer|confidential|this (?:e-?mail|message)(?: and| may| is| contains)"
    r"|本邮件|此邮件|免责声明|声明[:：])",
    re.IGNORECASE,
)


def without_disclaimer(text: str) -> str:
    """Return *text* up to a line that begins a notice on the use of mail."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if n and _DISCLAIMER.match(line)), len(lines))
    return "\n".join(lines[:end])


def without_name(text: str) -> str:
    """Return *text* without the lines at its end that are but a name, a role or a firm.

    The first line always stays: it is where a decision is written.
    """
    lines = text.strip("\n").split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or _is_name(lines[-1].strip())):
        lines.pop()
    return "\n".join(lines)


def without_address(text: str) -> str:
    """Return *text* without a first line that only addresses somebody (``Maria,``)."""
    first, _, rest = text.lstrip().partition("\n")
    words = first.strip()
    named = re.fullmatch(
        r"(?:[A-ZÀ-Þ][\w.'’-]*\s?){1,3}[,!:]|[\u4e00-\u9fff·]{2,6}[,，:：!！]", words
    )
    return rest if named and rest.strip() and not _DECIDES.search(words) else text


def _is_name(line: str) -> bool:
    if _DECIDES.search(line) or line.endswith("?"):
        return False
    if _CLOSING.match(line) or _CHINESE_NAME.match(line):
        return True
    words = line.split()
    return len(words) <= WORDS and all(_NAME.match(w) for w in words)
