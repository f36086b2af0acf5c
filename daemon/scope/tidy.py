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
#: given names, which alone may stand behind the sentence that decides: "Approved. Anna"
_GIVEN_NAMES = frozenset(
    """
    adam ahmed aisha alan albert alex alexander alice alison amanda amy ana andrea andreas andrew
    andy anita ann anna anne annette anton antonio barbara ben benjamin bernd brian bruno carla
    carlos carmen carol caroline catherine charles charlotte chen chloe chris christian christina
    claire claudia colin daniel daniela dave david debbie deborah declan diana diego dieter dominik
    edward elena elisabeth elizabeth ella emily emma eric erik eva ewa fatima felix fiona florian
    francesca franz fred gabriel george gerd giulia graham greta hans harry heike helen helga henry
    hugo ian ibrahim igor ines ingrid irene isabel ivan jack jacob jakob james jan jane janet javier
    jean jennifer jenny jens jessica jim joanna joe joerg johan john jonas jose joseph juan juergen
    julia julian julie karen karin karl kate katharina kathrin katrin keith kevin klaus kumar lars
    laura lena leo linda lisa lorenzo louise lucas lucia lucy luis lukas magda mai maria marie
    marina mario marta martin martina matteo matthew mia michael michelle miguel mike mohamed monika
    moira nadia nadine natalie neil nick nicola nicole nils nina nora olaf olga oliver omar pablo
    paolo patricia patrick paul paula pedro peter petra philip pierre piotr priya rachel ralf raj
    rebecca richard robert roberto roger ruth sabine sally sam samuel sandra sara sarah sebastian
    sergio silke silvia simon sofia sophie stefan stefanie stephen steve steven susan susanne sven
    tanja thandi theresa thomas tim tina tobias tom tony ulrich ursula uwe vera victor volker
    walter wei wolfgang yuki yusuf zoe grace kelly billy emily molly polly shelly kimberly beverly
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
_ROLES = {"legal", "finance", "management", "best", "thanks", "regards", "cheers"}
_BEHIND = re.compile(
    rf"(?<=[.!])\s+(?i:(?:(?:kind|best|warm|many) )?(?:cheers|regards|thanks|best),?\s+)?"
    rf"(?P<first>{_GIVEN})(?: (?P<rest>{_GIVEN})){{0,2}}"
    r"(?:, (?:CEO|CTO|CFO|COO|Managing Director|Owner|Head of(?: [A-Z][a-z]+){1,3}))?\.?$",
)
#: surnames that begin no other word
_PLAIN_SURNAMES = (
    "王李张刘陈杨赵吴徐孙胡郭罗郑梁韩冯邓曹彭肖董袁潘蒋蔡魏吕"
    "丁沈姚卢姜崔谭廖贾邹秦邱薛張劉陳楊趙吳孫"
)
_CHINESE_BEHIND = re.compile(
    rf"(?<=[。！!.])\s*(?:[{_PLAIN_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[老小][{_SURNAMES}])$"
)
_CHINESE_AHEAD = re.compile(
    rf"^(?:[{_PLAIN_SURNAMES}]|周(?![一二三四五六日末]))"
    r"(?:工|经理|(?![总批定反管说])[\u4e00-\u9fff]{1,2})[，,:：!！]\s*(?=\S)"
)
_ACTS = re.compile(r"[总總批定反管说說看问問要得已未没還还有来來]")
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
_CHINESE_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,4} ?(?:先生|女士|经理|敬上|上)?$")
_CHINESE_FIRM = re.compile(
    r"^(?:(?![待等由经请问需要看找让报给听除先再归为把按不同意批准但])[\u4e00-\u9fff（）()]){2,24}"
    r"(?:公司|集团|工厂|中心|学校|医院|大学|部|部门|局|研究所|酒店)$"
)
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
    last = _SIGNED.sub(_unsigned, lines[-1].rstrip("\\ \t"))
    return "\n".join([*lines[:-1], _without_name_behind(last)])


def _without_name_behind(line: str) -> str:
    """Return *line* without a name as its last sentence: "Approved. Anna", "同意。张伟"."""
    found = _CHINESE_BEHIND.search(line)
    if found:
        return (
            line if _ACTS.search(found[0]) or _DECIDES.search(found[0]) else line[: found.start()]
        )
    found = _BEHIND.search(line)
    if found and found["first"].lower() in _GIVEN_NAMES and not _DECIDES.search(found[0]):
        return line[: found.start()]
    return line


def _unsigned(found: re.Match[str]) -> str:
    """Return nothing for a name at the end of a line, and anything else as it is."""
    words = [w.strip(".,").lower() for w in (found["name"] or "").split()]
    if any(_NO_NAME.fullmatch(w) for w in words) or _DECIDES.search(found[0]):
        return found[0]
    return ""


def without_address(text: str) -> str:
    """Return *text* without a first line that only addresses somebody (``Maria,``)."""
    text = _CHINESE_AHEAD.sub("", text.lstrip())
    first, _, rest = text.partition("\n")
    words = first.strip()
    named = re.fullmatch(
        r"(?:[A-ZÀ-Þ][\w.'’-]*\s?){1,3}[,!:]|[\u4e00-\u9fff·]{2,6}[,，:：!！]", words
    )
    return rest if named and rest.strip() and not _DECIDES.search(words) else text


def _is_name(line: str) -> bool:
    line = re.sub(r"^Name: ", "", line.rstrip("\\ "))
    if not line:
        return True
    if _SENT_FROM.match(line):
        return True
    if _CHINESE_FIRM.match(line):
        return True
    if _DECIDES.search(line) or line.endswith("?"):
        return False
    parts = [p.strip() for p in re.split(r"[|/]", line)]
    if _CLOSING.match(line) or all(_CHINESE_NAME.match(p) or _CHINESE_FIRM.match(p) for p in parts):
        return True
    words = re.sub(r"(?<=[a-z]) x{1,3}$", "", line).replace("|", " ").split()
    if _reaches(line):
        words = [w for w in words if not _REACH.fullmatch(w)]
    alone = words[0].strip(".,!").lower() if len(words) == 1 else ""
    if alone not in _GIVEN_NAMES | _ROLES and _NO_NAME.fullmatch(alone):
        return False
    return len(words) <= WORDS and all(_NAME.match(w) for w in words)


def _reaches(line: str) -> bool:
    """Whether a line tells by telephone, mail or web how somebody is reached."""
    return "@" in line or "www." in line or sum(c.isdigit() for c in line) >= DIGITS
