"""The facts of one assessment that a force's figures may count: nothing that identifies anyone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.path import AssessmentKind
from assessment.profile import sector_of
from assessment.result import Result
from questions.model import Bank
from questions.roles import value_of
from questions.scale import IN_PLACE

# The least number of people of each class, at the thresholds of the Terrorism (Protection of Premises) Act 2025.
PEOPLE_CLASSES = {800: "800-or-more", 200: "200-to-799", 0: "under-200"}


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """The facts of one assessment that figures count. `ShareFacts()` is one of which nothing is known.

    `use`, `sector`, `tier` and `band` are the bank's ids, None where they cannot be told; `percent` is 0 to 100, None
    where nothing is scored; `areas` has points and the most that could be earned by area; `gaps` the questions that are
    answered below "in place"; `people` a class of `PEOPLE_CLASSES`, None where the number is not known.
    """

    kind: AssessmentKind | None = None
    use: str | None = None
    sector: str | None = None
    people: str | None = None
    tier: str | None = None
    band: str | None = None
    percent: int | None = None
    areas: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()


def share_facts(bank: Bank, result: Result) -> ShareFacts:
    """Give the facts of a result that figures count."""
    use = value_of(result.profile, bank.roles.use)
    return ShareFacts(
        kind=result.kind,
        use=use if isinstance(use, str) else None,
        sector=sector_of(bank, result.profile),
        people=people_class(value_of(result.profile, bank.roles.people)),
        tier=result.verdict.tier if result.verdict else None,
        band=result.band,
        percent=result.score.percent,
        areas={part.id: (part.tally.points, part.tally.most) for part in result.areas},
        gaps=tuple(question for question, answer in result.answers.items() if _is_gap(answer.level)),
    )


def people_class(people: object) -> str | None:
    """The class of a number of people; None where it is not known."""
    if not isinstance(people, int):
        return None
    return next(name for least, name in PEOPLE_CLASSES.items() if people >= least)


def _is_gap(level: int | None) -> bool:
    return level is not None and level < IN_PLACE
