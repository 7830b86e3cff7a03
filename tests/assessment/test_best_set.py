"""Property 12 of scoring.md: the best set for a budget is not beaten by any of all sets."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import Answer, Result, evaluate, what_if
from assessment.best_set import BestSet, best_set
from assessment.result import Action
from questions import Bank
from questions.stored import read_stored_bank
from tests.assessment.make import HOURS, POUNDS, Work, bank_of, question, said, without_counts
from tests.assessment.strategies import COSTS, EFFORTS, IMPORTANCES, Case, cases

# More of both than any set of actions takes.
PLENTY = 10_000, 10_000_000


def _best(bank: Bank, result: Result, days: int, pounds: int) -> BestSet:
    best = best_set(bank, result, days, pounds)
    assert best is not None
    return best


def _hours(actions: Iterable[Action]) -> int:
    return sum(HOURS[action.effort] for action in actions)


def _pounds(actions: Iterable[Action]) -> int:
    return sum(POUNDS[action.cost] for action in actions)


def _closes_essential(bank: Bank, result: Result, action: Action) -> bool:
    """An essential arrangement that is not in place, only partly, or not known."""
    essential = bank.by_id[action.question].importance == "essential"
    return essential and result.answers[action.question].choice in ("0", "1", "dont-know")


Rank = tuple[int, int, int, int, list[bool]]


def _rank(bank: Bank, result: Result, actions: Sequence[Action]) -> Rank:
    """What decides between sets, the best being the greatest."""
    essential = sum(action.gain for action in actions if _closes_essential(bank, result, action))
    gain = sum(action.gain for action in actions)
    return essential, gain, -_hours(actions), -_pounds(actions), [each in actions for each in result.actions]


@st.composite
def _budgets(draw: st.DrawFn, result: Result) -> tuple[int, int]:
    """Days and pounds that are just enough for some set, or just too few."""
    some = [action for action in result.actions if draw(st.booleans())]
    days = -(-_hours(some) // 8) + draw(st.integers(-1, 1))
    return max(days, 0), max(_pounds(some) + draw(st.sampled_from((-1, 0, 0, 100))), 0)


@given(cases(), st.data())
def test_no_set_within_the_budget_is_better(case: Case, data: st.DataObject) -> None:
    """Every set of actions is tried: no other is as good, so there is one best set, and it is this one."""
    result = evaluate(case.bank, case.profile, case.answers)
    days, pounds = data.draw(_budgets(result))
    every = (few for size in range(len(result.actions) + 1) for few in combinations(result.actions, size))
    within = (few for few in every if _hours(few) <= 8 * days and _pounds(few) <= pounds)
    expected = max(within, key=lambda few: _rank(case.bank, result, few))
    assert _best(case.bank, result, days, pounds).questions == tuple(action.question for action in expected)


@given(cases(), st.data())
def test_it_says_what_the_set_takes_and_gives(case: Case, data: st.DataObject) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    days, pounds = data.draw(_budgets(result))
    best = _best(case.bank, result, days, pounds)
    actions = [action for action in result.actions if action.question in best.questions]
    assert best.questions == tuple(action.question for action in actions)
    assert (best.hours, best.pounds) == (_hours(actions), _pounds(actions))
    assert best.hours <= 8 * days
    assert best.pounds <= pounds
    assert (best.essential_gain, best.gain) == _rank(case.bank, result, actions)[:2]
    assert best.up_to is any(result.answers[name].choice == "dont-know" for name in best.questions)
    after, _ = what_if(case.bank, result, best.questions)
    assert (best.percent_after, best.band_after) == (after.score.percent, after.band)
    assert [each.why for each in best.chosen] == [
        "essential-gap" if _closes_essential(case.bank, result, action) else "gain" for action in actions
    ]


@given(cases(), st.data())
def test_more_days_or_more_money_never_gain_less(case: Case, data: st.DataObject) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    days, pounds = data.draw(_budgets(result))
    best = _best(case.bank, result, days, pounds)
    for more_days, more_pounds in ((1, 0), (0, 100), (20, 0), (0, 10000)):
        more = _best(case.bank, result, days + more_days, pounds + more_pounds)
        assert (more.essential_gain, more.gain) >= (best.essential_gain, best.gain)


@given(cases())
def test_where_everything_fits_everything_is_done(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    best = _best(case.bank, result, *PLENTY)
    assert best.questions == tuple(action.question for action in result.actions)
    assert best.percent_after == (100 if result.score.most else None)


@given(cases())
def test_no_days_give_nothing_and_no_money_gives_what_is_free(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    none = _best(case.bank, result, 0, PLENTY[1])
    assert (none.chosen, none.hours, none.pounds, none.gain) == ((), 0, 0, 0)
    assert (none.percent_after, none.band_after) == (result.score.percent, result.band)
    free = tuple(action.question for action in result.actions if action.cost == "none")
    assert _best(case.bank, result, PLENTY[0], 0).questions == free


def test_an_essential_gap_comes_before_any_number_of_points() -> None:
    """Six important gaps earn 36 points in the week that one essential gap takes for its 4."""
    week, hour = Work("week", "none"), Work("hour", "none")
    others = [question(f"q{n}", "important", work=hour) for n in range(6)]
    bank = bank_of(question("last", "essential", work=week), *others)
    result = evaluate(bank, {}, {"last": Answer("1"), **{each.id: Answer("0") for each in others}})
    best = _best(bank, result, 5, 0)
    assert [tuple(each) for each in best.chosen] == [("last", "essential-gap")]
    assert (best.essential_gain, best.gain) == (8, 8)
    assert _best(bank, result, 4, 0).questions == tuple(each.id for each in others)


def test_of_equal_essential_gaps_the_one_that_leaves_room_for_more() -> None:
    """Either essential gap fits, not both. The longer one takes no money, which something else needs."""
    bank = bank_of(
        question("dear", "essential", work=Work("week", "medium")),
        question("long", "essential", work=Work("month", "none")),
        question("other", "useful", work=Work("hour", "medium")),
    )
    result = evaluate(bank, {}, said(dear="0", long="0", other="0"))
    best = _best(bank, result, 24, POUNDS["medium"])
    assert [tuple(each) for each in best.chosen] == [("long", "essential-gap"), ("other", "gain")]
    assert _best(bank, result, 24, POUNDS["medium"] - 1).questions == ("long",)
    assert _best(bank, result, 5, POUNDS["medium"]).questions == ("dear",)


def test_a_test_of_something_essential_is_no_gap() -> None:
    """It earns 4 points, and something important that is missing 6."""
    day = Work("day", "none", review=("day", "none"))
    bank = bank_of(question("tested", "essential", work=day), question("missing", "important", work=day))
    result = evaluate(bank, {}, said(tested="2", missing="0"))
    best = _best(bank, result, 1, 0)
    assert [tuple(each) for each in best.chosen] == [("missing", "gain")]
    assert (best.essential_gain, best.gain) == (0, 6)


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (Work("day", "none"), Work("hour", "medium"), "second"),  # less time, though it costs more
        (Work("day", "medium"), Work("day", "low"), "second"),  # then less money
        (Work("day", "low"), Work("day", "low"), "first"),  # then the order of the plan
    ],
)
@pytest.mark.parametrize("importance", ["essential", "useful"])
def test_of_equal_gains_less_time_then_less_money_then_the_plan(
    first: Work, second: Work, chosen: str, importance: str
) -> None:
    """Both fit alone, and never together: for want of time, or of money."""
    bank = bank_of(
        question("first", importance, work=first),  # type: ignore[arg-type]
        question("second", importance, work=second),  # type: ignore[arg-type]
    )
    result = evaluate(bank, {}, said(first="0", second="0"))
    assert _best(bank, result, 1, POUNDS["medium"]).questions == (chosen,)


def test_a_quick_check_has_a_best_set_and_no_band() -> None:
    bank = bank_of(question("one", "essential"), question("two"))
    best = _best(bank, evaluate(bank, {}, said(one="0"), "quick"), *PLENTY)
    assert (best.questions, best.percent_after, best.band_after) == (("one",), 100, None)


def test_a_bank_that_counts_no_hours_and_pounds_has_no_best_set() -> None:
    old = read_stored_bank(without_counts(bank_of(question("one"))))
    assert best_set(old, evaluate(old, {}, said(one="0")), *PLENTY) is None


@pytest.mark.parametrize(("days", "pounds"), [(-1, 0), (0, -1)])
def test_a_budget_below_nothing_is_refused(days: int, pounds: int) -> None:
    bank = bank_of(question("one"))
    with pytest.raises(ValueError, match="a budget of"):
        best_set(bank, evaluate(bank, {}, said(one="0")), days, pounds)


@pytest.mark.parametrize(("seed", "days", "pounds"), [(1, 15, 4_400), (2, 8, 13_000), (3, 25, 2_000)])
def test_120_actions_are_as_a_plain_table_says(seed: int, days: int, pounds: int) -> None:
    """The second algorithm keeps the best set for every number of hours and pounds, and knows nothing of bounds."""
    chance = random.Random(seed)
    bank = bank_of(
        *(
            question(
                f"q{n}",
                chance.choice(IMPORTANCES),
                work=Work(chance.choice(EFFORTS), chance.choice(COSTS), (chance.choice(EFFORTS), chance.choice(COSTS))),
            )
            for n in range(120)
        )
    )
    result = evaluate(bank, {}, {f"q{n}": Answer(chance.choice(("0", "1", "2", "dont-know"))) for n in range(120)})
    assert len(result.actions) == 120
    assert _best(bank, result, days, pounds).questions == _by_table(bank, result, 8 * days, pounds)


def _by_table(bank: Bank, result: Result, hours: int, pounds: int) -> tuple[str, ...]:
    """Action by action: for each number of hours and pounds the best gain so far, and with which actions."""
    table: dict[tuple[int, int], tuple[int, int, int]] = {(0, 0): (0, 0, 0)}
    for place, action in enumerate(result.actions, start=1):
        essential = action.gain if _closes_essential(bank, result, action) else 0
        bit = 1 << (120 - place)
        for (h, p), (e, g, bits) in list(table.items()):
            key = h + HOURS[action.effort], p + POUNDS[action.cost]
            if key[0] <= hours and key[1] <= pounds:
                with_it = e + essential, g + action.gain, bits + bit
                table[key] = max(table.get(key, with_it), with_it)
    return _names(result, max(((e, g, -h, -p), bits) for (h, p), (e, g, bits) in table.items())[1])


def _names(result: Result, bits: int) -> tuple[str, ...]:
    return tuple(action.question for place, action in enumerate(result.actions, 1) if bits >> (120 - place) & 1)
