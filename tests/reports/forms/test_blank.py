"""The blank questionnaire: exactly what a place may be asked, whatever it answers."""

from __future__ import annotations

import json

from hypothesis import given, settings

from assessment.path import find_path
from assessment.profile import fields_to_ask
from reports.forms.blank import build_blank
from tests.assessment.strategies import Case, cases
from tests.reports.premises import CAFE, bank
from tests.reports.printed_forms import blank


@given(cases())
@settings(max_examples=300, deadline=None)
def test_it_asks_all_that_may_be_asked_and_says_what_waits(case: Case) -> None:
    form = build_blank(case.bank, case.profile)
    asked = {each.question.id: each.when for area in form.areas for each in area.questions}
    path = {question.id for question in find_path(case.bank, case.profile, case.answers)}
    assert path <= set(asked)
    assert {question for question, when in asked.items() if not when} <= path


def test_questions_are_numbered_through_in_the_order_of_the_bank() -> None:
    form = blank("pub")
    asked = [each for area in form.areas for each in area.questions]
    assert [each.number for each in asked] == list(range(1, form.count + 1))
    assert json.loads(form.marker)["questions"] == [each.question.id for each in asked]
    order = [question.id for question in bank().questions]
    assert [order.index(each.question.id) for each in asked] == sorted(order.index(e.question.id) for e in asked)


def test_a_follow_on_question_names_the_one_it_waits_for() -> None:
    asked = {each.question.id: each for area in blank("pub").areas for each in area.questions}
    kit = asked["bleeding-kit"].number
    waits = [each for each in asked.values() if each.when]
    assert waits
    assert any(f"at question {kit}" in each.when for each in waits)
    assert all("question" in each.when for each in waits)


def test_the_quick_check_asks_the_essential_questions_alone() -> None:
    assert {e.question.importance for area in blank("cafe").areas for e in area.questions} == {"essential"}


def test_the_complete_form_asks_everything_and_of_the_place_first() -> None:
    form = build_blank(bank(), None)
    assert [each.field.id for each in form.fields] == [field.id for field in fields_to_ask(bank())]
    assert form.count == len(bank().questions)
    asked = [each for area in form.areas for each in area.questions]
    assert all(bool(each.when) == bool(each.question.when) for each in asked)
    assert form.place == ()


def test_a_form_for_a_place_tells_what_it_is_made_for() -> None:
    form = blank("cafe")
    assert form.fields == ()
    assert {row.value for row in form.place} >= {CAFE["business_name"], CAFE["postcode"], "4"}
    assert json.loads(form.marker)["profile"]["nearby"] == CAFE["nearby"]
