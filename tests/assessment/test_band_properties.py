"""What holds the band down, over random cases: complete, in order, and gone when its answers are better."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, assume, given, settings

from assessment import Answer, Result, evaluate
from assessment.path import find_path
from tests.assessment.make import BANDS
from tests.assessment.strategies import Case, cases

HEIGHT = {band: place for place, band in enumerate(BANDS)}

mostly_good = cases(conditional=False, whole=True, good=True)


def _raised(case: Case, names: set[str]) -> Result:
    """The result on the same path with some questions answered at the top."""
    path = find_path(case.bank, case.profile, case.answers)
    answers = {name: Answer("3") if name in names else answer for name, answer in case.answers.items()}
    return evaluate(case.bank, case.profile, answers, path=path)


def _expected(case: Case, result: Result) -> list[tuple[str, tuple[str, ...]]]:
    """What holds the band, by the table of scoring.md, read one line after the other."""
    ids = {
        importance: [name for name in result.path if case.bank.by_id[name].importance == importance]
        for importance in ("essential", "important")
    }
    offered = {each.id for each in find_path(case.bank, case.profile, case.answers) if each.not_applicable}
    said = {name: str(answer.choice) for name, answer in result.answers.items()}

    def among(importance: str, choices: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            name
            for name in ids[importance]
            if said.get(name) in choices and (said[name] != "not-applicable" or name in offered)
        )

    missing, below = ("0", "dont-know"), ("0", "dont-know", "1", "not-applicable")
    many_essential, many_important = among("essential", below), among("important", missing)
    table = [
        ("building", among("essential", missing)),
        ("building", many_essential if 4 * len(many_essential) > len(ids["essential"]) else ()),
        ("building", many_important if 4 * len(many_important) > len(ids["important"]) else ()),
        ("established", among("essential", ("1", "not-applicable"))),
        ("established", many_important),
    ]
    by_points = HEIGHT[str(result.band_by_points)]
    return [(band, names) for band, names in table if names and HEIGHT[band] < by_points]


@given(cases(whole=True) | mostly_good)
def test_holds_are_those_of_the_table(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assume(result.band_by_points)
    expected = _expected(case, result)
    assert [(hold.band, hold.questions) for hold in result.holds] == expected
    assert HEIGHT[str(result.band)] == min(
        [HEIGHT[str(result.band_by_points)], *(HEIGHT[band] for band, _ in expected)]
    )
    assert result.held_by == tuple(dict.fromkeys(name for _, names in expected for name in names))


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(mostly_good)
def test_raising_all_that_is_named_frees_the_band(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assume(result.holds)
    after = _raised(case, set(result.held_by))
    assert HEIGHT[str(after.band)] >= HEIGHT[str(result.band_by_points)]
    # What is not named frees nothing.
    others = {name for name in result.path if name not in result.held_by}
    assert HEIGHT[str(_raised(case, others).band)] <= HEIGHT[result.holds[0].band]


@given(cases(whole=True) | mostly_good)
def test_nothing_named_means_nothing_held(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert (result.held_by == ()) is (result.band == result.band_by_points)


@given(cases() | mostly_good)
def test_a_quick_check_has_no_band(case: Case) -> None:
    quick = evaluate(case.bank, case.profile, case.answers, "quick")
    assert (quick.band, quick.band_by_points, quick.holds) == (None, None, ())
    full = evaluate(case.bank, case.profile, case.answers)
    assert quick.not_asked == len(full.path) - len(quick.path)
    assert full.not_asked == 0


@given(mostly_good)
def test_that_an_essential_question_does_not_apply_never_leads_above_established(case: Case) -> None:
    path = find_path(case.bank, case.profile, case.answers)
    offered = [each.id for each in path if each.importance == "essential" and each.not_applicable]
    assume(offered)
    for name in offered:
        said = {**case.answers, name: Answer("not-applicable", "We think not")}
        result = evaluate(case.bank, case.profile, said, path=path)
        assert HEIGHT.get(str(result.band), 0) <= HEIGHT["established"]
        assert (
            result.band is None
            or name in result.held_by
            or result.band_by_points in ("starting", "building", "established")
        )
