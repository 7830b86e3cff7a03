"""What figures may count of an assessment: plain values, right, and nothing that names anybody."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from assessment import Answer
from assessment.evaluation import evaluate
from assessment.share_facts import ShareFacts, people_class, share_facts
from questions import Bank
from tests.assessment.make import bank_of, question

NAMES = {"business_name": "Zanzibar House", "postcode": "ZZ9 9ZZ", "took_part": "Zelda"}
PLACE: dict[str, str | int] = {
    **NAMES,
    "setting": "building",
    "use": "food-drink",
    "public": "open",
    "people": 240,
    "staff": 5,
}
PLACE |= {"entry_checks": False, "excluded_site": "neither"}


def test_facts_hold_the_result_in_ids() -> None:
    made = bank_of(question("gates", "essential"), question("cctv"), question("keys"), question("plan"))
    answers = {"gates": Answer("3"), "cctv": Answer("1"), "keys": Answer("dont-know"), "plan": Answer("not-applicable")}
    facts = share_facts(made, evaluate(made, {"setting": "shop", "people": 800, "checks": False}, answers, "quick"))
    assert facts.areas == {"only": (12, 12)}, "the quick check asks the essential questions alone"
    facts = share_facts(made, evaluate(made, {"setting": "shop", "people": 800, "checks": False}, answers))
    assert facts == ShareFacts(
        kind="full",
        use=None,
        sector=None,
        people="800-or-more",
        tier=None,
        band="building",
        percent=58,
        areas={"only": (4 * 3 + 2 * 1, 4 * 3 + 2 * 3 + 2 * 3)},
        gaps=("cctv", "keys"),
    )


def test_facts_identify_no_one_and_are_plain(project_bank: Bank) -> None:
    first = evaluate(project_bank, PLACE, {})
    answers = {name: Answer("1", note="Zebra gate") for name in first.path}
    result = evaluate(project_bank, PLACE, answers)
    facts = share_facts(project_bank, result)
    text = json.dumps(asdict(facts))
    assert not [word for word in ("Zanzibar", "ZZ9", "Zelda", "Zebra") if word in text]
    assert (facts.use, facts.sector, facts.people, facts.tier) == (
        "food-drink",
        "hospitality",
        "200-to-799",
        "standard",
    )
    other = replace(result, profile={**PLACE, "business_name": "Another", "postcode": "DE1 2XX"})
    assert share_facts(project_bank, other) == facts


@pytest.mark.parametrize(
    ("people", "name"),
    [(0, "under-200"), (199, "under-200"), (200, "200-to-799"), (799, "200-to-799"), (800, "800-or-more")],
)
def test_people_fall_into_the_classes_of_the_act(people: int, name: str) -> None:
    assert people_class(people) == name


def test_a_number_that_is_not_known_has_no_class() -> None:
    assert people_class(None) is None
