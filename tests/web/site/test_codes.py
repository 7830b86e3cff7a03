"""Return codes: how they may be typed, what a wrong one says, how often one may try, and what is kept of them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from storage.keys import read_key
from storage.owner_sessions import NewSession
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from tests.person import Person
from tests.reading import Page, words
from usecases import limits, workspaces
from usecases.limits import RETURN_CODES, Limit, TooManyTries
from usecases.return_codes import ALPHABET, digest_of, new_code
from usecases.services import Services
from usecases.settings import Settings

WRONG = "0000-0000-0000-0000-0000"


@pytest.fixture
def code(services: Services) -> str:
    """The code of a workspace; it begins with the digits that people take for letters."""
    code = f"01{new_code()[2:]}"
    services.store.begin_workspace(digest_of(code, services.secret), services.now())
    return code


def test_a_code_has_100_bits_in_groups_of_four() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert len(ALPHABET) == 32
    for code in codes:
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", code)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\t",
        lambda code: code.replace("-", "\u2013"),
        lambda code: code.replace("-", "\u00a0"),
        lambda code: f"O{code[1:]}",
        lambda code: f"oI{code[2:]}",
        lambda code: f"0l{code[2:]}",
        lambda code: "-".join(code.replace("-", "")),
    ],
)
def test_a_code_opens_however_it_is_typed(person: Person, code: str, typed: object) -> None:
    assert callable(typed)
    person.returns(typed(code))
    assert person.at == "/workspace"


WRONGS = [WRONG, "x", "=1+1", "<b>", "O" * 20, "\u202e0000", "0" * 79, "0" * 200, "é" * 40, "0\x00", "' or 1=1 --", "-"]


@pytest.mark.parametrize("wrong", WRONGS)
def test_every_wrong_code_gets_the_same_answer(person: Person, another: Person, wrong: str) -> None:
    first = person.returns("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ", 400)
    second = another.returns(wrong, 400)
    assert [words(each) for each in first.all("main")] == [words(each) for each in second.all("main")]
    assert first.errors == second.errors
    assert first.errors[0][0] == "#code"
    assert typed_again(second)
    person.go("/workspace")
    assert person.at.startswith("/return")


def typed_again(page: Page) -> bool:
    """Whether the field is there to be corrected."""
    return page.by_id("code").get("name") == "code"


@pytest.mark.parametrize("empty", ["", "   ", "\t", "\x00"])
def test_an_empty_code_is_asked_for_and_does_not_count(
    person: Person, code: str, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch, 3)
    for _ in range(4):
        assert person.returns(empty, 400).errors
    person.returns(code)


def test_a_wrong_code_goes_the_same_way_as_a_right_one(
    person: Person, services: Services, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def seen(typed: str, secret: bytes) -> bytes:
        steps.append("hash" if not typed.startswith("bucket:") else "bucket")
        return digest_of(typed, secret)

    find = SqliteStore.find_workspace

    def looked_up(self: SqliteStore, digest: bytes, now: datetime, *, session: NewSession) -> object:
        steps.append(f"look up {len(digest)}")
        return find(self, digest, now, session=session)

    for module in (limits, workspaces):
        monkeypatch.setattr(module, "digest_of", seen)
    monkeypatch.setattr(SqliteStore, "find_workspace", looked_up)
    person.returns(WRONG, 400)
    wrong, steps[:] = list(steps), []
    person.returns(code)
    assert wrong == steps == ["bucket", "hash", "look up 32"]


def fill_up(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Lower the limit, so that a test fills it in a moment."""
    monkeypatch.setattr(workspaces, "RETURN_CODES", Limit(most))


def test_after_too_many_wrong_codes_no_wrong_one_is_tried_for_a_while(
    site: Flask, person: Person, another: Person, services: Services, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch, 10)
    for number in range(10):
        person.returns(WRONG[:-1] + str(number), 400)
    assert person.returns(WRONG, 429).heading
    another.returns(WRONG, 400)
    evading = {"X-Forwarded-For": "192.0.2.7", "X-Real-IP": "192.0.2.7", "Forwarded": "for=192.0.2.7"}
    fresh = Person(site)
    fresh.client.environ_base["REMOTE_ADDR"] = person.client.environ_base["REMOTE_ADDR"]
    token = fresh.go("/return").form().values["csrf_token"]
    answer = fresh.client.post("/return", data={"csrf_token": token, "code": WRONG}, headers=evading)
    assert answer.headers["Retry-After"] == "900"
    assert answer.status_code == 429, "neither a new session nor a header of one's own helps"
    person.returns(code)
    later = services.now() + RETURN_CODES.window + timedelta(seconds=1)
    monkeypatch.setattr(Services, "now", lambda _: later)
    person.returns(WRONG, 400)


def test_a_flood_of_wrong_codes_stops_no_right_one_and_is_not_counted_on(
    person: Person, services: Services, code: str
) -> None:
    address = str(person.client.environ_base["REMOTE_ADDR"])
    refused = 0
    for number in range(RETURN_CODES.most + 50):
        try:
            assert workspaces.open_with_code(services, f"{WRONG[:-4]}{number:04}", address) is None
        except TooManyTries:
            refused += 1
    assert refused == 50
    person.returns(code)
    assert person.at == "/workspace"
    with pytest.raises(TooManyTries):
        workspaces.open_with_code(services, WRONG, address)


def test_the_addresses_of_one_customer_count_together(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_up(monkeypatch, 10)
    for number in range(10):
        assert workspaces.open_with_code(services, WRONG, f"2001:db8:5:6:{number:x}::{number + 1:x}") is None
    with pytest.raises(TooManyTries):
        workspaces.open_with_code(services, WRONG, "2001:db8:5:6:ffff::1")
    assert workspaces.open_with_code(services, WRONG, "2001:db8:5:7::1") is None


def test_right_codes_do_not_count(person: Person, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_up(monkeypatch, 3)
    for _ in range(5):
        person.returns(code)
    person.returns(WRONG, 400)


def test_a_code_that_is_kept_is_shown_no_longer(person: Person) -> None:
    code = person.begins()
    assert "/profile/" in person.at
    person.go("/code")
    assert person.at == "/workspace"
    assert person.client.get("/code/file").headers["Location"] == "/workspace"
    assert code not in person.page.html


@pytest.mark.parametrize("wrong", ["", "  ", "0", "----", "x" * 200, "\u202e"])
def test_nobody_goes_on_without_the_last_group_of_the_code(person: Person, wrong: str) -> None:
    person.go("/")
    code = words(person.press(button="Start now").all("p", "code__text")[0])
    page = person.press({"last": wrong}, button="I have kept it", status=400)
    assert page.errors[0][0] == "#last"
    assert words(page.all("p", "code__text")[0]) == code
    page = person.press({"last": code[:4] if code[:4] != code[-4:] else "0"}, button="I have kept it", status=400)
    assert page.errors
    person.press({"last": f" {code[-4:].lower()} "}, button="I have kept it")
    assert "/profile/" in person.at


def test_all_of_the_code_proves_it_too(person: Person) -> None:
    person.go("/")
    code = words(person.press(button="Start now").all("p", "code__text")[0])
    person.press({"last": code.replace("-", " ")}, button="I have kept it")
    assert "/profile/" in person.at


def test_a_code_is_shown_once_more_on_the_device_where_it_was_made(person: Person, another: Person) -> None:
    code = person.begins()
    another.returns(code)
    assert "Show my return code" not in another.go("/workspace").text
    person.go("/workspace")
    page = person.press(button="Show my return code once more")
    assert words(page.all("p", "code__text")[0]) == code
    assert person.keeps_code() == code
    assert "Show my return code" not in person.go("/workspace").text
    person.send("/code/again", {})
    assert (person.at, code in person.page.html) == ("/workspace", False)


def test_a_code_used_on_another_day_is_shown_no_longer(
    person: Person, another: Person, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = person.begins()
    another.returns(code)
    assert "Show my return code" in person.go("/workspace").text, "the same day"
    tomorrow = services.now() + timedelta(days=1)
    monkeypatch.setattr(Services, "now", lambda _: tomorrow)
    another.returns(code)
    monkeypatch.undo()
    assert "Show my return code" not in person.go("/workspace").text


def test_a_code_may_be_saved_as_a_file(person: Person) -> None:
    person.go("/")
    page = person.press(button="Start now")
    code = words(page.all("p", "code__text")[0])
    answer = person.client.get("/code/file")
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert code in answer.text
    assert "http://localhost/return" in answer.text


def test_a_replaced_code_stops_at_once(person: Person, another: Person) -> None:
    old = person.begins()
    person.go("/workspace")
    person.press(button="Get a new return code")
    new = words(person.page.all("p", "code__text")[0])
    assert new != old
    another.returns(old, 400)
    another.returns(new)
    person.keeps_code()
    assert "/profile/" in person.at, "the device that asked for it stays in"


def test_a_replaced_code_closes_the_sessions_that_it_opened(person: Person, another: Person) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    assessment = person.at
    for address in ("/workspace", assessment):
        another.returns(code)
        assert another.go(address).address == address
        person.go("/workspace")
        person.press(button="Get a new return code")
        code = words(person.page.all("p", "code__text")[0])
        assert another.go(address).address.startswith("/return")
        assert person.go(address).address == address


def test_a_code_is_kept_only_as_a_keyed_hash(person: Person, settings: Settings, services: Services) -> None:
    code = person.begins()
    digest = digest_of(code, services.secret)
    assert len(digest) == 32
    assert digest != digest_of(code, bytes(32)), "without the secret, the hash cannot be worked out"
    kept = dump(settings)
    assert digest.hex() in kept
    for form in (code, code.replace("-", ""), code.lower()):
        assert form not in kept


def dump(settings: Settings) -> str:
    """All that is in the database, as text."""
    db = connect(Path(settings.database), read_key(settings.store_key_file), 5)
    try:
        cells = [cell for table in db.table_names() for row in db.execute(f"select * from {table}") for cell in row]
    finally:
        db.close()
    return "\n".join(cell.hex() if isinstance(cell, bytes) else str(cell) for cell in cells)
