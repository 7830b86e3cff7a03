"""Sessions: what the cookie is, and that nobody can plant one or keep one that is over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from app import serve
from tests.client import CheckedClient
from tests.person import Person
from usecases.settings import Settings


def test_the_cookie_is_for_this_site_and_no_script(person: Person) -> None:
    header = person.client.post("/leave", data=token(person)).headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header


def test_production_sends_the_cookie_over_https_only(settings: Settings) -> None:
    site = serve(replace(settings, production=True))
    site.test_client_class = CheckedClient
    answer = site.test_client().get("/", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-check=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("address", ["/leave", "/workspace/delete"])
def test_closing_and_deleting_have_the_browser_forget_the_pages(person: Person, address: str) -> None:
    person.begins()
    values = person.go("/workspace").form("Close my workspace").values
    answer = person.client.post(address, data={"csrf_token": values["csrf_token"][0]})
    assert answer.status_code in (200, 302)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in person.client.get("/").headers


def test_forms_work_over_https_where_the_browser_sends_no_referrer(settings: Settings) -> None:
    """Our own policy tells browsers to send none, so no form may insist on it."""
    site = serve(replace(settings, production=True, proxies=1))
    site.test_client_class = CheckedClient
    person = Person(site)
    person.client.environ_base["HTTP_X_FORWARDED_PROTO"] = "https"
    person.begins()
    assert "/profile/" in person.at


@pytest.mark.parametrize("known", ["code", "begin"])
def test_what_somebody_planted_before_is_gone_after_entering(person: Person, another: Person, known: str) -> None:
    code = another.begins()
    person.go("/return")
    with person.client.session_transaction() as session:
        session["owner"] = "planted"
        session["other"] = "PLANTED"
    before = cookie(person)
    person.go("/return")
    if known == "code":
        person.press({"code": code})
    else:
        person.send("/begin", {})
    with person.client.session_transaction() as session:
        assert session["owner"] != "planted"
        assert "other" not in session
    assert cookie(person) != before


def test_a_cookie_that_we_did_not_sign_opens_nothing(person: Person, another: Person) -> None:
    another.begins()
    stolen = cookie(another)
    for forged in (stolen[:-3] + "abc", stolen.replace(".", "!"), "", "eyJ3b3Jrc3BhY2UiOiJ4In0.x.y", "\u00ff" * 30):
        person.client.set_cookie("check", forged)
        assert person.client.get("/workspace").headers["Location"].startswith("/return")


def test_leaving_ends_the_session_on_this_device(person: Person) -> None:
    person.begins()
    person.go("/workspace")
    person.press(button="Close my workspace")
    assert person.at == "/"
    assert person.go("/workspace").address.startswith("/return")


def test_two_devices_work_on_one_workspace(person: Person, another: Person) -> None:
    code = person.begins()
    another.returns(code)
    person.go("/workspace/continue")
    person.fills_profile()
    assert "The Copper Kettle" in another.go("/workspace").text


def token(person: Person) -> dict[str, str]:
    """The token of the start page."""
    return {"csrf_token": person.go("/").form().values["csrf_token"][0]}


def cookie(person: Person) -> str:
    """The cookie as it is kept."""
    found = person.client.get_cookie("check")
    assert found is not None
    return found.value


def test_everything_but_static_files_is_for_one_person_only(site: Flask) -> None:
    client = site.test_client()
    answer = client.get("/")
    assert answer.headers["Cache-Control"] == "no-store"
    static = client.get("/static/app.css")
    assert static.status_code == 200
    assert static.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in static.headers


def test_another_secret_of_the_site_ends_every_session(
    site: Flask, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.starts()
    assert person.client.get("/workspace").status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr(site, "secret_key", b"another secret of the site")
        assert person.client.get("/workspace").status_code == 302
