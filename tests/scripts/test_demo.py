"""`make demo`: what it prints opens what it says, and none of it is in the site's own data folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import serve
from scripts.demo.__main__ import DATA, SETTINGS
from scripts.demo.build import build, guide, make_keys
from scripts.demo.team import FORCE, PASSWORD, code_lines
from tests.client import CheckedClient
from tests.person import Person
from usecases.services import Services
from usecases.settings import ROOT, read_settings

URL = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """The site of a demonstration, and what was printed."""
    data = tmp_path_factory.mktemp("demo")
    make_keys(data)
    site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
    site.test_client_class = CheckedClient
    services: Services = site.extensions["services"]
    yield site, guide(build(services), URL, services.now())
    services.store.close()


@pytest.fixture
def printed(demo: tuple[Flask, str]) -> str:
    """What was printed."""
    return demo[1]


@pytest.fixture
def person(demo: tuple[Flask, str]) -> Person:
    """Someone with nothing open."""
    return Person(demo[0])


def found(pattern: str, text: str) -> list[str]:
    """All that a pattern finds, which is something."""
    every = re.findall(pattern, text)
    assert every, pattern
    return every


def signs_in(person: Person, email: str, code: str) -> None:
    """Sign in as somebody who reads what was printed."""
    person.go("/advisers/sign-in")
    person.press({"email": email, "password": PASSWORD})
    person.press({"code": code})
    assert person.page.heading == "Requests"


def test_it_says_that_all_is_made_up(printed: str) -> None:
    assert "MADE-UP DATA" in printed
    assert "Do not use it for a real business" in printed
    assert f"{URL}/\n" in printed


def test_the_return_codes_open_places_in_several_states(person: Person, printed: str) -> None:
    taverns, hall, member = found(r"return code +([0-9A-Z-]{24})", printed)
    page = person.returns(taverns)
    assert "The Brass Nightjar" in page.text
    assert "Sam Reed" in page.text
    page = person.follow("The Brass Nightjar")
    result = next(address for text, address in page.links if text == "See the result and the plan")
    assert person.go(result).all("ol", "actions")
    person.go("/workspace")
    assert "Continue with the questions" in person.follow("Café by the canal").text
    assert "Upper Thornmoor Village Hall" in person.returns(hall).text
    assert "You are taking part in" in person.returns(member).text


def test_the_one_time_codes_sign_in_and_the_board_runs(person: Person, printed: str) -> None:
    (email,) = found(r"administrator +(\S+)", printed)
    signs_in(person, email, found(r"current one-time code (\d{6})", printed)[0])
    assert "Upper Thornmoor Village Hall" in person.page.text
    (board,) = found(rf"board +{URL}(\S+)", printed)
    assert "8 joined" in person.go(board).text
    assert "Upper Thornmoor" not in person.page.text
    assert "Kinds of place" in person.go("/advisers/figures").text


def test_the_next_codes_come_from_make_demo_code(demo: tuple[Flask, str], person: Person) -> None:
    site, printed = demo
    services: Services = site.extensions["services"]
    lines = code_lines(services)
    assert len(lines) == len(services.store.accounts_of(FORCE)) == 2
    email, code = next(line.split() for line in lines if line.startswith("sam"))
    signs_in(person, email, code)
    person.go("/advisers/visits")
    assert "visited by you" in person.page.text
    again = next(line.split()[1] for line in code_lines(services) if line.startswith("sam"))
    assert again != code
    recovery = found(r"the recovery code (\S+)", printed)[1]
    other = Person(site)
    signs_in(other, email, recovery)


def test_a_business_can_join(person: Person, printed: str) -> None:
    (code,) = found(rf"{URL}/join/(\S+)", printed)
    assert "Pubs and cafés (made up)" in person.go(f"/join/{code}").heading
    person.press()
    assert "code" in person.page.heading.lower()


def test_it_keeps_off_the_data_of_the_site() -> None:
    assert ROOT / "build" in DATA.parents
    assert Path(SETTINGS["CHECK_DATA"]) == DATA
    assert not DATA.is_relative_to(ROOT / "var")
