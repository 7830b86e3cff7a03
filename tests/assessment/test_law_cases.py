"""Hard cases of Martyn's Law, each with its section: parks, offices, private parties, places inside other places."""

from __future__ import annotations

import pytest

from assessment import evaluate
from questions import Bank
from questions.conditions import Value
from tests.assessment.law_profiles import (
    ALWAYS_STANDARD,
    FOR_VISITORS,
    NOT_LISTED,
    PRIVATE_TRAINING,
    USES,
    WITHOUT_VISITORS,
    event,
    premises,
    read,
    tier_and_section,
)

QUALIFIES = ("qualifying-event", "section 3(1)")
NOT_LISTED_USE = ("out-of-scope", "section 2(2)(b) and Schedule 1")
DEPENDS_ON_USE = ("depends", "section 2(2)(b) and Schedule 1")
DEPENDS_ON_PART = ("depends", "section 2(2)(a) and (b)")
DEPENDS_ON_GUESTS = ("depends", "Schedule 1, paragraphs 1 to 3, 5, 6, 17 and 18")
CO_OPERATE = ("co-operate", "section 8(5) and (6)")
FEW = ("out-of-scope", "section 2(2)(c)")
BY_NUMBER = {199: FEW, 200: ("standard", "section 2(3)(b)"), 800: ("enhanced", "section 2(3)(a)")}


def _words(bank: Bank, field: str, option: str) -> str:
    """What the profile says of an option: its title and its hint."""
    fields = {each.id: each for page in bank.profile for each in page.fields}
    found = next(each for each in fields[field].offered if each.id == option)
    return f"{found.title} {found.hint or ''}"


def _duties(bank: Bank, raw: dict[str, Value]) -> set[str]:
    verdict = evaluate(bank, read(bank, raw), {}).verdict
    assert verdict
    return {duty.id for duty in verdict.duties}


def test_ticketed_concert_in_a_park_street_or_field(project_bank: Bank) -> None:
    """Section 3(1)(b) rules out enhanced premises only; Schedule 2, paragraph 3(5)(b) keeps events in a park in."""
    assert tier_and_section(project_bank, event(people=12_000)) == QUALIFIES
    assert "A park, a street, a field" in _words(project_bank, "event_site", "ordinary")
    assert "Not a park, a field or a street" in _words(project_bank, "event_site", "enhanced-premises")


@pytest.mark.parametrize("use", ["industry", "office"])
def test_ticketed_public_event_at_a_factory_or_office(project_bank: Bank, use: str) -> None:
    """With 1,000 workers they are of no Schedule 1 use, so not enhanced premises."""
    assert tier_and_section(project_bank, event(use=use)) == QUALIFIES
    assert "an office, a factory" in _words(project_bank, "event_site", "ordinary")


def test_everyday_use_is_not_the_test(project_bank: Bank) -> None:
    """Section 2(3)(a) asks what is expected from time to time."""
    assert "from time to time" in _words(project_bank, "event_site", "enhanced-premises")
    fields = {field.id: field for page in project_bank.profile for field in page.fields}
    people = fields["people"]
    assert people.help
    assert "from time to time" in people.help
    assert not any("everyday" in option.title for option in fields["event_site"].offered)


def test_the_old_site_of_an_event_says_too_little(project_bank: Bank) -> None:
    """It took in parks: an event that was described with it is in no tier until the question is answered again."""
    assert tier_and_section(project_bank, event(event_site="large-premises"))[0] is None


@pytest.mark.parametrize("public", ["open", "controlled", "invited"])
def test_something_else_cannot_be_told(project_bank: Bank, public: str) -> None:
    for people, expected in {199: FEW, 200: DEPENDS_ON_USE, 5000: DEPENDS_ON_USE}.items():
        raw = premises(use="other", public=public, people=people)
        assert tier_and_section(project_bank, raw) == expected
    law = project_bank.law
    assert law
    step = next(step for step in law.steps if step.id == "use-not-told")
    assert "paragraph 1(c)" in step.if_yes
    assert "visit" in step.if_yes
    assert "section 11" in next(tier.says for tier in law.tiers if tier.id == "depends")


@pytest.mark.parametrize("use", ["office", "industry"])
@pytest.mark.parametrize("public", ["open", "controlled"])
def test_office_or_works_where_the_public_come_in(project_bank: Bank, use: str, public: str) -> None:
    """A service mainly to the public who visit is of Schedule 1, paragraph 1(c); a part can be premises by itself."""
    for people, by_number in BY_NUMBER.items():
        raw = premises(use=use, public=public, people=people)
        assert tier_and_section(project_bank, {**raw, "serves": "mainly-served"}) == by_number
        work = NOT_LISTED_USE
        assert tier_and_section(project_bank, {**raw, "serves": "mainly-work"}) == work
        part = FEW if people < 200 else DEPENDS_ON_PART
        assert tier_and_section(project_bank, {**raw, "serves": "part"}) == part


def test_private_wedding_is_no_qualifying_event(project_bank: Bank) -> None:
    """Members of the public have no access to a private party (section 3(1)(c))."""
    assert tier_and_section(project_bank, event(public="invited", people=850)) == ("out-of-scope", "section 3(1)(c)")


@pytest.mark.parametrize("use", [*FOR_VISITORS, PRIVATE_TRAINING])
def test_place_for_private_parties_only(project_bank: Bank, use: str) -> None:
    """Whether it is mainly for the public can be argued: no flat answer, but for the number."""
    for people, expected in {199: FEW, 200: DEPENDS_ON_GUESTS, 800: DEPENDS_ON_GUESTS}.items():
        raw = premises(use=use, public="invited", people=people)
        assert tier_and_section(project_bank, raw) == expected


def test_trade_only_show(project_bank: Bank) -> None:
    """Schedule 1, paragraph 6: whether people of one trade are members of the public can be argued."""
    raw = premises(use="hall", public="staff-only", people=2000)
    assert tier_and_section(project_bank, raw) == ("depends", "Schedule 1, paragraph 6")
    assert tier_and_section(project_bank, {**raw, "people": 199}) == FEW


def test_members_club_is_open_to_the_public(project_bank: Bank) -> None:
    """Schedule 1, paragraph 18: that access is for members and their guests is irrelevant."""
    assert tier_and_section(project_bank, premises(use="entertainment", public="controlled")) == BY_NUMBER[200]
    assert "club" in _words(project_bank, "public", "invited")


@pytest.mark.parametrize("use", ["shop", "food-drink", "hall"])
def test_small_unit_inside_an_enhanced_place_must_co_operate(project_bank: Bank, use: str) -> None:
    raw = premises(setting="part-of-building", inside="larger-enhanced", use=use, people=60)
    assert tier_and_section(project_bank, raw) == CO_OPERATE
    assert _duties(project_bank, raw) == {"co-operate"}
    for inside in ("none", "larger", "unsure"):
        assert tier_and_section(project_bank, {**raw, "inside": inside}) == FEW
        assert _duties(project_bank, {**raw, "inside": inside}) == set()


def test_any_control_of_a_part_is_enough_to_co_operate(project_bank: Bank) -> None:
    """Section 8(5): to any other extent, so an office or a closed stockroom in a shopping centre too."""
    raw = premises(setting="part-of-building", inside="larger-enhanced", public="staff-only", people=500)
    for use in ("office", "other", "shop"):
        assert tier_and_section(project_bank, {**raw, "use": use}) == CO_OPERATE


def test_standard_place_inside_an_enhanced_one_has_both(project_bank: Bank) -> None:
    """Each is looked at by itself (section 2(5)(b)), and the smaller co-operates with the larger."""
    raw = premises(setting="part-of-building", inside="larger-enhanced", people=300)
    assert tier_and_section(project_bank, raw) == BY_NUMBER[200]
    assert {"evacuation", "coordination", "co-operate"} <= _duties(project_bank, raw)
    assert "co-operate" not in _duties(project_bank, {**raw, "inside": "larger"})
    assert "co-operate" not in _duties(project_bank, premises(people=300))


@pytest.mark.parametrize("use", ["childcare", "shop", "office"])
def test_place_inside_a_larger_one_of_the_same_person(project_bank: Bank, use: str) -> None:
    """A nursery on the campus of its university is one set with it (section 2(5)(a))."""
    for people in (60, 210, 900):
        raw = premises(setting="part-of-building", inside="same", use=use, public="staff-only", people=people)
        assert tier_and_section(project_bank, raw) == ("depends", "section 2(5)(a)")


def test_excluded_site_is_out_whatever_lies_around_it(project_bank: Bank) -> None:
    for inside in ("none", "larger-enhanced", "same"):
        raw = premises(setting="part-of-building", inside=inside, excluded_site="transport-security")
        assert tier_and_section(project_bank, raw) == ("excluded", "Schedule 2, Part 1")


@pytest.mark.parametrize("use", ALWAYS_STANDARD)
def test_always_standard_says_that_it_follows_the_principal_use(project_bank: Bank, use: str) -> None:
    assert project_bank.law
    raw = premises(use=use, people=5000)
    tier, section = tier_and_section(project_bank, raw)
    assert (tier, section) == ("standard", "section 2(4) and Schedule 1, paragraphs 9 and 13 to 15")
    step = next(step for step in project_bank.law.steps if step.id == "always-standard")
    assert "principal use" in step.if_yes
    assert "someone else runs" in step.if_yes


def test_private_training_centre_is_asked_the_number(project_bank: Bank) -> None:
    """Schedule 1, paragraph 15(3): always standard only where inspected and paid at least partly by the public."""
    for people, by_number in BY_NUMBER.items():
        raw = premises(use=PRIVATE_TRAINING, public="controlled", people=people)
        assert tier_and_section(project_bank, raw) == by_number
    assert "public money" in _words(project_bank, "use", "further-education")


def test_student_halls_belong_to_their_university(project_bank: Bank) -> None:
    assert "Student halls" in _words(project_bank, "use", "higher-education")
    assert tier_and_section(project_bank, premises(use="higher-education", people=900)) == BY_NUMBER[800]


def test_principally_for_visitors_stands_in_five_paragraphs_and_in_17(project_bank: Bank) -> None:
    """A hotel or an attraction counts with invited guests; the words are in paragraphs 1, 2, 3, 5, 6 and 17 alone."""
    assert [USES[use] for use in FOR_VISITORS] == [1, 2, 3, 5, 6, 17]
    for use in WITHOUT_VISITORS:
        assert tier_and_section(project_bank, premises(use=use, public="invited", people=300))[0] == "standard"


def test_checks_for_one_event_or_facility_do_not_end_the_open_air_exclusion(project_bank: Bank) -> None:
    fields = {field.id: field for page in project_bank.profile for field in page.fields}
    entry, leisure = fields["entry_checks"], fields["open_air_leisure"]
    assert entry.help
    assert "for one part only" in entry.help
    assert "special events" in entry.help
    assert "other mainly open-air place for leisure" in leisure.ask
    park = premises(use="attraction", setting="building-and-land", open_air_leisure=True, people=5000)
    assert tier_and_section(project_bank, park) == ("excluded", "Schedule 2, paragraph 3")


def test_people_counted_are_those_of_the_use(project_bank: Bank) -> None:
    """Section 2(2)(c): in connection with the use, staff included; the staff of other floors are not."""
    fields = {field.id: field for page in project_bank.profile for field in page.fields}
    says = fields["people"].help
    assert says
    assert "Count staff too" in says
    assert "staff of other floors" in says


@pytest.mark.parametrize("use", NOT_LISTED)
def test_a_staff_canteen_is_no_listed_use(project_bank: Bank, use: str) -> None:
    assert project_bank.law
    assert tier_and_section(project_bank, premises(use=use, public="staff-only", people=900)) == NOT_LISTED_USE
    assert "canteen" in next(step.if_yes for step in project_bank.law.steps if step.id == "use-not-listed")
