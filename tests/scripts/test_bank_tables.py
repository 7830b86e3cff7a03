"""docs/bank.md keeps up with the bank, and the bank asks enough: of each threat, of each tier, and not too much."""

from __future__ import annotations

import pytest

from questions import Bank, load_bank
from scripts.bank_tables import BANK, EXAMPLES, TARGET, Place, bank_tables, example_places


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The project's bank."""
    return load_bank(BANK)


@pytest.fixture(scope="module")
def places(bank: Bank) -> dict[str, Place]:
    """The example places by name."""
    return {place.name: place for place in example_places(bank, EXAMPLES)}


def test_the_document_is_up_to_date(bank: Bank) -> None:
    assert TARGET.read_text(encoding="utf-8") == bank_tables(bank, EXAMPLES), "run: make tables"


def test_every_question_area_source_and_duty_is_in_it(bank: Bank) -> None:
    text = bank_tables(bank, EXAMPLES)
    for area in bank.areas:
        assert f"| {area.title} |" in text
    for key in bank.sources:
        assert f"| {key} |" in text
    assert bank.law is not None
    for duty in bank.law.duties:
        assert f"| {duty.title} |" in text
    for each in bank.to_verify:
        assert f". {each}\n" in text
    both = sum(len(question.duties) for question in bank.questions)
    duties, questions = (text.split(f"## {title}")[1].split("##")[0] for title in ("Duties,", "Questions, with"))
    assert duties.count("`") == 2 * both
    assert questions.count("`") == 2 * (both + sum(bool(question.duties) for question in bank.questions))


def test_a_stroke_in_a_title_breaks_no_table(bank: Bank) -> None:
    area = bank.areas[0].model_copy(update={"title": "Doors | windows"})
    changed = bank.model_copy(update={"areas": (area, *bank.areas[1:])})
    assert r"| Doors \| windows |" in bank_tables(changed, EXAMPLES)


def test_every_threat_and_every_stage_has_at_least_five_questions(bank: Bank) -> None:
    for threat in bank.threats:
        assert sum(threat.id in question.threats for question in bank.questions) >= 5, threat.id
    for stage in bank.stages:
        assert sum(stage.id in question.stages for question in bank.questions) >= 5, stage.id


def test_every_threat_is_seen_at_every_stage(bank: Bank) -> None:
    for threat in bank.threats:
        seen = {stage for question in bank.questions if threat.id in question.threats for stage in question.stages}
        assert seen == {stage.id for stage in bank.stages}, threat.id


@pytest.mark.parametrize(("name", "least", "most"), [("cafe", 35, 45), ("office", 30, 50), ("village-hall", 30, 50)])
def test_a_small_place_is_asked_what_it_can_answer(places: dict[str, Place], name: str, least: int, most: int) -> None:
    place = places[name]
    assert least <= len(place.full) <= len(place.with_answers) <= most
    assert len(place.quick) <= 25


def test_the_larger_the_place_the_more_it_is_asked(places: dict[str, Place]) -> None:
    names = ("cafe", "church", "music-pub", "shopping-centre")
    counts = [len(places[name].full) for name in names]
    assert counts == sorted(counts)
    assert all(set(place.quick) <= set(place.full) <= set(place.with_answers) for place in places.values())


def test_every_tier_has_an_example(bank: Bank, places: dict[str, Place]) -> None:
    """But for the duty of places inside a larger one, which `when` tells apart within the tiers."""
    assert bank.law is not None
    tiers = {tier for duty in bank.law.duties if duty.when is None for tier in duty.tiers}
    assert tiers <= {place.tier for place in places.values()}


def unasked(bank: Bank, places: dict[str, Place]) -> list[tuple[str, str]]:
    """Each duty with each place of its tiers that is asked, before any answer, no question which bears on it."""
    assert bank.law is not None
    return [
        (duty.id, place.name)
        for duty in bank.law.duties
        if duty.when is None
        for place in places.values()
        if place.tier in duty.tiers and not any(duty.id in bank.by_id[name].duties for name in place.full)
    ]


def test_every_duty_of_a_tier_is_borne_on_by_a_question_that_is_asked_there(
    bank: Bank, places: dict[str, Place]
) -> None:
    """The duty to coordinate is one of shared places alone, so a place that nobody shares is not asked about it."""
    assert bank.law is not None
    missing = unasked(bank, places)
    assert {duty for duty, _ in missing} <= {"coordination"}
    for duty in (each for each in bank.law.duties if each.when is None):
        for tier in duty.tiers:
            there = [place.name for place in places.values() if place.tier == tier]
            assert any((duty.id, name) not in missing for name in there), (duty.id, tier)
