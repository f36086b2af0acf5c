"""Yes or no, and the options of a choice, in a client's words."""

from __future__ import annotations

import re

from daemon.surveys.questions import Kind, Question
from daemon.surveys.reading.normal import flat, squeeze

_NO = re.compile(
    r"^\W*(?:q\d\W*)?(?:well,? |sorry,? |unfortunately,? |i'm afraid,? |hmm,? |sadly,? "
    r"|i (?:think|guess|would say|believe) )*(?:no\b(?! (?:problem|doubt|worries))|nope"
    r"|nah|nein\b|n\b(?!/)|not\b|never|rather not|false|negative|hardly|neither|none|nothing"
    "|partly|partially|only partly|mostly not|(?:it|they|we|i|that|there) (?:is|are|did"
    "|was|were|do|does|have|has)(?: not|n't)|i(?:'d| would) (?:rather|prefer) not|don't"
    "|isn't|didn't|won't|cannot|can't|still (?:not|open|broken|missing))"
    r"|^\W*(?:否|不(?!错)|没|無|无|未|尚未|还没|还未|暂无|暂时没|并没|并未|并不"
    "|没有|目前没|目前无|完全没|仍未|仍然没|部分|有遗漏|遗漏|缺"
    "|×|✗|✘|❌|👎)"
)
_YES = re.compile(
    r"^\W*(?:q\d\W*)?(?:well,? |oh,? |i (?:think|guess|would say|believe|'d say) )*(?:yes"
    r"|ja\b|oui\b|yeah|yep|yup|yea|ya|y\b|sure|of course|certainly|absolutely|definitely|correct"
    r"|indeed|ok\b|okay|true|right|affirmative|agreed|gladly|happy to|with pleasure"
    "|no problem|please do|you may|you can|feel free|by all means|exactly|everything"
    "|all (?:of it|good|done|delivered|there|fine|solved)|totally|mostly|completely"
    "|it (?:is|was|has been) (?:now )?(?:solved|fixed|resolved|done|settled|ok|sorted)"
    "|solved|resolved|fixed|(?:it|they|we|i|that|there) (?:is|are|did|was|were|do|does"
    "|have|has|got)(?!n't| not))"
    r"|^\W*(?:是|对|有(?!遗漏|缺|些?没)|可以|好|没问题|同意|当然|行|能|愿意|嗯"
    "|确实|肯定|一定|会(?!员|议)|乐意|已|都|全部|全都|解决了|基本|大部分|没有问题|✓|✔|√|✅|👍|👌)"
)
#: neither yes nor no
_UNDECIDED = re.compile(
    r"\W*(?:(?:hmm+|well|i'm|i am|we are|we're|honestly),? )*(?:maybe|perhaps|(?:not"
    r"|un)\s?sure|(?:it )?depends"
    r"|(?:i |we )?(?:don't|do not|can't) (?:know|say|tell)|no idea|yes and no|yes/no|possibly"
    r"|hard to say"
    r"|看情况|不确定|不清楚|不好说|不知道|也许|或许|再说|说不好|待定|难说|不一定|再看)"
)
#: a question about what is wrong, where "some missing" is a yes
_ABOUT_TROUBLE = re.compile(r"problem|open|wrong|missing|trouble|问题|遗漏|缺|故障")
_STATED = re.compile(
    r"^(?:all )?(?:solved|fixed|resolved|settled|sorted|delivered|received)$|\b(?:is|are|was"
    r"|has been|have been|got|been|all|everything|now"
    r"|it's) (?:\w+ )?(?:solved|fixed|resolved|settled|sorted|delivered|everything|done"
    r"|complete|completed|received|there)\b|\byou (?:may|can) (?:use|name|mention|quote"
    r"|list)\b|(?:都|已经?|全部?|全都)(?:解决|交付|收到|完成|齐|交)|解决了"
    "|没问题了|可以(?:列|用|作)"
)
_STATED_NO = re.compile(
    r"^(?:\w+ )?not (?:yet )?(?:quite |really |fully )?(?:solved|fixed|resolved|settled|sorted"
    r"|done)\b"
    r"|^un(?:solved|resolved)\b|\b(?:is|are|was|has|have|did|does|do) ?(?:n't|not)(?: yet"
    r"| been)? (?:\w+ )?(?:solved|fixed|resolved|settled|sorted|delivered|done|complete"
    r"|received|working|get everything)\b|\bstill (?:open|broken|missing|there|not)\b"
    r"|\b(?:is|are) missing\b|(?:没|未|尚未|还没|仍未|没有)(?:完全|全部"
    "|都)?(?:解决|交付|收到|完成|交齐)|(?:还"
    "|仍)(?:存在|有问题|缺|差)"
)

#: a question where "all solved" is a no
_ASKS_OPEN = re.compile(r"\bstill open\b|\bopen (?:problem|issue|point)|还有没有|遗留|未解决")
_NONE_OPEN = re.compile(
    r"\bno (?:open|outstanding|remaining|pending|unsolved|unresolved) [a-z]+\b"
    r"|\bnothing (?:is |left |still )?(?:open|outstanding|pending)\b"
    r"|(?:没有?|无)(?:任何|什么|其他)?(?:遗留|未解决|待解决|未决|没解决)的?(?:问题|事项)?"
)

#: the question in a client's own words, with the answer behind it
_ASKED_BACK = re.compile(
    r"\?\s*((?:yes|yeah|yep|no|nope|nah|not (?:yet|quite|really|at all)|是的?|否|没有?|还没|有)"
    r"(?![a-z])[^\n]{0,80})"
)


def read_yes_no(text: str, question: Question) -> bool | None:
    """Return what *text* answers to a yes/no *question*, None where it says neither."""
    said = flat(text).strip()
    if _UNDECIDED.match(said):
        return None
    asks_trouble = any(_ABOUT_TROUBLE.search(flat(words)) for words in question.wording.both)
    if re.match(r"\W*(?:有遗漏|遗漏|缺)", said) and asks_trouble:
        return True
    if re.match(r"\W*(?:没有?|无)(?:什么|任何)?问题", said):
        return not asks_trouble
    if re.match(r"\W*(?:no problem|none|nothing|无|没有)\b", said) and not asks_trouble:
        return True if said.startswith("no problem") else False  # noqa: SIM210 - reads as it is said
    if _NO.search(said):
        return False
    return True if _YES.search(said) else None


def is_undecided(text: str) -> bool:
    """Tell whether *text* says neither yes nor no on purpose."""
    return _UNDECIDED.match(flat(text).strip()) is not None


def find_statement(text: str, question: Question) -> bool | None:
    """Return what a statement in running text says to *question* ("it is solved, thanks")."""
    plain = flat(text)
    if (asked := _ASKED_BACK.search(plain)) is not None:
        return read_yes_no(asked[1], question)
    if _asks_open(question) and _NONE_OPEN.search(plain):
        return False
    for clause in re.split(r"[\n,.;!?。、]+|\band\b|\bbut\b|(?<=[一-鿿])\s+", plain):
        said = clause.strip()
        stated = re.fullmatch(r"[\w ]{1,30}[: ]\s*(yes|no|是|否)", said)
        if stated is not None:
            return stated[1] in ("yes", "是")
        if _STATED_NO.search(said):
            return False
        if _STATED.search(said):
            return True
        if re.match(
            (
                "(?:yes|no|yep|nope|yeah|是的?|否|不是|可以|不可以|没有|对)(?:$| (?:we|you"
                r"|it|i|all|of)\b)"
            ),
            said,
        ):
            return read_yes_no(said, question)
    return None


def _asks_open(question: Question) -> bool:
    return any(_ASKS_OPEN.search(flat(words)) for words in question.wording.both)


def read_options(text: str, question: Question) -> tuple[str, ...] | None:
    """Return the keys of the options that *text* names; None where it names none.

    A question of kind choice has one at most: two named are none.
    """
    if question.kind is Kind.CHOICES and _EVERY.match(flat(text)):
        return tuple(option.key for option in question.options)
    named = _by_words(text, question) or _by_letters(text, question)
    if question.kind is Kind.CHOICE and len(named) > 1:
        return None
    return named or None


_EVERY = re.compile(
    r"\W*(?:all\b(?: of)?(?: (?:them|these|the above|it))?\W*$|everything\W*$|any\W*$|全部"
    "|都要|都可以|都行|全选|以上都)"
)


def _by_words(text: str, question: Question) -> tuple[str, ...]:
    said = squeeze(text)
    found = [
        option.key
        for option in question.options
        if any(_is_named(squeeze(words), said) for words in option.wording.both)
    ]
    words = set(_stems(text))
    return tuple(
        option.key
        for option in question.options
        if option.key in found
        or words & (set(_stems(option.wording.en)) - _shared(question))
        or _is_key(option.key, words)
    )


def _is_named(wording: str, said: str) -> bool:
    at = said.find(wording)
    if at < 0 or not wording:
        return False
    return not re.search(r"(?:not|no|dont|without|不要|不需要|不用|除了)$", said[:at])


def _is_key(key: str, words: set[str]) -> bool:
    return key[:6] in words


def _shared(question: Question) -> set[str]:
    """Return the words that do not tell the options of a question apart."""
    seen: list[str] = [s for option in question.options for s in set(_stems(option.wording.en))]
    return {stem for stem in seen if seen.count(stem) > 1} | _EMPTY


_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "by",
        "with",
        "and",
        "or",
        "now",
        "not",
        "getti",
        "keepi",
        "every",
        "weekl",
        "some",
        "new",
        "your",
        "our",
        "my",
    ]
)


def _stems(text: str) -> list[str]:
    """Return the words of a text, cut so that their endings do not matter."""
    return [
        word[:6].rstrip("s") if len(word) > 3 else word
        for word in re.findall(r"[a-z]{3,}", flat(text))
    ]


def _by_letters(text: str, question: Question) -> tuple[str, ...]:
    said = flat(text).strip(" .()!。\n")
    letters = re.split(r"\s*(?:[,;/&+、. ]|\band\b|和|与|及)\s*", said)
    letters = [letter.strip("()[]. ") for letter in letters if letter.strip("()[]. ")]
    known = {chr(ord("a") + i): option.key for i, option in enumerate(question.options)}
    known |= {str(i): option.key for i, option in enumerate(question.options, 1)}
    if len(letters) == 1 and 1 < len(letters[0]) <= len(question.options) and letters[0].isalpha():
        letters = list(letters[0])
    if not letters or any(letter not in known for letter in letters):
        return ()
    return tuple(dict.fromkeys(known[letter] for letter in letters))
