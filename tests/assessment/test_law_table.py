"""The truth table of Martyn's Law on the project's own duties.yaml: each use, number, site and kind of access."""

from __future__ import annotations

import pytest

from questions import Bank
from tests.assessment.law_profiles import (
    ALWAYS_STANDARD,
    BY_NUMBER,
    CLOSED_IS_OUT,
    LIMITS,
    NOT_LISTED,
    PRIVATE_TRAINING,
    USES,
    WITHOUT_VISITORS,
    event,
    premises,
    tier_and_section,
)

FEW = ("out-of-scope", "section 2(2)(c)")
STANDARD = ("standard", "section 2(3)(b)")
ENHANCED = ("enhanced", "section 2(3)(a)")
FIXED = ("standard", "section 2(4) and Schedule 1, paragraphs 9 and 13 to 15")
OPEN_AIR = ("excluded", "Schedule 2, paragraph 3")
NO_BUILDING = ("out-of-scope", "section 2(2)(a)")
NOT_PUBLIC = ("out-of-scope", "Schedule 1, paragraphs 1 to 3, 5, 6 and 17")
QUALIFIES = ("qualifying-event", "section 3(1)")
LARGE_SITE = ("out-of-scope", "section 3(1)(b)")
PRIVATE = ("out-of-scope", "section 3(1)(c)")
SMALL_EVENT = ("out-of-scope", "section 3(1)(d)")
UNCHECKED = ("out-of-scope", "section 3(1)(e)")
EVENT_EXCLUDED = ("excluded", "section 3(1)(f) and Schedule 2, Part 2")

BY_NUMBERS = dict(zip(LIMITS, (FEW, FEW, STANDARD, STANDARD, ENHANCED, ENHANCED), strict=True))
BUILDINGS = ("building", "part-of-building", "building-and-land")


def test_the_profile_offers_the_17_uses_and_four_others(project_bank: Bank) -> None:
    use = next(field for page in project_bank.profile for field in page.fields if field.id == "use")
    assert sorted(USES.values()) == list(range(1, 18))
    offered = [option.id for option in use.options]
    assert [each for each in offered if each != PRIVATE_TRAINING] == [*USES, *NOT_LISTED]
    assert PRIVATE_TRAINING in offered


@pytest.mark.parametrize("setting", BUILDINGS)
@pytest.mark.parametrize("public", ["open", "controlled"])
@pytest.mark.parametrize("use", BY_NUMBER)
def test_use_by_number(project_bank: Bank, use: str, public: str, setting: str) -> None:
    for people, expected in BY_NUMBERS.items():
        for checks in (True, False):
            raw = premises(use=use, people=people, public=public, setting=setting, entry_checks=checks)
            if setting == "building-and-land":
                raw["open_air_leisure"] = False
            assert tier_and_section(project_bank, raw) == expected


@pytest.mark.parametrize("setting", BUILDINGS)
@pytest.mark.parametrize("public", ["open", "controlled", "staff-only"])
@pytest.mark.parametrize("use", ALWAYS_STANDARD)
def test_use_that_is_always_standard(project_bank: Bank, use: str, public: str, setting: str) -> None:
    for people in LIMITS:
        raw = premises(use=use, people=people, public=public, setting=setting)
        if setting == "building-and-land":
            raw["open_air_leisure"] = False
        assert tier_and_section(project_bank, raw) == (FEW if people < 200 else FIXED)


@pytest.mark.parametrize("use", [use for use in WITHOUT_VISITORS if use not in ALWAYS_STANDARD])
@pytest.mark.parametrize("public", ["staff-only", "invited"])
def test_use_that_counts_without_the_public(project_bank: Bank, use: str, public: str) -> None:
    """A hotel, a sports ground or a station counts as what it is, and is not let off because its guests are invited."""
    for people, expected in BY_NUMBERS.items():
        assert tier_and_section(project_bank, premises(use=use, people=people, public=public)) == expected


@pytest.mark.parametrize("use", CLOSED_IS_OUT)
def test_closed_to_the_public(project_bank: Bank, use: str) -> None:
    """A shop counts only where the public visits."""
    for people in LIMITS:
        assert tier_and_section(project_bank, premises(use=use, people=people, public="staff-only")) == NOT_PUBLIC


@pytest.mark.parametrize("use", NOT_LISTED)
def test_use_that_is_not_listed(project_bank: Bank, use: str) -> None:
    for people in LIMITS:
        raw = premises(use=use, people=people, public="staff-only")
        assert tier_and_section(project_bank, raw) == ("out-of-scope", "section 2(2)(b) and Schedule 1")


@pytest.mark.parametrize("use", ["attraction", "sports-ground", "entertainment", "worship"])
def test_park_and_ground(project_bank: Bank, use: str) -> None:
    """Without checks at entry an open-air place for leisure is left out; with them the number decides."""
    for people, by_number in BY_NUMBERS.items():
        park = premises(use=use, people=people, setting="building-and-land", open_air_leisure=True)
        assert tier_and_section(project_bank, park) == OPEN_AIR
        checked = FIXED if use == "worship" and people >= 200 else by_number
        assert tier_and_section(project_bank, {**park, "entry_checks": True}) == checked


def test_only_parliaments_and_devolved_governments_are_left_out(project_bank: Bank) -> None:
    """Schedule 2, paragraphs 1 and 2: a UK government building is not left out, and no option says that it is."""
    fields = {field.id: field for page in project_bank.profile for field in page.fields}
    for name in ("excluded_site", "event_site"):
        title = next(option.title for option in fields[name].options if option.id == "legislature")
        assert "Houses of Parliament" in title
        assert "of the UK" not in title
    job_centre = premises(use="public-authority", people=300)
    assert tier_and_section(project_bank, job_centre) == STANDARD


def test_open_air_without_a_building_is_no_premises(project_bank: Bank) -> None:
    for people in LIMITS:
        site = premises(use="attraction", people=people, setting="open-air", open_air_leisure=True)
        assert tier_and_section(project_bank, site) == OPEN_AIR
        assert tier_and_section(project_bank, {**site, "entry_checks": True}) == NO_BUILDING
        assert tier_and_section(project_bank, {**site, "open_air_leisure": False}) == NO_BUILDING


@pytest.mark.parametrize("site", ["legislature", "transport-security"])
@pytest.mark.parametrize("use", [*USES, *NOT_LISTED])
def test_excluded_site(project_bank: Bank, use: str, site: str) -> None:
    for people in LIMITS:
        raw = premises(use=use, people=people, excluded_site=site)
        assert tier_and_section(project_bank, raw) == ("excluded", "Schedule 2, Part 1")


@pytest.mark.parametrize("people", LIMITS)
@pytest.mark.parametrize("public", ["open", "controlled"])
def test_event_by_number_and_checks(project_bank: Bank, people: int, public: str) -> None:
    expected = QUALIFIES if people >= 800 else SMALL_EVENT
    assert tier_and_section(project_bank, event(people=people, public=public)) == expected
    assert tier_and_section(project_bank, event(people=people, public=public, entry_checks=False)) == (
        UNCHECKED if people >= 800 else SMALL_EVENT
    )


def test_event_at_799_and_800(project_bank: Bank) -> None:
    assert tier_and_section(project_bank, event(people=799)) == SMALL_EVENT
    assert tier_and_section(project_bank, event(people=800)) == QUALIFIES


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("ordinary", QUALIFIES),
        ("worship-or-education", EVENT_EXCLUDED),
        ("legislature", EVENT_EXCLUDED),
        ("transport-security", EVENT_EXCLUDED),
        ("enhanced-premises", LARGE_SITE),
    ],
)
@pytest.mark.parametrize("people", [800, 5000])
def test_event_by_site(project_bank: Bank, site: str, expected: tuple[str, str], people: int) -> None:
    assert tier_and_section(project_bank, event(event_site=site, people=people)) == expected


@pytest.mark.parametrize("people", LIMITS)
@pytest.mark.parametrize("public", ["staff-only", "invited"])
def test_event_that_is_not_public(project_bank: Bank, people: int, public: str) -> None:
    assert tier_and_section(project_bank, event(public=public, people=people)) == PRIVATE


@pytest.mark.parametrize("use", [*USES, *NOT_LISTED])
def test_event_is_judged_as_an_event_whatever_its_use(project_bank: Bank, use: str) -> None:
    assert tier_and_section(project_bank, event(use=use)) == QUALIFIES
