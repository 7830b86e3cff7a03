"""The minutes on a page of questions are those of the task list."""

from __future__ import annotations

from hypothesis import given

from assessment.answers import as_counted
from assessment.navigation import asked_steps, minutes_left, progress_of, steps_of
from assessment.path import find_path
from tests.assessment.strategies import Case, cases


@given(cases())
def test_the_short_way_gives_the_same_minutes(case: Case) -> None:
    steps = steps_of(case.bank, find_path(case.bank, case.profile, case.answers))
    assert minutes_left(case.bank, steps, case.answers) == progress_of(case.bank, steps, case.answers).minutes_left


@given(cases())
def test_what_is_left_is_what_does_not_count_as_answered(case: Case) -> None:
    path = find_path(case.bank, case.profile, case.answers)
    said = [each for each in path if each.id in case.answers and as_counted(each, case.answers[each.id]).answered]
    assert progress_of(case.bank, steps_of(case.bank, path), case.answers).answered == len(said)


@given(cases())
def test_the_pages_that_are_known_are_those_of_the_path(case: Case) -> None:
    """Asked twice: worked out, and known; and again with one answer less, and with an empty profile."""
    one_less = dict(list(case.answers.items())[1:])
    for profile, answers in ((case.profile, case.answers), (case.profile, one_less), ({}, case.answers)):
        for kind in ("full", "quick", "full"):
            steps = steps_of(case.bank, find_path(case.bank, profile, answers, kind))
            assert asked_steps(case.bank, profile, answers, kind) == steps
