"""Small real banks for the tests of the rules: the numbers of scoring.md, and questions made from a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessment import Answer
from assessment.answers import Choice
from questions import Area, Bank, Question
from questions.jobs import Job
from questions.law import Law
from questions.model import (
    Action,
    ActionClass,
    Band,
    Ceiling,
    Cost,
    Effort,
    Importance,
    Notices,
    Page,
    Reporting,
    Review,
    Scoring,
    Source,
    Stage,
    Start,
    Threat,
)
from questions.model import Choice as Scale
from questions.profile import ProfileField, ProfileOption, ProfilePage
from tests.questions.condition_texts import NEARBY, SETTINGS

BANDS = {"starting": 0, "building": 40, "established": 60, "strong": 80}
THREATS = ("fire", "vehicle", "cyber")
STAGES = ("deter", "respond")
DUTIES = ("notify", "evacuation")
TODAY = date(2026, 11, 22)

SCORING = Scoring(
    weights={"essential": 4, "important": 2, "useful": 1},
    bands=tuple(Band(id=band, title=band.title(), floor=floor, says="It says so.") for band, floor in BANDS.items()),
    ceilings=(
        Ceiling(band="building", states=("missing",), says="Essential: missing."),
        Ceiling(band="building", states=("partly", "missing", "not-applicable"), more_than=25, says="Essential: many."),
        Ceiling(band="building", importance="important", states=("missing",), more_than=25, says="Important: many."),
        Ceiling(band="established", states=("partly", "not-applicable"), says="Essential: partly."),
        Ceiling(band="established", importance="important", states=("missing",), says="Important: missing."),
    ),
    classes=(
        ActionClass(id="now", title="Now", months=1),
        ActionClass(id="next", title="Next", months=3),
        ActionClass(id="later", title="Later", months=12),
    ),
    efforts=tuple(Scale(id=effort, title=f"An {effort}") for effort in ("hour", "day", "week", "month")),
    costs=tuple(Scale(id=cost, title=f"Cost {cost}") for cost in ("none", "low", "medium", "high")),
    quick_win_efforts=("hour",),
    quick_win_costs=("none",),
    first_actions=6,
    dont_know="Don't know",
    rule=("Points over points.",),
)
_NOTICES = Notices(
    service="A service",
    plan="A plan",
    threats_title="By threat",
    threats_says="By threat.",
    purpose="To test.",
    independent="It is.",
    handling="Keep",
    handling_long="Keep it.",
    not_this=(),
)
_START = Start(
    title="A start",
    lead="Answer.",
    who="Anybody.",
    get=("A plan.",),
    need=("Time.",),
)


def _options(names: Iterable[str]) -> tuple[ProfileOption, ...]:
    return tuple(ProfileOption(id=name, title=f"A {name}") for name in names)


PROFILE = (
    ProfilePage(
        id="place",
        title="The place",
        fields=(
            ProfileField(id="place", ask="Where is it?", name="Place", kind="text", required=False),
            ProfileField(
                id="setting",
                ask="What is it?",
                name="Setting",
                kind="choice",
                missing="Select what it is",
                options=_options(SETTINGS),
            ),
            ProfileField(
                id="people", ask="How many?", name="People", kind="number", role="people", missing="Enter how many"
            ),
            ProfileField(
                id="nearby", ask="What is near?", name="Near", kind="choices", required=False, options=_options(NEARBY)
            ),
            ProfileField(id="checks", ask="Checks?", name="Checks", kind="yes-no", missing="Select yes or no"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Work:
    """What an action takes, and what its review takes."""

    effort: Effort = "day"
    cost: Cost = "low"
    review: tuple[Effort, Cost] = ("hour", "none")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a question bears on."""

    threats: tuple[str, ...] = ("fire",)
    stages: tuple[str, ...] = ("deter",)
    duties: tuple[str, ...] = ()


DAY, FIRE = Work(), Bearing()


def question(
    name: str,
    importance: Importance = "important",
    *,
    when: str | None = None,
    levels: Iterable[int] = (3, 2, 1, 0),
    not_applicable: bool | str = True,
    work: Work = DAY,
    bears_on: Bearing = FIRE,
) -> Question:
    """A question; only what the rules look at can be chosen. `not_applicable` may be the condition of that answer."""
    return Question(
        id=name,
        name=f"The {name}",
        ask=f"Is there {name}?",
        why="It helps.",
        good=("It is there.", "It works."),
        importance=importance,
        options={level: f"Level {level} of {name}" for level in levels},
        not_applicable="It is not here" if not_applicable else None,
        not_applicable_when=not_applicable if isinstance(not_applicable, str) else None,
        action=Action(
            title=f"Make {name}",
            do="Do it.",
            first_step="Begin.",
            who_helps="A friend.",
            done_when="It is there.",
            effort=work.effort,
            cost=work.cost,
        ),
        review=Review(
            title=f"Test {name}", do=f"Try {name}.", done_when="It worked.", effort=work.review[0], cost=work.review[1]
        ),
        evidence="Look.",
        threats=bears_on.threats,
        stages=bears_on.stages,
        duties=bears_on.duties,
        when=when,
        sources=("A1",),
        review_by=TODAY,
    )


def area(name: str, *pages: Sequence[Question]) -> Area:
    """An area; each page is a sequence of questions."""
    return Area(
        id=name,
        title=f"Area {name}",
        intro="About it.",
        pages=tuple(Page(title=f"Page {n}", questions=tuple(page)) for n, page in enumerate(pages, start=1)),
    )


def job(name: str, *questions: str) -> Job:
    """A job of these questions."""
    words = {"title": f"Do {name}", "review_title": f"Try {name}", "first_step": f"Start {name}.", "why": "It helps."}
    return Job(id=name, questions=questions, **words)


def bank(*areas: Area, law: Law | None = None, jobs: Iterable[Job] = ()) -> Bank:
    """A bank with the numbers of scoring.md and a short profile."""
    return Bank(
        id="made",
        release="2026.11",
        notices=_NOTICES,
        start=_START,
        scoring=SCORING,
        profile=PROFILE,
        sources={"A1": Source(title="An Act", publisher="Parliament", url="https://example.org", as_at=TODAY)},
        threats=tuple(Threat(id=each, title=each.title(), short=each, says="Bad.") for each in THREATS),
        stages=tuple(Stage(id=each, title=each.title(), says="Good.") for each in STAGES),
        law=law,
        reporting=Reporting(as_at=TODAY, routes=()),
        jobs=tuple(jobs),
        areas=areas,
    )


def bank_of(*questions: Question) -> Bank:
    """A bank with one area, a question a page."""
    return bank(area("only", *([each] for each in questions)))


def said(**choices: Choice) -> dict[str, Answer]:
    """Answers by question id, in the order given."""
    return {name: Answer(choice) for name, choice in choices.items()}
