"""Every route of a visit, attacked: sharing taken back meanwhile, signed already, and with ids of another visit."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from storage.photographs import NewPhotograph
from storage.visit_records import ADVICE, DIARY, FINDINGS
from tests.person import Person
from tests.web.advisers.officer import Officer
from tests.web.advisers.rows import ROWS
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_access import token_of
from tests.web.advisers.test_visits import begins
from tests.web.kept_forms import kept_form
from tests.web.site.test_access import address_of
from tests.web.site.test_routes import methods

FINDING, ADVISED, DAY = "The yard gate stood open", "Fit a lock", "Maya and Val"
# What is there to do after the signature, or is done beside the visit.
AFTER = {"visit_corrections.begin", "visits.followed_up", "showing.begin"}
# Everything that a form of a visit can hold, filled in: each route takes what is its own.
HOSTILE = {
    "text": "Changed",
    "importance": "low",
    "class_id": "now",
    "present": "Nobody",
    "day": ["1", "1", "2026"],
    "minutes": "1",
    "signed_for": "Somebody else",
    "follow_up": ["24", "5", "2030"],
    "extend": "y",
    "offered": "y",
    "agreed-security-lead": "0",
    "note-security-lead": "Changed",
    "private-security-lead": "Changed",
    "all_seen": "y",
    "words-evacuation": "Changed",
    "signer": "Somebody else",
    "revisions": "note-security-lead=x",
}


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (20, 20), "grey").save(made, "JPEG")
    return made.getvalue()


class Visited:
    """A visit with a row of each kind and a photograph."""

    def __init__(self, officer: Officer, person: Person) -> None:
        self.officer = officer
        self.share_id = share_at(person, person.answers_all("3", "0", kind="full", people="300"))
        self.address = begins(officer, self.share_id)
        self.id = self.address.rpartition("/")[2]
        for kind, typed in (
            ("findings", {"text": FINDING, "importance": "high"}),
            ("advice", {"text": ADVISED, "class_id": "now"}),
            ("diary", {"present": DAY}),
        ):
            officer.go(f"{self.address}/{kind}")
            officer.press(typed)
        store, now, own = officer.services.store, officer.services.now(), officer.account
        (self.finding,) = store.records_of(self.id, FINDINGS)
        new = NewPhotograph(self.id, self.finding, _picture(), 12)
        self.photograph = store.add_photograph(own.force_id, own.id, new, now)
        visit = store.visit(own.force_id, self.id, now)
        assert visit is not None
        self.form = kept_form(officer.services, visit.assessment_id, self.id)

    def state(self) -> tuple[object, ...]:
        """Everything that is written down on the visit, and what it says of itself."""
        store, now = self.officer.services.store, self.officer.services.now()
        kinds = tuple(store.records_of(self.id, kind) for kind in (FINDINGS, ADVICE, DIARY))
        sheet = store.law_sheet(self.id)
        kept = store.photographs_of(self.id)
        return (kinds, sheet, kept, store.remarks(self.id), store.visit("derbyshire", self.id, now))

    def requests(self, site: Flask, rows_of: Visited | None = None) -> Iterator[tuple[str, str, str]]:
        """Each endpoint, method and address about this visit; with the ids of the rows of another, on demand."""
        of = rows_of or self
        for rule in site.url_map.iter_rules():
            row = ROWS.get(rule.endpoint)
            if row is None or not {"visit_id", "share_id"} & set(row.needs):
                continue
            ids = {"record_id": of.finding, "photograph_id": of.photograph, "form_id": of.form}
            ids |= {"visit_id": self.id, "share_id": self.share_id}
            values = {**dict(row.values), **{name: ids[name] for name in rule.arguments if name in ids}}
            for method in sorted(methods(rule.methods)):
                yield rule.endpoint, method, address_of(site, rule, values)


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire", name="Val Visit")


@pytest.fixture
def visited(officer: Officer, person: Person) -> Visited:
    """A visit with something of everything, open."""
    return Visited(officer, person)


def signs(visited: Visited) -> None:
    """Sign the visit off."""
    visited.officer.go(f"{visited.address}/sign-off")
    visited.officer.press({"signed_for": "Maya Okoro", "extend": "y"})


@pytest.mark.parametrize("signed", [False, True])
def test_what_is_taken_back_meanwhile_opens_nothing_and_changes_nothing(
    site: Flask, person: Person, officer: Officer, visited: Visited, signed: bool
) -> None:
    if signed:
        signs(visited)
    token = token_of(officer)
    person.go("/workspace")
    person.press(button="Stop sharing")
    if not signed:
        person.press(button="Stop sharing")  # it asks, as a visit is under way
    before = visited.state()
    for _endpoint, method, address in visited.requests(site):
        answer = officer.client.open(address, method=method, data={**HOSTILE, **token} if method == "POST" else None)
        assert answer.status_code == 404, (method, address)
        assert not [each for each in (FINDING, ADVISED, DAY, "The Copper Kettle") if each in answer.text], address
        assert visited.state() == before, (method, address)


def test_a_signed_visit_never_changes(site: Flask, officer: Officer, visited: Visited) -> None:
    signs(visited)
    token, before = token_of(officer), visited.state()
    tried = 0
    for endpoint, method, address in visited.requests(site):
        if method == "GET" or endpoint in AFTER or endpoint.startswith("requests."):
            continue
        file = {"file": (BytesIO(b"%PDF-1.7"), "form.pdf")} if endpoint.endswith((".read", ".add")) else {}
        answer = officer.client.post(address, data={**HOSTILE, **token, **file})
        assert answer.status_code < 500, address
        assert visited.state() == before, address
        tried += 1
    assert tried > 12


def test_rows_of_another_visit_are_neither_shown_nor_changed(
    site: Flask, officer: Officer, visited: Visited, another: Person
) -> None:
    """An adviser may open both visits, and mixes their ids."""
    other = Visited(officer, another)
    token, before = token_of(officer), other.state()
    # A row that is removed, moved or changed here is sought among those of this visit alone.
    with officer.client.session_transaction() as session:
        session.pop("_flashes", None)
    for endpoint, method, address in visited.requests(site, rows_of=other):
        if endpoint.startswith(("requests.", "visits.", "visit_corrections.", "showing.")):
            continue
        answer = officer.client.open(address, method=method, data={**HOSTILE, **token} if method == "POST" else None)
        assert answer.status_code < 500, (method, address)
        assert other.state() == before, (method, address)
        if endpoint in ("visit_photographs.show", "visit_photographs.choose", "visit_paper.preview"):
            assert answer.status_code == 404, (method, address)


def test_an_owner_opens_no_document_of_a_visit_to_another(
    person: Person, another: Person, officer: Officer, visited: Visited
) -> None:
    signs(visited)
    other = Visited(officer, another)
    signs(other)
    theirs = officer.services.store.visit("derbyshire", other.id, officer.services.now())
    own = officer.services.store.visit("derbyshire", visited.id, officer.services.now())
    assert theirs is not None
    assert own is not None
    for which in ("report", "note", "report.pdf", "note.pdf", "report.docx"):
        for assessment, visit in ((theirs.assessment_id, other.id), (own.assessment_id, other.id)):
            person.go(f"/assessments/{assessment}/visits/{visit}/{which}", 404)
        assert person.client.get(f"/assessments/{own.assessment_id}/visits/{visited.id}/{which}").status_code < 400
