"""What changed between two banks: each kind of change in words, and never silence where the versions differ."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from questions import Bank, load_bank
from questions.diff import PARTS, diff_lines
from tests.questions.folders import BANKS

Raw = dict[str, Any]
RUNNING = "Running assessments concerned: none. Each keeps the bank version that it was started with."


@pytest.fixture(scope="module")
def old() -> Bank:
    """The bank before the change."""
    return load_bank(BANKS / "valid" / "full")


def changed(old: Bank, change: Callable[[Raw], object]) -> Bank:
    """The bank after a change of its document."""
    raw: Raw = json.loads(old.document)
    change(raw)
    return Bank.model_validate(raw)


def questions(raw: Raw, area: int = 0) -> list[Raw]:
    """The questions of an area's first page, to change."""
    found: list[Raw] = raw["areas"][area]["pages"][0]["questions"]
    return found


def add(raw: Raw) -> None:
    questions(raw).append({**copy.deepcopy(questions(raw)[0]), "id": "open-doors", "ask": "Are the doors open?"})


def move(raw: Raw) -> None:
    questions(raw, 0).append(questions(raw, 2).pop())
    del raw["areas"][2]


def set_in(part: Raw, **values: object) -> None:
    part.update(values)


CHANGES: dict[str, tuple[Callable[[Raw], object], list[str]]] = {
    "added": (add, ["added    open-doors: Are the doors open?"]),
    "removed": (
        lambda raw: raw["areas"].pop(1),
        ["removed  staff-told: Are staff told what to do?", "removed  the area staff: Staff"],
    ),
    "asked otherwise": (
        lambda raw: set_in(questions(raw)[0], ask="Do the doors lock?"),
        ["changed  locked-doors: the question from 'Are the doors locked?' to 'Do the doors lock?'"],
    ),
    "asked of others": (
        lambda raw: set_in(questions(raw)[0], when="people >= 9", importance="useful"),
        [
            "changed  locked-doors: importance from 'essential' to 'useful'; "
            "when it is asked from 'always' to 'people >= 9'"
        ],
    ),
    "asked of all": (
        lambda raw: questions(raw, 1)[0].pop("when"),
        ["changed  staff-told: when it is asked from 'people >= 2' to 'always'"],
    ),
    "help and action": (
        lambda raw: set_in(
            questions(raw)[0],
            why="It helps.",
            good=["It locks.", "It does."],
            action={**questions(raw)[0]["action"], "title": "Lock all"},
            review_by="2028-01-01",
            not_applicable="There is no door",
        ),
        [
            "changed  locked-doors: why it matters; what good looks like; does not apply; action; the review date",
        ],
    ),
    "moved to another area": (
        move,
        ["changed  barriers: moved to the area doors", "removed  the area vehicles: Vehicles"],
    ),
    "an area's words": (
        lambda raw: set_in(raw["areas"][0], title="Gates", intro="About gates."),
        ["changed  the area doors: title; intro"],
    ),
    "a page's words": (
        lambda raw: set_in(raw["areas"][0]["pages"][0], title="Bolts"),
        ["changed  the area doors: its pages"],
    ),
    "the order of areas": (lambda raw: raw["areas"].reverse(), ["changed  the order of the areas"]),
    "the start page": (lambda raw: set_in(raw["start"], title="Begin here"), ["changed  the start page"]),
    "the levels": (lambda raw: set_in(raw["levels"], intro="Else."), ["changed  the national levels"]),
    "the cards": (lambda raw: set_in(raw["cards"]["poster"], scan="Look."), ["changed  the cards"]),
    "the staff check": (lambda raw: raw["staff_check"].pop(), ["changed  the staff check"]),
    "two parts": (
        lambda raw: (raw["notices"].update(service="Else"), raw["scoring"].update(first_actions=3)),
        ["changed  the scoring rule", "changed  the notices"],
    ),
    "a retired id": (lambda raw: raw["retired"].append("older"), ["changed  the retired ids"]),
    "the release alone": (lambda raw: set_in(raw, release="2027.01"), ["Nothing changed but the release."]),
    "nothing": (lambda raw: None, ["Nothing changed."]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_in_words(old: Bank, name: str) -> None:
    change, lines = CHANGES[name]
    new = changed(old, change)
    assert diff_lines(old, new) == [f"{old.version} -> {new.version}", *lines, RUNNING]


def test_added_and_removed_are_each_others_mirror(old: Bank) -> None:
    new = changed(old, add)
    assert diff_lines(new, old)[1] == "removed  open-doors: Are the doors open?"


def test_questions_that_change_places(old: Bank) -> None:
    new = changed(old, add)
    turned = changed(new, lambda raw: questions(raw).reverse())
    assert diff_lines(new, turned)[1:-1] == ["changed  the area doors: the places of its questions"]


def test_no_part_of_a_bank_is_forgotten() -> None:
    assert set(PARTS) | {"release", "areas"} == set(Bank.model_fields)


def test_every_version_has_its_words(old: Bank) -> None:
    for name, (change, _) in CHANGES.items():
        new = changed(old, change)
        assert (new.version == old.version) == (name == "nothing")
        assert ("Nothing changed." in diff_lines(old, new)) == (name == "nothing")
