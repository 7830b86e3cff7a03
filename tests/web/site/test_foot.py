"""The foot: whole on public pages, one line with the two numbers that matter most inside the workspace."""

from __future__ import annotations

from tests.person import Person
from tests.reading import Page, words
from usecases.services import Services


def routes_in(page: Page, *, folded: bool) -> list[str]:
    """The words of the reporting routes in the foot of a page: those that open, or those that stand there."""
    (foot,) = page.all("section", "help")
    inside = {route for details in foot.iter("details") for route in details.iter("li")}
    return [words(route) for route in foot.iter("li") if (route in inside) == folded]


def test_public_pages_have_every_number(person: Person, services: Services) -> None:
    asked = [route for route in services.bank.reporting.routes if route.when is None]
    for address in ("/", "/about", "/privacy", "/return"):
        shown = routes_in(person.go(address), folded=False)
        assert all(any(route.need in line for line in shown) for route in asked), address


def test_inside_it_is_one_line_and_the_rest_opens(person: Person) -> None:
    start = person.starts()
    for address in (start, f"{start}/areas/leadership/1", f"{start}/answers", f"{start}/result", "/workspace"):
        page = person.go(address)
        assert routes_in(page, folded=False) == []
        assert len(routes_in(page, folded=True)) >= 7
        (line,) = page.all("div", "help__line")
        calls = [(link.get("href"), words(link)) for link in line.findall("{*}a")]
        assert calls == [
            ("tel:999", "Immediate danger: 999"),
            ("tel:0800789321", "You suspect terrorism: 0800 789 321"),
        ]
    person.go("/")
    assert routes_in(person.page, folded=False), "a public page, also with a workspace open"
