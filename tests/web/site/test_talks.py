"""The page of talks: one for each topic, printed for anyone."""

from __future__ import annotations

from collections.abc import Callable

from tests.person import Person
from tests.reports.opened import Opened
from usecases.services import Services


def test_every_talk_is_offered_and_printed_without_a_workspace(
    person: Person, services: Services, prints_all: Callable[[], None]
) -> None:
    person.go("/")
    page = person.follow("Talks to print")
    offered = [form.values["topic"][0] for form in page.forms if "topic" in form.values]
    assert offered == [topic.id for topic in services.bank.staff_check]
    person.send("/talks", {"topic": ["first-aid"]})
    assert person.page.heading.startswith("Your talk is")
    prints_all()
    answer = person.client.get(person.at, follow_redirects=True)
    assert Opened(answer.data).holds("First aid after an attack")


def test_an_unknown_talk_is_refused(person: Person) -> None:
    person.go("/talks")
    person.send("/talks", {"topic": ["gardening"]}, 400)
