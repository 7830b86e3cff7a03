"""The minutes on a page of questions are those of the task list."""

from __future__ import annotations

from hypothesis import given

from assessment.navigation import minutes_left, progress_of, steps_of
from assessment.path import find_path
from tests.assessment.strategies import Case, cases


@given(cases())
def test_the_short_way_gives_the_same_minutes(case: Case) -> None:
    steps = steps_of(case.bank, find_path(case.bank, case.profile, case.answers))
    assert minutes_left(case.bank, steps, case.answers) == progress_of(case.bank, steps, case.answers).minutes_left
