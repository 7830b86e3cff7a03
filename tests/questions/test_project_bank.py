"""The project's own bank: sound, whole, and every question of it can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from assessment import Answer
from assessment.path import find_path
from assessment.profile import Profile, fields_of, read_profile
from questions import Bank
from questions.checks import check_meaning
from tests.questions.folders import PROJECT

AREAS = [
    "leadership",
    "risk-and-plan",
    "perimeter",
    "access-control",
    "cctv-lighting-alarms",
    "housekeeping",
    "vehicles-and-deliveries",
    "mail-and-parcels",
    "search-and-screening",
    "hostile-reconnaissance",
    "communication",
    "staff-awareness",
    "reporting",
    "suspicious-items",
    "evacuation-and-lockdown",
    "attack-response",
    "fire",
    "chemical",
    "people-security",
    "cyber",
    "safeguarding",
    "threat-levels",
    "working-together",
    "events-and-queues",
    "recovery",
]


def test_sound_and_whole(project_bank: Bank) -> None:
    assert list(check_meaning(project_bank)) == []
    assert [area.id for area in project_bank.areas] == AREAS
    assert len(project_bank.questions) >= 55


def test_every_file_of_an_area_is_read() -> None:
    names = sorted(path.name for path in PROJECT.glob("*.y*ml") if path.name[0].isdigit())
    assert [name[:2] for name in names] == [f"{number:02d}" for number in range(1, len(AREAS) + 1)]
    assert [name[3:] for name in names] == [f"{area}.yaml" for area in AREAS]


def test_numbers_are_those_of_the_rule(project_bank: Bank) -> None:
    scoring = project_bank.scoring
    assert dict(scoring.weights) == {"essential": 4, "important": 2, "useful": 1}
    assert [(band.title, band.floor) for band in scoring.bands] == [
        ("Early", 0),
        ("Developing", 40),
        ("Established", 60),
        ("Strong", 80),
    ]
    # The table of ceilings is held against docs/scoring.md by tests/assessment/test_scoring_document.py.
    assert all(ceiling.says and ceiling.states for ceiling in scoring.ceilings)
    assert [(each.id, each.months) for each in scoring.classes] == [("now", 1), ("next", 3), ("later", 12)]
    assert [effort.id for effort in scoring.efforts] == ["hour", "day", "week", "month"]
    assert (scoring.quick_win_efforts, scoring.quick_win_costs) == (("hour",), ("none",))
    assert scoring.first_actions == 6


def test_a_raised_response_has_a_menu_of_steps_to_choose_from(project_bank: Bank) -> None:
    """Eight to twelve for each response that a question asks about, and none for what is done every day."""
    assert project_bank.levels is not None
    asked = {question.response for question in project_bank.questions if question.response}
    for response in project_bank.levels.responses:
        steps = project_bank.levels.steps_for(response.id)
        assert len(steps) == len(set(steps))
        assert 8 <= len(steps) <= 12 if response.id in asked else steps == ()
    assert project_bank.levels.steps_for(None) == ()


def test_threats_and_stages_are_those_of_the_design(project_bank: Bank) -> None:
    assert [threat.id for threat in project_bank.threats] == [
        "marauding",
        "vehicle",
        "explosive",
        "fire",
        "cbr",
        "cyber",
    ]
    assert [stage.id for stage in project_bank.stages] == ["deter", "detect", "delay", "respond", "recover"]


def _large_places(bank: Bank) -> Iterator[Profile]:
    """A full profile for each use, site and public access, with all that can be there."""
    every = {
        field.id: [option.id for option in field.options if not option.alone]
        for field in fields_of(bank)
        if field.kind == "choices"
    }
    choices = {field.id: [option.id for option in field.options] for field in fields_of(bank) if field.kind == "choice"}
    for use in choices["use"]:
        for setting in choices["setting"]:
            for public in choices["public"]:
                for tenure in choices["tenure"]:
                    raw: dict[str, object] = {"use": use, "setting": setting, "public": public, "tenure": tenure}
                    raw |= {"people": 5000, "staff": 500, "entry_checks": True, **every}
                    yield read_profile(bank, raw, only=frozenset())[0]


def test_every_question_can_be_asked(project_bank: Bank) -> None:
    """A question that no place is ever asked would be an action that can never be reached."""
    asked: set[str] = set()
    for level in ("3", "1", "0"):
        answers = {question.id: Answer(level) for question in project_bank.questions}
        for profile in _large_places(project_bank):
            asked |= {question.id for question in find_path(project_bank, profile, answers)}
    assert {question.id for question in project_bank.questions} - asked == set()
