"""The session ends while somebody types: nothing typed is lost, and with the code it is saved, just there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.person import Person
from tests.reading import words
from usecases.limits import RETURN_CODES
from usecases.owner_sessions import LONGEST
from usecases.services import Services

NOTE = 'A long note, typed slowly,\r\non two lines with <b>signs</b> & "quotes"'
FIELD = "note-security-lead"


class Typist(Person):
    """Somebody with a page of questions open, and a note typed in it that is not yet saved."""

    code = ""

    def types(self) -> dict[str, list[str]]:
        """Come to the page; gives what its form would send."""
        self.code = self.begins()
        self.fills_profile()
        self.press()
        self.press({"kind": "full"})
        self.follow("Start with")
        return {**self.page.form("Save").values, FIELD: [NOTE], "choice-security-lead": ["2"]}


@pytest.fixture
def typist(site: Flask) -> Typist:
    """Somebody who types."""
    return Typist(site)


def saves(typist: Typist, sent: dict[str, list[str]], status: int) -> None:
    """Press Save on the page that is still seen."""
    typist._see(typist.client.post(typist.at, data=sent, follow_redirects=True), status)


def note_of(typist: Typist, address: str) -> str:
    """The note that is saved."""
    return str(typist.go(address).form("Save").values[FIELD][0])


def gives_code(typist: Typist, address: str) -> None:
    """Enter the code on the page that asks for it: it goes on behind the page that was saved."""
    assert "What you entered is not lost" in typist.page.text
    assert "A long note, typed slowly" in typist.page.text
    typist.press({"code": typist.code})
    assert "/areas/" in typist.at
    assert typist.at != address
    assert note_of(typist, address) == NOTE.replace("\r\n", "\n")


@pytest.mark.parametrize("how", ["cookie gone", "closed in another tab", "idle", "longest", "code replaced"])
def test_what_was_typed_is_saved_after_the_code(
    typist: Typist, another: Person, services: Services, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    sent, address = typist.types(), typist.at
    if how == "cookie gone":
        typist.client.delete_cookie("check")
    elif how == "closed in another tab":
        typist.client.post("/leave", data={"csrf_token": sent["csrf_token"]})
    elif how == "code replaced":
        another.returns(typist.code)
        another.go("/workspace")
        another.press(button="Get a new return code")
        typist.code = words(another.page.all("p", "code__text")[0])
    else:
        waited = timedelta(hours=services.settings.session_hours, minutes=10) if how == "idle" else LONGEST
        moment = services.now() + waited + timedelta(minutes=1)
        monkeypatch.setattr(services, "now", lambda: moment)
    saves(typist, sent, 403)
    gives_code(typist, address)


def test_another_workspace_in_a_second_tab_loses_nothing(typist: Typist) -> None:
    sent, address = typist.types(), typist.at
    second = Person(typist.client.application)
    second.client = typist.client
    second.begins()
    saves(typist, sent, 404)
    assert "Another workspace was opened in this browser" in typist.page.text
    gives_code(typist, address)


def test_a_form_whose_token_is_old_is_saved_with_one_press(typist: Typist) -> None:
    sent, address = typist.types(), typist.at
    saves(typist, {**sent, "csrf_token": ["old"]}, 400)
    assert "Please save once more" in typist.page.text
    typist.press(button="Save")
    assert note_of(typist, address) == NOTE.replace("\r\n", "\n")


def test_a_wrong_code_keeps_what_was_typed(typist: Typist) -> None:
    sent, address = typist.types(), typist.at
    typist.client.delete_cookie("check")
    saves(typist, sent, 403)
    for number in range(RETURN_CODES.most + 1):
        typist.press({"code": f"0000-{number}"}, status=429 if number == RETURN_CODES.most else 400)
        assert "A long note, typed slowly" in typist.page.text
    typist.client.environ_base["REMOTE_ADDR"] = "10.9.9.9"
    gives_code(typist, address)


def test_the_profile_is_kept_too(typist: Typist) -> None:
    typist.code = typist.begins()
    address = typist.at
    sent = {**typist.page.form().values, "business_name": ["The Copper Kettle"], "took_part": ["Maya, owner"]}
    typist.client.delete_cookie("check")
    saves(typist, {**sent, "postcode": ["DE1 2XX"]}, 403)
    typist.press({"code": typist.code})
    assert "/profile/" in typist.at
    assert typist.go(address).form().values["took_part"] == ["Maya, owner"]


def test_somebody_elses_code_saves_nothing_of_it(typist: Typist, another: Person) -> None:
    sent, foreign = typist.types(), another.begins()
    typist.client.delete_cookie("check")
    saves(typist, sent, 403)
    typist.press({"code": foreign}, status=404)
    assert "A long note, typed slowly" in typist.page.text


def test_a_form_that_another_site_sends_is_not_kept(typist: Typist) -> None:
    sent = typist.types()
    typist.client.delete_cookie("check")
    answer = typist.client.post(typist.at, data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "A long note" not in answer.text


def test_links_into_a_workspace_survive_the_code(typist: Typist) -> None:
    start = typist.finishes("2")
    typist.go("/workspace")
    typist.press(button="Get a new return code")
    code = words(typist.page.all("p", "code__text")[0])
    typist.client.delete_cookie("check")
    typist.go(f"{start}/answers?back=1")
    typist.press({"code": code})
    assert typist.at == f"{start}/answers?back=1"


@pytest.mark.parametrize(
    "evil", ["https://example.org/", "//example.org/workspace", "/\\example.org", "/nowhere", "javascript:alert(1)", ""]
)
def test_the_code_leads_to_no_other_site(person: Person, evil: str) -> None:
    code = person.begins()
    person.go("/return")
    person.send("/return", {"code": [code], "next": [evil]})
    assert person.at == "/workspace"


def test_a_cookie_that_was_copied_opens_nothing_after_close(person: Person, another: Person) -> None:
    person.begins()
    copied = person.client.get_cookie("check")
    assert copied is not None
    person.go("/workspace")
    person.press(button="Close my workspace")
    another.client.set_cookie("check", copied.value)
    assert another.go("/workspace").address.startswith("/return")


def test_the_return_code_is_in_no_cookie(person: Person, services: Services) -> None:
    person.go("/")
    person.press(button="Start now")
    code = words(person.page.all("p", "code__text")[0])
    with person.client.session_transaction() as session:
        assert code not in repr(dict(session))
        assert set(session) <= {"_permanent", "owner", "csrf_token"}
    kept = services.store.owner_session
    with person.client.session_transaction() as session:
        token = session["owner"]
    assert code.encode() not in repr(kept).encode()
    assert token not in code
    assert words(person.go("/code").all("p", "code__text")[0]) == code
    person.keeps_code()
    assert person.go("/code").address == "/workspace"


def test_a_browser_that_refuses_cookies_is_told_so(site: Flask) -> None:
    client = site.test_client(use_cookies=False)
    answer = client.post("/begin", data={"csrf_token": "x"})
    assert answer.status_code == 400
    assert "does not accept our cookie" in answer.text
