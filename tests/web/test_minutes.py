"""Every promise of minutes is computed from the questions: no page, form or bank writes one down."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from flask import Flask

from assessment.navigation import minutes_left, steps_of
from assessment.path import AssessmentKind, find_path
from assessment.reading_time import minutes_for, promised_minutes
from questions import Bank
from questions.style import texts_of
from tests.person import Person
from tests.web.advisers.officer import Officer
from usecases.services import Services
from usecases.settings import ROOT

WRITTEN = re.compile(r"\b(\d+|ten|fifteen|twenty|thirty|forty) minutes\b", re.IGNORECASE)


def test_the_start_page_promises_what_the_bank_takes(site: Flask, bank: Bank) -> None:
    promised = promised_minutes(bank)
    text = Person(site).go("/").text
    assert f"{promised.quick} minutes at most for the quick check, and about {promised.describing} before it" in text
    assert f"{promised.full} minutes at most for the full one" in text


def test_a_workshop_promises_the_same(site: Flask, bank: Bank) -> None:
    promised = promised_minutes(bank)
    text = Officer(site).joins().go("/advisers/workshops/new").text
    assert f"the essential questions, up to {promised.quick} minutes" in text
    assert f"everything that fits each place, up to {promised.full} minutes" in text


def test_the_choice_the_list_and_the_page_promise_the_time_of_this_place(site: Flask, services: Services) -> None:
    person = Person(site)
    person.begins()
    person.fills_profile()
    offered = person.press().text
    person.press({"kind": "quick"})
    found = services.store.find_assessment(person.at.split("/")[2])
    assert found
    paths = {kind: find_path(services.bank, found.profile, {}, kind) for kind in get_args(AssessmentKind)}
    for path in paths.values():
        assert f"{len(path)} questions, about {minutes_for(services.bank, path)} minutes" in offered
    steps = steps_of(services.bank, paths["quick"])
    left = f"about {minutes_left(services.bank, steps, {})} minutes left"
    assert left in person.page.text
    for area in services.bank.areas:
        own = minutes_for(services.bank, [each for each in paths["quick"] if services.bank.area_of[each.id] is area])
        shown = re.search(rf"{re.escape(area.title)} (?:About (\d+) minutes)?", person.page.text)
        assert (shown and shown[1]) == (str(own) if own > 1 else None), area.title
    person.follow("Start with the first question")
    assert left in person.page.text


@pytest.mark.parametrize("folder", ["pages", "advisers", "macros"])
def test_no_template_writes_minutes_down(folder: str) -> None:
    found = {
        str(path): WRITTEN.findall(path.read_text()) for path in sorted((ROOT / "templates" / folder).glob("*.html"))
    }
    assert found
    assert not {path: written for path, written in found.items() if written}


def test_the_start_of_the_bank_promises_none(bank: Bank) -> None:
    start = [text for path, text in texts_of(bank) if path[0] in ("start", "notices", "privacy")]
    assert start
    assert not [text for text in start if WRITTEN.search(text)]
