"""What a manager types to search: words, phrases and filters; and text as it is searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from daemon.model.label import Label

#: characters of one query that are read
QUERY_LIMIT = 500
TERM_LIMIT = 16

# Han, kana and Hangul are searched by the character: their words have no gaps
_WIDE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+")
_APART = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
#: letters that are written in several ways
_VARIANTS = re.compile("[\uff01-\uff9f]")
_ACCENTS = re.compile("[\u00c0-\u024f\u0300-\u036f\u0370-\u03ff\u1e00-\u1fff]")
_PIECE = re.compile(
    r'(?P<minus>-)?(?:(?P<key>[a-z]+)[:：](?P<value>"[^"]*"?|\S+)|"(?P<phrase>[^"]*)"?|(?P<word>\S+))',
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_REF = re.compile(r"([A-Za-z][A-Za-z0-9-]*?)-?(\d{1,9})")


def spaced(text: str) -> str:
    """Return *text* with a gap around each wide character, so that it is a word."""
    if text.isascii():
        return text
    if _VARIANTS.search(text):
        text = unicodedata.normalize("NFKC", text)
    return _WIDE.sub(lambda run: f" {' '.join(run[0])} ", text)


def normal(text: str) -> str:
    """Return *text* as words in lower case, without accents, with single spaces between."""
    lowered = spaced(text).lower()
    if _ACCENTS.search(lowered):
        lowered = _MARKS.sub("", unicodedata.normalize("NFD", lowered))
    return _APART.sub(" ", lowered).strip()


#: whom ``owner:`` may mean beside names: the manager who asks, and nobody
ME, NOBODY = frozenset({"me", "我"}), frozenset({"nobody", "none", "无人"})
#: what ``is:`` may ask
STATES = frozenset(
    (
        *("open", "waiting", "snoozed", "done", "unread", "urgent", "look", "unknown"),
        # of the mails: an answer to a survey, labelled against the model, the first mail of a
        # conversation that a person of ours answered
        *("survey", "corrected", "answered"),
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to each other. ``prefix``: the last one may go on.

    ``by_sender``: in the sender's name or address, not in what they say.
    """

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False
    by_sender: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether it is more than one word."""
        return len(self.words) > 1

    @property
    def apart(self) -> list[Term]:
        """Each of its words as a term."""
        last = replace(self, words=self.words[-1:])
        return [*(replace(self, words=(w,), prefix=False) for w in self.words[:-1]), last]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query as it was understood. ``problems`` are parts that say nothing.

    ``after`` is the first day that counts, ``before`` the first that does not. ``refs`` are
    prefix and number, of an item or a conversation. ``owners`` are beginnings of names; ``me`` is
    the manager who asks.
    """

    terms: tuple[Term, ...] = ()
    clients: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    projects: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    refs: tuple[tuple[str, int], ...] = ()
    owners: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    has_attachment: bool = False
    problems: tuple[str, ...] = field(default=(), compare=False)
    me: str = field(default="", compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == SearchQuery()


def parse_query(text: str, today: date, me: str = "") -> SearchQuery:
    """Return what *text* asks for; filters that are not understood are listed as problems."""
    found = SearchQuery(me=me)
    for piece in _PIECE.finditer(text[:QUERY_LIMIT]):
        key, value = (piece["key"] or "").lower(), (piece["value"] or "").strip('"')
        if key in _FILTERS:
            found = _FILTERS[key](found, value, today)
        else:
            term = _term(piece, is_last=piece.end() == len(text[:QUERY_LIMIT]))
            if term.words and len(found.terms) < TERM_LIMIT:
                found = replace(found, terms=(*found.terms, term))
    return found


def _term(piece: re.Match[str], *, is_last: bool) -> Term:
    phrase = piece["phrase"]
    words = normal(phrase if phrase is not None else piece[0].removeprefix("-")).split()
    # what is still being typed may go on; so may a whole word, a little: "invoice" finds "invoices"
    prefix = phrase is None and bool(words) and (is_last or len(words[-1]) > 2)
    is_wide = bool(words) and bool(_WIDE.match(words[-1]))
    return Term(tuple(words), prefix and not is_wide, bool(piece["minus"]))


def _problem(query: SearchQuery, words: str) -> SearchQuery:
    return replace(query, problems=(*query.problems, words))


def _add(name: str) -> Callable[[SearchQuery, str, date], SearchQuery]:
    def add(query: SearchQuery, value: str, today: date) -> SearchQuery:
        del today
        return replace(query, **{name: (*getattr(query, name), value.casefold())})  # type: ignore[arg-type]

    return add


def _from(query: SearchQuery, value: str, today: date) -> SearchQuery:
    del today
    words = tuple(normal(value).split())
    if not words:
        return _problem(query, "from:")
    term = Term(words, prefix=not _WIDE.match(words[-1]), by_sender=True)
    return replace(query, terms=(*query.terms, term))


def _label(query: SearchQuery, value: str, today: date) -> SearchQuery:
    del today
    wanted = value.casefold()
    found = [label for label in Label if label.value.startswith(wanted)] if wanted else []
    if not found:
        return _problem(query, f"label:{value}")
    return replace(query, labels=(*query.labels, *found))


def _has(query: SearchQuery, value: str, today: date) -> SearchQuery:
    del today
    if not value or not "attachment".startswith(value.casefold().removesuffix("s")):
        return _problem(query, f"has:{value}")
    return replace(query, has_attachment=True)


def _is(query: SearchQuery, value: str, today: date) -> SearchQuery:
    del today
    if value.casefold() not in STATES:
        return _problem(query, f"is:{value}")
    return replace(query, states=(*query.states, value.casefold()))


def _ref(query: SearchQuery, value: str, today: date) -> SearchQuery:
    del today
    found = _REF.fullmatch(value)
    if found is None:
        return _problem(query, f"ref:{value}")
    return replace(query, refs=(*query.refs, (found[1].upper(), int(found[2]))))


def _day(name: str) -> Callable[[SearchQuery, str, date], SearchQuery]:
    def set_day(query: SearchQuery, value: str, today: date) -> SearchQuery:
        day = _read_day(value.casefold(), today)
        if day is None:
            return _problem(query, f"{name}:{value}")
        return replace(query, **{name: day})  # type: ignore[arg-type]

    return set_day


def _read_day(value: str, today: date) -> date | None:
    """Return the day that ``2026-03-01``, ``2026-03``, ``today``, ``yesterday`` or ``2w`` names."""
    if value in {"today", "今天", "yesterday", "昨天"}:
        return today - timedelta(days=value in {"yesterday", "昨天"})
    try:
        if span := _SPAN.fullmatch(value):
            return today - timedelta(days=int(span[1]) * _DAYS[span[2]])
        full = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
        return date.fromisoformat(full)
    except (ValueError, OverflowError):
        return None


_FILTERS: dict[str, Callable[[SearchQuery, str, date], SearchQuery]] = {
    "client": _add("clients"),
    "from": _from,
    "project": _add("projects"),
    "owner": _add("owners"),
    "label": _label,
    "has": _has,
    "is": _is,
    "ref": _ref,
    "after": _day("after"),
    "before": _day("before"),
}


def filter_names() -> Iterator[str]:
    """Yield what a filter may begin with, for the help line."""
    yield from _FILTERS


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that managers keep under a name."""

    id: int
    name: str
    query: str
