"""A bank of another kind through the same engine, by the one setting CHECK_BANK: nothing of the first bank shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import serve
from questions import Bank, load_bank
from reports.exports.registry import EXPORTS
from storage.keys import make_key_file
from tests.client import CheckedClient
from tests.person import Person, Typed
from tests.reading import Page, words
from tests.reports import taken
from tests.reports.opened import Opened
from usecases.services import Services
from usecases.settings import ROOT, read_settings
from web.site.security import error_page

SECOND = ROOT / "tests" / "banks" / "lone-working"

# None of these stands in the second bank, so where one shows, the engine says it.
FOREIGN = re.compile(
    "terroris|martyn|counter.?terrorism|protect ?uk|police|protective|security|threat level|postcode|adviser’s|ctsa",
    re.IGNORECASE,
)
ERRORS = (400, 403, 404, 405, 413, 429, 500, 503)


class Watcher(Person):
    """Somebody who keeps everything that is shown, by its address; a page that is seen again is kept again."""

    profile: ClassVar[Mapping[str, Mapping[str, Typed]]] = {
        "business": {"business_name": "Fern & Sons, tree surgeons", "trade": "visits"},
        "alone": {"lone_people": "3", "situations": ["public", "cash", "travel", "machines"], "signal": "no"},
    }

    def __init__(self, site: Flask) -> None:
        super().__init__(site)
        self.shown: list[tuple[str, str]] = []

    def _see(self, response: TestResponse, status: int) -> Page:
        if response.mimetype != "application/pdf":
            self.shown.append((response.request.path, " ".join(response.get_data(as_text=True).split())))
        return super()._see(response, status)


@dataclass(frozen=True)
class Journey:
    """What somebody saw on the whole way, and what came of it."""

    shown: tuple[tuple[str, str], ...]
    pages: Mapping[str, Page]
    plan: Opened
    record: Opened
    data: Mapping[str, object]
    files: Mapping[str, bytes]


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site with the second bank; plans are really printed, in this process."""
    folder = tmp_path_factory.mktemp("second")
    for name in ("store.key", "secret.key"):
        make_key_file(folder / name)
    settings = {
        "CHECK_BANK": str(SECOND),
        "CHECK_DATA": str(folder),
        "CHECK_STORE_KEY_FILE": str(folder / "store.key"),
        "CHECK_SECRET_KEY_FILE": str(folder / "secret.key"),
        "CHECK_WORKER": "0",
    }
    site = serve(read_settings(settings))
    site.test_client_class = CheckedClient
    yield site
    site.extensions["services"].store.close()


@pytest.fixture(scope="module")
def bank(second: Flask) -> Bank:
    """The second bank."""
    services: Services = second.extensions["services"]
    return services.bank


@pytest.fixture(scope="module")
def journey(second: Flask) -> Journey:
    """The whole way: every page that there is, mistakes included, a quick check, the full one, the plan, the end."""
    person, pages = Watcher(second), {}
    pages["start"] = person.go("/")
    person.press(button="Start now")
    person.go("/code/file")
    person.go("/code")
    person.keeps_code()
    person.press(status=400)
    pages["profile"] = person.page
    place = person.at.split("/")[2]
    person.fills_profile()
    assert person.at == f"/premises/{place}/assessments", "no police force is asked for"
    pages["kind"] = person.page
    person.press(status=400)
    person.press({"kind": "quick"})
    start = person.at
    with pytest.MonkeyPatch.context() as slow:
        slow.setattr(second.extensions["printing"], "ask", lambda _print_id: None)
        pages["waiting"] = person.go(f"{start}/plan")
    person.go(start)
    person.follow("Start with")
    person.answers("2", "0", "dont-know")
    person.press(button="Finish")
    pages["quick"] = person.page
    person.press(button="Go on to the full")
    assert person.at != start, "the quick check stays"
    start = person.at
    person.follow("Continue")
    person.answers("3", "2", "1", "0", "dont-know")
    pages["answers"] = person.page
    person.press(button="Finish")
    pages["result"] = person.page
    printed, record = (person.client.get(f"{start}/{name}.pdf") for name in ("plan", "record"))
    assert [(each.status_code, each.mimetype) for each in (printed, record)] == [(200, "application/pdf")] * 2
    person.go(f"{start}/plan.json")
    data = json.loads(person.shown[-1][1])
    files = {ending: person.client.get(f"{start}/plan.{ending}").data for ending in EXPORTS}
    for address in ("/workspace", "/workspace/data.json", "/about", "/privacy", "/accessibility", "/ready", "/return"):
        pages[address] = person.go(address)
    person.press({"code": "0000-0000-0000-0000-0000"}, status=400)
    person.go("/nowhere", 404)
    person.go("/cards", 404)
    person.go("/join", 404)
    person.go(f"/premises/{place}/police", 404)
    person.go(f"{start}/share", 404)
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    return Journey(tuple(person.shown), pages, Opened(printed.data), Opened(record.data), data, files)


def test_every_page_was_seen(journey: Journey, bank: Bank) -> None:
    shown = {path for path, _ in journey.shown}
    for area in bank.areas:
        for number in range(1, len(area.pages) + 1):
            assert any(path.endswith(f"/areas/{area.id}/{number}") for path in shown)
    assert any(path.endswith("/profile/alone") for path in shown)
    assert journey.pages["waiting"].heading == "Your plan is waiting to be printed"
    asked = " ".join(text for path, text in journey.shown if "/areas/" in path)
    assert [question.id for question in bank.questions if f'id="q-{question.id}"' not in asked] == []


def test_nothing_of_the_first_bank_shows_on_a_page(journey: Journey) -> None:
    found = {path: FOREIGN.findall(text) for path, text in journey.shown}
    assert {path: said for path, said in found.items() if said} == {}


def test_no_standing_text_of_the_first_bank_shows(journey: Journey) -> None:
    first = load_bank(ROOT / "questions" / "bank")
    notices, privacy = first.notices.model_dump(), first.privacy.model_dump()
    texts = [*(text for text in notices.values() if isinstance(text, str)), *notices["not_this"], *privacy.values()]
    pages = " ".join(text for _, text in journey.shown)
    assert len(texts) > 15
    assert [
        text for text in texts if text in pages or any(each.holds(text) for each in (journey.plan, journey.record))
    ] == []


@pytest.mark.parametrize("code", ERRORS)
def test_no_error_page_speaks_of_the_first_bank(second: Flask, code: int) -> None:
    with second.test_request_context("/"):
        html, status = error_page(code)
    page = Page(html)
    assert status == code
    assert not FOREIGN.search(html)
    assert words(page.all("title")[0]).endswith(" - Check your lone working")


def test_the_second_banks_own_words_stand_where_the_firsts_stood(journey: Journey, bank: Bank) -> None:
    pages = journey.pages
    assert pages["start"].heading == bank.start.title
    assert "Level 2 of 3: Partly covered. 48 of 96 points, 50%" in pages["start"].text
    assert "Enter the name of the business" in pages["profile"].text
    assert "Quick check: 6 questions" in pages["kind"].text
    assert "Full assessment: 12 questions" in pages["kind"].text
    assert "Now: within 1 month. Soon: within 4 months. Later: within 12 months." in pages["result"].text
    assert bank.notices.threats_title in pages["result"].text
    for text in (bank.privacy.lead, bank.privacy.kept, bank.privacy.seen_by):
        assert text in pages["/privacy"].text
    assert all(source.title in pages["/about"].html for source in bank.sources.values())
    assert all(route.need in pages["/accessibility"].html for route in bank.reporting.routes)


def test_a_part_that_the_bank_does_not_have_leaves_no_trace(journey: Journey) -> None:
    headings = {heading for page in journey.pages.values() for heading in headings_of(page)}
    assert headings.isdisjoint({"The law", "Data", "If the threat level rises", "Your local security advisers"})
    assert (journey.data["tier"], journey.data["law"], journey.data["duties"]) == (None, None, [])
    assert journey.data["contact"] is None
    assert [path for path, text in journey.shown if "/cards" in text] == []
    assert set(as_mapping(journey.data["profile"])) == {
        *("business_name", "trade", "lone_people", "situations", "signal"),
    }


def headings_of(page: Page) -> list[str]:
    """The second headings of a page; none where it is no HTML."""
    return [words(each) for each in page.all("h2")] if page.html else []


def as_mapping(value: object) -> Mapping[str, object]:
    """A part of the data."""
    assert isinstance(value, dict)
    return value


def test_the_files_to_take_away_are_of_the_second_bank(journey: Journey, bank: Bank) -> None:
    said = {ending: taken.words_of(ending, data) for ending, data in journey.files.items()}
    assert said.keys() == EXPORTS.keys()
    assert [(ending, FOREIGN.findall(words)) for ending, words in said.items() if FOREIGN.search(words)] == []
    assert all(bank.notices.handling in said[ending] for ending in ("xlsx", "docx", "ics"))
    assert all(question.ask in said["xlsx"] for question in bank.questions)


def test_the_printed_record_is_of_the_second_bank_and_accessible(journey: Journey, bank: Bank) -> None:
    record = journey.record
    assert FOREIGN.findall(record.text) == []
    said = [bank.notices.handling, bank.notices.independent, *bank.scoring.rule]
    said += [question.ask for question in bank.questions]
    said += [title for threat in bank.threats for title in (threat.title, threat.says)]
    assert [text for text in said if not record.holds(text)] == []
    assert "The law" not in [title for _, title in record.bookmarks]
    assert record.failures() == []


def test_the_printed_plan_is_of_the_second_bank_and_accessible(journey: Journey, bank: Bank) -> None:
    plan = journey.plan
    info = plan.reader.metadata
    assert info is not None
    assert info.title == "Fern & Sons, tree surgeons: lone working action plan"
    assert FOREIGN.findall(plan.text) == FOREIGN.findall(repr(dict(info))) == []
    assert not re.search("terroris|martyn|policeforce|protectiv", plan.squeezed, re.IGNORECASE)
    said = [bank.notices.handling, bank.notices.independent, bank.notices.review_earlier]
    said += [route.route for route in bank.reporting.routes]
    assert [text for text in said if not plan.holds(text)] == []
    sections = [title for depth, title in plan.bookmarks if depth == 0][1:]
    assert "Who to contact" in sections
    assert "The law" not in sections
    assert plan.failures() == []
