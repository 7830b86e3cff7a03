"""What a condition may not say, each with words of its message that tell an editor what to change."""

from __future__ import annotations

import pytest

from questions.conditions import ConditionError, compile_condition, fields_named, questions_named
from tests.questions.condition_texts import names

NAMES = names("locks")


def short(text: str) -> str:
    """The name of a case in pytest's lists."""
    return text[:40]


FORMS = [
    ("len(place) > 2", "'len(place)' is neither a profile field nor level"),
    ("print('x')", "is not allowed; use and, or, not and comparisons"),
    ("__import__('os').system('true')", "is not allowed"),
    ("place.upper() == 'LEEDS'", "neither a profile field nor level"),
    ("place.lower == 'leeds'", "neither a profile field nor level"),
    ("people + 1 > 200", "'people + 1' is neither"),
    ("people > 100 + 100", "'100 + 100' is not a plain value"),
    ("people == -1", "'-1' is not a plain value"),
    ("-people > 1", "neither a profile field nor level"),
    ("lambda: checks", "is not allowed"),
    ("(lambda: True)()", "is not allowed"),
    ("[x for x in nearby]", "is not allowed"),
    ("any(x for x in nearby)", "is not allowed"),
    ("people in [x for x in nearby]", "neither a list nor a field of several values"),
    ("(x := 5) > 2", "neither a profile field nor level"),
    ("(x := checks)", "is not allowed"),
    ("checks if people > 2 else checks", "is not allowed"),
    ("f'{place}' == 'x'", "neither a profile field nor level"),
    ("place == f'{people}'", "is not a plain value"),
    ("people is 200", "'is' is not allowed; use == or !="),
    ("people is not 200", "'is' is not allowed; use == or !="),
    ("True", "'True' is not allowed"),
    ("200", "'200' is not allowed"),
    ("'shop'", "is not allowed"),
    ("~people == 1", "neither a profile field nor level"),
    ("{'shop': 1}", "is not allowed"),
    ("setting in {'shop'}", "neither a list nor a field of several values"),
    ("setting in ['shop', *nearby]", "'*nearby' is not a plain value"),
    ("level['locks'][0] == 1", "neither a profile field nor level"),
    ("level[people] == 1", "neither a profile field nor level"),
    ("level[0] == 1", "neither a profile field nor level"),
    ("levels['locks'] == 1", "neither a profile field nor level"),
    ("nearby[0] == 'queues'", "neither a profile field nor level"),
    ("level['locks']", "is not allowed"),
    ("(yield)", "is not allowed"),
    ("...", "is not allowed"),
]
UNREADABLE = [
    "",
    "   ",
    "people >=",
    "people => 200",
    "people = 200",
    "people >= 200 &&",
    "(people > 1",
    "people > 1)",
    "people 200",
    "import os",
    "checks; checks",
    "checks\nchecks",
    "del people",
    "'shop == setting",
    "people > 1\0",
    "people > 09",
    "place == '\ud800'",
    "people > " + "9" * 5000,
]
UNKNOWN = [
    ("persons > 2", "the profile has no field 'persons'"),
    ("level == 2", "the profile has no field 'level'"),
    ("True_ == 2", "the profile has no field 'True_'"),
    ("open", "the profile has no field 'open'"),
    ("'queues' in near", "the profile has no field 'near'"),
    ("level['doors'] == 2", "there is no question 'doors'"),
    ("level[''] == 2", "there is no question ''"),
    ("setting == 'school'", "'setting' never is 'school'; it is one of office, park, shop"),
    ("setting != 'Shop'", "'setting' never is 'Shop'"),
    ("setting in ['shop', 'school']", "'setting' never is 'school'"),
    ("'school' in nearby", "'nearby' never is 'school'; it is one of queues, seats, vehicles"),
    ("'school' not in nearby", "'nearby' never is 'school'"),
]
TYPES = [
    ("people == '200'", "'people' is a number, so it cannot be compared with '200'"),
    ("people > True", "'people' is a number, so it cannot be compared with True"),
    ("people in [1, 'two']", "'people' is a number"),
    ("people == 200.0", "'200.0' is not a plain value"),
    ("people == None", "'None' is not a plain value"),
    ("people == b'200'", "is not a plain value"),
    ("people == people", "'people' is not a plain value"),
    ("people", "'people' is not a yes or no; compare it with a value"),
    ("not people", "'people' is not a yes or no"),
    ("setting == 1", "'setting' never is 1"),
    ("setting and checks", "'setting' is not a yes or no"),
    ("setting > 'shop'", "'setting' has no order, so > cannot be used with it"),
    ("'shop' <= setting", "'setting' has no order, so <= cannot be used with it"),
    ("place < 'Leeds'", "'place' has no order, so < cannot be used with it"),
    ("place == 5", "'place' is text, not 5"),
    ("place == True", "'place' is text, not True"),
    ("checks == 1", "'checks' is yes or no: True or False, not 1"),
    ("checks == 'yes'", "'checks' is yes or no"),
    ("checks >= True", "'checks' has no order"),
    ("checks in [0]", "'checks' is yes or no"),
    ("nearby == 'queues'", "'nearby' holds several values; write '... in nearby'"),
    ("nearby in ['queues']", "'nearby' holds several values; write one 'in' for each"),
    ("nearby > 'queues'", "'nearby' has no order"),
    ("nearby", "'nearby' is not a yes or no"),
    ("1 in nearby", "'nearby' never is 1"),
    ("'shop' in setting", "'setting' does not hold several values; use =="),
    ("'e' in place", "'place' does not hold several values"),
    ("'shop' in 'workshop'", "neither a list nor a field of several values"),
    ("setting in nearby", "'setting' is not a plain value"),
    ("setting in []", "the list is empty"),
    ("setting not in ()", "the list is empty"),
    ("level['locks'] == 4", "is a level from 0 to 3, not 4"),
    ("level['locks'] == '2'", "is a level from 0 to 3, not '2'"),
    ("level['locks'] == True", "is a level from 0 to 3, not True"),
    ("level['locks'] in [1, 9]", "is a level from 0 to 3, not 9"),
    ("1 == 1", "neither a profile field nor level"),
    ("1 < people < people", "'people' is not a plain value"),
]
HUGE = [
    ("not " * 5000 + "checks", "too long"),
    ("(" * 5000 + "checks" + ")" * 5000, "too long"),
    ("-" * 20000 + "1", "too long"),
    ("checks and " * 50000 + "checks", "too long"),
    ("setting == 0x" + "f" * 5000, "too long"),
    ("setting == '" + "x" * 1000 + "'", "too long"),
    ("-" * 990 + "1", "nested too deeply"),
    ("people > " + "-" * 900 + "1", "nested too deeply"),
    ("(" * 400 + "checks" + ")" * 400, "cannot be read as a condition"),
    ("place" + ".a" * 450 + " == 'x'", "nested too deeply"),
    ("setting == 0x" + "f" * 900, "'setting' never is"),
]


@pytest.mark.parametrize(("text", "words"), [*FORMS, *UNKNOWN, *TYPES, *HUGE], ids=short)
def test_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(ConditionError) as raised:
        compile_condition(text, NAMES)
    assert words in str(raised.value)


@pytest.mark.parametrize("text", UNREADABLE, ids=short)
def test_unreadable(text: str) -> None:
    with pytest.raises(ConditionError, match=r"cannot be read as a condition|too long"):
        compile_condition(text, NAMES)


@pytest.mark.parametrize("text", [*UNREADABLE, *(text for text, words in HUGE if "long" in words)], ids=short)
def test_names_in_what_cannot_be_read_are_refused_alike(text: str) -> None:
    for ask in (fields_named, questions_named):
        with pytest.raises(ConditionError):
            ask(text)


def test_a_message_is_short_enough_to_print() -> None:
    with pytest.raises(ConditionError) as raised:
        compile_condition("x" * 100_000, NAMES)
    assert len(str(raised.value)) < 200
