"""From gaps to a plan: an action a gap, gathered into jobs in the order in which an adviser would do them.

The order, in two sentences (docs/scoring.md, "Jobs"): jobs in which something essential is missing come first, then
those in which something important is missing, then the rest; within each, they stand in the order of `jobs.yaml`.
Points say what a job earns, never where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assessment.result import Action, ActionKind, ClassId, PlannedJob, Tally
from assessment.scoring import Scored
from questions.jobs import Job
from questions.model import Bank, Importance, Scoring
from questions.scale import IN_PLACE, TESTED

IMPORTANCES: tuple[Importance, ...] = ("essential", "important", "useful")
ESSENTIAL, IMPORTANT, USEFUL, REVIEWS_ONLY = range(4)

# With something essential missing in more jobs than this, the others are for the next three months.
MOST_NOW = 3
# The fewest jobs of the next three months, where there are so many with something missing.
LEAST_NEXT = 4

URGENCY: Mapping[Importance, int] = {importance: place for place, importance in enumerate(IMPORTANCES)}


class _Draft(NamedTuple):
    """A job with something to do: how urgent it is, its place in the expert order, its gaps and its tests in order."""

    urgency: int
    place: int
    job: Job
    gaps: tuple[Scored, ...]
    tests: tuple[Scored, ...]


def plan(bank: Bank, scored: Sequence[Scored], score: Tally) -> tuple[tuple[PlannedJob, ...], tuple[Action, ...]]:
    """Give the jobs in their order, and every action in the order of the jobs; the actions' ranks run through."""
    drafts = _drafts(bank, scored)
    writer = _Writer(bank.scoring, score)
    jobs = [
        writer.job(rank, draft, class_id)
        for rank, (draft, class_id) in enumerate(zip(drafts, classes_of([d.urgency for d in drafts]), strict=True), 1)
    ]
    return tuple(jobs), tuple(writer.actions)


def classes_of(urgencies: Sequence[int]) -> list[ClassId]:
    """The class of each job, of their urgencies in the order of the plan.

    Now: the first three jobs with an essential gap; with none, the first job with an important gap. Next: every further
    job with an essential gap, and at least four jobs. Later: the rest, and all jobs with tests alone.
    """
    essential, gaps = urgencies.count(ESSENTIAL), len(urgencies) - urgencies.count(REVIEWS_ONLY)
    now = min(essential, MOST_NOW) if essential else min(urgencies.count(IMPORTANT), 1)
    next_ones = max(essential - now, min(LEAST_NEXT, gaps - now))
    counts: dict[ClassId, int] = {"now": now, "next": next_ones, "later": len(urgencies) - now - next_ones}
    return [class_id for class_id, count in counts.items() for _ in range(count)]


def _drafts(bank: Bank, scored: Sequence[Scored]) -> list[_Draft]:
    """The jobs with something to do, in the order of the plan."""
    open_items = {item.question.id: item for item in scored if item.level < TESTED}
    drafts = []
    for place, job in enumerate(bank.plan_jobs):
        items = [open_items[question] for question in job.questions if question in open_items]
        if not items:
            continue
        gaps = [item for item in items if item.level < IN_PLACE]
        gaps.sort(key=lambda item: URGENCY[item.question.importance])
        tests = tuple(item for item in items if item.level == IN_PLACE)
        urgency = URGENCY[gaps[0].question.importance] if gaps else REVIEWS_ONLY
        drafts.append(_Draft(urgency, place, job, tuple(gaps), tests))
    drafts.sort(key=lambda draft: draft[:2])
    return drafts


class _Writer:
    """Makes jobs and their actions, and counts the actions on."""

    def __init__(self, scoring: Scoring, score: Tally) -> None:
        self.actions: list[Action] = []
        self._scoring, self._score = scoring, score
        self._efforts = {each.id: place for place, each in enumerate(scoring.efforts)}
        self._costs = {each.id: place for place, each in enumerate(scoring.costs)}
        self._after: dict[int, int] = {}

    def job(self, rank: int, draft: _Draft, class_id: ClassId) -> PlannedJob:
        """The job of a draft; its actions are added to `actions`."""
        first = len(self.actions) + 1
        items = (*draft.gaps, *draft.tests)
        actions = [self._action(number, item, draft.job.id, class_id) for number, item in enumerate(items, first)]
        self.actions += actions
        gain = sum([action.gain for action in actions])
        effort = max({action.effort for action in actions}, key=self._efforts.__getitem__)
        cost = max({action.cost for action in actions}, key=self._costs.__getitem__)
        title, first_step, bears = _title(draft)
        unknown = sum(item.dont_know for item in draft.gaps)
        return PlannedJob(
            rank=rank,
            id=draft.job.id,
            title=title,
            first_step=first_step,
            bears=bears,
            find_out=2 * unknown > len(draft.gaps),
            class_id=class_id,
            tests_only=not draft.gaps,
            gain=gain,
            percent_after=self._percent_after(gain),
            up_to=unknown > 0,
            effort=effort,
            cost=cost,
            quick_win=self._quick(effort, cost),
            saves_lives=draft.job.saves_lives,
            actions=tuple(action.question for action in actions),
        )

    def _action(self, rank: int, item: Scored, job: str, job_class: ClassId) -> Action:
        question, weight, level, unknown = item
        tests = level == IN_PLACE
        kind: ActionKind = "find-out" if unknown else "test" if tests else "close"
        chosen = question.review if tests else question.action
        when_you_can = job_class == "now" and question.importance == "useful" and not tests
        gain = weight * (TESTED - level)
        # By place: an assessment has some hundred actions, and names cost half as much again.
        return Action(
            rank,
            question.id,
            job,
            kind,
            f"Find out: {question.name}" if unknown else chosen.title,
            "later" if tests or when_you_can else job_class,
            when_you_can,
            gain,
            self._percent_after(gain),
            chosen.effort,
            chosen.cost,
            self._quick(chosen.effort, chosen.cost),
        )

    def _percent_after(self, gain: int) -> int:
        if gain not in self._after:
            self._after[gain] = Tally(self._score.points + gain, self._score.most).percent or 0
        return self._after[gain]

    def _quick(self, effort: str, cost: str) -> bool:
        return effort in self._scoring.quick_win_efforts and cost in self._scoring.quick_win_costs


def _title(draft: _Draft) -> tuple[str, str, str | None]:
    """The true title and first step of a job, and the question that they are of: its one serious gap, gap or test."""
    serious = [item for item in draft.gaps if item.question.importance != "useful"]
    for few in (serious, draft.gaps):
        if len(few) == 1:
            question = few[0].question
            title = f"Find out: {question.name}" if few[0].dont_know else question.action.title
            return title, question.action.first_step, question.id
    if draft.gaps:
        return draft.job.title, draft.job.first_step, None
    first = draft.tests[0].question
    if len(draft.tests) == 1:
        return first.review.title, first.review.do or "", first.id
    return draft.job.review_title, first.review.do or "", None
