"""A filled-in form on a visit: refused if it is another place's, shown before it is saved, silent where blank."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from assessment.answers import Answer
from assessment.visit_overrides import Remark
from printing.kinds.blank_form import form_job
from tests.person import Person
from tests.reading import Page
from tests.reports.filling import fill_with_pikepdf
from tests.reports.printed_forms import blank, printed
from tests.web.advisers.officer import PASSWORD, Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins
from tests.web.owner.test_paper_form import part

LEAD, ALARM = "security-lead", "raise-alarm"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire")


@pytest.fixture
def visit(officer: Officer, person: Person) -> str:
    """The address of a visit to a business that answered 3 everywhere."""
    return begins(officer, share_at(person, person.answers_all("3")))


def form(values: dict[str, str], reference: str = "") -> bytes:
    """A filled-in form of the café, made for this assessment; without a reference, as forms used to be."""
    told = json.loads(blank("cafe").marker) | ({"reference": reference} if reference else {})
    return fill_with_pikepdf(printed("cafe"), {"form": json.dumps(told), **values})


def brings(officer: Officer, visit: str, data: bytes, status: int = 200) -> Page:
    """Choose a file on the page of the visit, and send it."""
    page = officer.go(f"{visit}/paper")
    body = part("csrf_token", page.form("Read the form").values["csrf_token"][0].encode())
    body += part('file"; filename="form.pdf', data) + b"--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    answer = officer.client.post(f"{visit}/paper", data=body, content_type=kind, follow_redirects=True)
    officer.page = Page(answer.text, answer.request.path, answer.status_code)
    assert answer.status_code == status, officer.page.text
    return officer.page


def remarks(officer: Officer, visit: str) -> dict[str, Remark]:
    """What is saved of the visit."""
    return officer.services.store.remarks(visit.rpartition("/")[2])


def reference(officer: Officer, visit: str) -> str:
    """The reference of the assessment that is visited."""
    store = officer.services.store
    found = store.visit("derbyshire", visit.rpartition("/")[2], officer.services.now())
    assessment = store.find_assessment(found.assessment_id) if found else None
    assert assessment is not None
    return assessment.reference


def test_a_form_is_shown_beside_what_is_on_screen_and_then_saved(officer: Officer, visit: str) -> None:
    values = {f"choice.{LEAD}": "1", f"note.{LEAD}": "Seen: no deputy", f"choice.{ALARM}": "3"}
    page = brings(officer, visit, form(values, reference(officer, visit)))
    options = officer.services.bank.by_id[LEAD].options
    assert f"On screen: As they answered In the form: {options[1]}" in page.text
    assert "On screen: Nothing In the form: Seen: no deputy" in page.text
    assert officer.services.bank.by_id[ALARM].ask not in page.text, "the same answer is no other level"
    assert "does not say which" not in page.text
    assert remarks(officer, visit) == {}
    officer.press(button="Save what the form says")
    assert remarks(officer, visit) == {LEAD: Remark("1", "3", "", "", "Seen: no deputy")}


def test_what_was_agreed_stays_where_the_form_is_silent(officer: Officer, visit: str) -> None:
    before = Remark("0", "3", "", "Private", "On screen")
    officer.services.store.save_remarks("derbyshire", visit.rpartition("/")[2], {LEAD: before}, officer.services.now())
    page = brings(officer, visit, form({f"note.{LEAD}": "In the form"}))
    assert "On screen: On screen In the form: In the form" in page.text
    assert "Agreed level" not in page.text
    officer.press(button="Save what the form says")
    assert remarks(officer, visit) == {LEAD: Remark("0", "3", "", "Private", "In the form")}


def test_a_form_of_another_place_is_refused(officer: Officer, visit: str) -> None:
    page = brings(officer, visit, form({f"note.{LEAD}": "Of the pub"}, "CPS-0000-00"), 400)
    ours = reference(officer, visit)
    assert page.errors[0][1].startswith(f"This form was made for CPS-0000-00, and this is {ours}.")
    assert remarks(officer, visit) == {}


def test_a_form_without_a_reference_says_so(officer: Officer, visit: str) -> None:
    page = brings(officer, visit, form({f"note.{LEAD}": "Seen"}))
    assert "This form does not say which assessment it was made for." in page.text


def test_the_owners_form_of_another_place_is_refused(person: Person) -> None:
    start = person.starts()
    page = person.go(f"{start}/upload")
    body = part("csrf_token", page.form().values["csrf_token"][0].encode())
    body += part('file"; filename="form.pdf', form({f"choice.{LEAD}": "1"}, "CPS-0000-00")) + b"--edge--\r\n"
    answer = person.client.post(f"{start}/upload", data=body, content_type="multipart/form-data; boundary=edge")
    assert answer.status_code == 400
    assert "This form was made for CPS-0000-00" in answer.text


def test_a_printed_form_carries_the_reference(officer: Officer, visit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("printing.kinds.blank_form.render_form", lambda form: made.append(form.marker))
    ours = reference(officer, visit)
    found = officer.services.store.visit("derbyshire", visit.rpartition("/")[2], officer.services.now())
    assert found is not None
    job = form_job(officer.services, {"assessment": found.assessment_id, "address": ""})
    assert job is not None
    job.render(None)  # type: ignore[arg-type]
    assert json.loads(made[0])["reference"] == ours


def test_what_a_colleague_noted_meanwhile_is_shown_with_both_texts(officer: Officer, visit: str) -> None:
    store, now = officer.services.store, officer.services.now()
    brings(officer, visit, form({f"note.{LEAD}": "In the form", f"note.{ALARM}": "Heard"}))
    store.save_remarks("derbyshire", visit.rpartition("/")[2], {LEAD: Remark(note="Of a colleague")}, now)
    officer.press(button="Save what the form says", status=409)
    assert "On screen: Of a colleague In the form: In the form" in officer.page.text
    assert remarks(officer, visit) == {LEAD: Remark(note="Of a colleague"), ALARM: Remark(note="Heard")}
    officer.press(button="Replace them with the form")
    assert remarks(officer, visit)[LEAD] == Remark(note="In the form")


def test_a_signed_visit_takes_no_form(officer: Officer, visit: str) -> None:
    brings(officer, visit, form({f"note.{LEAD}": "Late"}))
    shown, preview = officer.page.form("Save what the form says"), officer.at
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya"})
    officer.client.post(preview, data=shown.values)
    assert "signed off, so nothing from the form was added" in officer.go(visit).text
    assert remarks(officer, visit) == {}


@pytest.mark.parametrize("told", ["", "no", f"note-{ALARM}=x", f"agreed-{LEAD}=x"])
def test_what_no_page_of_ours_sends_is_refused(officer: Officer, visit: str, told: str) -> None:
    brings(officer, visit, form({f"note.{LEAD}": "Seen"}))
    shown = officer.page.form("Save what the form says")
    assert officer.client.post(officer.at, data={**shown.values, "revisions": told}).status_code == 400
    assert remarks(officer, visit) == {}


def test_a_form_that_is_read_is_still_there_after_signing_in_again(officer: Officer, visit: str) -> None:
    brings(officer, visit, form({f"note.{LEAD}": "Seen: no deputy"}))
    preview, early = officer.at, officer.page.form("Save what the form says").values
    assert set(early) == {"csrf_token", "revisions"}, "no remark travels in the page"
    officer.signs_out()
    officer.go(preview)
    officer.press({"email": officer.account.email, "password": PASSWORD})
    officer.press({"code": officer.unused_digits()})
    assert officer.at == preview
    officer.press(button="Save what the form says")
    assert remarks(officer, visit) == {LEAD: Remark(note="Seen: no deputy")}
    officer.send(preview, early)
    assert "This form is saved already" in officer.page.text
    officer.go(preview, 404)


def test_the_form_of_a_visit_is_not_at_another(site: Flask, officer: Officer, visit: str, another: Person) -> None:
    brings(officer, visit, form({f"note.{LEAD}": "Seen"}))
    form_id, preview = officer.at.rpartition("/")[2], officer.at
    other = begins(officer, share_at(another, another.answers_all("3")))
    officer.go(f"{other}/paper/{form_id}", 404)
    Officer(site).joins("kent").go(preview, 404)


def test_a_file_that_is_no_form_says_what_to_do(officer: Officer, visit: str) -> None:
    for data in (b"", b"no pdf"):
        assert brings(officer, visit, data, 400).errors


def test_an_answer_that_changed_while_the_form_was_read_is_seen(officer: Officer, visit: str) -> None:
    store, now = officer.services.store, officer.services.now()
    brings(officer, visit, form({f"choice.{LEAD}": "1"}))
    found = store.visit("derbyshire", visit.rpartition("/")[2], now)
    assert found is not None
    store.save_answers(found.workspace_id, found.assessment_id, {LEAD: Answer("2")}, now)
    officer.press(button="Save what the form says", status=409)
    assert remarks(officer, visit) == {LEAD: Remark("1", "3")}, "agreed on the earlier answer, so the newer one counts"
