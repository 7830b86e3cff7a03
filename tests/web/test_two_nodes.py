"""Two nodes on one PostgreSQL, real processes: it does not matter which of them answers, nor whether one is killed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import psycopg
import pytest
from flask import Flask

from app import serve
from bench.nodes.people import Business, make_business
from bench.nodes.programs import Nodes, Program, Site, balancer
from storage.records import PrintOrder
from storage.store import Store
from tests.client import CheckedClient
from tests.person import Person
from tests.postgres_cluster import made_database
from tests.reading import words
from tests.storage.test_rolling_upgrade import add_to_postgres
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from usecases.board_cache import LASTS
from usecases.limits import SIGN_IN_DEVICE
from usecases.settings import read_settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PATIENCE = 60.0
# Seconds after which a board is computed again.
KEPT = LASTS.total_seconds() + 0.1
Seen = TypeVar("Seen")


class Between(Flask):
    """Stands where a site stands in other tests, and asks the nodes in turn, each request another one, over HTTP."""

    def __init__(self, sites: list[Site]) -> None:
        super().__init__("between", static_folder=None)
        self.test_client_class = CheckedClient
        self._sites, self._turn = sites, 0
        self.only: Site | None = None
        self.answered: set[str] = set()

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on to the only node, or to the one whose turn it is."""
        site = self.only or self._sites[self._turn % len(self._sites)]
        self._turn += 1
        self.answered.add(site.name)
        headers = {name[5:].replace("_", "-"): str(said) for name, said in environ.items() if name.startswith("HTTP_")}
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
        node = HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
        try:
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            node.request(environ["REQUEST_METHOD"], f"{environ['PATH_INFO']}{query}", body or None, headers)
            answer = node.getresponse()
            start_response(f"{answer.status} {answer.reason}", answer.getheaders())
            return [answer.read()]
        finally:
            node.close()


class Two:
    """Two nodes that run, and what stands between them and the tests."""

    def __init__(self, nodes: Nodes, url: str, site: Flask) -> None:
        self.nodes, self.url, self._site = nodes, url, site
        self.store: Store = site.extensions["services"].store
        self.between = Between(nodes.sites)
        self.between.extensions |= site.extensions

    def at_each(self, look: Callable[[], Seen]) -> Seen:
        """What somebody sees at one node, which is what they see at the other."""
        seen = []
        for site in self.nodes.sites:
            self.between.only = site
            seen.append(look())
        self.between.only = None
        assert seen[0] == seen[1]
        return seen[0]

    def business(self) -> Business:
        """A business at a real browser's end of the wire."""
        return make_business(self._site)


@pytest.fixture(scope="module")
def two(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Two sites and two workers, as operators start them."""
    url, folder = made_database(postgres_server, "two_nodes"), Path(tmp_path_factory.mktemp("two"))
    nodes = Nodes(folder / "nodes", url, processes=1)
    with nodes.running():
        site = serve(read_settings({"CHECK_DATA": str(nodes.folder), "CHECK_STORE": url, "CHECK_WORKER": "0"}))
        yield Two(nodes, url, site)
        site.extensions["services"].store.close()


def until(look: Callable[[], Seen | None]) -> Seen:
    """What is seen as soon as there is something."""
    last = monotonic() + PATIENCE
    while monotonic() < last:
        found = look()
        if found:
            return found
        sleep(0.05)
    raise AssertionError("it never came")


def test_a_session_is_open_at_both_until_it_is_ended_at_one(two: Two) -> None:
    person = Person(two.between)
    address = person.walks()
    assert two.between.answered == {"site 1", "site 2"}
    assert two.at_each(lambda: person.go(address).heading) == "Your questions"
    person.go("/workspace")
    person.press(button="Close")
    assert two.at_each(lambda: person.go(address).heading) == "Enter your return code"


def test_wrong_passwords_are_counted_together(two: Two) -> None:
    officer = Officer(two.between).joins("kent")
    officer.signs_out()
    attacker = Officer(two.between)
    attacker.account = officer.account
    for _ in range(SIGN_IN_DEVICE.most):
        attacker.gives_password("not this one at all", status=400)
    two.at_each(lambda: attacker.gives_password(status=429))


def test_both_boards_show_the_same_steps(two: Two) -> None:
    gathering = Gathering(two.between, force_id="essex")
    officer, bank = gathering.officer, gathering.services.bank
    question = next(each.id for each in bank.area_by_id["reporting"].questions if each.importance == "essential")
    for level in ("0", "0", "3", "3", "3"):
        gathering.comes({question: level})
    address = f"{gathering.board}/areas/reporting"
    sleep(KEPT)
    assert "5 answers in words" in two.at_each(lambda: officer.go(address).text)
    for _ in range(4):
        gathering.comes({question: "1"})
    sleep(KEPT)
    assert "5 answers in words" in two.at_each(lambda: officer.go(address).text), "nine are no step"
    gathering.comes({question: "1"})
    sleep(KEPT)
    assert "10 answers in words" in two.at_each(lambda: officer.go(address).text)
    officer.go(gathering.board)
    officer.press({"area": "reporting"}, button="Lead everyone there")
    assert "is leading everyone to Reporting" in two.at_each(lambda: officer.go(gathering.board).text)


def test_a_feed_is_read_at_both_until_it_is_withdrawn_at_one(two: Two) -> None:
    officer, reader = Officer(two.between).joins("surrey"), two.between.test_client()
    officer.go("/advisers/account")
    officer.follow("Be told of new requests")
    officer.press(button="Make a")
    path = urlsplit(words(officer.page.all("p", "secret-address")[0])).path
    assert two.at_each(lambda: reader.get(path).status_code) == 200
    officer.go("/advisers/feed")
    officer.press(button="Withdraw")
    assert two.at_each(lambda: reader.get(path).status_code) == 404


def test_a_document_ordered_at_one_is_the_same_at_both(two: Two) -> None:
    business = two.business()
    business.order(two.nodes.sites[0].port, "plan")
    (printed,) = business.printed

    def given() -> bool:
        for site in two.nodes.sites:
            business.look(site.port, printed)
        return printed.came is not None

    until(given)
    for site in two.nodes.sites:
        business.look(site.port, printed)
    assert not printed.half
    assert len(printed.digests) == 1
    assert business.errors == []


@contextmanager
def saving(two: Two) -> Iterator[Business]:
    """A business that saves all the while, through a balancer; at the end everything that it was told is there."""
    saver, over = two.business(), Event()

    def save(port: int) -> None:
        while not over.is_set():
            saver.save(port)

    with balancer([each.port for each in two.nodes.sites]) as port:
        thread = Thread(target=save, args=(port,))
        thread.start()
        try:
            goes_on(saver)
            yield saver
        finally:
            over.set()
            thread.join()
    assert saver.told <= int(two.store.answers(saver.running)[saver.question].note) <= saver.tried
    assert saver.signed_out == 0


def goes_on(saver: Business) -> None:
    """Wait until some more saves are told."""
    before = saver.saves
    until(lambda: saver.saves >= before + 10)


def test_nodes_go_on_while_a_newer_version_adds_to_every_table(two: Two) -> None:
    """And start on those tables: the next test kills one."""
    with saving(two) as saver:
        add_to_postgres(two.url)
        goes_on(saver)
    assert {said for _, said in saver.errors} <= {"GET 503", "POST 503"}, "asked to try again, and nothing else"
    assert all(site.ready for site in two.nodes.sites)


def order_of(two: Two, business: Business) -> PrintOrder:
    """The one order of its plan."""
    found = two.store.find_assessment(business.finished)
    assert found is not None
    (order,) = two.store.prints_of(found.workspace_id, "plan")
    return order


def printing_worker(two: Two, business: Business) -> Program:
    """The worker that prints the plan of a business, once one does."""

    def look() -> Program | None:
        order = order_of(two, business)
        assert order.printed is None, "it was printed too soon to kill anyone"
        if order.printer is None:
            return None
        group = os.getpgid(int(order.printer.partition("-")[0]))
        return next(each for each in two.nodes.workers if each.group == group)

    return until(look)


def end_lease(two: Two, order: PrintOrder) -> None:
    """Let the seconds pass that a dead printer's order is held for: that it is then free is tested with the leases."""
    with psycopg.connect(two.url) as connection:
        connection.execute("update prints set held_until = started where id = %s", (order.id,))


def test_a_site_and_a_worker_are_killed_and_nothing_is_lost(two: Two) -> None:
    ours, printing = two.nodes, two.business()
    with saving(two) as saver:
        printing.order(ours.sites[1].port, "plan")
        worker = printing_worker(two, printing)
        worker.kill()
        ours.sites[0].kill()
        goes_on(saver)
        ours.sites[0].start()
        end_lease(two, order_of(two, printing))
        worker.start()
        ours.sites[0].wait_until_ready()
        goes_on(saver)
    assert len(saver.errors) <= 1, "no more than the one request that was on its way"
    until(lambda: order_of(two, printing).printed)
    assert order_of(two, printing).tries == 2
    for site in ours.sites:
        printing.look(site.port, printing.printed[0])
    assert not printing.printed[0].half
    assert len(printing.printed[0].digests) == 1
    assert printing.errors == []
