"""Properties 1 to 4 and 8 of scoring.md, over random banks, profiles and answers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import Answer, Result, evaluate
from assessment.answers import as_counted
from assessment.json_types import to_json
from assessment.path import find_path
from assessment.result import Tally
from assessment.result_json import result_document
from questions import Bank
from tests.assessment.make import BANDS
from tests.assessment.strategies import Case, cases, choices_of

SCORED = ("3", "2", "1", "0", "dont-know")
WEIGHTS = {"essential": 4, "important": 2, "useful": 1}
HEIGHT: dict[str | None, int] = {None: -1, **{band: place for place, band in enumerate(BANDS)}}


def _tallies(result: Result) -> Iterator[Tally]:
    """Every tally that a result shows."""
    yield result.score
    yield result.known
    for part in (*result.areas, *result.stages):
        yield part.tally
    for threat in result.threats:
        yield threat.tally
        yield from (stage.tally for stage in threat.stages)


def _scored(case: Case, result: Result) -> list[str]:
    return [name for name in result.path if name in case.answers and case.answers[name].choice in SCORED]


@given(cases())
def test_score_is_0_to_100_or_none_exactly_when_nothing_is_scored(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    scored = _scored(case, result)
    assert (result.score.percent is None) is (not scored)
    assert (result.band is None) is (not scored)
    for part in result.areas:
        own = [name for name in scored if case.bank.area_of[name].id == part.id]
        assert (part.tally.percent is None) is (not own)
        assert part.tally.most == 3 * sum(WEIGHTS[case.bank.by_id[name].importance] for name in own)
    for tally in _tallies(result):
        assert 0 <= tally.points <= tally.most
        assert tally.percent is None or 0 <= tally.percent <= 100


@given(cases())
def test_percent_is_half_up_between_1_and_99(case: Case) -> None:
    for tally in _tallies(evaluate(case.bank, case.profile, case.answers)):
        _check_percent(tally)


@given(st.integers(1, 2000).flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most))))
def test_percent_of_any_tally(numbers: tuple[int, int]) -> None:
    _check_percent(Tally(*numbers))


def _check_percent(tally: Tally) -> None:
    """100 for all points alone, 0 for none alone, and between them the nearest of 1 to 99."""
    assert (tally.percent == 100) is (0 < tally.most == tally.points)
    assert (tally.percent == 0) is (tally.points == 0 < tally.most)
    if 0 < tally.points < tally.most:
        nearest = math.floor(Fraction(100 * tally.points, tally.most) + Fraction(1, 2))
        assert tally.percent == min(max(nearest, 1), 99)


@given(cases())
def test_areas_are_those_of_the_path_and_sum_up_to_the_whole(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert [part.id for part in result.areas] == [
        area.id for area in case.bank.areas if any(question.id in result.path for question in area.questions)
    ]
    assert sum(part.tally.points for part in result.areas) == result.score.points
    assert sum(part.tally.most for part in result.areas) == result.score.most


@given(cases(whole=True), st.data())
def test_a_better_answer_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    path = find_path(case.bank, case.profile, case.answers)
    worse = [question for question in path if case.answers[question.id].choice in SCORED[1:]]
    assume(worse)
    chosen = data.draw(st.sampled_from(worse))
    now = SCORED.index(str(case.answers[chosen.id].choice))
    better = data.draw(st.sampled_from([c for c in choices_of(chosen) if c in SCORED and SCORED.index(c) < now]))
    before = evaluate(case.bank, case.profile, case.answers, path=path)
    after = evaluate(case.bank, case.profile, {**case.answers, chosen.id: Answer(better)}, path=path)
    for old, new in zip(_tallies(before), _tallies(after), strict=True):
        assert new.most == old.most
        assert new.points >= old.points
    assert HEIGHT[after.band] >= HEIGHT[before.band]
    assert HEIGHT[after.band_by_points] >= HEIGHT[before.band_by_points]


@given(cases(), st.data())
def test_order_of_answering_changes_nothing(case: Case, data: st.DataObject) -> None:
    turned = data.draw(st.permutations(list(case.answers.items())))
    here = evaluate(case.bank, case.profile, case.answers)
    there = evaluate(case.bank, dict(reversed([*case.profile.items()])), dict(turned))
    assert here == replace(there, profile=here.profile)
    assert [*here.answers] == [*there.answers]


@given(cases())
def test_all_not_applicable_is_none_everywhere(case: Case) -> None:
    nothing = {question.id: Answer("not-applicable", "Not here") for question in case.bank.questions}
    result = evaluate(case.bank, case.profile, nothing)
    assert {tally.percent for tally in _tallies(result)} == {None}
    assert (result.band, result.band_by_points, result.held_by, result.actions) == (None, None, (), ())
    offered = {each.id for each in find_path(case.bank, case.profile, nothing) if each.not_applicable}
    assert set(result.not_applicable) == offered
    assert set(result.unanswered) == set(result.path) - offered


@given(cases(), st.data())
def test_an_answer_off_the_path_changes_nothing(case: Case, data: st.DataObject) -> None:
    here = evaluate(case.bank, case.profile, case.answers)
    off = [question for question in case.bank.questions if question.id not in here.path]
    assume(off)
    changed = dict(case.answers)
    for question in off:
        changed.pop(question.id, None)
        choice = data.draw(st.sampled_from((None, *choices_of(question))))
        if choice:
            changed[question.id] = Answer(choice, note="stale")
    there = evaluate(case.bank, case.profile, changed)
    assert here == there
    assert _bytes(case.bank, here) == _bytes(case.bank, there)


@given(cases())
def test_unanswered_is_provisional_and_not_scored(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    path = find_path(case.bank, case.profile, case.answers)
    open_ = [q.id for q in path if q.id not in case.answers or not as_counted(q, case.answers[q.id]).answered]
    assert list(result.unanswered) == open_
    assert result.provisional is bool(open_)
    without = {name: answer for name, answer in case.answers.items() if answer.choice is not None}
    assert evaluate(case.bank, case.profile, without).score == result.score


@given(cases())
def test_known_leaves_out_the_dont_knows(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    unknown = [name for name in _scored(case, result) if case.answers[name].choice == "dont-know"]
    assert result.known.most == result.score.most
    assert result.known.points == result.score.most - 3 * sum(
        WEIGHTS[case.bank.by_id[name].importance] for name in unknown
    )


@given(cases())
def test_dont_know_scores_as_not_in_place(case: Case) -> None:
    told = {name: Answer("0") if answer.choice == "dont-know" else answer for name, answer in case.answers.items()}
    here, there = evaluate(case.bank, case.profile, case.answers), evaluate(case.bank, case.profile, told)
    assert (here.path, here.score, here.areas, here.band, here.held_by, here.threats) == (
        there.path,
        there.score,
        there.areas,
        there.band,
        there.held_by,
        there.threats,
    )


def _bytes(bank: Bank, result: Result) -> bytes:
    return to_json(result_document(bank, result)).encode()
