"""The printed plan on the site: printed in the background, waited for, opened, and printed anew after a change."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from pypdf import PdfReader

from printing.print_queue import RESTED, order_ahead, print_here, print_order
from printing.print_service import PrintService
from tests.person import Person
from usecases.plan_progress import plan_today
from usecases.services import Services

Prints = Callable[[], None]


def test_the_plan_is_there_after_finishing(
    site: Flask, person: Person, services: Services, monkeypatch: pytest.MonkeyPatch, printing: PrintService
) -> None:
    monkeypatch.setattr(site.extensions["printing"], "ask", print_here(printing))
    start = person.finishes("2", "0", "dont-know")
    answer = person.client.get(f"{start}/plan.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    reader = PdfReader(io.BytesIO(answer.data))
    assert "The Copper Kettle" in reader.pages[0].extract_text()

    def forbidden(*_: object) -> bytes:
        raise AssertionError("the same plan is printed once")

    monkeypatch.setattr("printing.kinds.plan.render_plan", forbidden)
    person.send(f"{start}/finish", {})
    assert person.client.get(f"{start}/plan.pdf").data == answer.data
    person.client.get(f"{start}/plan", follow_redirects=True)


def test_a_plan_that_is_not_printed_yet_is_waited_for(
    person: Person, prints_all: Prints, asked_to_print: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = person.finishes("2", "0")
    order = asked_to_print.pop()
    page = person.go(f"{start}/plan.pdf")
    assert person.at == f"{start}/plan"
    assert set(asked_to_print) == {order}, "a lost job is made good"
    refresh = [meta for meta in page.all("meta") if meta.get("http-equiv") == "refresh"]
    assert len(refresh) == 1, "without scripts, it is loaded again from time to time"
    monkeypatch.setattr("printing.kinds.plan.render_plan", lambda *_: b"%PDF-printed")
    prints_all()
    assert person.client.get(f"{start}/plan").headers["Location"] == f"{start}/plan.pdf"
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF-printed"
    assert person.client.get(f"/prints/{order}").headers["Location"] == f"/prints/{order}/file.pdf"
    assert person.client.get(f"/prints/{order}/file.pdf").data == b"%PDF-printed"


def changes_force(person: Person, start: str, force: str) -> None:
    """Choose another police force, whose advisers the plan names; the answers of a finished assessment stay."""
    person.go(f"{start}/result")
    person.follow("Change the police force")
    person.press({"other": force})


def test_a_change_makes_the_printed_plan_old(
    person: Person, prints_all: Prints, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = person.finishes("2")
    monkeypatch.setattr("printing.kinds.plan.render_plan", lambda *_: b"%PDF-first")
    prints_all()
    changes_force(person, start, "kent")
    assert person.client.get(f"{start}/plan.pdf").headers["Location"] == f"{start}/plan"
    changes_force(person, start, "derbyshire")
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF-first", "changed back, it fits again"


def test_a_change_while_it_waits_is_printed(
    person: Person,
    services: Services,
    asked_to_print: list[str],
    monkeypatch: pytest.MonkeyPatch,
    printing: PrintService,
) -> None:
    start = person.finishes("2")
    (old,) = asked_to_print
    changes_force(person, start, "kent")
    monkeypatch.setattr(
        "printing.kinds.plan.render_plan", lambda report, _: f"%PDF {report.contact.force_name}".encode()
    )
    print_order(printing, old)
    document = person.client.get(f"/prints/{old}/file.pdf")
    assert document.data == b"%PDF Kent Police", "what the order prints is what its owner says by now"
    assert person.client.get(f"{start}/plan.pdf").data == document.data


def test_the_page_of_an_older_order_leads_to_the_newer_one(
    person: Person, services: Services, asked_to_print: list[str]
) -> None:
    start = person.finishes("2")
    (old,) = asked_to_print
    changes_force(person, start, "kent")
    person.go(f"/prints/{old}")
    new = services.store.find_print(person.at.removeprefix("/prints/"))
    assert new is not None
    assert (new.id == old, new.kind, new.assessment_id) == (False, "plan", start.split("/")[2])
    assert person.client.get(f"/prints/{old}/file.pdf").headers["Location"] == f"/prints/{new.id}"


def test_a_plan_of_a_deleted_assessment_is_not_printed(
    person: Person, services: Services, asked_to_print: list[str], printing: PrintService
) -> None:
    start = person.finishes("2")
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    print_order(printing, asked_to_print[0])
    assert services.store.find_print(asked_to_print[0]) is None
    assert services.store.find_assessment(start.split("/")[2]) is None


def test_a_plan_that_was_changed_is_printed_ahead_when_it_has_rested(
    person: Person,
    services: Services,
    printing: PrintService,
    prints_all: Prints,
    asked_to_print: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a person works: finish, read on, type owners and days, go on to other things, open the plan."""
    start = person.finishes("2", "0")
    monkeypatch.setattr("printing.kinds.plan.render_plan", lambda report, _: f"%PDF {report.jobs[0].owner}".encode())
    prints_all()
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF "
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    job = plan_today(services, found).jobs[0].line.id
    moment = services.now()
    for owner in ("May", "Maya"):
        person.go(f"{start}/jobs/{job}")
        person.press({f"owner-job.{job}": owner}, button="Save")

    def ordered() -> list[str]:
        """Of this plan: the store holds plans of other tests, which may have rested."""
        asked_to_print.clear()
        order_ahead(printing)
        orders = [services.store.find_print(each) for each in asked_to_print]
        return [each.id for each in orders if each is not None and each.assessment_id == found.id]

    assert ordered() == [], "somebody is still at it"
    monkeypatch.setattr(Services, "now", lambda _: moment + RESTED + timedelta(seconds=2))
    (order,) = {*ordered(), *ordered()}
    print_order(printing, order)
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF Maya", "two changes are one print, in the store"
    assert ordered() == []


def test_the_record_is_printed_when_it_is_asked_for(
    person: Person, prints_all: Prints, asked_to_print: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = person.finishes("2", "0")
    monkeypatch.setattr("printing.kinds.plan.render_plan", lambda *_: b"%PDF-plan")
    prints_all()
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF-plan"
    assert person.client.get(f"{start}/record.pdf").headers["Location"] == f"{start}/record"
    monkeypatch.setattr("printing.kinds.record.render_record", lambda *_: b"%PDF-record")
    prints_all()
    assert person.client.get(f"{start}/record").headers["Location"] == f"{start}/record.pdf"
    document = person.client.get(f"{start}/record.pdf")
    assert (document.data, document.mimetype) == (b"%PDF-record", "application/pdf")
    assert 'filename="record-' in document.headers["Content-Disposition"]
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF-plan", "each is kept under its own key"
    for page in (f"{start}/result", f"{start}/jobs"):
        assert f"{start}/record.pdf" in [link.get("href") for link in person.go(page).all("a")]
