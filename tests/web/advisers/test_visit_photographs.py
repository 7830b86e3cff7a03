"""Photographs of findings: small, for those who see the visit alone, printed, copied, and gone with what they show."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from flask import Flask
from PIL import Image

from printing.kinds.visit import visit_job
from reports.pdf.plan import one_by_one
from tests.person import Person
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visit_reports import signs
from tests.web.advisers.test_visits import begins

GATE = "The yard gate stood open"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire", name="Val Visit")


@pytest.fixture
def place(person: Person) -> str:
    """The address of an assessment."""
    return person.answers_all("3", "0", kind="full")


@pytest.fixture
def page(person: Person, officer: Officer, place: str) -> str:
    """The address of the photographs of the one finding of a visit."""
    visit = begins(officer, share_at(person, place))
    officer.go(f"{visit}/findings")
    officer.press({"text": GATE, "importance": "high"})
    officer.follow("Photographs")
    return officer.at


def picture(shade: int = 90) -> bytes:
    """A file with a photograph in it."""
    out = BytesIO()
    Image.new("RGB", (2000, 1000), (shade, 120, 90)).save(out, "JPEG")
    return out.getvalue()


def sends(officer: Officer, page: str, data: bytes, status: int = 200) -> None:
    """Choose a file and press the button."""
    form = officer.go(page).form("Add the photograph")
    officer.send(page, {**form.values, "file": (BytesIO(data), "gate.jpg")}, status)  # type: ignore[dict-item]


def kept(officer: Officer, page: str) -> dict[str, str]:
    """The photographs of the visit."""
    return officer.services.store.photographs_of(page.split("/")[3])


def shown(officer: Officer, page: str) -> list[str]:
    """The addresses of the pictures of a page."""
    return [str(each.get("src")) for each in officer.go(page).all("img")]


def test_it_is_kept_small_and_shown_with_its_finding(officer: Officer, page: str) -> None:
    sends(officer, page, picture())
    visit = "/".join(page.split("/")[:4])
    (address,) = shown(officer, page)
    assert shown(officer, visit) == [address]
    assert officer.page.all("img")[0].get("alt") == f"Photograph 1 of finding 1: {GATE}"
    answer = officer.client.get(address)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert Image.open(BytesIO(answer.data)).size == (1600, 800)


def test_nobody_else_sees_it(site: Flask, person: Person, another: Person, officer: Officer, page: str) -> None:
    sends(officer, page, picture())
    (address,) = shown(officer, page)
    assert Officer(site).joins("kent").client.get(address).status_code == 404
    for anyone in (person, another):
        assert anyone.client.get(address).status_code in (302, 403)
        assert b"JFIF" not in anyone.client.get(address).data
    person.go("/workspace")
    person.press(button="Stop sharing")
    person.press(button="Stop sharing")
    assert officer.client.get(address).status_code == 404


def test_one_of_another_visit_is_not_found(officer: Officer, another: Person, page: str) -> None:
    sends(officer, page, picture())
    (address,) = shown(officer, page)
    other = begins(officer, share_at(another, another.answers_all("3")))
    assert officer.client.get(f"{other}/photographs/{address.rpartition('/')[2]}").status_code == 404


def test_what_is_no_picture_is_refused(officer: Officer, page: str) -> None:
    sends(officer, page, b"%PDF-1.7", 400)
    assert officer.page.errors == [("#file", "Only PNG and JPEG pictures can be used. Save the picture as one of them")]
    officer.press(button="Add the photograph", status=400)
    assert officer.page.errors == [("#file", "Choose a photograph: a JPEG or PNG file")]
    assert kept(officer, page) == {}
    sent = {"data": b"x" * 10_100_000, "content_type": "multipart/form-data; boundary=x"}
    assert officer.client.post(page, **sent).status_code == 413


def test_sent_twice_it_is_one_and_there_are_at_most_twelve(officer: Officer, page: str) -> None:
    for _ in range(2):
        sends(officer, page, picture())
    assert len(kept(officer, page)) == 1
    for shade in range(11):
        sends(officer, page, picture(20 * shade))
    assert "the most it can have" in officer.page.text
    token = officer.page.form("Remove photograph 1").values["csrf_token"]
    sent = {"csrf_token": token, "file": (BytesIO(picture(255)), "gate.jpg")}
    officer.send(page, sent, 400)  # type: ignore[arg-type]
    assert len(kept(officer, page)) == 12
    officer.go(page)
    officer.press(button="Remove photograph 1")
    assert len(kept(officer, page)) == 11


def test_it_goes_with_its_finding_and_with_the_workspace(officer: Officer, person: Person, page: str) -> None:
    sends(officer, page, picture())
    officer.go("/".join(page.split("/")[:4]))
    officer.press(button="Remove finding 1")
    assert kept(officer, page) == {}
    officer.go(page, 404)


def test_it_is_deleted_with_the_assessment(officer: Officer, person: Person, place: str, page: str) -> None:
    sends(officer, page, picture())
    found = officer.services.store.find_assessment(place.split("/")[2])
    assert found is not None
    officer.services.store.delete_workspace(found.workspace_id)
    assert kept(officer, page) == {}


def test_report_and_correction_have_it_with_its_words(officer: Officer, place: str, page: str) -> None:
    sends(officer, page, picture())
    visit = "/".join(page.split("/")[:4])
    signs(officer, visit)
    job = visit_job(officer.services, {"assessment": place.split("/")[2], "visit": visit.rpartition("/")[2]})
    assert job is not None
    with pikepdf.open(BytesIO(job.render(one_by_one))) as pdf:
        images = [image for each in pdf.pages for image in each.get_images()]
        said = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert len(images) == 1
    assert f"Photograph 1 of 1 for finding 1: {GATE}" in said
    with ZipFile(BytesIO(officer.client.get(f"{visit}/report.docx").data)) as docx:
        assert [each for each in docx.namelist() if each.startswith("word/media/")]
        assert f"Photograph 1 of 1 for finding 1: {GATE}" in docx.read("word/document.xml").decode()
    assert "Add the photograph" not in officer.go(page).text
    officer.go(visit)
    officer.press(button="Correct this visit")
    assert officer.at != visit
    (copy,) = [each for each in shown(officer, officer.at) if "/photographs/" in each]
    assert officer.client.get(copy).status_code == 200


def test_a_signed_visit_takes_no_photograph(site: Flask, officer: Officer, page: str) -> None:
    form = officer.go(page).form("Add the photograph")
    visit = "/".join(page.split("/")[:4])
    signs(officer, visit)
    officer.send(page, {**form.values, "file": (BytesIO(picture()), "gate.jpg")})  # type: ignore[dict-item]
    assert "was not added" in officer.page.text
    assert kept(officer, page) == {}
