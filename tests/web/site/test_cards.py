"""The page of cards: what it offers, what it prints, and what it says to a wrong postcode or link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.person import Person
from tests.reports.opened import Opened
from tests.reports.premises import HOSTILE
from usecases.limits import Limit
from usecases.services import Services
from web.site import cards

Prints = Callable[[], None]
LINK = "https://check.example.org/join/7K4M"


def form_of(person: Person, card: str) -> dict[str, list[str]]:
    """What the form of a card sends as it is shown, without its button."""
    form = next(form for form in person.page.forms if form.values.get("card") == [card])
    return dict(form.values)


def order(person: Person, card: str, *, size: str = "a4", status: int = 200, **typed: str) -> None:
    """Fill in a card's form and press one of its two buttons."""
    if person.at != "/cards" or not person.page.forms:
        person.go("/cards")
    values = form_of(person, card)
    if card == "poster":
        typed = {"title": "Read this", **typed}
    assert set(typed) <= set(values), f"{card} offers {sorted(values)}"
    sent = {**values, **{name: [value] for name, value in typed.items()}, "size": [size]}
    person.send("/cards", sent, status)


def printed(person: Person, prints_all: Prints) -> Opened:
    """The card that the waiting page leads to."""
    assert person.page.heading.startswith("Your card is")
    prints_all()
    answer = person.client.get(person.at, follow_redirects=True)
    assert answer.mimetype == "application/pdf"
    return Opened(answer.data)


def test_the_page_lists_every_card_and_every_page_leads_to_it(person: Person, services: Services) -> None:
    person.go("/")
    page = person.follow("Cards to print")
    found = services.bank.cards
    assert found is not None
    assert [form_of(person, card.id)["card"] for card in found.all] == [[card.id] for card in found.all]
    assert [card.about for card in found.all if card.about not in page.text] == []
    assert page.html.count("Print on A4") == page.html.count("Print on A5") == len(found.all)


@pytest.mark.parametrize(("size", "across"), [("a4", 595), ("a5", 420)])
def test_a_card_is_printed_without_a_workspace(person: Person, prints_all: Prints, size: str, across: int) -> None:
    order(person, "run-hide-tell", size=size)
    opened = printed(person, prints_all)
    assert opened.holds("When armed police come")
    assert float(opened.reader.pages[0].mediabox.width) == pytest.approx(across, abs=1)


def test_the_same_card_is_printed_once(person: Person, another: Person, prints_all: Prints) -> None:
    order(person, "suspicious-item")
    first = person.at
    prints_all()
    another.go("/cards")
    values = {**form_of(another, "suspicious-item"), "size": "a4"}
    assert another.client.post("/cards", data=values).headers["Location"] == first


def test_a_postcode_names_the_force(person: Person, prints_all: Prints) -> None:
    order(person, "who-to-call", postcode="de1 2xx")
    opened = printed(person, prints_all)
    assert opened.holds("Derbyshire Constabulary")
    assert opened.holds("DE1 2XX")


def test_without_a_postcode_the_card_says_how_to_find_out(person: Person, prints_all: Prints) -> None:
    order(person, "who-to-call")
    assert printed(person, prints_all).holds("tells you which force covers you")


def test_a_wrong_postcode_is_kept_with_what_to_do(person: Person) -> None:
    order(person, "who-to-call", postcode="nonsense <b>", status=400)
    assert person.page.errors == [("#postcode", "Enter a UK postcode, such as DE1 2XX, or leave it empty")]
    assert form_of(person, "who-to-call")["postcode"] == ["nonsense <b>"]
    assert form_of(person, "poster")["title"] == [""], "no check is running that the words would lead to"


def test_own_premises_name_their_force_to_nobody_else(person: Person, another: Person, prints_all: Prints) -> None:
    person.starts()
    person.go("/cards")
    assert form_of(person, "who-to-call")["place"] != ["elsewhere"]
    order(person, "who-to-call")
    at = person.at
    another.go("/")
    assert another.client.get(at).status_code in (302, 404)
    another.starts()
    assert another.client.get(at).status_code == 404
    assert printed(person, prints_all).holds("Derbyshire Constabulary")


def test_another_place_than_the_own(person: Person, prints_all: Prints) -> None:
    person.starts()
    order(person, "who-to-call", place="elsewhere", postcode="YO1 7HH")
    assert printed(person, prints_all).holds("North Yorkshire Police")


def test_the_poster_leads_to_the_staff_check_that_is_running(person: Person, services: Services) -> None:
    person.starts()
    (poster,) = (form_of(person, "poster") for _ in [person.go("/cards")])
    assert (poster["title"], poster["link"]) == ([""], [""])
    assert "start one at a place in your workspace" in person.page.text
    (place,) = (address for _, address in person.go("/workspace").links if address.endswith("/staff-checks"))
    person.go(f"{place}/new")
    person.press({"staff": "9"})
    check = person.at
    person.go("/cards")
    poster = form_of(person, "poster")
    assert poster["title"] == ["Take the staff check"]
    code = poster["link"][0].rpartition("/staff-check/")[2].replace("-", "")
    found = services.store.find_staff_check(code)
    assert found is not None
    assert check.endswith(found.id)
    person.follow("the staff check that is running")
    person.press(button="Close the staff check")
    person.go("/cards")
    assert form_of(person, "poster")["title"] == [""]


def test_premises_of_others_are_not_found_by_their_id(person: Person, another: Person, services: Services) -> None:
    person.starts()
    person.go("/cards")
    (mine,) = form_of(person, "who-to-call")["place"]
    another.starts()
    another.go("/cards")
    values = {**form_of(another, "who-to-call"), "place": mine, "size": "a4"}
    answer = another.client.post("/cards", data=values)
    found = services.store.find_print(answer.headers["Location"].rsplit("/", 1)[-1])
    assert found is not None
    assert dict(found.subject) == {"card": "who-to-call", "size": "a4"}


def test_a_poster_with_hostile_words(person: Person, prints_all: Prints) -> None:
    order(person, "poster", title=HOSTILE[:60], line=HOSTILE[:120], link=LINK)
    opened = printed(person, prints_all)
    assert opened.holds("<script>alert(1)</script>")
    assert opened.holds(LINK.removeprefix("https://"))
    assert opened.failures() == []


def test_a_poster_that_cannot_be_printed_keeps_what_was_typed(person: Person) -> None:
    order(person, "poster", title="x" * 61, line="<i>y</i>", link="javascript:alert(1)", status=400)
    assert person.page.errors == [
        ("#title", "Use 60 characters or fewer (now 61)"),
        ("#link", "Enter the whole link, beginning with https:// or http://"),
    ]
    kept = form_of(person, "poster")
    assert (kept["title"], kept["line"], kept["link"]) == (["x" * 61], ["<i>y</i>"], ["javascript:alert(1)"])


@pytest.mark.parametrize(
    "sent", [{}, {"card": "tea", "size": "a4"}, {"card": "poster"}, {"card": "poster", "size": "a3"}]
)
def test_what_no_button_sends_is_refused(person: Person, sent: dict[str, str]) -> None:
    person.go("/cards")
    person.send("/cards", {name: [value] for name, value in sent.items()}, 400)


def test_new_prints_are_bounded_and_printed_ones_cost_nothing(
    person: Person, services: Services, prints_all: Prints, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = services.now() + timedelta(hours=5)
    monkeypatch.setattr(cards, "CARD_PRINTS", Limit(3, timedelta(hours=1)))
    monkeypatch.setattr(type(services), "now", lambda _self: later)
    order(person, "poster", link=f"{LINK}/0")
    prints_all()
    person.go("/cards")
    values = {**form_of(person, "poster"), "title": "Read this", "link": f"{LINK}/0", "size": "a4"}
    for _ in range(3):
        assert person.client.post("/cards", data=values).status_code == 302
    for number in (1, 2):
        order(person, "poster", link=f"{LINK}/{number}")
    order(person, "poster", link=f"{LINK}/new", status=429)
    monkeypatch.setattr(type(services), "now", lambda _self: later + timedelta(minutes=61))
    order(person, "poster", link=f"{LINK}/new")
