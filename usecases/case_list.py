"""A force's requests as an adviser wants them: searched, filtered, sorted, the places of a business as one case."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessment.plain_text import tidy_text
from usecases.names import account_name
from usecases.request_queue import Line, queue
from usecases.services import Services

# More than one team has open, and few enough to be read for one page.
MOST_OPEN, MOST_CLOSED, CLOSED_SHOWN = 1000, 500, 50
LONGEST_SEARCH = 100
NEW, MINE, OTHERS, CLOSED = "new", "mine", "others", "closed"
# By the word in the address: the least number of days that a request has waited, and the words for it.
WAITING: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "week": (8, "more than a week ago"),
        "fortnight": (15, "more than two weeks ago"),
        "month": (31, "more than a month ago"),
    }
)
ORDERS: Mapping[str, str] = MappingProxyType({"": "Longest waiting first", "newest": "Newest first", "name": "By name"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for; empty where it does not say.

    `whose` is `NEW`, `MINE`, `OTHERS`, `CLOSED`, or the id of a colleague.
    """

    text: str = ""
    whose: str = ""
    kind: str = ""
    waiting: str = ""
    order: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as the arguments of an address."""
        said = {"q": self.text, "whose": self.whose, "kind": self.kind, "waiting": self.waiting, "sort": self.order}
        return {name: value for name, value in said.items() if value}

    @property
    def narrows(self) -> bool:
        """Whether it leaves requests out that are open."""
        return bool(self.text or self.kind or self.waiting)


@dataclass(frozen=True, slots=True)
class Case:
    """One business with those of its places that are in the same list; most have one."""

    lines: tuple[Line, ...]

    @property
    def days(self) -> int:
        """How many days ago the first of them came."""
        return max(line.days for line in self.lines)

    @property
    def name(self) -> str:
        """The name of the business; of one place, the whole name."""
        first = self.lines[0]
        return first.name if len(self.lines) == 1 else first.business or first.name


@dataclass(frozen=True, slots=True)
class CaseList:
    """The lists of the page by `NEW`, `MINE`, `OTHERS` and `CLOSED`, and what can be chosen.

    `counts` is how many requests each list has before anything narrows it; `kinds` and `colleagues` have titles and
    names by id.
    """

    wish: Wish
    lists: Mapping[str, tuple[Case, ...]]
    counts: Mapping[str, int]
    kinds: Mapping[str, str]
    colleagues: Mapping[str, str]

    @property
    def found(self) -> int:
        """How many requests are shown."""
        return sum(len(case.lines) for cases in self.lists.values() for case in cases)


def wished(arguments: Mapping[str, str]) -> Wish:
    """Read the arguments of an address; what is not known counts as not said."""
    text, whose, kind, waiting, order = (
        tidy_text(arguments.get(name, ""))[:LONGEST_SEARCH] for name in ("q", "whose", "kind", "waiting", "sort")
    )
    return Wish(text, whose, kind, waiting if waiting in WAITING else "", order if order in ORDERS else "")


def case_list(services: Services, force_id: str, account_id: str, wish: Wish) -> CaseList:
    """The requests of a force as this adviser wants to see them."""
    new, taken = queue(services, force_id, "open", MOST_OPEN), queue(services, force_id, "taken", MOST_OPEN)
    lines = [*new, *taken]
    if wish.whose == CLOSED or wish.text:
        lines += queue(services, force_id, "closed", MOST_CLOSED if wish.narrows else CLOSED_SHOWN)
    lists = Counter(_list_of(line, account_id) for line in lines)
    holders = {line.share.taken_by for line in taken} - {None, account_id}
    shown = [line for line in lines if fits(line, wish, account_id)]
    return CaseList(
        wish,
        {each: _cases([line for line in shown if _list_of(line, account_id) == each], wish) for each in _lists(wish)},
        lists,
        dict(sorted({line.kind: line.use for line in lines if line.use}.items(), key=lambda pair: pair[1])),
        {each: account_name(services, each) for each in sorted(filter(None, holders))},
    )


def fits(line: Line, wish: Wish, account_id: str) -> bool:
    """Whether a request is one that is wanted."""
    kept = _list_of(line, account_id)
    return (
        (not wish.whose or wish.whose == kept or (wish.whose == line.share.taken_by and kept != CLOSED))
        and (not wish.kind or wish.kind == line.kind)
        and (not wish.waiting or line.days >= WAITING[wish.waiting][0])
        and _matches(line, wish.text)
    )


def _lists(wish: Wish) -> tuple[str, ...]:
    return (NEW, MINE, OTHERS, CLOSED) if wish.text or wish.whose == CLOSED else (NEW, MINE, OTHERS)


def _list_of(line: Line, account_id: str) -> str:
    if line.share.state == "closed":
        return CLOSED
    if line.share.state == "open":
        return NEW
    return MINE if line.share.taken_by == account_id else OTHERS


def _matches(line: Line, text: str) -> bool:
    """Whether every word is in the reference, the names, the postcode or the kind; spaces and dashes do not count."""
    whole, sought = [_plain(each) for each in (line.reference, line.name, line.postcode, line.use)], _plain(text)
    if not text or not sought:
        return not text
    return any(sought in each for each in whole) or all(
        any(_plain(word) in each for each in whole) for word in text.split()
    )


def _plain(text: str) -> str:
    """Letters and digits alone, without their accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _cases(lines: Iterable[Line], wish: Wish) -> tuple[Case, ...]:
    of_business: dict[str, list[Line]] = {}
    for line in lines:
        of_business.setdefault(line.share.workspace_id, []).append(line)
    cases = [Case(tuple(sorted(each, key=lambda line: line.name.casefold()))) for each in of_business.values()]
    if wish.order == "name":
        return tuple(sorted(cases, key=lambda case: case.name.casefold()))
    closed_first = wish.order == "newest" or wish.whose == CLOSED
    return tuple(sorted(cases, key=lambda case: case.days if closed_first else -case.days))
