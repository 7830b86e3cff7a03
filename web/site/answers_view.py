"""What of the answers one page shows: all of a short assessment; of a long one an area, or the answers of one kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from questions import Bank
from reports.report.report import AnswerLine, AreaAnswers, Report

# More lines than this are not shown on one page, unless all were asked for: on a phone, 30 take about eight screens.
MOST_LINES = 30
ALL = "all"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answers that can be looked at by itself."""

    title: str
    holds: Callable[[AnswerLine], bool]


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "open": Kind("Not answered", lambda line: line.state == "unanswered"),
        "dont-know": Kind("Don’t know", lambda line: line.state == "dont-know"),
        "not-applicable": Kind("Does not apply", lambda line: line.state == "not-applicable"),
        "notes": Kind("With a note", lambda line: bool(line.note)),
    }
)


@dataclass(frozen=True, slots=True)
class Jump:
    """A line of the jump list: an area or a kind of answers, where it leads, and how much is there."""

    title: str
    href: str
    count: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class AnswersView:
    """The areas with the lines that the page shows, and the ways to the others.

    `part` names what of a long assessment is shown; it is empty for the overview, and for all of it. `more` is the
    address of what follows. `by_kind` says that the part is a kind of answers, not an area.
    """

    areas: tuple[AreaAnswers, ...]
    jumps: tuple[Jump, ...]
    kinds: tuple[Jump, ...]
    long: bool
    part: str = ""
    more: str = ""
    by_kind: bool = False


def whole_view(bank: Bank, report: Report) -> AnswersView:
    """All answers on one page, with a jump list to the areas."""
    return AnswersView(report.answers, _jumps(bank, report, "#area-"), (), long=False)


def answers_view(bank: Bank, report: Report, asked: Mapping[str, str]) -> AnswersView:
    """What `area`, `show` and `from` of an address ask for. What makes no sense is left out of account."""
    show, area = asked.get("show", ""), asked.get("area", "")
    long = is_long(report.asked)
    kinds = tuple(
        Jump(each.title, f"?show={name}", str(count), name == show)
        for name, each in KINDS.items()
        if (count := sum(each.holds(line) for part in report.answers for line in part.lines))
    )
    if show in KINDS:
        start = int(asked.get("from", "")) if asked.get("from", "").isdecimal() and len(asked["from"]) < 5 else 0
        shown, goes_on = _of_kind(report, KINDS[show], start)
        after = f"?show={show}&from={start + MOST_LINES}" if goes_on else ""
        return AnswersView(shown, _jumps(bank, report, "?area="), kinds, long, KINDS[show].title, after, by_kind=True)
    if not long or show == ALL:
        return AnswersView(report.answers, _jumps(bank, report, "#area-"), kinds, long=False)
    found = [part for part in report.answers if area_id(bank, part) == area]
    jumps = _jumps(bank, report, "?area=", area)
    if not found:
        return AnswersView((), jumps, kinds, long)
    later = report.answers[report.answers.index(found[0]) + 1 :]
    more = f"?area={area_id(bank, later[0])}" if later else ""
    return AnswersView((found[0],), jumps, kinds, long, found[0].title, more)


def is_long(asked: int) -> bool:
    """Whether so many questions are too long for one page."""
    return asked > MOST_LINES


def area_id(bank: Bank, part: AreaAnswers) -> str:
    """The id of the area of these answers."""
    return bank.place_of[part.lines[0].question_id][0].id


def _of_kind(report: Report, kind: Kind, start: int) -> tuple[tuple[AreaAnswers, ...], bool]:
    lines = [(part, line) for part in report.answers for line in part.lines if kind.holds(line)]
    shown: dict[str, list[AnswerLine]] = {}
    for part, line in lines[start : start + MOST_LINES]:
        shown.setdefault(part.title, []).append(line)
    return tuple(AreaAnswers(title, tuple(own)) for title, own in shown.items()), len(lines) > start + MOST_LINES


def _jumps(bank: Bank, report: Report, address: str, here: str = "") -> tuple[Jump, ...]:
    def jump(part: AreaAnswers) -> Jump:
        answered = sum(line.state != "unanswered" for line in part.lines)
        name = area_id(bank, part)
        return Jump(part.title, f"{address}{name}", f"{answered} of {len(part.lines)}", name == here)

    return tuple(map(jump, report.answers))
