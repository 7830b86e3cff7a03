"""The contract between bank and service: a field that carries a role may have any id, and nothing changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask

from app import serve
from assessment import evaluate
from assessment.json_types import to_json
from assessment.profile import Profile, read_profile
from assessment.share_facts import share_facts
from questions import Bank, load_bank
from questions.reader import check_folder
from questions.roles import option_titles
from reports.exports.plan_json import plan_document
from reports.forms.blank import build_blank
from reports.report.builder import build_report
from reports.report.inputs import ReportInputs
from reports.report.report import Report
from storage.keys import make_key_file
from storage.records import Assessment
from storage.sharing import Queued, Share
from tests.client import CheckedClient
from tests.person import PROFILE, Person, Typed
from tests.questions.renaming import renamed_copy
from tests.reports.premises import MADE_ON, PUB, UNCONFIRMED, answers
from tests.web.advisers.officer import Officer
from usecases.request_queue import line_of
from usecases.services import Services
from usecases.settings import ROOT, read_settings

PROJECT = ROOT / "questions" / "bank"
NEW = {
    "business_name": "firm",
    "premises_name": "site_called",
    "took_part": "answered_by",
    "postcode": "post_code",
    "use": "main_purpose",
    "nation": "home_nation",
    "people": "heads",
}
OLD = {new: old for old, new in NEW.items()}


def renamed(raw: Mapping[str, Any], names: Mapping[str, str] = NEW) -> dict[str, Any]:
    """A profile under other names."""
    return {names.get(name, name): value for name, value in raw.items()}


@pytest.fixture(scope="module")
def here() -> Bank:
    """The project's bank."""
    return load_bank(PROJECT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's bank with every field that carries a role renamed."""
    return renamed_copy(PROJECT, tmp_path_factory.mktemp("renamed") / "bank", NEW)


@pytest.fixture(scope="module")
def there(folder: Path) -> Bank:
    """The renamed bank, which is sound."""
    return check_folder(folder, MADE_ON)


def profile_of(bank: Bank, raw: Mapping[str, object]) -> Profile:
    """The profile of a place. It has no problem."""
    profile, problems = read_profile(bank, raw)
    assert not problems, problems
    return profile


def report_of(bank: Bank, profile: Profile) -> Report:
    """The report of a place, without the version of its bank."""
    result = evaluate(bank, profile, answers("3212?0-"))
    report = build_report(bank, result, ReportInputs(reference="R", made_on=MADE_ON, contact=UNCONFIRMED))
    return replace(report, bank_version="")


def test_every_role_is_one_that_the_project_has(here: Bank, there: Bank) -> None:
    for role, field_id in ((role, getattr(here.roles, role)) for role in here.roles.__slots__):
        assert field_id in NEW
        assert getattr(there.roles, role) == NEW[field_id]


def test_the_report_is_the_same(here: Bank, there: Bank) -> None:
    first = report_of(here, profile_of(here, PUB))
    assert first == report_of(there, profile_of(there, renamed(PUB)))
    assert (first.business, first.premises, first.took_part) == (
        "The Foundry Tap and Music Hall",
        "Foundry Street",
        "Dan Okafor, manager; Lucy Pratt, head of door",
    )


def test_what_figures_count_is_the_same(here: Bank, there: Bank) -> None:
    first = share_facts(here, evaluate(here, profile_of(here, PUB), answers("3210")))
    assert first == share_facts(there, evaluate(there, profile_of(there, renamed(PUB)), answers("3210")))
    assert (first.use, first.people) == ("entertainment", "200-to-799")
    assert option_titles(here.profile, here.roles.use) == option_titles(there.profile, there.roles.use) != {}


def test_the_plan_as_data_differs_by_the_names_alone(here: Bank, there: Bank) -> None:
    first, second = (
        json.loads(
            to_json(plan_document(bank, evaluate(bank, profile_of(bank, raw), answers("3210?")), UNCONFIRMED, MADE_ON))
        )
        for bank, raw in ((here, PUB), (there, renamed(PUB)))
    )
    version = here.version
    assert second["profile"].keys() & NEW.keys() == set()
    second["profile"] = renamed(second["profile"], OLD)
    assert json.loads(json.dumps(second).replace(there.version, version)) == first


def test_a_blank_form_names_the_place_alike(here: Bank, there: Bank) -> None:
    first = build_blank(here, profile_of(here, PUB))
    second = build_blank(there, profile_of(there, renamed(PUB)))
    assert (first.business, first.premises, first.place) == (second.business, second.premises, second.place)
    assert first.business == PUB["business_name"]
    asked = [
        [(each.question.id, each.number, each.when) for area in form.areas for each in area.questions]
        for form in (first, second)
    ]
    assert asked[0] == asked[1]


# --- through the pages -----------------------------------------------------------------------------------------------


class Renamed(Person):
    """Someone who fills in the renamed profile."""

    profile: ClassVar[Mapping[str, Mapping[str, Typed]]] = {page: renamed(typed) for page, typed in PROFILE.items()}


@pytest.fixture(scope="module")
def other_site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site with the renamed bank."""
    data = tmp_path_factory.mktemp("data")
    for name in ("store.key", "secret.key"):
        make_key_file(data / name)
    keys = {"CHECK_STORE_KEY_FILE": str(data / "store.key"), "CHECK_SECRET_KEY_FILE": str(data / "secret.key")}
    found = serve(read_settings({"CHECK_BANK": str(folder), "CHECK_DATA": str(data), "CHECK_WORKER": "0", **keys}))
    found.test_client_class = CheckedClient
    yield found
    found.extensions["services"].store.close()


def seen(person: Person, bank: Bank) -> list[str]:
    """The pages of one quick check as they are read, without what differs from one workspace to the next."""
    person.begins()
    pages = []
    while "/profile/" in person.at:
        pages.append(person.page.text)
        person.fills_profile()
    pages.append(person.page.text)  # the police force
    person.press()
    person.press({"kind": "quick"})
    pages.append(person.page.text)
    person.follow("Start with")
    person.answers("2", "0", "dont-know")
    person.press(button="Finish")
    for address in (person.at, "/workspace", "/cards"):
        pages.append(person.go(address).text)
    pages.append(person.page.text)
    text = "\n\f".join(pages).replace(bank.version, "VERSION")
    text = re.sub(r"CPS-[0-9A-Z]{4}-[0-9A-Z]{2}", "REFERENCE", text)
    for old, new in NEW.items():
        text = re.sub(rf"\b{new}\b", old, text)
    return text.split("\f")


def test_every_page_reads_the_same(site: Flask, other_site: Flask, here: Bank, there: Bank) -> None:
    # Other tests may have made a team here, and pages offer to share where there is one.
    for each in (site, other_site):
        Officer(each).joins("derbyshire")
    first, second = seen(Person(site), here), seen(Renamed(other_site), there)
    assert first == second
    assert "Derbyshire" in first[1]
    assert "The Copper Kettle" in first[-2]


def test_a_request_reads_the_same_in_a_teams_queue(site: Flask, other_site: Flask) -> None:
    lines = []
    for each, names in ((site, {}), (other_site, NEW)):
        services: Services = each.extensions["services"]
        profile = profile_of(services.bank, renamed(PUB, names))
        now = datetime(2026, 11, 22, tzinfo=UTC)
        assessment = Assessment("a", "p", "w", "R", services.bank.version, "full", profile, now, now)
        share = Share(
            id="s",
            workspace_id="w",
            premises_id="p",
            assessment_id="a",
            force_id="west-yorkshire",
            wish="share",
            message="",
            reach="",
            created=now,
            until=now + timedelta(days=90),
            withdrawn=None,
            state="open",
            taken_by=None,
            outcome="",
            passed_from=None,
            passed_why="",
            facts=None,
        )
        line = line_of(services, Queued(share, assessment))
        lines.append((line.name, line.postcode, line.use, line.people))
    assert lines[0] == lines[1]
    assert lines[0][0] == "The Foundry Tap and Music Hall, Foundry Street"
    assert lines[0][1:] == ("LS1 4DY", "Entertainment, leisure or recreation", 650)


# --- in the code -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["business_name", "premises_name", "took_part"])
def test_no_code_or_template_names_a_field_by_its_id(name: str) -> None:
    """The other ids are words of the language too, and cannot be told apart from it by their letters."""
    rooms = ("web", "usecases", "printing", "cli", "reports", "assessment", "storage", "contacts", "templates")
    files = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".html")]
    quoted = re.compile(rf"""["']{name}["']""")
    assert len(files) > 100
    assert [str(path) for path in files if quoted.search(path.read_text(encoding="utf-8"))] == []
