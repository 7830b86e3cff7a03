"""The printed plan on the site: printed in the background, waited for, opened, and printed anew after a change."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.person import Person
from web.jobs import keep_plan, print_here
from web.services import Services


@pytest.fixture
def printing(site: Flask, parts: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Really print, in this process."""
    monkeypatch.setitem(site.extensions, "ask_for_plan", print_here(parts))


@pytest.mark.usefixtures("printing")
def test_the_plan_is_there_after_finishing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    start = person.finishes("2", "0", "dont-know")
    answer = person.client.get(f"{start}/plan.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    reader = PdfReader(io.BytesIO(answer.data))
    assert "The Copper Kettle" in reader.pages[0].extract_text()

    def forbidden(*_: object) -> bytes:
        raise AssertionError("the same plan is printed once")

    monkeypatch.setattr("web.jobs.render_plan", forbidden)
    person.send(f"{start}/finish", {})
    assert person.client.get(f"{start}/plan.pdf").data == answer.data
    person.client.get(f"{start}/plan", follow_redirects=True)


def test_a_plan_that_is_not_printed_yet_is_waited_for(
    person: Person, parts: Services, asked_to_print: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = person.finishes("2", "0")
    asked_to_print.clear()
    page = person.go(f"{start}/plan.pdf")
    assert person.at == f"{start}/plan"
    assert asked_to_print == [start.split("/")[2]], "a lost job is made good"
    refresh = [meta for meta in page.all("meta") if meta.get("http-equiv") == "refresh"]
    assert len(refresh) == 1, "without scripts, it is loaded again from time to time"
    monkeypatch.setattr("web.jobs.render_plan", lambda _: b"%PDF-printed")
    keep_plan(parts, start.split("/")[2])
    assert person.client.get(f"{start}/plan").headers["Location"] == f"{start}/plan.pdf"
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF-printed"


def test_a_change_makes_the_printed_plan_old(person: Person, parts: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    start = person.finishes("2")
    monkeypatch.setattr("web.jobs.render_plan", lambda _: b"%PDF-first")
    keep_plan(parts, start.split("/")[2])
    person.go(f"{start}/questions/security-lead")
    person.press({"choice-security-lead": "0"})
    assert person.client.get(f"{start}/plan.pdf").headers["Location"] == f"{start}/plan"
    person.go(f"{start}/questions/security-lead")
    person.press({"choice-security-lead": "2"})
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF-first", "changed back, it fits again"


def test_a_plan_of_a_deleted_assessment_is_not_printed(person: Person, parts: Services) -> None:
    start = person.finishes("2")
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    keep_plan(parts, start.split("/")[2])
    assert parts.store.find_assessment(start.split("/")[2]) is None
