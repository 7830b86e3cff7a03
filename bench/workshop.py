"""Measures how far behind a workshop's board is while a hundred devices answer at once, and the requests a second."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep, time
from typing import Any

from flask.testing import FlaskClient

from app import serve
from assessment.answers import Answer
from assessment.navigation import steps_of
from assessment.path import find_path
from bench.adviser import signed_in
from bench.owner import cookie_of, workspace_of
from bench.pages import server, token_of
from bench.rules import large_place
from bench.table import Row
from storage.keys import make_key_file
from usecases.services import Services
from usecases.settings import ROOT, read_settings

DEVICES, SECONDS = 100, 25.0
PROCESSES = 2  # the default of CHECK_PROCESSES
# The board's page asks so often: data-live in templates/advisers/workshop-board.html.
A_LOOK = 0.5


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop: its board's address, its adviser's cookie, and every device with what it will answer."""

    board: str
    cookie: str
    devices: list[dict[str, Any]]


class Board(Thread):
    """Looks at the board as its page does; `seen` holds when each look came back, and the answers that it showed."""

    def __init__(self, port: int, room: Room) -> None:
        super().__init__()
        self.port, self.room, self.on = port, room, True
        self.seen: list[tuple[float, int]] = []

    def run(self) -> None:
        """Look until told to stop."""
        site = HTTPConnection("127.0.0.1", self.port, timeout=30)
        while self.on:
            site.request("GET", self.room.board, headers={"Cookie": self.room.cookie})
            page = site.getresponse().read().decode()
            found = re.search(r'id="answers">([0-9]+)<', page)
            if found is None:
                raise SystemExit("bench: the board shows no answers")
            self.seen.append((time(), int(found[1])))
            sleep(A_LOOK)
        site.close()


def workshop() -> Iterator[Row]:
    """Measure one evening, compressed."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        room = _room(data)
        with server(data, "app:serve()", PROCESSES) as (port, _):
            board = Board(port, room)
            board.start()
            start = time()
            command = [sys.executable, "-m", "bench.devices", str(port), str(SECONDS)]
            done = subprocess.run(
                command, cwd=ROOT, input=json.dumps(room.devices), text=True, stdout=subprocess.PIPE, check=True
            )
            taken = time() - start
            sleep(3)
            board.on = False
            board.join()
    said = json.loads(done.stdout)
    saved: list[tuple[float, float, int]] = said["saved"]
    behind = delays(saved, board.seen)
    answers = sum(held for _, _, held in saved)
    yield Row(
        "pages saved", f"{len(saved)} with {answers} answers, in {taken:.0f} s; {len(board.seen)} looks at the board"
    )
    yield Row("requests", f"{(said['requests'] + len(board.seen)) / taken:.0f} a second")
    yield Row("errors", str(said["errors"]), "none", said["errors"] == 0)
    text = f"{median(behind):.2f} s median, {max(behind):.2f} s worst"
    yield Row("the board is behind by", text, "under 2 s", max(behind) < 2)
    yield Row("answers on the board at the end", str(board.seen[-1][1]), f"{answers}", board.seen[-1][1] == answers)


def delays(saved: list[tuple[float, float, int]], seen: list[tuple[float, int]]) -> list[float]:
    """How long after each page was saved the board showed it, in seconds.

    At the latest: with all that was sent up to then, so that no other answer can stand in for one that is missing.
    """
    found = []
    for _, came, _ in saved:
        needed = sum(held for sent, _, held in saved if sent <= came)
        found.append(next((at for at, shown in seen if at >= came and shown >= needed), float("inf")) - came)
    return found


def _room(data: Path) -> Room:
    """An adviser with a board, and devices that have joined and described a large place."""
    for name in ("store.key", "secret.key"):
        make_key_file(data / name)
    site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
    services: Services = site.extensions["services"]
    officer = signed_in(site, "derbyshire")
    page = officer.get("/advisers/workshops/new").text
    new = {"title": "Bench", "kind": "full", "csrf_token": token_of(page)}
    board = officer.post("/advisers/workshops/new", data=new).location
    code = re.search(r'board__code">([0-9A-Z-]+)<', officer.get(f"{board}/screen").text)
    if code is None:
        raise SystemExit("bench: the screen shows no code")
    devices = [_device(site.test_client(), services, code[1]) for _ in range(DEVICES)]
    services.store.close()
    return Room(board, cookie_of(officer), devices)


def _device(client: FlaskClient, services: Services, code: str) -> dict[str, Any]:
    """One device that joined, with its cookie, its token, and what it will answer page by page."""
    page = client.get(f"/join/{code}").text
    client.post(f"/join/{code}", data={"csrf_token": token_of(page), "with": "new"})
    workspace = workspace_of(client, services)
    bank, now = services.bank, services.now()
    profile, kinds = large_place(bank)
    # All alike, so that no answer closes a later page.
    answers = dict.fromkeys(kinds, Answer("2"))
    place = services.store.premises_of(workspace)[0]
    services.store.save_profile(workspace, place.id, profile, now)
    (part,) = services.store.memberships(workspace)
    begun = services.store.start_assessment(
        workspace, place.id, bank.version, "full", now, workshop_id=part.workshop.id
    )
    pages = [
        (
            f"/assessments/{begun.id}/areas/{step.area.id}/{step.number}",
            {f"choice-{each.id}": str(answers[each.id].choice) for each in step.questions},
        )
        for step in steps_of(bank, find_path(bank, profile, answers))
    ]
    token = token_of(client.get(pages[0][0]).text)
    return {"cookie": cookie_of(client), "token": token, "pages": pages}
