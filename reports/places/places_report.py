"""All places of a workspace side by side: a line for each, their areas, and the gaps that most of them share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.jobs import URGENCY
from assessment.result import Tally
from questions.model import Bank, Notices
from reports.places.place_facts import Arrangement, PlaceFacts
from reports.report.builder import KIND_TITLES

# How many shared gaps are shown; fewer places than this share nothing.
MOST_GAPS, LEAST_PLACES = 12, 2


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place with the newest of its finished assessments, if it has one."""

    name: str
    premises_id: str
    assessment_id: str | None = None
    reference: str = ""
    finished_on: date | None = None
    facts: PlaceFacts | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A line of the table of places; everything but the name is empty before its first assessment is finished.

    `jobs` are those in which something is to do, `overdue` of them are past their day.
    """

    name: str
    premises_id: str
    assessment_id: str | None
    reference: str
    kind_title: str
    verdict: str
    percent: int | None
    finished_on: date | None
    jobs: int | None
    next_due: date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area in every assessed place, in the order of `assessed`: whole percent, None where nothing was scored.

    `together` is of the points of all places.
    """

    title: str
    together: int | None
    percents: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SharedGap:
    """An arrangement that most places lack: of `asked` places where it counts, those in `places` do not have it."""

    question: str
    name: str
    area: str
    essential: bool
    asked: int
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class PlacesReport:
    """Everything that the page, the print and the spreadsheet of all places show."""

    notices: Notices
    business: str
    as_at: date
    lines: tuple[PlaceLine, ...]
    areas: tuple[AreaRow, ...]
    gaps: tuple[SharedGap, ...]
    more_gaps: int

    @property
    def assessed(self) -> tuple[PlaceLine, ...]:
        """The places with a finished assessment."""
        return tuple(line for line in self.lines if line.assessment_id is not None)


def place_line(place: KnownPlace, today: date) -> PlaceLine:
    """The line of one place in the table."""
    facts = place.facts
    return PlaceLine(
        name=place.name,
        premises_id=place.premises_id,
        assessment_id=place.assessment_id,
        reference=place.reference,
        kind_title=KIND_TITLES[facts.kind] if facts else "",
        verdict=facts.verdict if facts else "",
        percent=facts.percent if facts else None,
        finished_on=place.finished_on,
        jobs=len(facts.days) if facts else None,
        next_due=min(facts.days, default=None) if facts else None,
        overdue=sum(day < today for day in facts.days) if facts else 0,
    )


def build_places(bank: Bank, business: str, places: Sequence[KnownPlace], today: date) -> PlacesReport:
    """Give the report. `bank` is the newest one: its areas come first, in its order. Pure, like `build_report`."""
    lines = [place_line(each, today) for each in places]
    known = [(line, each.facts) for line, each in zip(lines, places, strict=True) if each.facts is not None]
    gaps = list(_gaps(known))
    return PlacesReport(
        notices=bank.notices,
        business=business,
        as_at=today,
        lines=tuple(lines),
        areas=tuple(_areas(bank, [facts for _, facts in known])),
        gaps=tuple(gaps[:MOST_GAPS]),
        more_gaps=len(gaps[MOST_GAPS:]),
    )


def _areas(bank: Bank, known: Sequence[PlaceFacts]) -> Iterable[AreaRow]:
    titles: dict[str, str] = {area.id: area.title for area in bank.areas}
    for facts in known:
        titles = {**facts.area_titles, **titles}
    order = [area.id for area in bank.areas]
    for area in (*order, *(each for each in titles if each not in order)):
        tallies = [facts.areas.get(area) for facts in known]
        scored = [each for each in tallies if each is not None]
        if scored:
            together = Tally(sum(each.points for each in scored), sum(each.most for each in scored))
            yield AreaRow(titles[area], together.percent, tuple(each.percent if each else None for each in tallies))


def _gaps(known: Sequence[tuple[PlaceLine, PlaceFacts]]) -> Iterable[SharedGap]:
    """The arrangements that more than half of the places lack where they count: essential ones first, then by share."""
    asked: dict[str, int] = {}
    lacking: dict[str, list[tuple[PlaceLine, Arrangement]]] = {}
    for line, facts in known:
        for each in facts.arrangements:
            asked[each.question] = asked.get(each.question, 0) + 1
            if not each.in_place:
                lacking.setdefault(each.question, []).append((line, each))
    shared = [
        (question, found)
        for question, found in lacking.items()
        if asked[question] >= LEAST_PLACES and 2 * len(found) > asked[question]
    ]
    shared.sort(key=lambda each: _rank(each[1], asked[each[0]]))
    for question, found in shared:
        # The words are those of the last place in which it is missing: the places may be of different banks.
        last = found[-1][1]
        lines = tuple(line for line, _ in found)
        yield SharedGap(question, last.name, last.area, last.importance == "essential", asked[question], lines)


def _rank(found: Sequence[tuple[PlaceLine, Arrangement]], asked: int) -> tuple[int, float, int]:
    return URGENCY[found[-1][1].importance], -len(found) / asked, -len(found)
