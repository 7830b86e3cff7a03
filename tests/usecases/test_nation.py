"""The nation of a place: from its postcode, from the chosen force on a border, and never asked for."""

from __future__ import annotations

import pytest

from assessment.profile_navigation import fields_asked
from contacts import Directory
from questions import Bank, load_bank
from usecases.nation import with_nation
from usecases.settings import ROOT


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(ROOT / "questions" / "bank")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.load()


@pytest.mark.parametrize(
    ("postcode", "nation"),
    [
        ("BT1 5GS", "northern-ireland"),
        ("EH1 1RE", "scotland"),
        ("CF10 3NP", "wales"),
        ("DE1 2XX", "england"),
        ("DE1", "england"),
        ("GY1 1WR", None),
        ("ZZ9 9ZZ", None),
        ("", None),
    ],
)
def test_nation_of_a_postcode(bank: Bank, directory: Directory, postcode: str, nation: str | None) -> None:
    known = with_nation(bank, directory, {"postcode": postcode})
    assert known.get("nation") == nation
    assert known["postcode"] == postcode


def test_a_new_postcode_takes_the_old_nation_away(bank: Bank, directory: Directory) -> None:
    assert with_nation(bank, directory, {"postcode": "ZZ9 9ZZ", "nation": "wales"}) == {"postcode": "ZZ9 9ZZ"}
    assert with_nation(bank, directory, {"postcode": "BT1 5GS", "nation": "wales"})["nation"] == "northern-ireland"


def test_on_a_border_the_chosen_force_decides(bank: Bank, directory: Directory) -> None:
    """SY10 is in England and in Wales. A special force is of no nation; elsewhere the postcode has the last word."""
    border = {"postcode": "SY10"}
    assert {directory.force(each).nation for each in directory.find("SY10").candidates} == {"England", "Wales"}
    assert "nation" not in with_nation(bank, directory, border)
    assert with_nation(bank, directory, border, "north-wales")["nation"] == "wales"
    assert with_nation(bank, directory, border, "west-mercia")["nation"] == "england"
    assert "nation" not in with_nation(bank, directory, border, "btp")
    assert with_nation(bank, directory, {"postcode": "DE1 2XX"}, "north-wales")["nation"] == "england"


def test_nobody_is_asked_for_the_nation(bank: Bank) -> None:
    asked = {field.id for page in bank.profile for field in fields_asked(bank, page, {})}
    assert "postcode" in asked
    assert "nation" not in asked


def test_a_bank_without_nations_is_left_alone(bank: Bank, directory: Directory) -> None:
    raw = bank.model_dump()
    for page in raw["profile"]:
        page["fields"] = [field for field in page["fields"] if field["role"] != "nation"]
    without = Bank.model_validate(raw)
    assert with_nation(without, directory, {"postcode": "BT1 5GS"}) == {"postcode": "BT1 5GS"}
