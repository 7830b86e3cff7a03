"""What a finished assessment says about its place, small enough to be kept: level, areas, gaps, and due days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assessment.path import AssessmentKind
from assessment.result import Result, Tally
from questions.model import Bank, Importance
from questions.scale import IN_PLACE
from reports.report.wording import verdict


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A question that counted: what it is called, where it belongs, and whether it is in place."""

    question: str
    name: str
    area: str
    importance: Importance
    in_place: bool


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What a finished assessment says: `verdict` in words, `percent` None where nothing is scored.

    `days` are the due days of the jobs in which something is to do. `areas` and `arrangements` hold what was scored,
    so that a question which does not apply is in none of them.
    """

    kind: AssessmentKind
    verdict: str
    percent: int | None
    days: tuple[date, ...]
    areas: Mapping[str, Tally]
    area_titles: Mapping[str, str]
    arrangements: tuple[Arrangement, ...]


def facts_of_place(bank: Bank, result: Result, days: Iterable[date]) -> PlaceFacts:
    """Give the facts of a result, which was made with `bank`, with the due days of its open jobs."""
    return PlaceFacts(
        kind=result.kind,
        verdict=verdict(bank, result),
        percent=result.score.percent,
        days=tuple(sorted(days)),
        areas={part.id: part.tally for part in result.areas if part.tally.most},
        area_titles={part.id: bank.area_by_id[part.id].title for part in result.areas},
        arrangements=tuple(
            Arrangement(
                question=question,
                name=bank.by_id[question].name,
                area=bank.area_of[question].title,
                importance=bank.by_id[question].importance,
                in_place=level >= IN_PLACE,
            )
            for question in result.path
            if question in result.answers and (level := result.answers[question].level) is not None
        ),
    )
