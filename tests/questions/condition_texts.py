"""Random conditions over a few fields, as an editor could write them, and random values for those fields."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from questions.conditions import Names, Value, ValueType

SETTINGS = ("shop", "office", "park")
NEARBY = ("vehicles", "queues", "seats")
FIELDS = {
    "people": ValueType("number"),
    "setting": ValueType("choice", frozenset(SETTINGS)),
    "nearby": ValueType("choices", frozenset(NEARBY)),
    "checks": ValueType("flag"),
    "place": ValueType("text"),
}
NUMBERS = (0, 1, 199, 200, 201, 800)
PLACES = ("Leeds", "York")
_OPERATORS = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))


def names(*questions: str) -> Names:
    """What the conditions may speak of: the fields above and the levels of some questions."""
    return Names(FIELDS, frozenset(questions))


@st.composite
def _chains(draw: st.DrawFn) -> str:
    low, high = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(NUMBERS))
    return f"{low} {draw(_OPERATORS)} people {draw(_OPERATORS)} {high}"


@st.composite
def _lists(draw: st.DrawFn) -> str:
    items = draw(st.lists(st.sampled_from(SETTINGS), min_size=1, max_size=3))
    return f"setting {draw(st.sampled_from(('in', 'not in')))} {items!r}"


def atoms(questions: Sequence[str]) -> st.SearchStrategy[str]:
    """Conditions without and, or, not."""
    equal = st.sampled_from(("==", "!="))
    kinds = [
        st.builds("people {} {}".format, _OPERATORS, st.sampled_from(NUMBERS)),
        st.builds("{} {} people".format, st.sampled_from(NUMBERS), _OPERATORS),
        _chains(),
        st.builds("setting {} {!r}".format, equal, st.sampled_from(SETTINGS)),
        _lists(),
        st.builds("{!r} {} nearby".format, st.sampled_from(NEARBY), st.sampled_from(("in", "not in"))),
        st.just("checks"),
        st.builds("checks {} {}".format, equal, st.booleans()),
        st.builds("place {} {!r}".format, equal, st.sampled_from(PLACES)),
    ]
    if questions:
        level = st.builds("level[{!r}]".format, st.sampled_from(questions))
        kinds.append(st.builds("{} {} {}".format, level, _OPERATORS, st.integers(0, 3)))
        kinds.append(st.builds("{} in {}".format, level, st.lists(st.integers(0, 3), min_size=1, max_size=3)))
    return st.one_of(kinds)


def conditions(questions: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """Conditions on the fields and on the levels of the questions."""
    return st.recursive(
        atoms(questions),
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("not ({})".format, inner),
        ),
        max_leaves=4,
    )


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "people": st.sampled_from(NUMBERS),
    "setting": st.sampled_from(SETTINGS),
    "nearby": st.sets(st.sampled_from(NEARBY)).map(lambda chosen: tuple(sorted(chosen))),
    "checks": st.booleans(),
    "place": st.sampled_from(PLACES),
}
whole_profiles = st.fixed_dictionaries(VALUES)
profiles = st.fixed_dictionaries({}, optional=VALUES)
