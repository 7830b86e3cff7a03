"""A business that saves a note again and again over HTTP, and knows what the site has told it is saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

from assessment.navigation import steps_of
from assessment.path import find_path
from bench.rules import large_place
from usecases.services import Services
from usecases.workspaces import begin_workspace

# The value of every field that a form sends unchanged.
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_PART = re.compile(r'(name|value)="([^"]*)"')
TYPE = "application/x-www-form-urlencoded"


@dataclass
class Visitor:
    """One business in one browser, with a note that it changes; `told` is the last number that was saved for sure."""

    code: str
    assessment_id: str
    address: str
    question_id: str
    cookie: str = ""
    told: int = 0
    tried: int = 0
    answers: dict[int, int] = field(default_factory=dict)

    def save(self, port: int) -> int:
        """Save the next number; the status of the answer, 0 where there was none. 302 means that it is saved."""
        try:
            status, page = self._ask(port, "GET", self.address)
            if status == 302:
                self._enter(port)
                status, page = self._ask(port, "GET", self.address)
            if status == 200:
                self.tried += 1
                form = {**hidden(page), f"note-{self.question_id}": str(self.tried)}
                status, _ = self._ask(port, "POST", self.address, form)
                if status == 302:
                    self.told = self.tried
        except (OSError, HTTPException):
            status = 0
        self.answers[status] = self.answers.get(status, 0) + 1
        return status

    def _enter(self, port: int) -> None:
        _, page = self._ask(port, "GET", "/return")
        self._ask(port, "POST", "/return", {**hidden(page), "code": self.code})

    def _ask(self, port: int, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        server = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            headers = {"Cookie": self.cookie, "Content-Type": TYPE}
            server.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = server.getresponse()
            text = answer.read().decode()
            if cookie := answer.getheader("Set-Cookie"):
                self.cookie = cookie.partition(";")[0]
            return answer.status, text
        finally:
            server.close()


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page: its token and its revisions."""
    found = {}
    for field_ in _HIDDEN.findall(page):
        parts = dict(_PART.findall(field_))
        if "name" in parts:
            found[parts["name"]] = parts.get("value", "")
    return found


def make_visitors(services: Services, number: int) -> list[Visitor]:
    """Businesses with an assessment each; the store is closed by whoever asked."""
    bank, made = services.bank, []
    services.store.keep_bank(bank.version, bank.document)
    profile, _ = large_place(bank)
    step = steps_of(bank, find_path(bank, profile, {}))[0]
    for _ in range(number):
        opening, now = begin_workspace(services), services.now()
        (place,) = services.store.premises_of(opening.workspace.id)
        services.store.save_profile(opening.workspace.id, place.id, profile, now)
        begun = services.store.start_assessment(opening.workspace.id, place.id, bank.version, "full", now)
        address = f"/assessments/{begun.id}/areas/{step.area.id}/{step.number}"
        made.append(Visitor(opening.code, begun.id, address, step.questions[0].id))
    return made


def kept(services: Services, visitor: Visitor) -> int:
    """The number that the store has for a visitor."""
    found = services.store.answers(visitor.assessment_id).get(visitor.question_id)
    return int(found.note) if found and found.note else 0


def lost(services: Services, visitors: list[Visitor]) -> list[str]:
    """For each visitor whose last save is not there, what was told and what is kept."""
    found = []
    for visitor in visitors:
        number = kept(services, visitor)
        if not visitor.told <= number <= visitor.tried:
            found.append(f"{visitor.assessment_id}: told {visitor.told}, tried {visitor.tried}, kept {number}")
    return found


class Saving:
    """All visitors saving at once, each in a thread of its own, until told to stop."""

    def __init__(self, port: int, visitors: list[Visitor]) -> None:
        self._over = Event()
        self._threads = [Thread(target=self._go_on, args=(port, each)) for each in visitors]

    def _go_on(self, port: int, visitor: Visitor) -> None:
        while not self._over.is_set():
            if visitor.save(port) == 0:
                self._over.wait(0.05)

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
