"""Error pages: each says what happened and what to do, gives nothing away, and loses nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.pages import check_answer
from tests.person import Person
from tests.reading import Page
from web.owner import results
from web.site.security import LARGEST_BODY, POLICY, error_page

CODES = [400, 403, 404, 405, 413, 429, 500, 503]


@pytest.mark.parametrize("code", CODES)
def test_each_error_has_a_page_of_its_own(site: Flask, code: int) -> None:
    with site.test_request_context("/"):
        body, status = error_page(code)
        headers = dict(site.process_response(site.make_response((body, status))).headers)
        assert headers["Content-Security-Policy"] == POLICY
    assert status == code
    check_answer("/", code, headers, body)
    page = Page(body)
    assert "do next" in page.text.lower()
    others = {Page(html_of(site, other)).heading for other in CODES if other != code}
    assert page.heading not in others


def html_of(site: Flask, code: int) -> str:
    """The page of an error."""
    with site.test_request_context("/"):
        return error_page(code)[0]


def test_an_unknown_address_is_not_found(person: Person) -> None:
    for address in ("/nonsense", "/assessments", "/static/none.css", "/static/../app.py", "/.env", "/workspace/"):
        person.go(address, 404)


def test_a_method_that_does_not_fit_is_refused(person: Person) -> None:
    person.begins()
    for address in ("/begin", "/leave", "/code/kept", "/workspace/code"):
        answer = person.client.get(address)
        assert answer.status_code == 405
        assert "POST" in answer.headers["Allow"]
    assert person.client.put("/workspace").status_code == 405
    assert person.client.delete("/workspace").status_code == 405


@pytest.mark.parametrize("address", ["/return", "/begin", "/leave"])
def test_a_body_over_the_limit_is_refused(person: Person, address: str) -> None:
    person.go("/return")
    person.send(address, {"code": ["x" * LARGEST_BODY]}, 413)


def test_a_page_of_answers_over_the_limit_changes_nothing(person: Person) -> None:
    address = person.starts()
    person.go(f"{address}/areas/leadership/1")
    person.press({"choice-security-lead": "2", "note-security-lead": "Kept"})
    person.go(f"{address}/areas/leadership/1")
    person.press({"choice-security-lead": "0", "note-security-lead": "x" * LARGEST_BODY}, status=413)
    form = person.go(f"{address}/areas/leadership/1").form()
    assert form.values["choice-security-lead"] == ["2"]
    assert form.values["note-security-lead"] == ["Kept"]


def test_too_many_parts_or_broken_forms_are_refused(person: Person) -> None:
    person.go("/return")
    token = person.page.form().values["csrf_token"][0]
    boundary = "x"
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    for body in (part * 600 + f"--{boundary}--", "nonsense", f"--{boundary}\r\n\r\n"):
        answer = person.client.post("/return", data=body, content_type=f"multipart/form-data; boundary={boundary}")
        assert answer.status_code in (400, 413)
    answer = person.client.post("/return", data=b"csrf_token=" + token.encode() + b"&code=%ff%fe\xff")
    assert answer.status_code == 400


@pytest.mark.usefixtures("faults_expected")
def test_a_fault_of_ours_gives_a_page_and_no_secrets(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    address = person.starts()

    def fail(*_: object) -> None:
        raise RuntimeError("the password is xyzzy")

    monkeypatch.setattr(results, "report_of", fail)
    page = person.go(f"{address}/result", 500)
    assert "xyzzy" not in page.html
    assert "Traceback" not in page.html
    monkeypatch.undo()
    person.go(f"{address}/answers")
