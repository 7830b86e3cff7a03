"""Random conditions: Python is the oracle where all is answered; any text at all is a test or a ConditionError."""

from __future__ import annotations

from types import MappingProxyType

from hypothesis import example, given
from hypothesis import strategies as st

from questions.conditions import ConditionError, Value, compile_condition
from tests.questions.condition_texts import NUMBERS, atoms, conditions, names, profiles, whole_profiles

QUESTIONS = ("locks", "keys")
NAMES = names(*QUESTIONS)
whole_levels = st.fixed_dictionaries({question: st.integers(0, 3) for question in QUESTIONS})
some_levels = st.dictionaries(st.sampled_from(QUESTIONS), st.integers(0, 3))


@given(conditions(QUESTIONS), whole_profiles, whole_levels)
def test_same_as_python_where_everything_is_answered(
    text: str, profile: dict[str, Value], levels: dict[str, int]
) -> None:
    by_python = eval(text, {"__builtins__": {}}, {**profile, "level": levels})
    assert compile_condition(text, NAMES)(profile, levels) is by_python


@given(atoms(QUESTIONS))
def test_a_comparison_with_nothing_answered_is_false(text: str) -> None:
    assert compile_condition(text, NAMES)({}, {}) is False


@given(conditions(QUESTIONS), profiles, some_levels)
def test_not_is_the_opposite_and_a_test_is_pure(text: str, profile: dict[str, Value], levels: dict[str, int]) -> None:
    test = compile_condition(text, NAMES)
    first = test(MappingProxyType(profile), MappingProxyType(levels))
    assert first is test(profile, levels)
    assert compile_condition(f"not ({text})", NAMES)(profile, levels) is not first


@given(conditions(QUESTIONS), conditions(QUESTIONS), profiles, some_levels)
def test_de_morgan_holds_with_missing_values_too(
    one: str, other: str, profile: dict[str, Value], levels: dict[str, int]
) -> None:
    whole = compile_condition(f"not ({one} and {other})", NAMES)
    parts = compile_condition(f"not ({one}) or not ({other})", NAMES)
    assert whole(profile, levels) is parts(profile, levels)


WORDS = """people setting nearby checks place level ['locks'] and or not in is == != < >= ( ) [ ] , . 'shop' 2 True
None lambda : if else for x := + - * ** @ ~ { } # \\ " 0x 1e9 1j ... yield await async f'' b'' ;"""
tokens = st.sampled_from([*WORDS.split(), "\n", "\t", "\0"])


@given(st.one_of(st.text(), st.lists(tokens, max_size=40).map(" ".join), st.lists(tokens, max_size=40).map("".join)))
@example("not " * 249 + "checks")
@example("(" * 199 + "checks" + ")" * 199)
@example("level" + "[0]" * 300 + " == 1")
def test_any_text_is_a_test_or_a_condition_error(text: str) -> None:
    try:
        test = compile_condition(text, NAMES)
    except ConditionError:
        return
    assert test({}, {}) in (True, False)
    assert test({"people": NUMBERS[-1], "checks": True}, {"locks": 3}) in (True, False)
