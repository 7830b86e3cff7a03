"""A plan's spreadsheet on the site, as its tests take it out, bring it back and read the page that follows."""

from __future__ import annotations

from assessment.progress import Progress
from tests.person import Person
from tests.reading import words
from tests.web.owner.test_paper_form import part
from usecases.plan_progress import PlanJob
from usecases.services import Services


def exported(person: Person, plan: str) -> bytes:
    """The spreadsheet as the site gives it."""
    answer = person.client.get(f"{plan}/plan.xlsx")
    assert answer.status_code == 200
    return bytes(answer.data)


def brings(person: Person, plan: str, data: bytes, status: int = 200) -> None:
    """Bring a file back, and see what it changes."""
    page = person.go(f"{plan}/spreadsheet")
    body = part("csrf_token", page.form("Read the spreadsheet").values["csrf_token"][0].encode())
    body += part('file"; filename="plan.xlsx', data) + b"--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    answer = person.client.post(f"{plan}/spreadsheet", data=body, content_type=kind, follow_redirects=True)
    person._see(answer, status)


def progress(services: Services, plan: str) -> Progress:
    return services.store.progress(plan.split("/")[2])


def names(job: PlanJob) -> tuple[str, str]:
    """The names of a job and of its first action."""
    return f"job.{job.line.id}", f"action.{job.line.gaps[0].question_id}"


def shown(person: Person) -> list[str]:
    """The changes that the page shows, each on a line."""
    return [words(each) for each in person.page.all("ul", "changes") for each in each.iter("li")]


def told(person: Person) -> str:
    """What could not be used."""
    return " ".join(words(each) for each in person.page.all("div", "gaps"))
