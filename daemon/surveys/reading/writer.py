"""The client's own name, as our quoted mail greets him, and how he may sign with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from daemon.model.message import Span, SpanKind
from daemon.surveys.reading.normal import flat

_GREETED = re.compile(
    r"^[> \t|]*(?:(?:hello|hi|dear) ([^\n,:!@]{2,50})[,:]?|([^\n,:!@<>]{2,30}), ?您好[:!,]?)[ ]*$",
    re.MULTILINE,
)
_SENT_TO = re.compile(
    r"^[> \t|*]*(?:to|收件人|an|para|à|a|aan|till|do|宛先)\*? ?:\*?"
    r" ?\"?([^\n,;:@\"<>\[(]{2,50})\"?\s?[<\[(;\n]",
    re.MULTILINE,
)
_TITLE = r"(?:(?:dr|mr|mrs|ms|miss|prof|ing|eng|engr|sir|dipl|mag|ir|adv|cpa|ca)\.?[ -]+)*"
#: what may stand behind the name on its line
_BEHIND = re.compile(
    r"[ ]*(?:$|[,|/(;·•~\[]|[-:]+ |[ ]{2,}|x{1,3}$|:\)|[+(]?\d[\d ()+-]{6,}"
    r"|(?:敬?上|谨上|拜上|敬启|启)$)"
    r"|[ ]+[^a-z]{0,3}(?=[一-鿿])|(?<=[一-鿿])[ ]+[a-z. ]{2,24}$"
)
#: what may be an answer, and is no name then
_WORDS = """
a b c d e f x y n no na ok ja yes yep nope non not all none me my we us so it is on to do go
满意 一般 同意 可以 没有 没问题 都好 很好
"""
_ANSWERS = frozenset(_WORDS.split())
_HAN_RANK = "(?:总|工|经理|先生|女士|小姐|老师|主任|主管|总监)?"


@dataclass(frozen=True, slots=True)
class Writer:
    """A client by the words of his name; without a name nothing is his."""

    names: tuple[str, ...] = ()
    _opening: re.Pattern[str] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        """Compile what his name looks like at the start of a line."""
        forms = dict.fromkeys(form for name in self.names for form in _forms(flat(name).strip()))
        if forms:
            pattern = "|".join(sorted(forms, key=len, reverse=True))
            object.__setattr__(self, "_opening", re.compile(rf"[-–—~/ *]*{_TITLE}(?:{pattern})\.?"))

    def opens(self, line: str) -> bool:
        """Tell whether a line begins with his name, and goes on as a signature does."""
        said = flat(line).strip()
        match = self._opening.match(said) if self._opening is not None else None
        if match is None or match[0].strip("-~/ *.") in _ANSWERS:
            return False
        return _BEHIND.match(said, match.end()) is not None


def writer_of(body: str, spans: Sequence[Span], name: str = "") -> Writer:
    """Return the client whom our quoted mail in *body* greets; *name* is that of the sender."""
    quoted = "\n".join(
        body[s.start : min(s.end, s.start + 4000)] for s in spans if s.kind is not SpanKind.NEW
    )
    said = flat(quoted[:12_000]) + "\n"
    found = [m[1] or m[2] for m in _GREETED.finditer(said)]
    found += [m[1] for m in _SENT_TO.finditer(said)]
    return Writer(tuple(dict.fromkeys(n.strip() for n in (name, *found) if n.strip())))


def _forms(name: str) -> list[str]:
    """Return patterns of what a client of that name signs with: all of it, a part, initials."""
    if re.fullmatch(r"[一-鿿]{2,4}", name):
        return [name, re.escape(name[1:]) if len(name) > 2 else name,
                rf"{name[0]}{_HAN_RANK[:-1]}", rf"[小老]{name[0]}"]  # fmt: skip
    words = [w for w in re.findall(r"[\w'.-]+", name) if re.sub(rf"^{_TITLE}$", "", f"{w} ")]
    if not words or len(words) > 6:
        return []
    any_of = "|".join(re.escape(w) for w in words)
    initials = r"\.? ?".join(re.escape(w[0]) for w in words)
    forms = [rf"(?:{any_of})(?:[ ]+(?:[a-z]\.[ ]+)?(?:{any_of}))*(?![\w'])"]
    forms += [rf"{initials}(?!\w)", rf"{re.escape(words[0][0])}(?!\w)"]
    short = words[0]
    if len(short) > 3:
        forms.append("|".join(re.escape(short[:n]) + r"(?!\w)" for n in range(2, len(short))))
    return forms
