"""Sharing is only offered where somebody would see what is shared; elsewhere the contact is shown in its place."""

from __future__ import annotations

from flask import Flask

from tests.person import Person
from tests.web.advisers.officer import Officer

SOUTH_WALES, GREATER_MANCHESTER = "CF10 1EP", "M2 5DB"


def test_where_no_team_uses_the_service_the_contact_is_shown(person: Person) -> None:
    start = person.starts(postcode=SOUTH_WALES)
    for address in ("/workspace", f"{start}/result"):
        page = person.go(address)
        assert not [to for _, to in page.links if to.endswith("/share")], address
        assert "South Wales Police" in page.text, address
        assert "ask for the" in page.text, address


def test_where_a_team_uses_it_sharing_is_offered(site: Flask, person: Person) -> None:
    Officer(site).joins("greater-manchester")
    start = person.starts(postcode=GREATER_MANCHESTER)
    assert person.go("/workspace").text.count("How to reach your local security advisers") == 0
    for address in ("/workspace", f"{start}/result"):
        person.go(address)
        assert [to for _, to in person.page.links if to == f"{start}/share"], address
