"""The duties of each tier with their sections, and what the answers say of each."""

from __future__ import annotations

import json

import pytest

from assessment import evaluate
from assessment.law import tier_of
from assessment.result_json import law_document, to_json
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
        assert [duty.id for duty in result.verdict.duties if not duty.bearing] == []
        assert all(duty.bearing == duty.missing for duty in result.verdict.duties)


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


@pytest.mark.parametrize(
    ("choice", "missing"),
    [("3", False), ("2", False), ("not-applicable", False), ("1", True), ("0", True), ("dont-know", True)],
)
def test_a_question_is_missing_while_it_is_a_gap(choice: str, missing: bool) -> None:
    answers = said(told=choice, drill="3", map="2")  # type: ignore[arg-type]
    verdict = evaluate(MADE, LARGE, answers).verdict
    assert verdict
    notify, evacuation = verdict.duties
    assert (notify.id, notify.bearing, notify.missing) == ("notify", ("told", "drill"), ("told",) if missing else ())
    assert (evacuation.id, evacuation.bearing, evacuation.missing) == ("evacuation", ("drill", "map"), ())


def test_unanswered_is_missing_and_off_the_path_bears_on_nothing() -> None:
    verdict = evaluate(MADE, {**LARGE, "checks": False}, said(told="3", map="0")).verdict
    assert verdict
    assert [(duty.bearing, duty.missing) for duty in verdict.duties] == [
        (("told", "drill"), ("drill",)),
        (("drill",), ("drill",)),
    ]


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
