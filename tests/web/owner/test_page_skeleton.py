"""A page of questions that is filled into its skeleton is, letter for letter, the one that the template gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from assessment.answers import Answer
from tests.person import PROFILE, Person
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from tests.web.owner.test_codes_and_places import again
from tests.web.site.holders import holders_of
from usecases.services import Services
from web.owner import page_skeleton

AREA = "leadership"
LEAD = "security-lead"
LEVELS = "threat-levels"  # the area that tells of the national level
# What would break out of the page, or out of a slot, if it were put there as it is.
HOSTILE = 'Mill & "Son" <b>xSLOTxtoken xSLOTxid</b> {{ 7 * 7 }}'
ARABIC = "مسجد النور"


@dataclass
class Ways:
    """Asks for pages in both ways."""

    site: Flask
    monkeypatch: pytest.MonkeyPatch
    filled: int = 0

    def both(self, person: Person, address: str, headers: dict[str, str] | None = None) -> str:
        """The page, which both ways make alike but for the secrets of the one answer."""
        before = self.filled
        first = person.client.get(address, headers=headers)
        assert self.filled == before + 1, f"{address} was not filled into a skeleton"
        with self.monkeypatch.context() as patch:
            patch.setattr(page_skeleton, "is_ordinary", lambda *_: False)
            second = person.client.get(address, headers=headers)
        assert self.filled == before + 1
        pages = [_without_secrets(answer.get_data(as_text=True)) for answer in (first, second)]
        assert pages[0] == pages[1]
        assert first.status_code == second.status_code == 200
        assert dict(first.headers).keys() == dict(second.headers).keys()
        return pages[0]

    def whole(self, person: Person, address: str) -> None:
        """The page is rendered whole."""
        before = self.filled
        person.go(address)
        assert person.at == address
        assert self.filled == before


@pytest.fixture
def ways(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ways]:
    """Counts the pages that are filled in, from none that is kept."""
    found, fill = Ways(site, monkeypatch), page_skeleton.filled_page
    monkeypatch.setattr(page_skeleton, "_KEPT", {})

    def count(*given: object) -> str:
        found.filled += 1
        return fill(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(page_skeleton, "filled_page", count)
    yield found
    kept = repr(page_skeleton._KEPT)
    for theirs in (
        HOSTILE.split()[0],
        ARABIC,
        str(PROFILE["place"]["business_name"]),
        "Ask Maya",
        "csrf_token=",
        "EyJ",
    ):
        assert theirs not in kept, "nothing of anyone is kept"


def _without_secrets(page: str) -> str:
    tokens = set(re.findall(r'name="csrf_token" value="([^"]+)"', page))
    assert len(tokens) == 1
    assert "xSLOTx" not in page.replace(str(escaped(HOSTILE)), "")
    return page.replace(tokens.pop(), "TOKEN")


def escaped(text: str) -> str:
    """As Jinja escapes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


@pytest.mark.parametrize("kind", ["quick", "full"])
def test_every_page_of_an_assessment_before_and_after_it_is_answered(
    ways: Ways, person: Person, services: Services, kind: str
) -> None:
    start = person.starts(kind)
    person.follow("Start with")
    pages = 0
    while "/areas/" in person.at and pages < 60:
        address, pages = person.at, pages + 1
        if f"/areas/{LEVELS}/" not in address:
            before = ways.both(person, address)
        person.press({name: "2" for name in person.page.form().offers if name.startswith("choice-")})
        if f"/areas/{LEVELS}/" not in address:
            assert ways.both(person, address) != before
    assert pages > 10
    assert person.at == f"{start}/answers"


def test_what_was_typed_stays_what_it_is(ways: Ways, person: Person, services: Services) -> None:
    for business in (HOSTILE, ARABIC, None):
        start = person.walks(business_name=business or HOSTILE)
        found = services.store.find_assessment(start.rpartition("/")[2])
        assert found is not None
        if business is None:
            nameless = {name: value for name, value in found.profile.items() if name != "business_name"}
            services.store.save_profile(found.workspace_id, found.premises_id, nameless, services.now())
        said = {LEAD: Answer("3", "", f"{ARABIC}\n{HOSTILE}")}
        services.store.save_answers(found.workspace_id, found.id, said, services.now())
        page = ways.both(person, f"{start}/areas/{AREA}/1")
        assert (escaped(business or HOSTILE) in page.partition("<form")[0]) == (business is not None)
        assert page.count(escaped(HOSTILE)) >= 1
        assert "<b>xSLOTx" not in page


def test_every_way_to_a_page(ways: Ways, person: Person) -> None:
    start = person.starts("full")
    person.follow("Start with")
    person.press()
    assert person.at != f"{start}/areas/{AREA}/1"
    for address in (f"{start}/areas/{AREA}/1", person.at):
        pages = {ways.both(person, f"{address}{query}") for query in ("", "?back=answers", "?back=elsewhere")}
        assert len(pages) == 2


def test_another_place_gets_its_own_page_from_the_same_skeleton(ways: Ways, person: Person, another: Person) -> None:
    addresses = [each.starts(business_name=name) for each, name in ((person, "The Mill"), (another, "The Forge"))]
    mine, theirs = (
        ways.both(each, f"{address}/areas/{AREA}/1") for each, address in zip((person, another), addresses, strict=True)
    )
    assert len(page_skeleton._KEPT) == 1
    assert "The Mill" in mine
    assert "The Mill" not in theirs
    assert addresses[0] not in theirs


def finished(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    return person, f"{person.finishes('2')}/areas/{AREA}/1"


def with_last_time(site: Flask) -> tuple[Person, str]:
    found = again(site, elsewhere=False)
    return found.people["o"], found.area


def with_a_code(site: Flask) -> tuple[Person, str]:
    found = holders_of(site)
    return found.people["p"], f"/assessments/{found.here['assessment_id']}/areas/{AREA}/1"


def in_a_workshop(site: Flask) -> tuple[Person, str]:
    person, gathering = Person(site), Gathering(site)
    person.go(f"/join/{gathering.code}")
    person.press(button="Join the workshop")
    person.keeps_code()
    person.fills_profile()
    person.press()
    person.press(button="Start the questions")
    return person, f"{person.at}/areas/{AREA}/1"


def on_two_devices(site: Flask) -> tuple[Person, str]:
    person, other = Person(site), Person(site)
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    other.returns(code)
    return person, f"{person.at}/areas/{AREA}/1"


def beside_an_adviser(site: Flask) -> tuple[Person, str]:
    officer = Officer(site).joins()
    return officer, f"{officer.starts()}/areas/{AREA}/1"


def about_the_level(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    return person, f"{person.starts('full')}/areas/{LEVELS}/1"


@pytest.mark.parametrize(
    "comes",
    [finished, with_last_time, with_a_code, in_a_workshop, on_two_devices, beside_an_adviser, about_the_level],
)
def test_what_is_out_of_the_ordinary_is_rendered_whole(
    ways: Ways, site: Flask, comes: Callable[[Flask], tuple[Person, str]]
) -> None:
    person, address = comes(site)
    ways.whole(person, address)


def test_what_is_wrong_with_a_form_and_what_is_said_once_are_rendered_whole(ways: Ways, person: Person) -> None:
    address = f"{person.starts()}/areas/{AREA}/1"
    ways.both(person, address)
    person.go(address)
    before = ways.filled
    person.press({f"note-{LEAD}": "x" * 2001}, status=400)
    assert ways.filled == before
    with person.client.session_transaction() as session:
        session["_flashes"] = [("message", "Said once")]
    ways.whole(person, address)
    assert "Said once" in person.page.text
    ways.both(person, address)
    person.go(address)
    revisions = next(form.values["revisions"] for form in person.page.forms if "revisions" in form.values)
    person.press({f"note-{LEAD}": "Mine"})
    before = ways.filled
    person.send(
        address, {"revisions": revisions, f"note-{LEAD}": ["Theirs"], f"choice-{LEAD}": [], f"reason-{LEAD}": [""]}, 409
    )
    assert ways.filled == before


def test_under_another_root_every_address_has_it(ways: Ways, site: Flask, person: Person) -> None:
    address = f"{person.starts()}/areas/{AREA}/1"
    there, here = (person.client.get(address, base_url=base).text for base in ("http://localhost/check", None))
    assert 'href="/check/assessments/' in there
    assert "/check/" not in here
