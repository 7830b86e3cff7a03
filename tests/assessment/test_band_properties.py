"""What holds the band down, and that raising exactly these answers raises it."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings

from assessment import Answer, Result, evaluate
from assessment.path import find_path
from tests.assessment.make import BANDS
from tests.assessment.strategies import Case, cases

HEIGHT = {band: place for place, band in enumerate(BANDS)}
CEILING = {"0": "building", "dont-know": "building", "1": "established"}

mostly_good = cases(conditional=False, whole=True, good=True)


def _raised(case: Case, names: set[str]) -> Result:
    """The result on the same path with some questions answered at the top."""
    path = find_path(case.bank, case.profile, case.answers)
    answers = {name: Answer("3") if name in names else answer for name, answer in case.answers.items()}
    return evaluate(case.bank, case.profile, answers, path=path)


def _ceilings(case: Case, result: Result) -> dict[str, int]:
    """The height of the ceiling of each essential question on the path that has one."""
    choices = {name: str(answer.choice) for name, answer in result.answers.items()}
    return {
        name: HEIGHT[CEILING[choice]]
        for name, choice in choices.items()
        if case.bank.by_id[name].importance == "essential" and choice in CEILING
    }


@given(cases(whole=True) | mostly_good)
def test_held_by_names_every_ceiling_below_the_band_by_points(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assume(result.band_by_points)
    by_points = HEIGHT[str(result.band_by_points)]
    ceilings = _ceilings(case, result)
    assert set(result.held_by) == {name for name, height in ceilings.items() if height < by_points}
    assert HEIGHT[str(result.band)] == min([by_points, *ceilings.values()])
    ordered = [(ceilings[name], result.path.index(name)) for name in result.held_by]
    assert ordered == sorted(ordered)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(mostly_good)
def test_raising_exactly_the_named_answers_raises_the_band(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assume(result.held_by)
    ceilings = _ceilings(case, result)
    lowest = {name for name in result.held_by if ceilings[name] == HEIGHT[str(result.band)]}
    assert HEIGHT[str(_raised(case, lowest).band)] > HEIGHT[str(result.band)]
    everything = {name for name in result.path if case.answers[name].choice != "not-applicable"}
    for name in lowest:
        assert _raised(case, everything - {name}).band == result.band
    assert HEIGHT[str(_raised(case, set(result.held_by)).band)] >= HEIGHT[str(result.band_by_points)]


@given(cases(whole=True) | mostly_good)
def test_nothing_named_means_nothing_held(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert (result.held_by == ()) is (result.band == result.band_by_points)
