"""Businesses that answer and print through the balancer, and know what they were told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Event, Thread
from time import monotonic
from urllib.parse import urlencode

from flask import Flask

from assessment.answers import Answer
from assessment.navigation import steps_of
from assessment.path import find_path
from bench.faults.visitor import TYPE, hidden
from bench.owner import cookie_of, opened
from bench.rules import large_place
from usecases.services import Services

DOCUMENTS = ("plan", "record")
# Seconds between two looks at a document that is being printed, and of a step of a business.
LOOK, TICK = 3.0, 0.5


@dataclass
class Printed:
    """A document that was asked for: when, when it came, and the digests of what came."""

    address: str
    asked: float
    came: float | None = None
    digests: set[str] = field(default_factory=set)
    half: bool = False
    looked: float = 0.0


@dataclass
class Business:
    """One business in one browser: a note that it changes, and a finished assessment that it prints.

    `told` is the last number of the note that was saved for sure, `tried` the last that was sent.
    """

    cookie: str
    running: str
    page: str
    question: str
    finished: str
    told: int = 0
    tried: int = 0
    requests: int = 0
    saves: int = 0
    signed_out: int = 0
    errors: list[tuple[float, str]] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    def save(self, port: int) -> None:
        """Open the page of the note, and save its next number."""
        status, page = self.ask(port, "GET", self.page)
        if status != 200:
            return
        self.tried += 1
        form = {**hidden(page.decode()), f"note-{self.question}": str(self.tried)}
        status, _ = self.ask(port, "POST", self.page, form, expected=302)
        if status == 302:
            self.told, self.saves = self.tried, self.saves + 1

    def order(self, port: int, kind: str) -> None:
        """Ask for a document, as a link on the result does."""
        address = f"/assessments/{self.finished}/{kind}"
        status, _ = self.ask(port, "GET", address, expected=200)
        if status in (200, 302):
            self.printed.append(Printed(f"{address}.pdf", monotonic()))

    def look(self, port: int, one: Printed) -> None:
        """Look whether a document is there, and note what came."""
        one.looked = monotonic()
        status, body = self.ask(port, "GET", one.address, expected=None)
        if status == 200:
            one.came = one.came or monotonic()
            one.digests.add(hashlib.sha256(body).hexdigest())
            one.half |= not (body.startswith(b"%PDF") and body.rstrip().endswith(b"%%EOF"))
        elif status != 302:
            self.errors.append((monotonic(), f"document {status}"))

    def ask(
        self, port: int, method: str, path: str, form: dict[str, str] | None = None, *, expected: int | None = 200
    ) -> tuple[int, bytes]:
        """One request on a connection of its own; what is not expected is noted."""
        server = HTTPConnection("127.0.0.1", port, timeout=60)
        status, body = 0, b""
        try:
            headers = {"Cookie": self.cookie, "Content-Type": TYPE, "Connection": "close"}
            server.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = server.getresponse()
            status, body = answer.status, answer.read()
            if cookie := answer.getheader("Set-Cookie"):
                self.cookie = cookie.partition(";")[0]
            if status == 302 and "/return" in (answer.getheader("Location") or ""):
                self.signed_out += 1
        except (OSError, HTTPException) as error:
            self.errors.append((monotonic(), f"{method} {type(error).__name__}"))
        else:
            if expected is not None and status not in (expected, 302 if method == "GET" else expected):
                self.errors.append((monotonic(), f"{method} {status}"))
        finally:
            server.close()
        self.requests += 1
        return status, body


def make_business(site: Flask) -> Business:
    """A business with a full assessment that runs, and a quick one of another place that is finished."""
    services: Services = site.extensions["services"]
    client, place = opened(site)
    bank, now, store = services.bank, services.now(), services.store
    profile, _ = large_place(bank)
    store.save_profile(place.workspace_id, place.id, profile, now)
    step = steps_of(bank, find_path(bank, profile, {}))[0]
    running = store.start_assessment(place.workspace_id, place.id, bank.version, "full", now)
    finished = store.start_assessment(place.workspace_id, place.id, bank.version, "quick", now)
    answers = {question.id: Answer("1") for question in find_path(bank, profile, {}, "quick")}
    store.save_answers(place.workspace_id, finished.id, answers, now)
    store.finish(place.workspace_id, finished.id, now)
    page = f"/assessments/{running.id}/areas/{step.area.id}/{step.number}"
    return Business(cookie_of(client), running.id, page, step.questions[0].id, finished.id)


class Going(Thread):
    """A business that answers until told to stop; one that prints orders its documents at moments of its own."""

    def __init__(self, business: Business, port: int, over: Event, *, think: float, prints_within: float = 0) -> None:
        super().__init__(daemon=True)
        self._business, self._port, self._think, self._over = business, port, think, over
        random = Random(business.finished)
        self._first = random.uniform(0, think)
        kinds = DOCUMENTS if prints_within else ()
        self._orders = sorted((random.uniform(0, prints_within), kind) for kind in kinds)
        self._random = random

    def run(self) -> None:
        """Go on until told to stop."""
        begun, next_save = monotonic(), monotonic() + self._first
        while not self._over.wait(TICK * self._random.uniform(0.5, 1)):
            now = monotonic()
            if self._orders and now - begun >= self._orders[0][0]:
                self._business.order(self._port, self._orders.pop(0)[1])
            for each in self._business.printed:
                if each.came is None and now - each.looked >= LOOK:
                    self._business.look(self._port, each)
            if now >= next_save:
                self._business.save(self._port)
                next_save = now + 2 * self._think * self._random.uniform(0.5, 1.5)
