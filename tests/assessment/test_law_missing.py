"""What the profile does not say leads to no tier or to the same one; never to a wrong one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.law import tier_of
from assessment.profile import fields_of
from questions import Bank
from questions.conditions import Value, fields_named
from tests.assessment.law_profiles import (
    LIMITS,
    NOT_LISTED,
    PRIVATE_TRAINING,
    USES,
    event,
    premises,
    read,
    tier_and_section,
)

DECIDES = (*premises(), "open_air_leisure", "event_site", "serves")
NO_DUTIES = ("out-of-scope", "excluded")


def _class(tier: str | None) -> str | None:
    """Both ways to have no duties are one: somewhere may be outside the Act for two reasons."""
    return "no-duties" if tier in NO_DUTIES else tier


def _tier(bank: Bank, raw: dict[str, Value]) -> str | None:
    return tier_and_section(bank, raw)[0]


def test_nothing_said_is_undetermined_and_no_step_is_taken(project_bank: Bank) -> None:
    assert project_bank.law
    assert tier_of(project_bank.law, project_bank.law_tests, {}) == (None, ())


@pytest.mark.parametrize("field", ["setting", "use", "public", "people", "excluded_site"])
def test_premises_without_one_field(project_bank: Bank, field: str) -> None:
    for people in (300, 5000):
        raw = premises(people=people)
        del raw[field]
        assert _tier(project_bank, raw) is None


@pytest.mark.parametrize("people", [150, 300, 5000])
def test_part_of_a_building_waits_for_the_larger_place(project_bank: Bank, people: int) -> None:
    raw = premises(setting="part-of-building", people=people)
    assert _tier(project_bank, raw) is not None
    del raw["inside"]
    assert _tier(project_bank, raw) is None


@pytest.mark.parametrize("use", ["office", "industry"])
def test_office_open_to_the_public_waits_for_what_it_mainly_is(project_bank: Bank, use: str) -> None:
    raw = premises(use=use, serves="mainly-work")
    assert _tier(project_bank, raw) == "out-of-scope"
    del raw["serves"]
    assert _tier(project_bank, raw) is None


@pytest.mark.parametrize("field", ["setting", "public", "people", "entry_checks", "event_site"])
def test_event_without_one_field(project_bank: Bank, field: str) -> None:
    raw = event()
    del raw[field]
    assert _tier(project_bank, raw) is None


@pytest.mark.parametrize("people", [300, 5000])
@pytest.mark.parametrize("use", ["attraction", "worship"])
@pytest.mark.parametrize("field", ["entry_checks", "open_air_leisure"])
def test_grounds_without_what_may_exclude_them(project_bank: Bank, field: str, use: str, people: int) -> None:
    raw = premises(setting="building-and-land", open_air_leisure=True, entry_checks=True, use=use, people=people)
    if field == "open_air_leisure":
        raw["entry_checks"] = False
    del raw[field]
    assert _tier(project_bank, raw) is None


@pytest.mark.parametrize("use", ["worship", "school"])
def test_always_standard_waits_for_the_site_too(project_bank: Bank, use: str) -> None:
    raw = premises(use=use)
    del raw["excluded_site"]
    assert _tier(project_bank, raw) is None


def test_what_is_settled_needs_nothing_more(project_bank: Bank) -> None:
    assert _tier(project_bank, {"setting": "building", "people": 150}) == "out-of-scope"
    assert _tier(project_bank, {"setting": "building", "use": "office", "public": "staff-only"}) == "out-of-scope"
    assert _tier(project_bank, {"setting": "building", "excluded_site": "legislature"}) == "excluded"
    assert _tier(project_bank, {"setting": "event", "people": 799}) == "out-of-scope"
    assert _tier(project_bank, {"setting": "event", "event_site": "enhanced-premises"}) == "out-of-scope"


whole = st.fixed_dictionaries(
    {
        "setting": st.sampled_from(("building", "part-of-building", "building-and-land", "open-air", "event")),
        "use": st.sampled_from((*USES, *NOT_LISTED, PRIVATE_TRAINING)),
        "public": st.sampled_from(("open", "controlled", "invited", "staff-only")),
        "people": st.sampled_from(LIMITS),
        "entry_checks": st.booleans(),
        "open_air_leisure": st.booleans(),
        "event_site": st.sampled_from(
            ("ordinary", "worship-or-education", "enhanced-premises", "large-premises", "legislature")
        ),
        "inside": st.sampled_from(("none", "larger-enhanced", "larger", "same", "unsure")),
        "serves": st.sampled_from(("mainly-work", "part", "mainly-served")),
        "excluded_site": st.sampled_from(("neither", "neither", "legislature", "transport-security")),
    }
)


@settings(max_examples=300)
@given(raw=whole, left_out=st.sets(st.sampled_from(DECIDES), max_size=4))
def test_leaving_out_never_gives_another_tier(project_bank: Bank, raw: dict[str, Value], left_out: set[str]) -> None:
    said = {name: value for name, value in raw.items() if name not in left_out}
    assert _class(_tier(project_bank, said)) in (None, _class(_tier(project_bank, raw)))


def test_every_full_profile_has_a_tier(project_bank: Bank) -> None:
    """All that decides, in all its combinations, for a use of each kind."""
    settings_ = ("building", "part-of-building", "building-and-land", "open-air", "event")
    uses = ("shop", "school", "health", "hall", "office", "other", "private-training")
    publics, sites = ("open", "invited", "staff-only"), ("neither", "legislature")
    flags = (True, False)
    for setting, use, public, people, checks, leisure, site in product(
        settings_, uses, publics, (199, 200, 800), flags, flags, sites
    ):
        raw: dict[str, Value] = {"setting": setting, "use": use, "public": public, "people": people}
        raw |= {"entry_checks": checks, "open_air_leisure": leisure, "excluded_site": site, "event_site": "ordinary"}
        for inside, serves in product(("none", "larger-enhanced", "same"), ("mainly-work", "part", "mainly-served")):
            assert _tier(project_bank, {**raw, "inside": inside, "serves": serves}) is not None


def test_last_step_taken_is_the_one_that_settles(project_bank: Bank) -> None:
    assert project_bank.law
    tier, taken = tier_of(project_bank.law, project_bank.law_tests, read(project_bank, premises()))
    assert tier == "standard"
    assert [step.met for step in taken] == [False] * (len(taken) - 1) + [True]
    ids = [step.id for step in project_bank.law.steps]
    assert [step.id for step in taken] == [name for name in ids if not name.startswith(("event-", "inside-"))]


def test_steps_read_only_what_is_required(project_bank: Bank) -> None:
    """What settles the tier is required, so that a whole profile never stays undetermined."""
    assert project_bank.law
    read_by_steps = {
        name for step in project_bank.law.steps for text in (step.applies, step.when) for name in fields_named(text)
    }
    fields = {field.id: field for field in fields_of(project_bank)}
    assert {name for name in read_by_steps if not fields[name].required} == set()
