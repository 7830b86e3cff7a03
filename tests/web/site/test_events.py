"""The log has times of London, ids of requests and events, and nothing that anybody typed; counters count them."""

from __future__ import annotations

import logging
import multiprocessing
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from storage.errors import StoreUnavailable
from storage.sqlite import SqliteStore
from tests.person import Person
from usecases.counters import COUNTERS, NAMES, Counters, as_prometheus
from usecases.events import EVENTS, LogFormat, event, network_mark, new_request

LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (GMT|BST) [A-Z]+ ([0-9a-f]{12}|-) [a-z_.]+: \S.*")
# What somebody could type, in every field there is.
PLANTED = ("Zebra & Sons", "ZB1 9ZZ", "Zara Zimmermann", "zara@zebra.example", "07700 900123", "zebra-code-zebra")


class Written(logging.Handler):
    """What the log would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(LogFormat())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += self.format(record).splitlines()


@pytest.fixture
def log() -> Iterator[Written]:
    """The log from now on, with everything that it would hold in production and more."""
    written, ours, root = Written(), logging.getLogger("check"), logging.getLogger()
    before = ours.level
    ours.setLevel(logging.INFO)
    root.addHandler(written)
    yield written
    root.removeHandler(written)
    ours.setLevel(before)


def test_a_line_has_the_time_in_london_and_the_request(log: Written) -> None:
    request = new_request()
    event("code-refused", network="ab12")
    (line,) = log.lines
    assert LINE.fullmatch(line)
    assert line.endswith(f" WARNING {request} check: code-refused network=ab12")


@pytest.mark.parametrize("value", ["two words", "new\nline", "é", "", "x" * 65, "a=b", "'; drop"])
def test_what_is_no_id_is_not_written(log: Written, value: str) -> None:
    event("refused", page=value)
    assert log.lines[0].endswith("refused page=?")


def test_an_error_is_told_without_its_words_but_for_ours(log: Written) -> None:
    try:
        int(PLANTED[0])
    except ValueError:
        logging.getLogger("check").exception("failed")
    try:
        raise StoreUnavailable("The disk is full.")
    except StoreUnavailable:
        logging.getLogger("check").exception("failed")
    text = "\n".join(log.lines)
    assert PLANTED[0] not in text
    assert "ValueError" in text
    assert "test_events.py" in text
    assert "StoreUnavailable: The disk is full." in text


def test_every_event_is_counted() -> None:
    assert {f"event_{name.replace('-', '_')}" for name in EVENTS} <= set(NAMES)
    before = dict(COUNTERS.totals())
    event("limit-reached", page="x")
    assert dict(COUNTERS.totals())["event_limit_reached"] == before["event_limit_reached"] + 1
    assert re.search(r"^check_event_limit_reached_total [1-9]\d*$", as_prometheus(), re.MULTILINE)


def _add(counters: Counters) -> None:
    for _ in range(100):
        counters.add("requests_2xx")


def test_processes_count_together() -> None:
    counters, fork = Counters(), multiprocessing.get_context("fork")
    children = [fork.Process(target=_add, args=(counters,)) for _ in range(4)]
    for child in children:
        child.start()
    _add(counters)
    for child in children:
        child.join()
    assert dict(counters.totals())["requests_2xx"] == 500


def test_a_network_has_one_mark_that_is_not_its_address() -> None:
    assert network_mark("192.0.2.7", b"k") == network_mark("192.0.2.7", b"k") != network_mark("192.0.2.8", b"k")
    assert network_mark("192.0.2.7", b"k") != network_mark("192.0.2.7", b"other")
    assert "192" not in network_mark("192.0.2.7", b"k") or len(network_mark("192.0.2.7", b"k")) == 10


@pytest.mark.usefixtures("faults_expected")
def test_nothing_personal_reaches_the_log(
    site: Flask, person: Person, log: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{person.starts()}/areas/leadership/1"
    person.go(address)
    person.press({"choice-security-lead": "2", "note-security-lead": PLANTED[2]})
    person.client.get(f"/{PLANTED[0]}?q={PLANTED[3]}", headers={"User-Agent": PLANTED[4], "Referer": PLANTED[0]})
    stranger = Person(site)
    stranger.go("/return")
    stranger.press({"code": PLANTED[5]}, status=400)
    stranger.go("/advisers/sign-in")
    stranger.press({"email": PLANTED[3], "password": PLANTED[0]}, status=400)

    def broken(*_: object, **__: object) -> None:
        raise ValueError(PLANTED[2])

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "change_answers", broken)
        person.go(address)
        person.press({"choice-security-lead": "3", "note-security-lead": PLANTED[2]}, status=500)
    text = "\n".join(log.lines)
    assert "code-refused network=" in text
    assert "sign-in-failed account=unknown network=" in text
    assert "ValueError" in text
    for planted in (*PLANTED, "127.0.0.1"):
        assert planted not in text


def test_an_attack_on_a_password_is_seen_at_once(site: Flask, log: Written) -> None:
    attacker = Person(site)
    for number in range(11):
        attacker.go("/advisers/sign-in")
        typed = {"email": "attacked@force.example", "password": f"guess {number} of many"}
        attacker.press(typed, status=400 if number < 10 else 429)
    failed = [line for line in log.lines if "sign-in-failed account=unknown" in line]
    assert len(failed) == 10
    assert len({line.partition("network=")[2] for line in failed}) == 1
    assert any("limit-reached page=sign_in.sign_in" in line for line in log.lines)


def test_each_answer_carries_the_id_of_its_request(person: Person) -> None:
    ids = {person.client.get("/privacy").headers["X-Request-Id"] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in ids)


def test_asking_for_what_is_anothers_is_seen_and_a_wrong_address_is_not(person: Person, log: Written) -> None:
    """ASVS 5.0.0, 16.3.2: failed attempts to reach what one may not."""
    person.starts()
    for address in ("/no-such-page", "/static/no-such-file.css"):
        assert person.client.get(address).status_code == 404
    assert not any("out-of-reach" in line for line in log.lines)
    assert person.client.get(f"/assessments/{PLANTED[5]}/result").status_code == 404
    (line,) = [line for line in log.lines if "out-of-reach" in line]
    assert LINE.fullmatch(line)
    assert re.search(r" out-of-reach page=[a-z_]+\.[a-z_]+ method=GET$", line)
    assert PLANTED[5] not in line
