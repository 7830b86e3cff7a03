"""Signing off with a read-through, correcting within seven days, and the documents of a signed visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from flask import Flask

from printing.kinds.visit import visit_job, visit_note_job
from reports.pdf.plan import one_by_one
from tests.person import Person
from tests.reading import words
from tests.reports.opened import Opened
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins

GATE, LOCK = "The yard gate stood open", "Fit a lock to the yard gate"
PRIVATE = "ONLY-FOR-US"
LEAD = "security-lead"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire", name="Val Visit")


@pytest.fixture
def place(person: Person) -> str:
    """The address of an assessment with answers of every kind."""
    return person.answers_all("3", "0", "1", kind="full")


@pytest.fixture
def visit(person: Person, officer: Officer, place: str) -> str:
    """The address of an open visit with something of everything."""
    visit = begins(officer, share_at(person, place))
    officer.go(f"{visit}/findings")
    officer.press({"text": GATE, "importance": "high", "person": "Maya"})
    officer.go(f"{visit}/advice")
    officer.press({"text": LOCK, "class_id": "now"})
    officer.go(f"{visit}/diary")
    officer.press({"present": "Maya and Val", "minutes": "60"})
    officer.go(f"{visit}/areas/leadership")
    officer.press({f"agreed-{LEAD}": "1", f"note-{LEAD}": "No deputy", f"private-{LEAD}": PRIVATE})
    officer.go(visit)
    return visit


def signs(officer: Officer, visit: str, name: str = "Maya Okoro") -> None:
    """Sign the visit off."""
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": name, "extend": "y"})
    assert "Signed on" in officer.page.text


def subject(officer: Officer, place: str, visit: str) -> dict[str, str]:
    """What an order of a document names."""
    return {"assessment": place.split("/")[2], "visit": visit.rpartition("/")[2]}


def printed(officer: Officer, place: str, visit: str) -> str:
    """The words of the printed report."""
    job = visit_job(officer.services, subject(officer, place, visit))
    assert job is not None
    return Opened(job.render(one_by_one)).text


def test_the_sign_off_shows_what_will_be_printed_and_nothing_private(officer: Officer, visit: str) -> None:
    page = officer.go(f"{visit}/sign-off")
    (shown,) = page.all("section", "read-through")
    said = words(shown)
    for each in (
        f"Act now: {GATE}",
        "Maya",
        LOCK,
        "No deputy",
        "agreed",
        "Maya and Val, 60 minutes",
        "Named as not gone",
    ):
        assert each in said
    assert PRIVATE not in officer.client.get(f"{visit}/sign-off").text


def test_the_report_begins_with_the_findings_and_says_what_was_not_seen(
    officer: Officer, place: str, visit: str
) -> None:
    signs(officer, visit)
    text = printed(officer, place, visit)
    assert text.index(GATE) < text.index(LOCK) < text.index("No deputy") < text.index("Not gone through")
    for each in ("Val Visit", "Agreed by Maya Okoro", "Who: Maya", "60 minutes"):
        assert each in text
    assert PRIVATE not in text


def test_the_note_tells_of_no_weakness_and_is_one_page(officer: Officer, place: str, visit: str) -> None:
    signs(officer, visit)
    job = visit_note_job(officer.services, subject(officer, place, visit))
    assert job is not None
    document = job.render(one_by_one)
    text = Opened(document).text
    assert len(pikepdf.open(BytesIO(document)).pages) == 1
    assert "Val Visit" in text
    for secret in (GATE, LOCK, "No deputy", PRIVATE, "%", "gap", "Act now", "finding", "compliant", "certified"):
        assert secret not in text


def test_adviser_and_owner_open_the_same_report(person: Person, officer: Officer, place: str, visit: str) -> None:
    signs(officer, visit)
    for reader, base in ((officer, visit), (person, f"{place}/visits/{visit.rpartition('/')[2]}")):
        for which in ("report", "note"):
            assert reader.client.get(f"{base}/{which}.pdf").status_code in (200, 302)
        answer = reader.client.get(f"{base}/report.docx")
        document = Document(BytesIO(answer.data))
        paragraphs = [each.text for each in document.paragraphs]
        assert GATE in paragraphs
        assert paragraphs.index(GATE) < next(at for at, each in enumerate(paragraphs) if each == "Recommendations")
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_owner_finds_the_report_and_the_note(person: Person, officer: Officer, place: str, visit: str) -> None:
    person.go(f"{place}/result")
    assert "/visits/" not in " ".join(address for _, address in person.page.links)
    signs(officer, visit)
    person.go(f"{place}/result")
    offered = [address for _, address in person.page.links if "/visits/" in address]
    assert {each.rpartition("/")[2] for each in offered} == {"report.pdf", "report.docx", "note.pdf"}


def test_nobody_else_opens_them(site: Flask, another: Person, officer: Officer, place: str, visit: str) -> None:
    signs(officer, visit)
    theirs = another.answers_all("3", kind="full")
    kent = Officer(site).joins("kent")
    visit_id = visit.rpartition("/")[2]
    for which in ("report", "note", "report.pdf", "note.pdf", "report.docx"):
        assert kent.client.get(f"{visit}/{which}").status_code == 404
        assert another.client.get(f"{place}/visits/{visit_id}/{which}").status_code == 404
        assert another.client.get(f"{theirs}/visits/{visit_id}/{which}").status_code == 404, "of another assessment"


def test_an_unsigned_visit_has_no_documents(person: Person, officer: Officer, place: str, visit: str) -> None:
    for which in ("report", "note.pdf", "report.docx"):
        assert officer.client.get(f"{visit}/{which}").status_code == 404
        assert person.client.get(f"{place}/visits/{visit.rpartition('/')[2]}/{which}").status_code == 404


def test_a_correction_is_a_new_version_that_says_so_and_both_are_kept(
    person: Person, officer: Officer, place: str, visit: str
) -> None:
    signs(officer, visit)
    officer.press(button="Correct this visit")
    corrected = officer.at
    assert corrected != visit
    assert "This corrects the visit that was signed off on" in officer.page.text
    officer.follow("Change finding 1")
    officer.press({"text": "The yard gate was shut"})
    assert GATE in printed(officer, place, visit)
    assert "can be corrected" not in officer.go(corrected).text
    officer.go(f"{corrected}/sign-off")
    assert officer.page.form("Sign off").values["signed_for"] == ["Maya Okoro"]
    officer.press(button="Sign off")
    new, old = printed(officer, place, corrected), printed(officer, place, visit)
    assert "This version corrects the one that was signed off on" in new
    assert "The yard gate was shut" in new
    assert "This version corrects" not in old
    assert GATE in old
    assert "This version has been corrected" in officer.go(visit).text
    assert len([a for _, a in person.go(f"{place}/result").links if a.endswith("/report.pdf")]) == 2


def test_after_seven_days_nothing_is_corrected_any_longer(
    officer: Officer, visit: str, later: Callable[[timedelta], None]
) -> None:
    signs(officer, visit)
    page = officer.page
    officer.press(button="Correct this visit")
    corrected = officer.at
    later(timedelta(days=7, minutes=1))
    officer.signs_in()
    officer.go(f"{corrected}/sign-off")
    officer.press(button="Sign off", status=400)
    assert "The seven days for a correction are over" in officer.page.errors[0][1]
    officer.go(corrected)
    officer.follow("Drop the correction")
    officer.press(button="Drop the correction")
    assert officer.at == visit
    assert "Correct this visit" not in [button for form in officer.page.forms for button in form.buttons]
    officer.send(f"{visit}/correction", {"csrf_token": page.form("Correct this visit").values["csrf_token"]})
    assert "can no longer be corrected" in officer.page.text


def test_a_visit_that_corrects_nothing_is_not_dropped(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/correction/drop", 404)
    signs(officer, visit)
    officer.go(f"{visit}/correction/drop", 404)


def test_a_correction_waits_for_a_second_visit_under_way(officer: Officer, visit: str, person: Person) -> None:
    signs(officer, visit)
    page = officer.page
    officer.go("/advisers/requests")
    store, now = officer.services.store, officer.services.now()
    found = store.visit("derbyshire", visit.rpartition("/")[2], now)
    assert found is not None
    store.begin_visit("derbyshire", found.share_id, officer.account.id, now)
    officer.send(f"{visit}/correction", {"csrf_token": page.form("Correct this visit").values["csrf_token"]})
    assert "Another visit to this business is under way" in officer.page.text
