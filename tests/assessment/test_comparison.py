"""What changed since an earlier result, over random banks, profiles and answers; and one worked by hand."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from assessment import Answer, Result, evaluate
from assessment.comparison import compare
from questions import Bank
from tests.assessment.make import area, bank, question
from tests.assessment.strategies import Case, cases, choices_of
from tests.questions.condition_texts import profiles

WEIGHTS = {"essential": 4, "important": 2, "useful": 1}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Bank, Result, Result]:
    """A bank, and two results of it: of other answers, and often of another profile, so of another path."""
    case: Case = draw(cases())
    after = dict(case.answers)
    for each in case.bank.questions:
        if draw(st.booleans()):
            choice = draw(st.sampled_from(choices_of(each)))
            after[each.id] = Answer(choice, "Not here" if choice == "not-applicable" else "")
    profile = draw(profiles) if draw(st.booleans()) else case.profile
    return case.bank, evaluate(case.bank, case.profile, case.answers), evaluate(case.bank, profile, after)


def levels(result: Result) -> Mapping[str, int]:
    """The level of every scored question."""
    return {name: answer.level for name, answer in result.answers.items() if answer.level is not None}


@given(pairs())
def test_both_sums_are_over_what_both_scored(pair: tuple[Bank, Result, Result]) -> None:
    made, then, now = pair
    found = compare(made, then, now)
    shared = set(levels(then)) & set(levels(now))
    weight = {name: WEIGHTS[made.by_id[name].importance] for name in shared}
    assert found.shared == len(shared)
    assert found.then.points == sum(weight[name] * levels(then)[name] for name in shared)
    assert found.now.points == sum(weight[name] * levels(now)[name] for name in shared)
    assert found.then.most == found.now.most == 3 * sum(weight.values())


@given(pairs())
def test_the_moves_make_up_the_difference(pair: tuple[Bank, Result, Result]) -> None:
    made, then, now = pair
    found = compare(made, then, now)
    moves = (*found.up, *found.down)
    gained = sum(WEIGHTS[made.by_id[move.question].importance] * (move.after - move.before) for move in moves)
    assert found.now.points - found.then.points == gained
    assert all(move.after > move.before for move in found.up)
    assert all(move.after < move.before for move in found.down)
    assert len({move.question for move in moves}) == len(moves)
    assert len(moves) <= found.shared


@given(pairs())
def test_new_and_gone_are_on_one_path_alone(pair: tuple[Bank, Result, Result]) -> None:
    made, then, now = pair
    found = compare(made, then, now)
    assert set(found.new) == set(now.path) - set(then.path)
    assert set(found.gone) == set(then.path) - set(now.path)
    assert [*found.new] == [name for name in now.path if name in found.new]


@given(pairs())
def test_looking_back_turns_it_round(pair: tuple[Bank, Result, Result]) -> None:
    made, then, now = pair
    there, back = compare(made, then, now), compare(made, now, then)
    assert (there.then, there.now, there.shared) == (back.now, back.then, back.shared)
    assert {(m.question, m.before, m.after) for m in there.up} == {(m.question, m.after, m.before) for m in back.down}
    assert set(there.new) == set(back.gone)


@given(cases())
def test_nothing_changed_is_no_change(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    found = compare(case.bank, result, result)
    assert found.then == found.now == result.score
    assert len(found.up) + len(found.down) + len(found.new) + len(found.gone) == 0


def test_by_hand() -> None:
    """One up, one down, one not known then, one that does not apply now, one gone and one new."""
    old = bank(
        area("doors", [question(name, "important") for name in ("a", "b", "c", "gone")]),
        area("last", [question("d", not_applicable=True)]),
    )
    new = bank(
        area("doors", [question(name, "important") for name in ("b", "a", "c", "new")]),
        area("last", [question("d", not_applicable=True)]),
    )
    before = {"a": Answer("1"), "b": Answer("3"), "c": Answer("dont-know"), "d": Answer("3"), "gone": Answer("3")}
    after = {
        "a": Answer("3"),
        "b": Answer("2"),
        "c": Answer("0"),
        "d": Answer("not-applicable", "No"),
        "new": Answer("3"),
    }
    found = compare(new, evaluate(old, {}, before), evaluate(new, {}, after))
    assert [(m.question, m.before, m.after) for m in found.up] == [("a", 1, 3)]
    assert [(m.question, m.before, m.after) for m in found.down] == [("b", 3, 2)]
    assert (found.shared, found.then.points, found.now.points, found.now.most) == (3, 8, 10, 18)
    assert (found.new, found.gone) == (("new",), ("gone",))


def test_today_s_weights_count_for_both() -> None:
    light, heavy = bank(area("x", [question("a", "useful")])), bank(area("x", [question("a", "essential")]))
    then, now = evaluate(light, {}, {"a": Answer("1")}), evaluate(heavy, {}, {"a": Answer("2")})
    found = compare(heavy, then, now)
    assert (found.then.points, found.now.points, found.now.most) == (4, 8, 12)
    assert (found.then.percent, found.now.percent) == (33, 67)
