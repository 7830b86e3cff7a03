"""Every form needs the token of its own session; without it nothing is changed."""

from __future__ import annotations

from flask import Flask

from tests.person import Person
from tests.web.site.test_access import address_of, everything, ids_of
from tests.web.site.test_routes import methods
from usecases.services import Services

# What a part of an address must be for the address to lead anywhere.
OF_A_KIND = {"number": "1", "document": "record", "kind": "findings", "way": "up", "which": "report", "move": "take"}


def test_nothing_is_done_without_the_right_token(
    site: Flask, services: Services, person: Person, another: Person
) -> None:
    ids = ids_of(person)
    before = everything(services, ids)
    foreign = another.go("/").form().values["csrf_token"][0]
    posts = [rule for rule in site.url_map.iter_rules() if "POST" in methods(rule.methods)]
    assert len(posts) >= 13
    for rule in posts:
        named = {name: OF_A_KIND.get(name, "unknown") for name in rule.arguments}
        address = address_of(site, rule, {**named, **ids})
        for sent in ({}, {"csrf_token": ""}, {"csrf_token": "wrong"}, {"csrf_token": foreign}):
            answer = person.client.post(address, data=sent)
            # Where an adviser's form holds typed text, the page that keeps it asks to sign in.
            kept = "What you entered is not lost" in answer.text
            assert answer.status_code == (403 if kept else 400), (address, sent)
            assert not kept or address.startswith("/advisers/")
            assert answer.mimetype == "text/html"
            assert everything(services, ids) == before


def test_a_token_works_as_long_as_its_session(person: Person) -> None:
    """People leave pages open for hours."""
    person.starts()
    token = person.go(f"{person.at}/areas/leadership/1").form().values["csrf_token"][0]
    with person.client.session_transaction() as session:
        assert "csrf_token" in session
    address = person.at
    for _ in range(3):
        person.go("/workspace")
    answer = person.client.post(address, data={"csrf_token": token, "choice-security-lead": "2"})
    assert answer.status_code == 302
