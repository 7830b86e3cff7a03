"""The figures of workshops: from the store through the rules, at most once a second for each in a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assessment.answers import Answer
from assessment.board_disclosure import Counts, Participant, how_far, show, spread, tally_of
from assessment.evaluation import evaluate
from assessment.path import find_path
from assessment.workshop_summary import WorkshopSummary
from questions import Bank
from storage.workshops import Member, Workshop
from usecases.board_cache import BoardFigures
from usecases.services import Services


def figures_of(services: Services, workshop: Workshop) -> BoardFigures:
    """The board of a workshop as it shows now, at most a second old."""
    return services.boards.get(workshop.id, lambda: compute_figures(services, workshop))


def compute_figures(services: Services, workshop: Workshop) -> BoardFigures:
    """Compute the figures of a workshop, and remember which counts of answers were shown."""
    members = services.store.members_of(workshop.force_id, workshop.id)
    participants = [participant for member in members if (participant := _participant(services, member))]
    bank = services.bank_of(workshop.bank_version)
    far = how_far([area.id for area in bank.areas], participants, len(members))
    return BoardFigures(far, _show(services, workshop, spread(participants)))


def shown_of(workshop: Workshop) -> dict[str, Counts]:
    """What the board has shown last of each question."""
    return _last(workshop.shown.items())


def areas_of(bank: Bank, workshop: Workshop) -> tuple[str, ...]:
    """The areas that a workshop of this kind can lead to."""
    quick = workshop.kind == "quick"
    return tuple(
        area.id for area in bank.areas if not quick or any(each.importance == "essential" for each in area.questions)
    )


def summary_of(services: Services, workshop: Workshop) -> WorkshopSummary:
    """The figures at the end, to be frozen."""
    figures = compute_figures(services, workshop)
    members = services.store.members_of(workshop.force_id, workshop.id)
    results = [result for member in members if (result := _result(services, member))]
    return WorkshopSummary(
        businesses=len(members),
        started=figures.how_far.started,
        finished=figures.how_far.finished,
        bands=tally_of(band for band, _ in results),
        tiers=tally_of(tier for _, tier in results),
        shown=figures.shown,
    )


def _participant(services: Services, member: Member) -> Participant | None:
    if member.assessment is None:
        return None
    bank, kind = services.bank_of(member.assessment.bank_version), member.assessment.kind
    answers = _answers(member)
    path = find_path(bank, member.assessment.profile, answers, kind)
    asked: dict[str, tuple[str, ...]] = {}
    for question in path:
        area = bank.area_of[question.id].id
        asked[area] = (*asked.get(area, ()), question.id)
    choices = {question.id: member.choices[question.id] for question in path if question.id in member.choices}
    return Participant(asked, choices, member.assessment.finished is not None)


def _result(services: Services, member: Member) -> tuple[str | None, str | None] | None:
    """The band and the tier of a business; None before it is asked anything."""
    if member.assessment is None:
        return None
    bank = services.bank_of(member.assessment.bank_version)
    result = evaluate(bank, member.assessment.profile, _answers(member), member.assessment.kind)
    return result.band, result.verdict.tier if result.verdict else None


def _answers(member: Member) -> dict[str, Answer]:
    return {question: Answer(choice) for question, choice in member.choices.items()}


def _show(services: Services, workshop: Workshop, present: Mapping[str, Counts]) -> dict[str, Counts]:
    """Show what may be shown, in agreement with every other process that shows this board."""
    fresh = services.store.workshop(workshop.force_id, workshop.id) or workshop
    before = fresh.shown
    after = {question: show(before.get(question, ()), counts) for question, counts in present.items()}
    after = {question: states for question, states in {**before, **after}.items() if states}
    if after != before and fresh.ended is None:
        if not services.store.keep_shown(workshop.force_id, workshop.id, fresh.shown, after):
            # Another process was first: what it shows is what is shown.
            return shown_of(services.store.workshop(workshop.force_id, workshop.id) or fresh)
        before = after
    return _last(before.items())


def _last(states: Iterable[tuple[str, tuple[Counts, ...]]]) -> dict[str, Counts]:
    return {question: each[-1] for question, each in states}
