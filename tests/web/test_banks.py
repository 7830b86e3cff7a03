"""A new bank changes nothing that was begun with an older one: it opens, is answered and prints as before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from app import serve
from printing.print_queue import print_order
from printing.print_service import PrintService
from tests.client import CheckedClient
from tests.person import Person
from usecases.services import Services
from usecases.settings import Settings

LEAD = "security-lead"
OLD_WORDS, NEW_WORDS = "Name one person to be in charge of security", "Appoint a captain of security"
OLD_JOB, NEW_JOB = "Settle who is in charge of security", "Appoint captains of security"


@pytest.fixture(scope="module")
def newer_bank(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank as it might be next year: other words, a question under a new id, a page more, a field more."""
    folder = tmp_path_factory.mktemp("newer") / "bank"
    shutil.copytree(settings.bank, folder)
    edit(folder / "bank.yaml", release="2027.11")
    area = read(folder / "01-leadership.yaml")
    lead = area["pages"][0]["questions"][0]
    lead["action"]["title"] = NEW_WORDS
    lead["options"][3] = "A captain leads"
    second = area["pages"][1]["questions"][0]
    jobs = read(folder / "jobs.yaml")["jobs"]
    for job in jobs:
        job["questions"] = ["security-at-the-top" if each == second["id"] else each for each in job["questions"]]
    jobs[0]["title"] = NEW_JOB
    edit(folder / "jobs.yaml", jobs=jobs)
    second["id"] = "security-at-the-top"
    area["pages"].reverse()
    edit(folder / "01-leadership.yaml", **area)
    profile = read(folder / "profile.yaml")
    field = {"id": "floors", "ask": "How many floors are there?", "name": "Floors", "kind": "number", "least": 1}
    profile["pages"][0]["fields"].append({**field, "missing": "Enter how many floors there are"})
    edit(folder / "profile.yaml", **profile)
    return folder


def read(path: Path) -> dict[str, Any]:
    """A file of the bank."""
    content: dict[str, Any] = yaml.safe_load(path.read_text())
    return content


def edit(path: Path, **changes: object) -> None:
    """Write parts of a file of the bank anew."""
    path.write_text(yaml.safe_dump({**read(path), **changes}, sort_keys=False))


@pytest.fixture
def newer(site: Flask, settings: Settings, newer_bank: Path) -> Iterator[Flask]:
    """The site after it was started again with the newer bank, on the same data."""
    newer = serve(replace(settings, bank=newer_bank))
    newer.test_client_class = CheckedClient
    newer.extensions["printing"].ask = site.extensions["printing"].ask
    yield newer
    newer.extensions["services"].store.close()


def come_back(newer: Flask, code: str) -> Person:
    """The same person on the newer site."""
    person = Person(newer)
    person.returns(code)
    return person


def test_a_finished_assessment_stays_as_it_was(
    newer: Flask, person: Person, asked_to_print: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    start = person.at
    person.follow("Start with")
    person.answers("0", "0", "dont-know")
    person.press(button="Finish")
    before = person.page.text
    data = person.client.get(f"{start}/plan.json").data
    assert OLD_WORDS in before
    again = come_back(newer, code)
    assert again.go(f"{start}/result").text == before
    assert again.client.get(f"{start}/plan.json").data == data
    again.go(f"{start}/answers")
    again.go(f"{start}/questions/{LEAD}")
    printing: PrintService = newer.extensions["printing"]
    printed: list[object] = []

    def render(report: object, _: object) -> bytes:
        printed.append(report)
        return b"%PDF-old"

    monkeypatch.setattr("printing.kinds.plan.render_plan", render)
    for print_id in asked_to_print:
        print_order(printing, print_id)
    assert again.client.get(f"{start}/plan.pdf").data == b"%PDF-old"
    assert OLD_WORDS in repr(printed)
    assert NEW_WORDS not in repr(printed)


def test_a_running_assessment_goes_on_with_its_own_questions(newer: Flask, person: Person) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "full"})
    start = person.at
    person.follow("Start with")
    first = person.at
    person.press({f"choice-{LEAD}": "3"})
    again = come_back(newer, code)
    assert again.page.heading == "Your workspace"
    assert again.go(first).form().values[f"choice-{LEAD}"] == ["3"]
    assert "A captain leads" not in again.page.text
    again.answers("0")
    assert again.at == f"{start}/answers"
    assert "not answered yet" not in again.page.text
    again.press(button="Finish")
    assert OLD_JOB in again.page.text
    version = again.client.get(f"{start}/plan.json").get_json()["bank_version"]
    assert version.startswith("2026.")


def test_a_new_assessment_asks_from_the_new_bank(newer: Flask, person: Person) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    again = come_back(newer, code)
    again.follow("Continue")
    assert again.at.endswith("/profile/place"), "the new field is asked"
    again.press({"floors": "2"})
    while "/assessments" not in again.at:
        again.press()
    again.press({"kind": "quick"})
    start = again.at
    assert start not in person.go("/about").text
    again.go(f"{start}/questions/{LEAD}")
    assert "A captain leads" in again.page.text
    version = again.client.get(f"{start}/plan.json").get_json()["bank_version"]
    assert version.startswith("2027.11-")


def test_the_older_site_reads_what_the_newer_wrote(newer: Flask, person: Person, another: Person) -> None:
    """After a roll-back."""
    fresh = Person(newer)
    code = fresh.begins()
    while "/profile/" in fresh.at:
        fresh.fills_profile(floors="2")
    fresh.press()
    fresh.press({"kind": "quick"})
    start = fresh.at
    fresh.go(f"{start}/answers")
    fresh.press(button="Finish")
    another.returns(code)
    assert another.go(f"{start}/result").text == fresh.page.text


def test_two_banks_never_share_a_version(settings: Settings, newer: Flask, newer_bank: Path, served: Flask) -> None:
    old: Services = served.extensions["services"]
    new: Services = newer.extensions["services"]
    assert old.bank.version != new.bank.version
    assert old.bank_of(new.bank.version).version == new.bank.version
    assert new.bank_of(old.bank.version).jobs[0].title == OLD_JOB
    assert new.bank_of(old.bank.version).by_id[LEAD].action.title == OLD_WORDS
