"""Check your answers: all of a short assessment; of a long one an area, or one kind of answers, at a time."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from questions import Bank
from tests.person import Person
from tests.reading import Page, words
from usecases.services import Services
from web.site.answers_view import KINDS, MOST_LINES


def rows(page: Page) -> list[str]:
    """The questions whose answers a page shows."""
    return [row.get("id", "")[2:] for row in page.all("tr") if row.get("id", "").startswith("a-")]


def jumps(page: Page, name: str = "Areas") -> list[tuple[str, str]]:
    """The lines of a jump list with their addresses."""
    found = [nav for nav in page.all("nav", "jumps") if nav.get("aria-label") == name]
    lines = [line for nav in found for line in nav.iter("li")]
    return [(words(line), next(link.get("href", "") for link in line.iter("a"))) for line in lines]


def test_a_quick_check_is_on_one_page_with_a_jump_list(person: Person) -> None:
    start = person.answers_all("2", "dont-know")
    page = person.go(f"{start}/answers")
    assert 0 < len(rows(page)) <= MOST_LINES
    assert all(
        address.startswith("#area-") and page.by_id(address[1:]).tag.endswith("h3") for _, address in jumps(page)
    )
    assert len(jumps(page)) > 10


def test_a_long_assessment_is_shown_area_by_area(person: Person, services: Services) -> None:
    start = person.starts("full")
    overview = person.go(f"{start}/answers")
    assert rows(overview) == []
    assert overview.form("Finish")
    seen: list[str] = []
    for line, address in jumps(overview):
        page = person.go(urljoin(person.at, address))
        assert 0 < len(rows(page)) <= MOST_LINES
        assert line.endswith(f"0 of {len(rows(page))}")
        seen += rows(page)
    path = person.client.get(f"{start}/plan.json").get_json()["path"]
    assert seen == path, "every question once, in order"
    assert rows(person.go(f"{start}/answers?show=all")) == path


def test_from_one_area_to_the_next_and_back_to_all(person: Person) -> None:
    start = person.starts("full")
    (_, first), (second, address), *_ = jumps(person.go(f"{start}/answers"))
    person.go(f"{start}/answers{first}")
    page = person.follow("Next area")
    assert person.at == f"{start}/answers{address}"
    assert second.startswith(words(page.by_id("answers")))
    person.follow("All areas")
    assert person.at == f"{start}/answers"


def test_a_change_comes_back_to_its_area(person: Person, bank: Bank) -> None:
    start = person.starts("full")
    person.go(f"{start}/questions/security-lead")
    page = person.press({"choice-security-lead": "2"})
    assert person.at == f"{start}/answers?area={bank.place_of['security-lead'][0].id}"
    assert "security-lead" in rows(page)


@pytest.mark.parametrize("kind", KINDS)
def test_answers_of_one_kind(person: Person, services: Services, kind: str) -> None:
    start = person.starts("full")
    person.go(f"{start}/areas/leadership/1")
    names = [name for name in person.page.form().offers if name.startswith("choice-")]
    person.press({names[0]: "dont-know", names[1]: "2", f"note-{names[1].removeprefix('choice-')}": "Ask Maya"})
    page = person.go(f"{start}/answers")
    found = {address: line for line, address in jumps(page, "Answers of one kind")}
    page = person.go(f"{start}/answers?show={kind}")
    whole = person.client.get(f"{start}/plan.json").get_json()
    expected = {
        "open": whole["unanswered"],
        "dont-know": [names[0].removeprefix("choice-")],
        "notes": [names[1].removeprefix("choice-")],
        "not-applicable": [],
    }[kind]
    assert found.get(f"?show={kind}", " 0").endswith(f" {len(expected)}")
    shown = rows(page)
    while [words for words, _ in person.page.links if words == "The next ones"]:
        assert len(rows(person.page)) == MOST_LINES
        shown += rows(person.follow("The next ones"))
    assert shown == expected
    assert expected or "There are none" in page.text


@pytest.mark.parametrize(
    "odd", ["area=none", "show=none", "show=open&from=-1", "show=open&from=99999", "from=x", "area="]
)
def test_an_address_that_makes_no_sense_shows_a_page(person: Person, odd: str) -> None:
    start = person.starts("full")
    assert person.go(f"{start}/answers?{odd}").heading == "Check your answers"
