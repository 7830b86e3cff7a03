"""The page of a plan stays light: the words of a job come when it is opened, and none of them are gone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from scripts.demo.places import answer, begin, example
from tests.person import Person
from tests.reading import Page
from usecases.owner_sessions import close
from usecases.plan_editing import mark_done
from usecases.plan_filters import EVERY_JOB
from usecases.plan_progress import PlanToday, plan_today
from usecases.services import Services
from usecases.workspaces import begin_workspace

ELEMENTS, BYTES = 1_500, 90_000


@pytest.fixture
def pub(person: Person, services: Services) -> str:
    """The address of the example with most to do, finished, for somebody who has its workspace open."""
    opening, given = begin_workspace(services), example(services.bank, "music-pub")
    (premises,) = services.store.premises_of(opening.workspace.id)
    begun = begin(services, premises, given, services.now())
    answer(services, begun, given, services.now())
    close(services, opening.token)
    person.returns(opening.code)
    return f"/assessments/{begun.id}"


def today(services: Services, address: str) -> PlanToday:
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return plan_today(services, found)


def weight(page: Page) -> tuple[int, int]:
    """How many elements and how many bytes a page has."""
    return sum(1 for _ in page.tree.iter()), len(page.html.encode())


def test_no_job_makes_the_page_heavy(person: Person, services: Services, pub: str) -> None:
    jobs = today(services, pub).jobs
    assert sum(len(job.actions) for job in jobs) > 80, "an example with much to do"
    for job in jobs:
        elements, size = weight(person.go(f"{pub}/jobs?show=all&open={job.line.id}"))
        assert elements < ELEMENTS, job.line.id
        assert size < BYTES, job.line.id


def test_a_year_of_work_does_not_make_it_heavy(person: Person, services: Services, pub: str) -> None:
    found = services.store.find_assessment(pub.split("/")[2])
    assert found is not None
    for question in [action.line.question_id for job in today(services, pub).jobs for action in job.actions]:
        for level in (2, 3):
            mark_done(services, found, plan_today(services, found), question, level, "Maya Holt, duty manager")
    plan = today(services, pub)
    assert len(plan.moves) > 150
    elements, size = weight(person.go(f"{pub}/jobs?show=all&open={plan.jobs[0].line.id}"))
    assert elements < ELEMENTS
    assert size < BYTES
    oldest = f"{plan.moves[-1].name}: “{plan.moves[-1].before}”"
    assert oldest not in person.page.text
    person.follow(f"All {len(plan.moves)} changes")
    assert oldest in person.page.text


def test_a_closed_job_opens_by_its_title_and_keeps_what_was_asked_for(
    person: Person, services: Services, pub: str
) -> None:
    first, second, *_ = today(services, pub).jobs
    area = second.areas[0]
    person.go(f"{pub}/jobs?area={area}&sort=due&open={first.line.id}")
    assert second.line.first_step not in person.page.text
    person.follow(f"Job {second.line.rank}: {second.line.title}")
    assert parse_qs(urlsplit(person.at).query) == {"area": [area], "sort": ["due"], "open": [second.line.id]}
    assert second.line.first_step in person.page.text
    assert all(action.line.do in person.page.text for action in second.actions)


def test_who_when_and_notes_of_every_job_are_one_press_away(person: Person, services: Services, pub: str) -> None:
    links = dict(person.go(f"{pub}/jobs").links)
    for job in today(services, pub).to_do:
        assert links[f"Who, when and notes: {job.line.title}"] == f"{pub}/jobs/{job.line.id}"


def test_every_job_can_be_opened_at_once_and_closed_again(person: Person, services: Services, pub: str) -> None:
    jobs = today(services, pub).jobs
    person.go(f"{pub}/jobs?sort=due")
    person.follow("Open every job")
    assert f"open={EVERY_JOB}" in person.at
    assert all(job.line.first_step in person.page.text for job in jobs)
    person.follow("Close the jobs")
    assert person.at == f"{pub}/jobs?sort=due"
    assert sum(job.line.first_step in person.page.text for job in jobs) == 1
