"""The duties of each tier with their sections, and what the answers say of each."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from assessment import Answer, evaluate
from assessment.answers import Choice
from assessment.json_types import to_json
from assessment.law import status_of, tier_of
from assessment.result import ArrangementStatus, Verdict
from assessment.result_json import law_document
from questions import Bank
from questions.conditions import Value
from tests.assessment.law_profiles import event, premises, read
from tests.assessment.make import Bearing, area, bank, bank_of, question, said
from tests.assessment.strategies import LAW

EVERY_TIER = {
    "notify": "section 9",
    "evacuation": "section 5(3)(a)",
    "invacuation": "section 5(3)(b)",
    "lockdown": "section 5(3)(c)",
    "communication": "section 5(3)(d)",
    "coordination": "section 8(1) to (4)",
}
ENHANCED_ONLY = {
    "review": "section 6(1)(a)",
    "monitoring": "section 6(3)(a)",
    "movement": "section 6(3)(b)",
    "physical": "section 6(3)(c)",
    "information": "section 6(3)(d)",
    "document": "section 7",
    "senior-individual": "section 10",
    "cooperation": "section 8(5) and (6)",
}


@pytest.mark.parametrize(
    ("raw", "tier", "duties"),
    [
        (premises(), "standard", EVERY_TIER),
        (premises(people=800), "enhanced", EVERY_TIER | ENHANCED_ONLY),
        (event(), "qualifying-event", EVERY_TIER | ENHANCED_ONLY),
        (premises(people=199), "out-of-scope", {}),
        (premises(excluded_site="legislature"), "excluded", {}),
        ({}, None, {}),
    ],
    ids=["standard", "enhanced", "event", "out of scope", "excluded", "undetermined"],
)
def test_duties_of_a_tier(project_bank: Bank, raw: dict[str, Value], tier: str | None, duties: dict[str, str]) -> None:
    result = evaluate(project_bank, read(project_bank, raw), {})
    document = json.loads(to_json(law_document(project_bank, result.verdict)))
    assert document["tier"] == tier
    assert {duty["id"]: duty["section"] for duty in document["duties"]} == duties


def test_every_duty_of_a_tier_has_a_question_that_such_a_place_is_asked(project_bank: Bank) -> None:
    profile: dict[str, Value] = {
        "staff": 60,
        "tenure": "landlord",
        "nearby": ("vehicles", "queues"),
        "building": ("cctv", "shared"),
    }
    for raw in (premises(people=5000, use="shop"), event(people=5000)):
        result = evaluate(project_bank, {**read(project_bank, raw), **profile}, {})
        assert result.verdict
        assert [duty.id for duty in result.verdict.duties if not duty.arrangements] == []
        assert {each.status for duty in result.verdict.duties for each in duty.arrangements} == {"not-answered"}


MADE = bank(
    area(
        "all",
        [
            question("told", bears_on=Bearing(duties=("notify",))),
            question("drill", bears_on=Bearing(duties=("evacuation", "notify"))),
        ],
        [question("map", bears_on=Bearing(duties=("evacuation",)), when="checks"), question("other")],
    ),
    law=LAW,
)
LARGE: dict[str, Value] = {"setting": "shop", "people": 200, "checks": True}


STATUSES = {
    "3": "in-place",
    "2": "in-place",
    "1": "partly",
    "0": "missing",
    "dont-know": "not-known",
    "not-applicable": "not-applicable",
    None: "not-answered",
}


def _standing(verdict: Verdict | None) -> dict[str, dict[str, str]]:
    assert verdict
    return {duty.id: {each.question: each.status for each in duty.arrangements} for duty in verdict.duties}


@pytest.mark.parametrize("choice", STATUSES)
def test_each_answer_has_a_status_of_its_own(choice: Choice | None) -> None:
    answers = {"told": Answer(choice, note="a note"), **said(drill="3", map="0")}
    assert _standing(evaluate(MADE, LARGE, answers).verdict) == {
        "notify": {"told": STATUSES[choice], "drill": "in-place"},
        "evacuation": {"drill": "in-place", "map": "missing"},
    }


def test_the_six_statuses_are_never_mixed() -> None:
    assert set(STATUSES.values()) == set(get_args(ArrangementStatus))
    assert status_of(None) == "not-answered"


def test_what_is_off_the_path_bears_on_nothing() -> None:
    verdict = evaluate(MADE, {**LARGE, "checks": False}, said(told="3", map="0")).verdict
    assert _standing(verdict) == {
        "notify": {"told": "in-place", "drill": "not-answered"},
        "evacuation": {"drill": "not-answered"},
    }


def test_a_quick_check_shows_the_duties_and_no_status(project_bank: Bank) -> None:
    answers = {question.id: Answer("2") for question in project_bank.questions}
    quick = evaluate(project_bank, read(project_bank, premises()), answers, "quick").verdict
    full = evaluate(project_bank, read(project_bank, premises()), answers).verdict
    assert quick
    assert full
    assert [duty.id for duty in quick.duties] == [duty.id for duty in full.duties] == list(EVERY_TIER)
    assert (quick.assessed, full.assessed) == (False, True)
    assert [duty.arrangements for duty in quick.duties] == [()] * len(quick.duties)
    assert {duty.id for duty in full.duties if duty.arrangements} == EVERY_TIER.keys() - {"coordination"}


PROCEDURES = {
    "evacuation": "evacuation-for-attack",
    "invacuation": "invacuation-safer-place",
    "lockdown": "lockdown-plan",
    "communication": "emergency-messages",
}


@pytest.mark.parametrize(("duty", "question_id"), PROCEDURES.items())
def test_a_procedure_that_was_said_not_to_apply_is_not_in_place(
    project_bank: Bank, duty: str, question_id: str
) -> None:
    """The Act asks for it so far as is reasonably practicable (section 5(1)), whatever the answer."""
    assert project_bank.law
    offered = project_bank.by_id[question_id].not_applicable is not None
    answers = {question_id: Answer("not-applicable", "We think not")}
    result = evaluate(project_bank, read(project_bank, event()), answers)
    assert result.verdict
    view = next(each for each in result.verdict.duties if each.id == duty)
    own = [each for each in view.arrangements if each.own]
    expected = "not-applicable" if offered else "not-answered"
    assert [(each.question, each.status) for each in own] == [(question_id, expected)]
    assert view.own_not_applicable is offered
    content = next(each for each in project_bank.law.duties if each.id == duty)
    assert content.if_not_applicable == (
        "You said this does not apply. The Act asks for a procedure so far as reasonably practicable: "
        "look at this again."
    )
    others = [each for each in result.verdict.duties if each.id in PROCEDURES and each.id != duty]
    assert not any(each.own_not_applicable for each in others)


def test_every_duty_that_asks_for_one_thing_knows_its_question(project_bank: Bank) -> None:
    assert project_bank.law
    without = {duty.id for duty in project_bank.law.duties if not duty.asked_by}
    assert without == {"monitoring", "movement", "physical", "information", "cooperation"}


def test_steps_that_do_not_apply_are_passed_over() -> None:
    assert [step.id for step in tier_of(LAW, MADE.law_tests, {"setting": "shop", "people": 500})[1]] == [
        "out",
        "standard",
    ]
    assert tier_of(LAW, MADE.law_tests, {"setting": "park", "people": 500}) == (None, ())
    assert tier_of(LAW, MADE.law_tests, {"people": 500}) == (None, ())


def test_bank_without_a_law_has_no_verdict() -> None:
    made = bank_of(question("only"))
    result = evaluate(made, {}, {})
    assert result.verdict is None
    assert law_document(made, result.verdict) == {"tier": None, "law": None, "duties": []}
