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
_GIVEN = r"(?:[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?|[A-ZÀ-Þ]\.)"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔汤張劉陳楊黃趙吳孫馬鄭羅謝許韓馮鄧蕭蔣葉蘇盧鍾譚陸"
)
#: a name at the end of the line that decides: "Approved - Anna", "同意（王芳）"
_SIGNED = re.compile(
    rf"(?:\s*,|\s[-–—])\s*(?P<name>{_GIVEN}(?: {_GIVEN}){{0,2}})(?:\s*\([A-Za-z ]{{2,20}}\))?[.!]?$"
    rf"|\s*[（(](?P<zh>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})[）)]$"
)
#: what stands there with a capital and is none
_NO_NAME = re.compile(
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|but"
    r"|if|only|except|not|no|until|when|after|pending|unless|provided|version"
    r"|perhaps|maybe|please|thanks|thank|best|regards|cheers|today|tomorrow"
    r"|later|soon|half|part|vat|tax|net|gross|legal|finance|management|not-yet"
    r"|wait|however|almost|subject|one|two|three|none|nothing|never"
    r"|[a-z]+ly"
)
_CHINESE_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,4}(?:先生|女士|经理|敬上|上)?$")
WORDS = 6
_SENT_FROM = re.compile(
    r"(?:sent from|get outlook|von meinem|发自|发送自|envoyé de)\b.*", re.IGNORECASE
)
#: a telephone number has as many digits at least
DIGITS = 7
_REACH = re.compile(
    r"[+(]?[\d()/.+-]+,?|\S+@\S+|(?:https?://|www\.)\S+|(?:tel|phone|mobile|mob|cell|fax|t|m|e|f"
    r"|mail|e-?mail|web|电话|手机|邮箱|传真)[.:：]*",
    re.IGNORECASE,
)


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
    return "\n".join([*lines[:-1], _SIGNED.sub(_unsigned, lines[-1].rstrip())])


def _unsigned(found: re.Match[str]) -> str:
    """Return nothing for a name at the end of a line, and anything else as it is."""
    words = [w.strip(".,").lower() for w in (found["name"] or "").split()]
    if any(_NO_NAME.fullmatch(w) for w in words) or _DECIDES.search(found[0]):
        return found[0]
    return ""


def without_address(text: str) -> str:
    """Return *text* without a first line that only addresses somebody (``Maria,``)."""
    first, _, rest = text.lstrip().partition("\n")
    words = first.strip()
    named = re.fullmatch(
        r"(?:[A-ZÀ-Þ][\w.'’-]*\s?){1,3}[,!:]|[\u4e00-\u9fff·]{2,6}[,，:：!！]", words
    )
    return rest if named and rest.strip() and not _DECIDES.search(words) else text


def _is_name(line: str) -> bool:
    if _SENT_FROM.match(line):
        return True
    if _DECIDES.search(line) or line.endswith("?"):
        return False
    if _CLOSING.match(line) or _CHINESE_NAME.match(line):
        return True
    words = line.split()
    if _reaches(line):
        words = [w for w in words if not _REACH.fullmatch(w)]
    return len(words) <= WORDS and all(_NAME.match(w) for w in words)


def _reaches(line: str) -> bool:
    """Whether a line tells by telephone, mail or web how somebody is reached."""
    return "@" in line or "www." in line or sum(c.isdigit() for c in line) >= DIGITS
