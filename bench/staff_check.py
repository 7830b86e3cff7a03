"""Measures staff who take a check while somebody floods it: `python -m bench.staff_check [PEOPLE REQUESTS]`.

Everybody answers at the pace of a reader, once without and once with the flood. The flood opens the link of the check
from one other address, as fast as it is answered.
"""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPResponse
from multiprocessing import get_context
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep
from urllib.parse import urlencode

from assessment.staff_release import Tally
from bench.load import answer
from bench.pages import server, token_of
from bench.table import Row, machine, show
from storage.keys import make_key_file
from storage.staff_checks import NewStaffCheck, StaffCheckRecord
from usecases.services import Services
from usecases.settings import read_settings
from usecases.staff_runs import FASTEST
from usecases.workspaces import begin_workspace

PEOPLE, REQUESTS, CONNECTIONS = 50, 10_000, 8
# A little more than the fastest reader.
PACE = FASTEST.total_seconds() + 0.3


@dataclass
class Phone:
    """Somebody's browser, which keeps its cookies; `taken` is when each page came, and how long it took,
    in seconds."""

    port: int
    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[float, float]] = field(default_factory=list)

    def asks(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[HTTPResponse, str]:
        """One request and its whole answer."""
        headers = {"X-Forwarded-For": self.address, "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        site = HTTPConnection("127.0.0.1", self.port, timeout=60)
        start = perf_counter()
        site.request(method, path, urlencode(form) if form else None, headers)
        got = site.getresponse()
        text = got.read().decode()
        self.taken.append((perf_counter(), perf_counter() - start))
        for name, value in re.findall(r"(?:^|\n)Set-Cookie: ([^=]+)=([^;]*)", str(got.headers)):
            self.cookies[name] = value
        site.close()
        return got, text

    def takes(self, link: str) -> None:
        """Take the whole check, the first option each time."""
        _, page = self.asks("GET", link)
        got, _ = self.asks("POST", link, {"csrf_token": token_of(page)})
        for number in range(1, 13):
            path = f"{link}/{number}"
            _, page = self.asks("GET", path)
            sleep(PACE)
            got, _ = self.asks("POST", path, {"csrf_token": token_of(page), "option": "1"})
            if got.status != 302:
                raise SystemExit(f"bench: an honest answer came back with {got.status}")


def flood(port: int, link: str, requests: int) -> None:
    """Open the link so often, over a few connections; what comes back does not matter."""
    request = f"GET {link} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n".encode()

    def send() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as site:
            for _ in range(requests // CONNECTIONS):
                answer(site, request)

    threads = [Thread(target=send) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def staff_check(people: int = PEOPLE, requests: int = REQUESTS) -> Iterator[Row]:
    """Measure both; the same number of people count in both."""
    environ["CHECK_PROXIES"] = "1"
    with TemporaryDirectory() as folder:
        data = Path(folder)
        for name in ("store.key", "secret.key"):
            make_key_file(data / name)
        services = Services(read_settings({"CHECK_DATA": str(data)}))
        services.warm()
        checks = [_check(services, people) for _ in range(2)]
        services.store.close()
        with server(data, "app:serve()", 2) as (port, _):
            calm, _, _ = _takes(port, checks[0], people, 0)
            busy, meanwhile, took = _takes(port, checks[1], people, requests)
        after = Services(read_settings({"CHECK_DATA": str(data)}))
        counted = [_counted(after, check) for check in checks]
        after.store.close()
    first, second = _p95(calm), _p95(busy)
    yield Row("p95 of a page, calm", f"{first * 1e3:.0f} ms ({len(calm)} pages of {people} people)")
    text = f"{second * 1e3:.0f} ms ({len(busy)} pages)"
    yield Row(f"p95 beside {requests:,} requests", text, "at most twice", second <= 2 * first)
    yield Row("p95 of the pages that came while it lasted", f"{_p95(meanwhile) * 1e3:.0f} ms ({len(meanwhile)} pages)")
    yield Row("the flood took", f"{took:.0f} s, {requests / took:.0f} requests a second")
    same = all(each.responses == people for each in counted)
    yield Row("responses counted", f"{counted[0].responses} and {counted[1].responses}", f"{people} each", same)


def _takes(port: int, check: StaffCheckRecord, people: int, requests: int) -> tuple[list[float], list[float], float]:
    """Have everybody take a check; gives how long each page took, which of them came beside the flood, and how long
    the flood lasted.
    """
    link = f"/staff-check/{check.code}"
    phones = [Phone(port, f"198.51.100.{number + 1}") for number in range(people)]
    threads = [Thread(target=phone.takes, args=(link,)) for phone in phones]
    process = get_context("spawn").Process(target=flood, args=(port, link, requests))
    start = perf_counter()
    for thread in threads:
        thread.start()
        sleep(PACE / people)
    if requests:
        start = perf_counter()
        process.start()
        process.join()
    took = perf_counter() - start
    for thread in threads:
        thread.join()
    came = [each for phone in phones for each in phone.taken]
    meanwhile = [each for at, each in came if start <= at <= start + took]
    return [each for _, each in came], meanwhile, took


def _check(services: Services, people: int) -> StaffCheckRecord:
    opening = begin_workspace(services)
    (premises,) = services.store.premises_of(opening.workspace.id)
    new = NewStaffCheck(services.bank.version, people, services.now() + timedelta(days=1))
    return services.store.begin_staff_check(opening.workspace.id, premises.id, new, services.now())


def _counted(services: Services, check: StaffCheckRecord) -> Tally:
    found = services.store.find_staff_check(check.code)
    return found.counted if found else Tally()


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.95 * len(taken))]


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:3]] or [PEOPLE, REQUESTS]
    print(machine())
    show(f"Staff check: {given[0]} people beside {given[1]:,} requests, gunicorn with 2 processes", staff_check(*given))
