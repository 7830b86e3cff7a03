"""The logo on the web: kept, shown, printed, taken away; a bad file changes nothing."""

from __future__ import annotations

from tests.person import Person
from tests.reading import Page
from tests.reports.cards.test_logo import picture
from tests.web.owner.test_paper_form import part
from usecases.services import Services


def sends(person: Person, address: str, data: bytes | None, status: int) -> Page:
    """Choose a picture and send it."""
    token = person.go(address).form("Use this logo").values["csrf_token"][0]
    body = part("csrf_token", token.encode()) + (b"" if data is None else part('file"; filename="logo.png', data))
    kind = "multipart/form-data; boundary=edge"
    answer = person.client.post(address, data=body + b"--edge--\r\n", content_type=kind)
    assert answer.status_code == status, answer.text
    return Page(answer.text, address, answer.status_code) if status != 302 else person.go(address)


def test_a_logo_is_kept_shown_and_taken_away(person: Person, services: Services) -> None:
    person.starts()
    person.go("/workspace")
    address = person.follow("Your logo on the plan").address
    place = address.split("/")[2]
    page = sends(person, address, picture(), 302)
    assert [each.get("alt") for each in page.all("img")] == ["Your logo, as printed"]
    kept = services.store.logo(place)
    assert kept is not None
    assert person.client.get("/workspace/data.json").get_json()["premises"][0]["logo"]
    for bad, says in ((None, "Choose a picture"), (b"<svg/>", "Only PNG and JPEG"), (picture()[:60], "cannot be read")):
        page = sends(person, address, bad, 400)
        assert page.errors[0][1].startswith(says) or says in page.errors[0][1]
        assert services.store.logo(place) == kept
    person.go(address)
    person.press(button="Remove the logo")
    assert services.store.logo(place) is None
    assert person.page.all("img") == []
