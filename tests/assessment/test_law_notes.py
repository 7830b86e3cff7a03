"""What is said beside the tier: answers that do not fit, who is responsible, penalties and the rest, by nation too."""

from __future__ import annotations

import re

import pytest

from assessment import evaluate
from assessment.result import Verdict
from questions import Bank
from questions.conditions import Value
from tests.assessment.law_profiles import USES, event, premises, read


def _verdict(bank: Bank, raw: dict[str, Value]) -> Verdict:
    verdict = evaluate(bank, read(bank, raw), {}).verdict
    assert verdict
    return verdict


GROUNDS: dict[str, Value] = {"setting": "building-and-land", "open_air_leisure": True}


MISFITS: list[tuple[str, dict[str, Value]]] = [
    ("ticket-unchecked", premises(public="controlled")),
    ("ticket-unchecked", event(public="controlled", entry_checks=False)),
    ("open-but-checked", premises(entry_checks=True)),
    ("closed-but-for-visitors", premises(public="staff-only")),
    ("no-building-but-use", premises(setting="open-air", open_air_leisure=False, use="hotel")),
    ("leisure-but-use", premises(**GROUNDS, use="office", public="staff-only")),
    ("transport-but-use", premises(excluded_site="transport-security")),
    ("legislature-but-use", premises(excluded_site="legislature")),
    ("inside-larger-not-sure", premises(setting="part-of-building", inside="unsure")),
    ("principal-use-at-800", premises(use="worship", people=1400)),
    ("transport-rules-check", premises(use="airport")),
    ("northern-ireland-departments", premises(use="public-authority", nation="northern-ireland")),
    ("scottish-administration", premises(use="public-authority", nation="scotland")),
    ("welsh-government", premises(use="public-authority", nation="wales")),
]


@pytest.mark.parametrize(("warning", "raw"), MISFITS)
def test_each_warning_is_given_where_two_answers_do_not_fit(
    project_bank: Bank, warning: str, raw: dict[str, Value]
) -> None:
    assert _verdict(project_bank, raw).warnings == (warning,)


def test_every_warning_has_a_case(project_bank: Bank) -> None:
    assert project_bank.law
    assert {warning for warning, _ in MISFITS} == {each.id for each in project_bank.law.warnings}


@pytest.mark.parametrize(
    "raw",
    [
        premises(),
        premises(public="controlled", entry_checks=True),
        premises(use="worship", people=799),
        premises(use="public-authority", nation="england"),
        premises(use="public-authority"),
        event(public="controlled"),
        event(public="invited"),
    ],
)
def test_answers_that_fit_give_no_warning(project_bank: Bank, raw: dict[str, Value]) -> None:
    assert _verdict(project_bank, raw).warnings == ()


RESPONSIBLE = {
    "school": "responsible-education",
    "further-education": "responsible-education",
    "higher-education": "responsible-university",
    "health": "responsible-health",
    "public-authority": "responsible-authority",
}


@pytest.mark.parametrize("use", USES)
def test_who_is_probably_responsible(project_bank: Bank, use: str) -> None:
    """Section 4(1): whoever has control; Schedule 1 names it for some uses, childcare and worship not among them."""
    verdict = _verdict(project_bank, premises(use=use))
    said = [note for note in verdict.notes if note.startswith("responsible-")]
    assert said == [RESPONSIBLE.get(use, "responsible-control")]


def test_who_is_responsible_for_an_event(project_bank: Bank) -> None:
    notes = _verdict(project_bank, event()).notes
    assert [note for note in notes if note.startswith("responsible-")] == ["responsible-event"]


def test_a_surgery_has_no_fixed_responsible_person(project_bank: Bank) -> None:
    """Schedule 1, paragraph 10(2) is about hospitals alone."""
    assert project_bank.law
    says = next(note.says for note in project_bank.law.notes if note.id == "responsible-health")
    assert "hospital" in says
    assert "dental practice, it is whoever has control" in says


EVERY_TIER = {"mailbox", "inspectors", "suspicion-is-enough"}


@pytest.mark.parametrize(
    ("raw", "wanted", "not_wanted"),
    [
        (premises(), {"penalties-standard", "written-procedures", *EVERY_TIER}, {"penalties-enhanced"}),
        (premises(people=800), {"penalties-enhanced", *EVERY_TIER}, {"penalties-standard", "written-procedures"}),
        (event(), {"penalties-enhanced", *EVERY_TIER}, {"penalties-standard", "several-uses"}),
        (premises(people=60), set(), {"penalties-standard", "penalties-enhanced", *EVERY_TIER}),
    ],
    ids=["standard", "enhanced", "event", "out of scope"],
)
def test_what_is_said_in_each_tier(
    project_bank: Bank, raw: dict[str, Value], wanted: set[str], not_wanted: set[str]
) -> None:
    notes = set(_verdict(project_bank, raw).notes)
    assert wanted <= notes
    assert notes.isdisjoint(not_wanted)


SECTIONS = {
    "responsible-control": "section 4(1)",
    "several-uses": "section 4(2)(b)",
    "mailbox": "section 29",
    "inspectors": "Schedule 3, paragraphs 2(5), 4",
    "penalties-standard": "sections 18 to 21",
    "penalties-enhanced": "sections 18 to 21",
    "licensing-plans": "section 34",
    "who-counts": "25",
}


@pytest.mark.parametrize(("note", "section"), SECTIONS.items())
def test_each_statement_has_its_section(project_bank: Bank, note: str, section: str) -> None:
    assert project_bank.law
    found = next(each for each in project_bank.law.notes if each.id == note)
    assert section in found.section
    assert "A1" in found.sources


def test_penalties_are_those_of_the_act(project_bank: Bank) -> None:
    """Sections 18(1)(b), 18(3), 19(5) and 21(2). A penalty may come without an earlier notice (17(6))."""
    assert project_bank.law
    says = {note.id: note.says for note in project_bank.law.notes if note.id.startswith("penalties-")}
    assert "£10,000" in says["penalties-standard"]
    assert "£500 for each day" in says["penalties-standard"]
    assert "£18 million or 5%" in says["penalties-enhanced"]
    assert "£50,000 for each day" in says["penalties-enhanced"]
    assert all("must hear you first" in each for each in says.values())
    assert not any("warning" in each for each in says.values())


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", None])
def test_licensing_plans_are_for_great_britain(project_bank: Bank, nation: str | None) -> None:
    """Section 36(2): Part 2 does not extend to Northern Ireland. An unknown nation is told."""
    known: dict[str, Value] = {"nation": nation} if nation else {}
    assert "licensing-plans" in _verdict(project_bank, premises(use="food-drink", **known)).notes
    assert "licensing-plans" not in _verdict(project_bank, premises(use="worship", **known)).notes


def test_licensing_plans_are_not_for_northern_ireland(project_bank: Bank) -> None:
    notes = _verdict(project_bank, premises(use="food-drink", nation="northern-ireland")).notes
    assert "licensing-plans" not in notes


def test_no_start_date_is_named(project_bank: Bank) -> None:
    """Section 37(2)(b) sets none: never a day, never a countdown."""
    assert project_bank.law
    status = project_bank.law.status
    assert "no start date is set" in status
    assert "spring 2027" in status
    assert not re.search(r"[0-9]+ (January|February|March|April|May|June) 2027|days left|24 months", status)
    assert "section 11" in project_bank.law.caveat
