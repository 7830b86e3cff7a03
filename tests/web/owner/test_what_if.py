"""What if some actions were done: the page says what the rules say, keeps nothing, and can make the set the plan."""

from __future__ import annotations

import pytest

from assessment.best_set import best_set
from assessment.evaluation import what_if
from tests.person import Person
from tests.web.owner.test_jobs import first, today
from usecases.services import Services


@pytest.fixture
def plan(person: Person) -> str:
    """The address of a finished assessment, with the page open."""
    address = person.finishes("1", "0", "2", "dont-know", kind="full")
    person.go(f"{address}/what-if")
    return address


def test_a_ticked_job_gives_what_the_rules_give(person: Person, services: Services, plan: str) -> None:
    job, before = first(services, plan), today(services, plan)
    person.press({"job": [job.line.id]}, button="See what it gives")
    after, _ = what_if(services.bank, before.result, [action.line.question_id for action in job.actions])
    assert after.score.percent == job.percent_after
    assert f"{after.score.percent}%, {before.percent}% today" in person.page.text
    for action in job.actions:
        assert f"{action.line.title}: it" in person.page.text
    assert today(services, plan).progress.items == {}, "nothing is kept"


def test_some_actions_of_a_job_can_be_ticked(person: Person, services: Services, plan: str) -> None:
    line = first(services, plan).line.gaps[0]
    person.press({"do": [line.question_id]}, button="See what it gives")
    assert f"{line.percent_after}%, " in person.page.text
    form = person.page.form("See what it gives")
    assert form.values["do"] == [line.question_id], "the ticks stay"
    assert "job" not in form.values


def test_the_best_set_for_days_and_money_is_that_of_the_rules(person: Person, services: Services, plan: str) -> None:
    before = today(services, plan)
    best = best_set(services.bank, before.result, 3, 500)
    assert best is not None
    person.press({"days": "3", "pounds": "£500"}, button="Find the best set")
    form = person.page.form("Make it the plan")
    assert set(form.values["do"]) == set(best.questions)
    assert f"{best.percent_after}%, {before.percent}% today" in person.page.text
    essential = sum(each.why == "essential-gap" for each in best.chosen)
    assert person.page.text.count("it closes an essential gap") == essential > 0


def test_actions_that_are_not_being_done_are_not_in_it(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    person.go(f"{plan}/jobs/{job.line.id}")
    name = f"job.{job.line.id}"
    person.press({f"status-{name}": "not-doing", f"reason-{name}": "We move out"}, button="Save")
    person.go(f"{plan}/what-if")
    assert job.line.id not in person.page.form("See what it gives").offers["job"]
    person.press({"days": "1000", "pounds": "1000000"}, button="Find the best set")
    chosen = set(person.page.form("Make it the plan").values["do"])
    assert chosen
    assert not chosen & {action.line.question_id for action in job.actions}


def test_making_it_the_plan_gives_days_and_keeps_those_that_were_typed(
    person: Person, services: Services, plan: str
) -> None:
    job = first(services, plan)
    own, free = job.line.gaps[0].question_id, job.line.gaps[1].question_id
    person.go(f"{plan}/jobs/{job.line.id}")
    person.press({f"due-action.{own}": "2027-12-24", f"owner-action.{free}": "Maya"}, button="Save")
    person.go(f"{plan}/what-if")
    person.press({"job": [job.line.id]}, button="See what it gives")
    person.press(button="Make it the plan")
    assert person.at == f"{plan}/jobs?sort=due"
    assert "1 kept the day that you had typed." in person.page.text
    after = today(services, plan)
    typed = {action.line.question_id: action.line.typed for action in after.jobs[job.line.rank - 1].actions}
    assert str(typed[own].due) == "2027-12-24"
    assert typed[free].owner == "Maya"
    others = [item.due for question, item in typed.items() if question != own]
    assert all(day is not None and after.on < day for day in others)
    assert len(set(others)) == len(others), "no two on one day"
    assert others == sorted(others, key=str)


@pytest.mark.parametrize(("days", "pounds"), [("five", "0"), ("-1", "0"), ("1001", ""), ("1", "1.5")])
def test_a_wrong_budget_gets_a_sentence_and_stays(person: Person, plan: str, days: str, pounds: str) -> None:
    person.press({"days": days, "pounds": pounds}, button="Find the best set", status=400)
    assert "Enter a whole number from 0 to" in person.page.errors[0][1]
    assert person.page.form("Find the best set").values["days"] == [days]


def test_nothing_chosen_and_nothing_possible_are_said(person: Person, plan: str) -> None:
    person.press(button="See what it gives")
    assert "You have not chosen anything." in person.page.text
    person.press({"days": "0", "pounds": "0"}, button="Find the best set")
    assert "Nothing can be done in that time and for that money." in person.page.text
