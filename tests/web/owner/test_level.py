"""The national threat level: an operator sets it, two pages show it with its dates, and no other place does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app import serve
from reports.pdf.plan import record_html
from tests.client import CheckedClient
from tests.person import Person
from usecases.plans import report_of
from usecases.services import Services
from usecases.settings import Settings

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SENTENCE = (
    "The national threat level was SEVERE when last checked, on 22 November 2026: an attack is highly likely. "
    "It was set on 30 April 2026. The response level that goes with it is HEIGHTENED."
)
LINK = "https://www.mi5.gov.uk/threats-and-advice/terrorism-threat-levels"
ShownAt = dict[str, tuple[bool, bool]]
Level = Callable[..., Result]


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """A site with a store of its own, where no level was ever set."""
    site = serve(replace(settings, data=tmp_path))
    site.test_client_class = CheckedClient
    site.extensions["printing"].ask = lambda _: None
    yield site
    site.extensions["services"].store.close()


@pytest.fixture
def services(own: Flask) -> Services:
    """The services of that site."""
    found: Services = own.extensions["services"]
    return found


@pytest.fixture
def level(own: Flask, services: Services, monkeypatch: pytest.MonkeyPatch) -> Level:
    """Runs `flask level` with these words, on 22 November 2026."""

    def command(*words: str) -> Result:
        with monkeypatch.context() as patch:
            patch.setattr(services, "now", lambda: NOW)
            return own.test_cli_runner().invoke(args=["level", *words])

    return command


def test_not_set(level: Level) -> None:
    said = level("show")
    assert said.exit_code == 0
    remedy = f"No level is set. Look it up at {LINK}, then: flask level set LEVEL --since DATE"
    assert said.stdout == (f"{remedy}\nThreat level for Northern Ireland: {remedy} --nation northern-ireland\n")


@pytest.mark.parametrize("name", ["severe", "SEVERE", "Severe"])
def test_set_then_show(level: Level, name: str) -> None:
    said = level("set", name, "--since", "2026-04-30")
    assert (said.exit_code, said.stderr, said.stdout) == (0, "", f"{SENTENCE}\n")
    shown = level("show")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0] == (
        "SEVERE since 2026-04-30, checked on 2026-11-22: an attack is highly likely. Response level HEIGHTENED."
    )


def test_the_day_of_london_bounds_it(own: Flask, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 00:20 on 1 July in London it is still 30 June in UTC."""
    for at, code in ((datetime(2026, 6, 30, 22, 59, tzinfo=UTC), 1), (datetime(2026, 6, 30, 23, 20, tzinfo=UTC), 0)):
        monkeypatch.setattr(services, "now", lambda at=at: at)
        said = own.test_cli_runner().invoke(args=["level", "set", "low", "--since", "2026-07-01"])
        assert said.exit_code == code
    assert "when last checked, on 1 July 2026" in said.stdout


def test_set_again(level: Level) -> None:
    level("set", "severe", "--since", "2026-04-30")
    level("set", "substantial", "--since", "2026-11-22")
    assert level("show").stdout.startswith("SUBSTANTIAL since 2026-11-22, checked on 2026-11-22: an attack is likely.")


def test_northern_ireland_has_a_level_of_its_own(level: Level) -> None:
    level("set", "severe", "--since", "2026-04-30")
    said = level("set", "substantial", "--since", "2024-03-06", "--nation", "northern-ireland")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout == (
        "The threat level for Northern Ireland was SUBSTANTIAL when last checked, on 22 November 2026: an attack is "
        "likely. It was set on 6 March 2024. The response level that goes with it is HEIGHTENED.\n"
    )
    shown = level("show").stdout.splitlines()
    assert shown[0].startswith("SEVERE since 2026-04-30")
    assert shown[1].startswith("Threat level for Northern Ireland: SUBSTANTIAL since 2024-03-06")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (
            ("severe", "--since", "2026-04-30", "--nation", "wales"),
            1,
            "There is no level of its own for 'wales': choose from northern-ireland\n",
        ),
        (
            ("tremendous", "--since", "2026-04-30"),
            1,
            "There is no level 'tremendous': choose from LOW, MODERATE, SUBSTANTIAL, SEVERE, CRITICAL\n",
        ),
        (
            ("severe", "--since", "2026-11-23"),
            1,
            "2026-11-23 is in the future: give the day on which the level was set\n",
        ),
        (("severe", "--since", "30 April"), 2, "'30 April' does not match the format"),
        (("severe", "--since", "2026-02-30"), 2, "'2026-02-30' does not match the format"),
        (("severe",), 2, "Missing option '--since'"),
        (("--since", "2026-04-30"), 2, "Missing argument 'LEVEL'"),
    ],
)
def test_what_cannot_be_set_changes_nothing(level: Level, words: tuple[str, ...], code: int, says: str) -> None:
    level("set", "low", "--since", "2026-01-02")
    before = level("show").stdout
    said = level("set", *words)
    assert (said.exit_code, said.stdout) == (code, "")
    assert says in said.stderr
    assert level("show").stdout == before


@pytest.mark.parametrize("words", [("show",), ("set", "severe", "--since", "2026-04-30")])
def test_a_bank_without_levels_has_none_to_set(level: Level, services: Services, words: tuple[str, ...]) -> None:
    vars(services)["bank"] = services.bank.model_copy(update={"levels": None})
    said = level(*words)
    assert (said.exit_code, said.stderr) == (1, "This bank has no national levels (levels.yaml).\n")


def test_a_level_that_the_bank_does_not_know_any_more_is_as_if_not_set(level: Level, services: Services) -> None:
    level("set", "critical", "--since", "2026-04-30")
    levels = services.bank.levels
    assert levels is not None
    vars(services)["bank"] = services.bank.model_copy(
        update={"levels": levels.model_copy(update={"levels": levels.levels[:4]})}
    )
    assert level("show").stdout.startswith("No level is set.")


@pytest.mark.parametrize("words", [("show",), ("set", "severe", "--since", "2026-04-30")])
def test_a_store_that_cannot_be_used_is_said(level: Level, services: Services, words: tuple[str, ...]) -> None:
    services.store.close()
    said = level(*words)
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.strip()
    assert "Traceback" not in said.stderr


def seen(person: Person, address: str) -> ShownAt:
    """For every page that a visitor passes: whether it names the level that is set, and whether it links to MI5."""
    shown: ShownAt = {}

    def look(name: str = "") -> None:
        text = person.page.text
        links = [link for _, link in person.page.links]
        shown[name or person.at.replace(address, "…")] = ("when last checked" in text, LINK in links)

    for path in ("/", "/about", "/privacy", "/accessibility", "/workspace", address, f"{address}/answers"):
        person.go(path)
        look()
    person.go(address)
    for _, link in [each for each in person.page.links if "/areas/" in each[1]]:
        person.go(link)
        look()
    person.go(f"{address}/answers")
    person.press(button="Finish")
    assert person.at == f"{address}/result"
    look()
    return shown


@pytest.mark.parametrize("is_set", [True, False], ids=["set", "not set"])
def test_where_it_is_shown(own: Flask, services: Services, level: Level, is_set: bool) -> None:
    if is_set:
        level("set", "severe", "--since", "2026-04-30")
    person = Person(own)
    address = person.starts("full")
    shown = seen(person, address)
    here = {"…/areas/threat-levels/1", "…/result"}
    assert {name for name, (named, _) in shown.items() if named} == (here if is_set else set())
    assert {name for name, (_, linked) in shown.items() if linked} - {"/about"} == here
    assert len(shown) > 20
    for path in (f"{address}/areas/threat-levels/1", f"{address}/result"):
        text = " ".join(person.go(path).text.split())
        assert (SENTENCE in text) == is_set
        assert "HEIGHTENED response: Extra measures" in text or not is_set
        assert "Decide beforehand what you would do" in text
    assessment = services.store.find_assessment(address.split("/")[2])
    assert assessment is not None
    premises = services.store.premises_of(assessment.workspace_id)[0]
    printed = record_html(report_of(services, assessment, premises))
    assert "when last checked" not in printed
    assert "SEVERE (an attack is highly likely)" in printed, "every level with its meaning"
    level("set", "critical", "--since", "2026-05-01")
    again = record_html(report_of(services, assessment, premises))
    assert again == printed, "a printed plan outlives the level of the day"


def test_only_on_the_first_page_of_its_area(own: Flask, services: Services, level: Level) -> None:
    level("set", "severe", "--since", "2026-04-30")
    person = Person(own)
    address = person.starts("full")
    person.go(f"{address}/areas/threat-levels/1")
    assert "when last checked" in person.page.text
    person.press()
    assert "when last checked" not in person.page.text


@pytest.mark.parametrize(("postcode", "here"), [("BT1 5GS", True), ("DE1 2XX", False)])
def test_a_place_in_northern_ireland_is_shown_both(own: Flask, level: Level, postcode: str, here: bool) -> None:
    level("set", "severe", "--since", "2026-04-30")
    level("set", "substantial", "--since", "2024-03-06", "--nation", "northern-ireland")
    person = Person(own)
    address = person.starts("full", postcode=postcode)
    person.go(f"{address}/areas/threat-levels/1")
    text = " ".join(person.page.text.split())
    assert SENTENCE in text
    assert ("The threat level for Northern Ireland was SUBSTANTIAL when last checked" in text) == here
    assert ("Northern Ireland has a second level" in text) == here


def test_the_help_of_a_step_up_question_lists_the_steps_of_its_response_alone(own: Flask, services: Services) -> None:
    levels = services.bank.levels
    assert levels is not None
    person = Person(own)
    address = person.starts("full")
    for question in (each for each in services.bank.questions if each.response):
        area = services.bank.area_of[question.id]
        number = next(n for n, page in enumerate(area.pages, start=1) if question in page.questions)
        text = " ".join(person.go(f"{address}/areas/{area.id}/{number}").text.split())
        asked = {other.response for other in area.pages[number - 1].questions if other.response and other.ask in text}
        assert asked
        for response in levels.responses:
            assert all((step in text) == (response.id in asked) for step in response.steps)
