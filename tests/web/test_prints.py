"""Prints of any kind: the waiting page in each state, who may open what, faults, and what comes when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from storage.records import PrintOrder
from tests.person import Person
from web import prints as registry
from web.jobs import MOST_DEATHS, print_here, print_order
from web.printable import Printable, Subject, key_of
from web.printers import Printers
from web.prints import KINDS, make_printable
from web.services import Services
from web.settings import ROOT

LINK = "https://example.org/?q=<script>&\u202e"
Prints = Callable[[], None]


def card(parts: Services, subject: Subject) -> Printable | None:
    """A kind that anybody may order; it is gone when its subject says so, and fails when told to."""
    if subject["link"] == "gone":
        return None

    def render() -> bytes:
        if subject["link"] == "broken":
            raise ArithmeticError("no such card")
        return f"%PDF {subject['link']}".encode()

    return Printable(key_of("odd-card", subject["link"]), render, "card.pdf", back=("public.start", {}))


@pytest.fixture(autouse=True)
def with_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site prints cards too."""
    monkeypatch.setattr(registry, "KINDS", {**KINDS, "odd-card": card})


@pytest.fixture
def alone(parts: Services) -> Iterator[None]:
    """No order of another test waits."""
    for order in parts.store.unfinished_prints():
        parts.store.forget_print(order.id)
    yield
    for order in parts.store.unfinished_prints():
        parts.store.forget_print(order.id)


@pytest.fixture
def other_printer(parts: Services) -> Printers:
    """Another process that prints, as far as the site can see."""
    return Printers(parts.settings.printing)


def order_card(parts: Services, link: str = LINK, **owner: str) -> PrintOrder:
    """An order of a card that nobody was told of."""
    printable = card(parts, {"link": link})
    key = printable.key if printable else "gone"
    return parts.store.order_print("odd-card", key, {"link": link}, parts.now(), **owner)


def test_every_kind_is_called_by_its_name_on_the_waiting_page() -> None:
    page = (ROOT / "templates" / "pages" / "waiting.html").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f'"{kind}": ("' not in page] == []


def test_whoever_has_the_id_opens_what_belongs_to_nobody(person: Person, parts: Services) -> None:
    order = order_card(parts, f"{LINK}1")
    page = person.go(f"/prints/{order.id}")
    assert ("Back", "/") in page.links
    assert "Your workspace" not in page.text
    print_order(parts, order.id)
    assert person.client.get(person.at).headers["Location"] == f"/prints/{order.id}/file.pdf"
    answer = person.client.get(f"/prints/{order.id}/file.pdf")
    assert (answer.data, answer.mimetype) == (f"%PDF {LINK}1".encode(), "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="card.pdf"'


def test_what_belongs_to_a_workspace_opens_only_there(person: Person, another: Person, parts: Services) -> None:
    code = person.begins()
    (ours,) = {order.workspace_id for order in [_plan_order(person, parts)]}
    assert ours is not None
    order = order_card(parts, workspace_id=ours)
    print_order(parts, order.id)
    assert person.client.get(f"/prints/{order.id}/file.pdf").data.startswith(b"%PDF")
    assert another.client.get(f"/prints/{order.id}/file.pdf").headers["Location"] == "/return"
    another.begins()
    for address in (f"/prints/{order.id}", f"/prints/{order.id}/file.pdf"):
        another.go(address, 404)
    another.go("/workspace/delete")
    another.send(f"/prints/{order.id}/again", {}, 404)
    another.returns(code)
    assert another.client.get(f"/prints/{order.id}/file.pdf").data.startswith(b"%PDF")


def _plan_order(person: Person, parts: Services) -> PrintOrder:
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    person.go(f"{person.at}/plan")
    return next(each for each in reversed(parts.store.unfinished_prints()) if each.assessment_id)


@pytest.mark.usefixtures("alone")
def test_the_page_says_how_many_come_before(person: Person, parts: Services, other_printer: Printers) -> None:
    first, second, third = (order_card(parts, f"{n}") for n in range(3))
    assert "It is next." in person.go(f"/prints/{first.id}").text
    assert "1 document is printed first." in person.go(f"/prints/{second.id}").text
    page = person.go(f"/prints/{third.id}")
    assert page.heading == "Your document is waiting to be printed"
    assert "2 documents are printed first." in page.text
    parts.store.take_print(first.id, other_printer.own(), parts.now())
    assert person.go(f"/prints/{first.id}").heading == "Your document is being printed"
    assert "2 documents are printed first." in person.go(f"/prints/{third.id}").text
    print_order(parts, second.id)
    assert "1 document is printed first." in person.go(f"/prints/{third.id}").text


def test_what_takes_long_is_said(person: Person, parts: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    order = order_card(parts, "slow")
    assert "longer than usual" not in person.go(f"/prints/{order.id}").text
    now = parts.now() + timedelta(minutes=2)
    monkeypatch.setattr(parts, "now", lambda: now)
    assert "longer than usual" in person.go(f"/prints/{order.id}").text


def test_a_fault_is_said_after_two_tries_and_can_be_tried_again(
    person: Person, parts: Services, asked_to_print: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    order = order_card(parts, "broken")
    print_order(parts, order.id)
    failed = parts.store.find_print(order.id)
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
    waits = parts.store.find_print(order.id)
    assert waits is not None
    assert (waits.over, waits.tries) == (False, 0)
    parts.store.forget_print(order.id)


def test_a_plan_that_failed_is_tried_again_from_its_own_page(
    person: Person, prints_all: Prints, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    start = person.finishes("2")
    with monkeypatch.context() as patch:
        patch.setattr("web.plans.render_plan", lambda *_: 1 // 0)
        prints_all()
    assert person.go(f"{start}/plan.pdf").heading == "Your plan could not be printed"
    assert ("Back to the result", f"{start}/result") in person.page.links
    monkeypatch.setattr("web.plans.render_plan", lambda *_: b"%PDF")
    person.press(button="Try again")
    prints_all()
    assert person.client.get(f"{start}/plan.pdf").data == b"%PDF"
    assert "ZeroDivisionError" in caplog.text


def test_what_another_living_process_prints_is_left_to_it(parts: Services, other_printer: Printers) -> None:
    order = order_card(parts, "taken")
    assert parts.store.take_print(order.id, other_printer.own(), parts.now())
    print_order(parts, order.id)
    assert parts.store.printed_document(order.id) is None
    parts.store.forget_print(order.id)


def test_what_a_dead_process_left_is_printed(parts: Services) -> None:
    order = order_card(parts, "left")
    assert parts.store.take_print(order.id, "4711-dead", parts.now())
    print_order(parts, order.id)
    assert parts.store.printed_document(order.id) == b"%PDF left"


def test_what_ends_its_printers_again_and_again_fails(parts: Services, caplog: pytest.LogCaptureFixture) -> None:
    order = order_card(parts, "deadly")
    gone = None
    for number in range(MOST_DEATHS):
        assert parts.store.take_print(order.id, f"{number}-dead", parts.now(), gone=gone)
        gone = f"{number}-dead"
    print_order(parts, order.id)
    failed = parts.store.find_print(order.id)
    assert failed is not None
    assert failed.failed
    assert "not tried again" in caplog.text


def test_an_order_whose_subject_is_gone_is_forgotten(person: Person, parts: Services) -> None:
    order = order_card(parts, "gone")
    person.go(f"/prints/{order.id}", 404)
    print_order(parts, order.id)
    assert parts.store.find_print(order.id) is None


def test_an_order_of_a_kind_that_a_later_version_prints_is_no_fault(parts: Services) -> None:
    order = parts.store.order_print("hologram", "key", {}, parts.now())
    assert make_printable(parts, order) is None
    print_order(parts, order.id)
    assert parts.store.find_print(order.id) is None


def test_without_a_worker_the_page_prints(
    site: Flask, person: Person, parts: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.extensions, "ask_to_print", print_here(parts))
    order = order_card(parts, "here")
    assert person.client.get(f"/prints/{order.id}").headers["Location"] == f"/prints/{order.id}/file.pdf"


def test_a_printer_lives_until_its_process_ends(parts: Services, other_printer: Printers) -> None:
    name = other_printer.own()
    assert other_printer.own() == name
    assert parts.printers.living(name)
    assert not parts.printers.living("4711-dead")
    (parts.settings.printing / "4712-dead").touch()
    assert not parts.printers.living("4712-dead")
    Printers(parts.settings.printing).own()
    left = {path.name for path in parts.settings.printing.iterdir()}
    assert name in left
    assert "4712-dead" not in left
