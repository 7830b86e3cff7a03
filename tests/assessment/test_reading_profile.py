"""Reads a profile from outside: right input in each of its forms, and wrong or hostile input named, never raised."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.profile import EMPTY, Profile, fields_of, read_profile, sector_of
from questions import Bank
from tests.assessment.hostile import DEEP, HUGE, junk, short
from tests.assessment.law_profiles import event, premises

WHOLE: dict[str, object] = {
    **premises(people=300, use="food-drink"),
    "business_name": "Zoë’s café",
    "postcode": "LS1 1AA",
    "staff": 12,
    "tenure": "tenant",
}


def _read(bank: Bank, **changes: object) -> tuple[Profile, dict[str, str]]:
    """The profile read, and the message of each field's problem."""
    raw = {name: value for name, value in (WHOLE | changes).items() if value is not ...}
    profile, problems = read_profile(bank, raw)
    assert len({problem.where for problem in problems}) == len(problems)
    return profile, {problem.where: problem.message for problem in problems}


def test_whole_profile(project_bank: Bank) -> None:
    profile, problems = _read(project_bank)
    assert problems == {}
    assert profile == WHOLE
    assert [*profile] == [field.id for field in fields_of(project_bank) if field.id in WHOLE]


def test_empty_profile_names_every_required_field_in_its_own_words(project_bank: Bank) -> None:
    profile, problems = read_profile(project_bank, EMPTY)
    asked = [field for field in fields_of(project_bank) if field.required and field.when is None]
    assert profile == {}
    assert {problem.where: problem.message for problem in problems} == {field.id: field.missing for field in asked}
    assert str(problems[0]) == f"{problems[0].where}: {problems[0].message}"


def test_only_some_fields_are_required_while_it_is_filled_in(project_bank: Bank) -> None:
    profile, problems = read_profile(project_bank, {"use": "shop"}, only=frozenset({"use", "setting"}))
    assert profile == {"use": "shop"}
    assert [problem.where for problem in problems] == ["setting"]
    assert read_profile(project_bank, {}, only=frozenset()) == ({}, ())


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("people", "300", 300),
        ("people", " 1,200 ", 1200),
        ("people", "12 000", 12000),
        *(("people", f"1{space}200", 1200) for space in ("\u00a0", "\u202f", "\u2009", "\u2007", "\u3000")),
        ("people", "\u00a01,\u202f200\u00a0", 1200),
        ("people", "0012", 12),
        ("people", 500_000, 500_000),
        ("staff", "0", 0),
        ("staff", 300, 300),
        ("entry_checks", "yes", True),
        ("entry_checks", "no", False),
        ("entry_checks", False, False),
        ("nearby", ["queues", "vehicles"], ("vehicles", "queues")),
        ("nearby", ("vehicles", "vehicles"), ("vehicles",)),
        ("nearby", ["none"], ("none",)),
        ("nearby", [], ()),
        ("business_name", "  Two \n lines\t here ", "Two lines here"),
        ("business_name", "\u202egnp.exe\u200b\x00", "gnp.exe"),
        ("business_name", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_right_values(project_bank: Bank, field: str, raw: object, value: object) -> None:
    profile, problems = _read(project_bank, **{field: raw})
    assert problems == {}
    assert profile[field] == value
    assert type(profile[field]) is type(value)


WHOLE_NUMBER = "Enter how many people are here at your busiest: a whole number from 1 to 500,000, such as 60"
STAFF_NUMBER = "Enter how many people work here at the same time: a whole number from 0 to 500,000, such as 60"


@pytest.mark.parametrize(
    ("field", "raw", "message"),
    [
        (
            "staff",
            "301",
            "This is more than all the people at your busiest, staff included. Correct one of the two numbers",
        ),
        ("people", 0, WHOLE_NUMBER),
        ("people", "500001", WHOLE_NUMBER),
        ("people", "-5", WHOLE_NUMBER),
        ("people", "about 60", WHOLE_NUMBER),
        ("staff", "about 6", STAFF_NUMBER),
        ("people", "12\n00", WHOLE_NUMBER),
        ("people", "1.200", WHOLE_NUMBER),
        ("people", "many", WHOLE_NUMBER),
        ("people", "12.5", WHOLE_NUMBER),
        ("people", 12.0, WHOLE_NUMBER),
        ("people", math.nan, WHOLE_NUMBER),
        ("people", "1e3", WHOLE_NUMBER),
        ("people", "٣٠٠", WHOLE_NUMBER),
        ("people", "²", WHOLE_NUMBER),
        ("people", True, WHOLE_NUMBER),
        ("people", [300], WHOLE_NUMBER),
        ("people", {"a": 1}, WHOLE_NUMBER),
        ("people", b"300", WHOLE_NUMBER),
        ("people", "9" * 5000, WHOLE_NUMBER),
        ("people", HUGE, WHOLE_NUMBER),
        ("people", "1" + " " * 100 + "2" * 10, WHOLE_NUMBER),
        ("people", DEEP, WHOLE_NUMBER),
        ("business_name", 5, "write business as text, in quotes"),
        ("business_name", b"x", "write business as text, in quotes"),
        ("business_name", ["x"], "write business as text, in quotes"),
        ("business_name", "x" * 201, "use 200 characters or fewer (now 201)"),
        ("business_name", "\u200d\u200c", "Enter the name of the business or organisation"),
        ("business_name", "  \n ", "Enter the name of the business or organisation"),
        ("business_name", None, "Enter the name of the business or organisation"),
        ("entry_checks", "true", "select yes or no"),
        ("entry_checks", 1, "select yes or no"),
        ("entry_checks", ["yes"], "select yes or no"),
        ("entry_checks", "", "Select yes if tickets or passes are checked"),
        ("nearby", "vehicles", "write the choices as a list"),
        ("nearby", {"vehicles"}, "write the choices as a list"),
        ("nearby", ["vehicles", "none"], "select either 'None of these' or the others, not both"),
    ],
    ids=short,
)
def test_wrong_values(project_bank: Bank, field: str, raw: object, message: str) -> None:
    profile, problems = _read(project_bank, **{field: raw})
    assert problems == {field: message}
    assert field not in profile
    assert profile["tenure"] == "tenant"


@pytest.mark.parametrize("raw", ["Shop", "shop ", "x" * 1000, 5, True, [], ["shop"], {}, b"shop", DEEP], ids=short)
def test_unknown_choice_names_those_there_are(project_bank: Bank, raw: object) -> None:
    for field, given_ in (("setting", raw), ("nearby", [raw])):
        profile, problems = _read(project_bank, **{field: given_})
        assert problems[field].startswith("there is no choice ")
        assert "choose from " in problems[field]
        assert len(problems[field]) < 250
        assert field not in profile


def test_alone_is_named_wherever_it_is(small: Bank) -> None:
    turned = small.model_dump()
    turned["profile"][1]["fields"][2]["options"] = turned["profile"][1]["fields"][2]["options"][::-1]
    bank = Bank.model_validate(turned)
    _, problems = read_profile(bank, {"nearby": ["vehicles", "none"]}, only=frozenset())
    assert [str(problem) for problem in problems] == ["nearby: select either 'None of these' or the others, not both"]


def test_unknown_fields_are_named_and_shortened(project_bank: Bank) -> None:
    hostile: Any = {"colour": 1, "__class__": 2, "x" * 1000: 3, 7: 4, HUGE: 5, None: 6, (1, 2): 7}
    profile, problems = read_profile(project_bank, {**WHOLE, **hostile})
    assert profile == WHOLE
    assert [problem.where for problem in problems] == [
        *("colour", "__class__", "x" * 60, "7", "a very large number", "None", "a tuple"),
    ]
    assert {problem.message for problem in problems} == {"the profile has no such field"}


def test_a_field_that_is_not_asked_is_left_out_without_a_word(project_bank: Bank) -> None:
    profile, problems = _read(project_bank, public="staff-only", entry_checks="nonsense", event_site="nowhere")
    assert problems == {}
    assert {"entry_checks", "event_site"}.isdisjoint(profile)
    profile, problems = _read(project_bank, **event(), excluded_site="legislature")
    assert problems == {}
    assert profile["event_site"] == "ordinary"
    assert "excluded_site" not in profile


def test_a_field_that_is_asked_only_now_is_required(project_bank: Bank) -> None:
    _, problems = _read(project_bank, setting="event", event_site=...)
    assert problems == {"event_site": "Select where the event takes place"}


def test_profile_cannot_be_changed(project_bank: Bank) -> None:
    profile, _ = _read(project_bank)
    with pytest.raises(TypeError):
        profile["people"] = 1  # type: ignore[index]


def test_sector_follows_the_use(project_bank: Bank) -> None:
    assert sector_of(project_bank, {"use": "shop"}) == "retail"
    assert sector_of(project_bank, {"use": "industry"}) == "industry"
    assert sector_of(project_bank, {"use": "not an option"}) is None
    assert sector_of(project_bank, {}) is None


FIELDS = ("business_name", "setting", "use", "public", "people", "entry_checks", "nearby", "postcode", "tenure", "zzz")


@given(raw=st.dictionaries(st.sampled_from(FIELDS), junk))
def test_any_input_is_read_or_named(project_bank: Bank, raw: dict[str, object]) -> None:
    profile, problems = read_profile(project_bank, raw, only=frozenset())
    assert set(profile) <= set(raw) - {"zzz"}
    assert not set(profile) & {problem.where for problem in problems}
    assert ("zzz" in raw) is any(problem.where == "zzz" for problem in problems)
    assert read_profile(project_bank, profile, only=frozenset()) == (profile, ())


def test_a_retired_option_is_passed_over_and_the_rest_is_kept(project_bank: Bank) -> None:
    """Profiles that were stored before hold such options: they must not lose what else was ticked."""
    profile, problems = _read(project_bank, building=["glazing", "several-entrances", "toilets"])
    assert problems == {}
    assert profile["building"] == ("glazing",)
    profile, problems = _read(project_bank, building=["toilets"])
    assert problems == {}
    assert profile["building"] == ()
