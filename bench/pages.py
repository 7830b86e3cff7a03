"""How many pages a second the site serves, against a bare Flask page on the same server, and how soon it starts."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.parse import urlencode

from app import serve
from assessment.navigation import steps_of
from assessment.path import find_path
from bench.load import NUMBERED, answer
from bench.owner import cookie_of, opened
from bench.rules import large_place
from bench.site import BARE
from bench.table import Row, Times
from storage.keys import make_key_file
from usecases.services import Services
from usecases.settings import ROOT, read_settings

# Many short rounds: what disturbs the machine for a second then disturbs neighbours in the same round alike.
ROUNDS, SECONDS, CONNECTIONS = 20, 0.5, 4
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it goes over the wire, and the status that has to come back."""

    name: str
    request: bytes
    status: str
    aim: float = 1.0  # the share of the bare page's rate


def pages() -> Iterator[Row]:
    """Measure: first the start, then rounds of each page in turn, so that other work on the machine hits all alike."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        asked = _requests(data)
        starts = []
        for _ in range(3):
            with server(data, "app:serve()") as (_, taken):
                starts.append(taken)
        start = Times(starts)
        yield Row("start of the site, to its first answer", f"{start.median:.2f} s median, {start.least:.2f} least")
        with server(data, "bench.site:both()") as (port, _):
            rates = [[_rate(port, each) for each in asked] for _ in range(ROUNDS)]
    bare, *others = ([round_[at] for round_ in rates] for at in range(len(asked)))
    yield Row("bare Flask page", f"{median(bare):.0f} a second median, {max(bare):.0f} best")
    for each, rate in zip(asked[1:], others, strict=True):
        share = median(ours / its for ours, its in zip(rate, bare, strict=True))
        said = f"{median(rate):.0f} a second median, {max(rate):.0f} best; {share:.2f} of bare in the same round"
        yield Row(each.name, said, f"{each.aim:.2f} of bare", share >= each.aim)


def _requests(data: Path) -> list[Asked]:
    """Begin an assessment of a large place, and give the requests for its fullest page of questions."""
    for name in ("store.key", "secret.key"):
        make_key_file(data / name)
    site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
    services: Services = site.extensions["services"]
    bank, (client, place) = services.bank, opened(site)
    workspace = place.workspace_id
    profile, answers = large_place(bank)
    services.store.save_profile(workspace, place.id, profile, services.now())
    begun = services.store.start_assessment(workspace, place.id, bank.version, "full", services.now())
    services.store.save_answers(workspace, begun.id, answers, services.now())
    step = max(steps_of(bank, find_path(bank, profile, answers)), key=lambda each: len(each.questions))
    address = f"/assessments/{begun.id}/areas/{step.area.id}/{step.number}"
    shown = client.get(address)
    form = {"csrf_token": token_of(shown.text)}
    for question in step.questions:
        form |= {
            f"choice-{question.id}": "2",
            f"note-{question.id}": f"A note of a usual length, as people write it, {NUMBERED}.",
        }
    held = cookie_of(client)
    services.store.close()
    size = f"{len(step.questions)} questions, {len(shown.data) // 1024} kB"
    return [
        Asked("bare", _wire("GET", f"{BARE}/"), "200"),
        Asked(f"page of questions, GET ({size})", _wire("GET", address, held), "200", 0.35),
        Asked(
            "page of questions, POST (saves all of it, then redirects)",
            _wire("POST", address, held, urlencode(form)),
            "302",
            0.25,
        ),
    ]


def token_of(page: str) -> str:
    """The token of a page's first form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if found is None:
        raise SystemExit("bench: a page without a form")
    return found[1]


def _wire(method: str, path: str, cookie: str = "", body: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _rate(port: int, asked: Asked) -> float:
    command = [sys.executable, "-m", "bench.load", str(port), str(SECONDS), str(CONNECTIONS), asked.status]
    done = subprocess.run(command, cwd=ROOT, input=asked.request, stdout=subprocess.PIPE, check=True)
    return float(done.stdout)


@contextmanager
def server(data: Path, application: str, processes: int = 1) -> Iterator[tuple[int, float]]:
    """Run an application as ./run does, but with one process: the load has the other core.

    Gives its port, and the seconds from the start of the process to the first answer.
    """
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    environment = {**os.environ, "CHECK_DATA": str(data), "CHECK_WORKER": "0", "CHECK_PROCESSES": str(processes)}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:scripts.gunicorn_conf", "-b", f"127.0.0.1:{port}"]
    start = monotonic()
    running = subprocess.Popen([*command, application], cwd=ROOT, env=environment)
    try:
        while not _answers(port):
            if running.poll() is not None or monotonic() - start > PATIENCE:
                raise SystemExit("bench: the server does not start")
            sleep(0.005)
        yield port, monotonic() - start
    finally:
        running.terminate()
        running.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as server:
        return answer(server, _wire("GET", "/")).startswith(b"HTTP/1.1 200")
    return False
