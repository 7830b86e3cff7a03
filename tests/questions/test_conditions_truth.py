"""The truth table of conditions: every operator, on every type, and with the operand missing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from questions.conditions import Value, compile_condition, fields_named, options_named, questions_named
from tests.questions.condition_texts import names

NAMES = names("locks", "keys")
T, F = True, False

# For an operator: what it gives where the left side is one less, the same, one more than the right side.
ORDER = {"<": (T, F, F), "<=": (T, T, F), ">": (F, F, T), ">=": (F, T, T), "==": (F, T, F), "!=": (T, F, T)}


def holds(text: str, profile: Mapping[str, Value] | None = None, levels: Mapping[str, int] | None = None) -> bool:
    """What a condition gives for a profile and levels."""
    return compile_condition(text, NAMES)(profile or {}, levels or {})


@pytest.mark.parametrize("operator", ORDER)
def test_number_with_a_value(operator: str) -> None:
    given = tuple(holds(f"people {operator} 200", {"people": people}) for people in (199, 200, 201))
    assert given == ORDER[operator]
    assert not holds(f"people {operator} 200")


@pytest.mark.parametrize("operator", ORDER)
def test_value_on_the_left(operator: str) -> None:
    given = tuple(holds(f"200 {operator} people", {"people": people}) for people in (201, 200, 199))
    assert given == ORDER[operator]
    assert not holds(f"200 {operator} people")


@pytest.mark.parametrize("operator", ORDER)
def test_level_with_a_value(operator: str) -> None:
    given = tuple(holds(f"level['locks'] {operator} 2", {}, {"locks": level}) for level in (1, 2, 3))
    assert given == ORDER[operator]
    assert not holds(f"level['locks'] {operator} 2", {}, {"keys": 2})
    mirrored = tuple(holds(f"2 {operator} level['locks']", {}, {"locks": level}) for level in (3, 2, 1))
    assert mirrored == ORDER[operator]


EQUALITY: list[tuple[str, Mapping[str, Value], bool]] = [
    ("setting == 'shop'", {"setting": "shop"}, T),
    ("setting == 'shop'", {"setting": "park"}, F),
    ("setting == 'shop'", {}, F),
    ("setting != 'shop'", {"setting": "shop"}, F),
    ("setting != 'shop'", {"setting": "park"}, T),
    ("setting != 'shop'", {}, F),
    ("'shop' == setting", {"setting": "shop"}, T),
    ("'shop' != setting", {}, F),
    ("place == 'Leeds'", {"place": "Leeds"}, T),
    ("place == 'Leeds'", {"place": "leeds"}, F),
    ("place == 'Leeds'", {}, F),
    ("place != 'Leeds'", {"place": "York"}, T),
    ("place != 'Leeds'", {}, F),
    ("checks == True", {"checks": True}, T),
    ("checks == True", {"checks": False}, F),
    ("checks == True", {}, F),
    ("checks == False", {"checks": False}, T),
    ("checks == False", {"checks": True}, F),
    ("checks == False", {}, F),
    ("checks != True", {"checks": False}, T),
    ("checks != True", {}, F),
    ("True == checks", {"checks": True}, T),
    ("checks", {"checks": True}, T),
    ("checks", {"checks": False}, F),
    ("checks", {}, F),
]
MEMBERSHIP: list[tuple[str, Mapping[str, Value], bool]] = [
    ("setting in ['shop', 'park']", {"setting": "park"}, T),
    ("setting in ['shop', 'park']", {"setting": "office"}, F),
    ("setting in ['shop', 'park']", {}, F),
    ("setting in ('shop', 'park')", {"setting": "shop"}, T),
    ("setting not in ['shop', 'park']", {"setting": "office"}, T),
    ("setting not in ['shop', 'park']", {"setting": "shop"}, F),
    ("setting not in ['shop', 'park']", {}, F),
    ("place in ['Leeds', 'York']", {"place": "York"}, T),
    ("place in ['Leeds', 'York']", {}, F),
    ("people in [1, 200]", {"people": 200}, T),
    ("people in [1, 200]", {"people": 2}, F),
    ("people not in [1, 200]", {"people": 2}, T),
    ("people not in [1, 200]", {}, F),
    ("checks in [True]", {"checks": True}, T),
    ("checks in [True]", {}, F),
    ("'queues' in nearby", {"nearby": ("vehicles", "queues")}, T),
    ("'queues' in nearby", {"nearby": ("vehicles",)}, F),
    ("'queues' in nearby", {"nearby": ()}, F),
    ("'queues' in nearby", {}, F),
    ("'queues' not in nearby", {"nearby": ("vehicles",)}, T),
    ("'queues' not in nearby", {"nearby": ()}, T),
    ("'queues' not in nearby", {"nearby": ("queues",)}, F),
    ("'queues' not in nearby", {}, F),
]
CHAINS: list[tuple[str, Mapping[str, Value], bool]] = [
    ("200 <= people < 800", {"people": 199}, F),
    ("200 <= people < 800", {"people": 200}, T),
    ("200 <= people < 800", {"people": 799}, T),
    ("200 <= people < 800", {"people": 800}, F),
    ("200 <= people < 800", {}, F),
    ("800 > people >= 200", {"people": 200}, T),
    ("1 < people != 5", {"people": 5}, F),
    ("1 < people != 5", {"people": 6}, T),
]
LOGIC: list[tuple[str, Mapping[str, Value], bool]] = [
    ("not checks", {"checks": False}, T),
    ("not checks", {"checks": True}, F),
    ("not checks", {}, T),  # the comparison is false, so its opposite is true
    ("not people >= 200", {}, T),
    ("not not checks", {"checks": True}, T),
    ("checks and people >= 2", {"checks": True, "people": 2}, T),
    ("checks and people >= 2", {"checks": True}, F),
    ("checks and people >= 2", {"people": 2}, F),
    ("checks or people >= 2", {"people": 2}, T),
    ("checks or people >= 2", {"checks": True}, T),
    ("checks or people >= 2", {}, F),
    ("checks or people >= 2 and setting == 'shop'", {"checks": True}, T),  # `and` binds closer
    ("(checks or people >= 2) and setting == 'shop'", {"checks": True}, F),
    ("not checks and people >= 2", {"people": 2}, T),
    ("not (checks and people >= 2)", {"people": 2}, T),
]


@pytest.mark.parametrize(("text", "profile", "expected"), [*EQUALITY, *MEMBERSHIP, *CHAINS])
def test_comparison(text: str, profile: Mapping[str, Value], expected: bool) -> None:
    assert holds(text, profile) is expected


@pytest.mark.parametrize(("text", "profile", "expected"), LOGIC)
def test_and_or_not(text: str, profile: Mapping[str, Value], expected: bool) -> None:
    assert holds(text, profile) is expected


@pytest.mark.parametrize(
    ("text", "levels", "expected"),
    [
        ("level['locks'] in [2, 3]", {"locks": 3}, T),
        ("level['locks'] in [2, 3]", {"locks": 1}, F),
        ("level['locks'] in [2, 3]", {}, F),
        ("level['locks'] not in [2, 3]", {"locks": 0}, T),
        ("level['locks'] not in [2, 3]", {}, F),
        ("1 <= level['locks'] <= 2", {"locks": 2}, T),
        ("1 <= level['locks'] <= 2", {"locks": 3}, F),
        ("level['locks'] == 0", {"locks": 0}, T),
        ("level['locks'] == 0", {}, F),
        ("level['locks'] >= 1 and level['keys'] < 1", {"locks": 1, "keys": 0}, T),
        ("level['locks'] >= 1 and level['keys'] < 1", {"locks": 1}, F),
        ("level['locks'] >= 1 or level['keys'] < 1", {"locks": 1}, T),
    ],
)
def test_levels(text: str, levels: Mapping[str, int], expected: bool) -> None:
    assert holds(text, {}, levels) is expected


def test_what_a_condition_names() -> None:
    text = "people > 1 and level['locks'] > 0 and ('queues' in nearby or level['keys'] == 0)"
    assert fields_named(text) == {"people", "nearby"}
    assert sorted(questions_named(text)) == ["keys", "locks"]
    assert questions_named("people > 1") == ()


def test_the_options_that_a_condition_names() -> None:
    text = "'queues' in nearby or use in ['shop', 'hall'] and setting != 'event' and use not in ['school']"
    chosen = {("nearby", "queues"), ("use", "shop"), ("use", "hall")}
    assert options_named(text) == chosen | {("setting", "event"), ("use", "school")}
    assert options_named(text, chosen=True) == chosen
    assert options_named("people > 1 and level['locks'] >= 1") == frozenset()


def test_spaces_and_notes_around_a_condition_do_not_matter() -> None:
    assert holds("  people >= 2  # two or more ", {"people": 2})
