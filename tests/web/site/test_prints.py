"""Prints of any kind: the waiting page in each state, who may open what, faults, and what comes when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from printing import print_orders
from printing.print_job import PrintJob, Subject, key_of
from printing.print_kinds import KINDS, PrintKind
from printing.print_orders import job_of
from printing.print_queue import MOST_DEATHS, print_here, print_order
from printing.print_service import PrintService
from reports.pdf.plan import Renderer
from storage.print_orders import LEASE
from storage.records import PrintOrder
from tests.person import Person
from usecases.services import Services
from web.site import print_answers

LINK = "https://example.org/?q=<script>&\u202e"
Prints = Callable[[], None]


def card(services: Services, subject: Subject) -> PrintJob | None:
    """A kind that anybody may order; it is gone when its subject says so, and fails when told to."""
    if subject["link"] == "gone":
        return None

    def render(_renderer: Renderer) -> bytes:
        if subject["link"] == "broken":
            raise ArithmeticError("no such card")
        return f"%PDF {subject['link']}".encode()

    return PrintJob(key_of("odd-card", subject["link"]), render, "card.pdf", back=("public.start", {}))


@pytest.fixture(autouse=True)
def with_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site prints cards too."""
    kinds = {**KINDS, "odd-card": PrintKind("Your document", "Back", card)}
    for module in (print_orders, print_answers):
        monkeypatch.setattr(module, "KINDS", kinds)


@pytest.fixture
def alone(services: Services) -> Iterator[None]:
    """No order of another test waits."""
    for order in services.store.unfinished_prints():
        services.store.forget_print(order.id)
    yield
    for order in services.store.unfinished_prints():
        services.store.forget_print(order.id)


def order_card(services: Services, link: str = LINK, **owner: str) -> PrintOrder:
    """An order of a card that nobody was told of."""
    job = card(services, {"link": link})
    key = job.key if job else "gone"
    return services.store.order_print("odd-card", key, {"link": link}, services.now(), **owner)


def test_every_kind_has_a_name_for_the_waiting_page() -> None:
    assert [kind for kind, row in KINDS.items() if not (row.title and row.back)] == []


def test_whoever_has_the_id_opens_what_belongs_to_nobody(
    person: Person, services: Services, printing: PrintService
) -> None:
    order = order_card(services, f"{LINK}1")
    page = person.go(f"/prints/{order.id}")
    assert ("Back", "/") in page.links
    assert "Your workspace" not in page.text
    print_order(printing, order.id)
    assert person.client.get(person.at).headers["Location"] == f"/prints/{order.id}/file.pdf"
    answer = person.client.get(f"/prints/{order.id}/file.pdf")
    assert (answer.data, answer.mimetype) == (f"%PDF {LINK}1".encode(), "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="card.pdf"'


def test_what_belongs_to_a_workspace_opens_only_there(
    person: Person, another: Person, services: Services, printing: PrintService
) -> None:
    code = person.begins()
    (ours,) = {order.workspace_id for order in [_plan_order(person, services)]}
    assert ours is not None
    order = order_card(services, workspace_id=ours)
    print_order(printing, order.id)
    assert person.client.get(f"/prints/{order.id}/file.pdf").data.startswith(b"%PDF")
    assert another.client.get(f"/prints/{order.id}/file.pdf").headers["Location"].startswith("/return")
    another.begins()
    for address in (f"/prints/{order.id}", f"/prints/{order.id}/file.pdf"):
        another.go(address, 404)
    another.go("/workspace/delete")
    another.send(f"/prints/{order.id}/again", {}, 404)
    another.returns(code)
    assert another.client.get(f"/prints/{order.id}/file.pdf").data.startswith(b"%PDF")


def _plan_order(person: Person, services: Services) -> PrintOrder:
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    person.go(f"{person.at}/plan")
    assessment = person.at.split("/")[2]
    (order,) = (each for each in services.store.unfinished_prints() if each.assessment_id == assessment)
    return order


@pytest.mark.usefixtures("alone")
def test_the_page_says_how_many_come_before(person: Person, services: Services, printing: PrintService) -> None:
    first, second, third = (order_card(services, f"{n}") for n in range(3))
    assert "It is next." in person.go(f"/prints/{first.id}").text
    assert "1 document is printed first." in person.go(f"/prints/{second.id}").text
    page = person.go(f"/prints/{third.id}")
    assert page.heading == "Your document is waiting to be printed"
    assert "2 documents are printed first." in page.text
    services.store.take_print(first.id, "another", services.now())
    assert person.go(f"/prints/{first.id}").heading == "Your document is being printed"
    assert "2 documents are printed first." in person.go(f"/prints/{third.id}").text
    print_order(printing, second.id)
    assert "1 document is printed first." in person.go(f"/prints/{third.id}").text


def test_what_takes_long_is_said(person: Person, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    order = order_card(services, "slow")
    assert "longer than usual" not in person.go(f"/prints/{order.id}").text
    now = services.now() + timedelta(minutes=2)
    monkeypatch.setattr(services, "now", lambda: now)
    assert "longer than usual" in person.go(f"/prints/{order.id}").text


def test_a_fault_is_said_after_two_tries_and_can_be_tried_again(
    person: Person,
    services: Services,
    asked_to_print: list[str],
    caplog: pytest.LogCaptureFixture,
    printing: PrintService,
) -> None:
    order = order_card(services, "broken")
    print_order(printing, order.id)
    failed = services.store.find_print(order.id)
    assert failed is not None
    assert failed.failed
    assert failed.tries == 2
    assert caplog.text.count("ArithmeticError: no such card") == 2
    page = person.go(f"/prints/{order.id}")
    assert page.heading == "Your document could not be printed"
    assert not [meta for meta in page.all("meta") if meta.get("http-equiv") == "refresh"]
    assert not asked_to_print, "what failed is not tried again by looking"
    person.press(button="Try again")
    assert person.page.heading == "Your document is waiting to be printed"
    assert asked_to_print == [order.id]
    waits = services.store.find_print(order.id)
    assert waits is not None
    assert (waits.over, waits.tries) == (False, 0)
    services.store.forget_print(order.id)


def test_a_plan_that_failed_is_tried_again_from_its_own_page(
    person: Person, prints_all: Prints, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    start = person.finishes("2")
    with monkeypatch.context() as patch:
        patch.setattr("printing.kinds.plan.render_plan", lambda *_: 1 // 0)
        prints_all()
    assert person.go(f"{start}/plan.pdf").heading == "Your plan could not be printed"
    assert ("Back to the result", f"{start}/result") in person.page.links
    monkeypatch.setattr("printing.kinds.plan.render_plan", lambda *_: b"%PDF")
    person.press(button="Try again")
    prints_all()
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF"
    assert "ZeroDivisionError" in caplog.text


def test_what_another_living_process_prints_is_left_to_it(services: Services, printing: PrintService) -> None:
    order = order_card(services, "taken")
    assert services.store.take_print(order.id, "another", services.now())
    print_order(printing, order.id)
    assert services.store.printed_document(order.id) is None
    services.store.forget_print(order.id)


def test_what_a_dead_process_left_is_printed(services: Services, printing: PrintService) -> None:
    order = order_card(services, "left")
    assert services.store.take_print(order.id, "4711-dead", services.now() - LEASE)
    print_order(printing, order.id)
    assert services.store.printed_document(order.id) == b"%PDF left"


def test_what_ends_its_printers_again_and_again_fails(
    services: Services, caplog: pytest.LogCaptureFixture, printing: PrintService
) -> None:
    order = order_card(services, "deadly")
    for number in range(MOST_DEATHS, 0, -1):
        assert services.store.take_print(order.id, f"{number}-dead", services.now() - number * LEASE)
    print_order(printing, order.id)
    failed = services.store.find_print(order.id)
    assert failed is not None
    assert failed.failed
    assert "not tried again" in caplog.text


def test_an_order_whose_subject_is_gone_is_forgotten(
    person: Person, services: Services, printing: PrintService
) -> None:
    order = order_card(services, "gone")
    person.go(f"/prints/{order.id}", 404)
    print_order(printing, order.id)
    assert services.store.find_print(order.id) is None


def test_an_order_of_a_kind_that_a_later_version_prints_is_no_fault(services: Services, printing: PrintService) -> None:
    order = services.store.order_print("hologram", "key", {}, services.now())
    assert job_of(printing, order) is None
    print_order(printing, order.id)
    assert services.store.find_print(order.id) is None


def test_without_a_worker_the_page_prints(
    site: Flask, person: Person, services: Services, monkeypatch: pytest.MonkeyPatch, printing: PrintService
) -> None:
    monkeypatch.setattr(site.extensions["printing"], "ask", print_here(printing))
    order = order_card(services, "here")
    assert person.client.get(f"/prints/{order.id}").headers["Location"] == f"/prints/{order.id}/file.pdf"
