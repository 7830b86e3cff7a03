"""The figures of workshops: from the store through the rules, at most once a second for each in a process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.path import find_path
from assessment.workshop import Counts, HowFar, Taking, how_far, show, spread, tally_of
from questions import Bank
from reports.workshop import Summary
from storage.workshops import Member, Workshop

if TYPE_CHECKING:
    from web.services import Services

LASTS = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a board shows now; `shown` holds the counts of every question that may be shown."""

    how_far: HowFar
    shown: Mapping[str, Counts]


class Boards:
    """Keeps the figures of each workshop for a second, so that many boards and quick polls cost one computation."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Figures]] = {}
        self._one_at_a_time = Lock()

    def get(self, workshop_id: str, compute: Callable[[], Figures]) -> Figures:
        """The figures, computed anew when those that are kept are a second old."""
        with self._one_at_a_time:
            now = self._clock()
            self._kept = {key: each for key, each in self._kept.items() if now - each[0] < LASTS}
            if workshop_id not in self._kept:
                self._kept[workshop_id] = (now, compute())
            return self._kept[workshop_id][1]


def figures_of(parts: Services, workshop: Workshop) -> Figures:
    """What the board of a workshop shows now, a second old at most."""
    return parts.boards.get(workshop.id, lambda: compute(parts, workshop))


def compute(parts: Services, workshop: Workshop) -> Figures:
    """Compute the figures of a workshop, and remember what of the answers was shown."""
    members = parts.store.members_of(workshop.force_id, workshop.id)
    takings = [taking for member in members if (taking := _taking(parts, member))]
    bank = parts.bank_of(workshop.bank_version)
    far = how_far([area.id for area in bank.areas], takings, len(members))
    return Figures(far, _show(parts, workshop, spread(takings)))


def shown_of(workshop: Workshop) -> dict[str, Counts]:
    """What the board has shown last of each question."""
    return _last(_states(workshop.shown).items())


def areas_of(bank: Bank, workshop: Workshop) -> tuple[str, ...]:
    """The areas that a workshop of this kind can lead to."""
    quick = workshop.kind == "quick"
    return tuple(
        area.id for area in bank.areas if not quick or any(each.importance == "essential" for each in area.questions)
    )


def summary_of(parts: Services, workshop: Workshop) -> Summary:
    """The figures at the end, to be frozen."""
    figures = compute(parts, workshop)
    members = parts.store.members_of(workshop.force_id, workshop.id)
    results = [result for member in members if (result := _result(parts, member))]
    return Summary(
        businesses=len(members),
        started=figures.how_far.started,
        finished=figures.how_far.finished,
        bands=tally_of(band for band, _ in results),
        tiers=tally_of(tier for _, tier in results),
        shown=figures.shown,
    )


def frozen(summary: Summary) -> Mapping[str, object]:
    """A summary as the store keeps it."""
    return asdict(summary)


def _taking(parts: Services, member: Member) -> Taking | None:
    if member.assessment is None:
        return None
    bank, kind = parts.bank_of(member.assessment.bank_version), member.assessment.kind
    answers = _answers(member)
    path = find_path(bank, member.assessment.profile, answers, kind)
    asked: dict[str, tuple[str, ...]] = {}
    for question in path:
        area = bank.area_of[question.id].id
        asked[area] = (*asked.get(area, ()), question.id)
    choices = {question.id: member.choices[question.id] for question in path if question.id in member.choices}
    return Taking(asked, choices, member.assessment.finished is not None)


def _result(parts: Services, member: Member) -> tuple[str | None, str | None] | None:
    """The band and the tier of a business; None before it is asked anything."""
    if member.assessment is None:
        return None
    bank = parts.bank_of(member.assessment.bank_version)
    result = evaluate(bank, member.assessment.profile, _answers(member), member.assessment.kind)
    return result.band, result.verdict.tier if result.verdict else None


def _answers(member: Member) -> dict[str, Answer]:
    return {question: Answer(choice) for question, choice in member.choices.items()}


def _show(parts: Services, workshop: Workshop, present: Mapping[str, Counts]) -> dict[str, Counts]:
    """Show what may be shown, in agreement with every other process that shows this board."""
    fresh = parts.store.workshop(workshop.force_id, workshop.id) or workshop
    before = _states(fresh.shown)
    after = {question: show(before.get(question, ()), counts) for question, counts in present.items()}
    after = {question: states for question, states in {**before, **after}.items() if states}
    if after != before and fresh.ended is None:
        text = json.dumps(after)
        if not parts.store.keep_shown(workshop.force_id, workshop.id, fresh.shown, text):
            # Another process was first: what it shows is what is shown.
            return shown_of(parts.store.workshop(workshop.force_id, workshop.id) or fresh)
        before = after
    return _last(before.items())


def _last(states: Iterable[tuple[str, tuple[Counts, ...]]]) -> dict[str, Counts]:
    return {question: each[-1] for question, each in states}


def _states(text: str) -> dict[str, tuple[Counts, ...]]:
    return {question: tuple(map(tuple, states)) for question, states in json.loads(text).items()}
