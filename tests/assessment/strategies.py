"""Random small banks, with conditions on the profile and on earlier questions, and answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from hypothesis import strategies as st

from assessment import Answer
from assessment.answers import Choice
from assessment.profile import Profile
from questions import Bank, Question
from questions.jobs import Job
from questions.law import Duty, Law, Step, Tier
from questions.model import Cost, Effort, Importance
from tests.assessment.make import DUTIES, STAGES, THREATS, TODAY, Bearing, Work, area, bank, job, question
from tests.questions.condition_texts import NEARBY, NUMBERS, SETTINGS, profiles

IMPORTANCES: tuple[Importance, ...] = ("essential", "important", "useful")

LAW = Law(
    title="A law",
    as_at=TODAY,
    status="Not in force.",
    caveat="Not advice.",
    undetermined="It cannot be told.",
    sources=("A1",),
    tiers=(Tier(id="out", title="Outside", says="None."), Tier(id="standard", title="Standard", says="Some.")),
    steps=tuple(
        Step(
            id=tier,
            asks="Is it?",
            applies="setting != 'park'",
            when=when,
            tier=tier,
            section="section 2",
            if_yes="It is.",
            if_no="It is not.",
            sources=("A1",),
        )
        for tier, when in (("out", "people < 200"), ("standard", "people >= 200"))
    ),
    duties=tuple(
        Duty(id=duty, title=duty, says="Do it.", section="section 5", tiers=("standard",), sources=("A1",))
        for duty in DUTIES
    ),
)


@dataclass(frozen=True, repr=False)
class Case:
    """A bank, a profile, and answers of somebody who may have skipped, changed and stale ones."""

    bank: Bank
    profile: Profile
    answers: Mapping[str, Answer]

    def __repr__(self) -> str:
        """What makes the case, short enough to read when a property fails."""
        questions = [f"{each.id} {each.importance}, when {each.when}" for each in self.bank.questions]
        choices = {name: answer.choice for name, answer in self.answers.items()}
        return f"Case({questions}, {dict(self.profile)}, {choices}, law {self.bank.law is not None})"


# One draw a question and one an atom keep the strategies fast; so do strategies that are made once.
EFFORTS: tuple[Effort, ...] = ("hour", "day", "week", "month")
COSTS: tuple[Cost, ...] = ("none", "low", "medium", "high")
REVIEWS: tuple[tuple[Effort, Cost], ...] = (("hour", "none"), ("day", "low"), ("week", "none"), ("hour", "high"))
FACETS = tuple(
    product(
        IMPORTANCES,
        ((3, 2, 1, 0), (3, 2, 0), (3, 1, 0), (3, 0)),
        (True, False, "people < 200"),
        EFFORTS,
        COSTS,
        REVIEWS,
        (*((threat,) for threat in THREATS), THREATS[:2], THREATS),
        (*((stage,) for stage in STAGES), STAGES),
        ((), DUTIES[:1], DUTIES),
    )
)
ATOMS = (
    *(f"people {sign} {number}" for sign in ("<", ">=", "==", "!=") for number in NUMBERS),
    *(f"setting {sign} {setting!r}" for sign in ("==", "!=") for setting in SETTINGS),
    *(f"{thing!r} {sign} nearby" for sign in ("in", "not in") for thing in NEARBY),
    *("1 < people <= 800", "setting in ['shop', 'park']", "checks", "checks == False", "place != 'York'"),
)
_facets = st.integers(0, len(FACETS) - 1)
_booleans = st.booleans()
_forms = st.sampled_from(("{0}", "{0}", "not ({0})", "{0} and {1}", "{0} or {1}", "{0} and not ({1} or {2})"))
_profile_atoms = st.sampled_from(ATOMS)


@cache
def _atoms(earlier: tuple[str, ...]) -> st.SearchStrategy[str]:
    levels = [f"level[{q!r}] {sign} {n}" for q in earlier for sign in ("<", ">=", "!=") for n in range(1, 4)]
    return st.sampled_from(levels) | _profile_atoms if levels else _profile_atoms


@st.composite
def _conditions(draw: st.DrawFn, earlier: tuple[str, ...]) -> str | None:
    if draw(_booleans):
        return None
    form, atoms = draw(_forms), _atoms(earlier)
    return form.format(*(draw(atoms) for place in range(3) if f"{{{place}}}" in form))


_conditions_on = cache(_conditions)


@st.composite
def _questions(draw: st.DrawFn, place: int, earlier: list[Question], conditional: bool, law: Law | None) -> Question:
    importance, levels, may_not_apply, effort, cost, review, threats, stages, duties = FACETS[draw(_facets)]
    nameable = tuple(each.id for each in earlier if importance != "essential" or each.importance == "essential")
    return question(
        f"q{place}",
        importance,
        when=draw(_conditions_on(nameable)) if conditional else None,
        levels=levels,
        not_applicable=may_not_apply,
        work=Work(effort, cost, review),
        bears_on=Bearing(threats, stages, duties if law else ()),
    )


_shapes = st.sampled_from(
    (
        *([[1]], [[2]], [[3]], [[1, 2]], [[2], [1]], [[3, 1], [2]], [[1], [1], [1]], [[2, 3], [3]]),
        *([[1, 1], [1, 1]], [[3, 3]], [[2], [2], [2], [2]], [[3, 3], [1], [2]]),
    )
)
_laws = st.sampled_from((None, LAW))


@st.composite
def banks(draw: st.DrawFn, *, conditional: bool = True) -> Bank:
    """Banks of one to four areas, each of one or two pages; with and without a law."""
    shape = draw(_shapes)
    law = draw(_laws)
    earlier: list[Question] = []
    areas = []
    for number, pages in enumerate(shape):
        made: list[list[Question]] = []
        for size in pages:
            made.append([])
            for _ in range(size):
                new = draw(_questions(len(earlier), earlier, conditional, law))
                earlier.append(new)
                made[-1].append(new)
        areas.append(area(f"a{number}", *made))
    return bank(*areas, law=law, jobs=draw(_jobs(tuple(each.id for each in earlier))))


@st.composite
def _jobs(draw: st.DrawFn, names: tuple[str, ...]) -> list[Job]:
    """Jobs that share out the questions in any order; none where a bank says nothing of jobs."""
    if draw(_booleans):
        return []
    shuffled = draw(st.permutations(names))
    starts = sorted({0, *draw(st.sets(st.integers(0, len(names) - 1), max_size=3))})
    shares = zip(starts, [*starts[1:], len(names)], strict=True)
    return [job(f"j{start}", *shuffled[start:end]) for start, end in shares]


def choices_of(asked: Question) -> tuple[Choice, ...]:
    """What can be answered to a question, best level first."""
    levels: tuple[Choice, ...] = ("3", "2", "1", "0")
    given = [level for level in levels if int(level) in asked.options]
    return (*given, "dont-know", *(("not-applicable",) if asked.not_applicable else ()))


@cache
def _answers(choices: tuple[Choice, ...], more: tuple[Answer, ...], whole: bool) -> st.SearchStrategy[Answer | None]:
    reasons = {"not-applicable": "It is not here"}
    unanswered = [] if whole else [None, Answer(None, note="Later")]
    return st.sampled_from([*unanswered, *more, *(Answer(choice, reasons.get(choice, "")) for choice in choices)])


TOP = Answer("3")


@st.composite
def cases(draw: st.DrawFn, *, conditional: bool = True, whole: bool = False, good: bool = False) -> Case:
    """A bank, a profile with some fields missing, and answers.

    To every question where `whole`; mostly at the top where `good`.
    """
    made = draw(banks(conditional=conditional))
    answers: dict[str, Answer] = {}
    for each in made.questions:
        answer = draw(_answers(choices_of(each), (TOP,) * 12 if good else (), whole))
        if answer is not None:
            answers[each.id] = answer
    return Case(made, draw(profiles), answers)
