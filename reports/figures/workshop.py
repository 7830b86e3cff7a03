"""The summary of a workshop: the answers of many businesses together, without names, never of fewer than five."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.answers import CHOICES
from assessment.board_disclosure import THRESHOLD, Counts
from assessment.path import AssessmentKind
from assessment.result import Tally
from assessment.workshop_summary import WorkshopSummary
from questions.model import Adviser, Bank, Notices, Question
from reports.report.builder import KIND_TITLES
from reports.report.parts import Score

MOST_GAPS, MOST_TOPICS = 8, 3
_GAPS = ("0", "1", "dont-know")


@dataclass(frozen=True, slots=True)
class CountLine:
    """A count out of a total."""

    title: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """The share as a whole percentage (100 for all and 0 for none alone); 0 where the total is 0."""
        return Tally(self.count, self.of).percent or 0


@dataclass(frozen=True, slots=True)
class GapLine:
    """An arrangement that many businesses lack, with its action and first step."""

    name: str
    area: str
    essential: bool
    gaps: CountLine
    dont_know: int
    action: str
    first_step: str


@dataclass(frozen=True, slots=True)
class WorkshopReport:
    """Everything that the summary prints, in its order."""

    notices: Notices
    adviser: Adviser | None
    title: str
    force: str
    held_on: date
    kind: AssessmentKind
    kind_title: str
    bank_version: str
    businesses: int
    started: int
    finished: int
    bands: tuple[CountLine, ...]
    areas: tuple[Score, ...]
    gaps: tuple[GapLine, ...]
    topics: tuple[GapLine, ...]
    law_name: str
    tiers: tuple[CountLine, ...]
    least: int = THRESHOLD


def build_workshop_report(
    bank: Bank, summary: WorkshopSummary, *, title: str, force: str, held_on: date, kind: AssessmentKind
) -> WorkshopReport:
    """Give the report of a workshop. Pure: the same values give the same report.

    Everything in it about answers comes from the counts that the board has shown, so it reveals no more than they did.
    """
    gaps = tuple(common_gaps(bank, summary.shown))
    bands = [(band.id, band.title) for band in bank.scoring.bands]
    tiers = [(tier.id, tier.title) for tier in bank.law.tiers] if bank.law else []
    return WorkshopReport(
        notices=bank.notices,
        adviser=bank.adviser,
        title=title,
        force=force,
        held_on=held_on,
        kind=kind,
        kind_title=KIND_TITLES[kind],
        bank_version=bank.version,
        businesses=summary.businesses,
        started=summary.started,
        finished=summary.finished,
        bands=_lines(bands, summary.bands),
        areas=tuple(_areas(bank, summary.shown)),
        gaps=gaps[:MOST_GAPS],
        topics=gaps[:MOST_TOPICS],
        law_name=bank.law.name if bank.law else "",
        tiers=tuple(line for line in _lines(tiers, summary.tiers) if line.count),
    )


def common_gaps(bank: Bank, shown: Mapping[str, Counts]) -> Iterable[GapLine]:
    """The arrangements that some lack, the most common first, then the weightier."""
    lines = [
        (
            question,
            CountLine(question.name, count_of(counts, _GAPS), sum(counts) - count_of(counts, ("not-applicable",))),
        )
        for question in bank.questions
        if (counts := shown.get(question.id)) is not None
    ]
    lines = [(question, line) for question, line in lines if line.count and line.of >= THRESHOLD]
    weights = bank.scoring.weights
    for question, line in sorted(lines, key=lambda each: (-each[1].count / each[1].of, -weights[each[0].importance])):
        yield GapLine(
            name=question.name,
            area=bank.area_of[question.id].title,
            essential=question.importance == "essential",
            gaps=line,
            dont_know=count_of(shown[question.id], ("dont-know",)),
            action=question.action.title,
            first_step=question.action.first_step,
        )


def count_of(counts: Counts, choices: Sequence[str]) -> int:
    """How many gave one of these answers."""
    return sum(count for choice, count in zip(CHOICES, counts, strict=True) if choice in choices)


def _lines(titles: Iterable[tuple[str, str]], found: Mapping[str, int] | None) -> tuple[CountLine, ...]:
    if found is None:
        return ()
    of = sum(found.values())
    return tuple(CountLine(title, found.get(key, 0), of) for key, title in titles)


def _areas(bank: Bank, shown: Mapping[str, Counts]) -> Iterable[Score]:
    """Each area's points over all answers that were shown of it, in the way that one business's score is worked out."""
    for area in bank.areas:
        tallies = [_tally(bank, each, shown[each.id]) for each in area.questions if each.id in shown]
        points, most = sum(each.points for each in tallies), sum(each.most for each in tallies)
        if most:
            yield Score(area.title, points, most, Tally(points, most).percent)


def _tally(bank: Bank, question: Question, counts: Counts) -> Tally:
    weight = bank.scoring.weights[question.importance]
    points = sum(level * count_of(counts, (str(level),)) for level in (1, 2, 3))
    return Tally(weight * points, weight * 3 * (sum(counts) - count_of(counts, ("not-applicable",))))
