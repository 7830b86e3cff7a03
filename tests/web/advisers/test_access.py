"""Every route of the advisers' part, as nobody, as a business, as another force, as a suspended adviser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from storage.entries import Details
from tests.person import Person
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from tests.web.advisers.rows import ROWS, Row
from tests.web.advisers.sharer import share_of
from tests.web.kept_forms import kept_form
from tests.web.site.test_routes import methods

OURS, THEIRS = "derbyshire", "kent"
SIGN_IN = (302, "/advisers/sign-in")


@pytest.fixture
def things(site: Flask) -> dict[str, str]:
    """What belongs to our force, by the name that addresses give it."""
    officer, share_id = Officer(site).joins(OURS), share_of(Person(site))
    store, now = officer.services.store, officer.services.now()
    visit = store.begin_visit(OURS, share_id, officer.account.id, now)
    form = kept_form(officer.services, visit.assessment_id, visit.id)
    entry = store.propose_entry(OURS, officer.account.id, lambda *_: Details(phone="101"), now)
    ids = {"share_id": share_id, "visit_id": visit.id, "entry_id": entry.id, "workshop_id": Gathering(site).workshop.id}
    return {"account_id": officer.account.id, "form_id": form, **ids}


def requests(site: Flask, things: dict[str, str], *who: str, about: bool = False) -> Iterator[tuple[str, str]]:
    """Each method and address for these people; on demand, only those that name something of the force."""
    for rule in site.url_map.iter_rules():
        row = ROWS.get(rule.endpoint)
        if row is not None and row.who in who and (row.needs or not about):
            for method in sorted(methods(rule.methods)):
                yield method, address_of(site, rule, row, things)


def address_of(site: Flask, rule: Rule, row: Row, things: dict[str, str]) -> str:
    """The address of a route."""
    values: dict[str, Any] = {**dict(row.values), **{name: things[name] for name in row.needs}}
    return site.url_map.bind("localhost").build(rule.endpoint, values)


def token_of(person: Person) -> dict[str, str]:
    """A token for forms, from a page that everybody has."""
    page = person.go("/return")
    return {"csrf_token": page.form("Open my workspace").values["csrf_token"][0]}


def test_every_route_for_advisers_has_a_row(site: Flask) -> None:
    found = {rule.endpoint for rule in site.url_map.iter_rules() if rule.rule.startswith("/advisers")}
    assert found == set(ROWS)
    for rule in site.url_map.iter_rules():
        if rule.endpoint in ROWS:
            row = ROWS[rule.endpoint]
            assert rule.arguments == {*row.needs, *dict(row.values)}, rule.rule


@pytest.mark.parametrize("who", ["nobody", "business"])
def test_others_are_asked_to_sign_in(site: Flask, things: dict[str, str], person: Person, who: str) -> None:
    if who == "business":
        person.starts()
    token = token_of(person)
    for method, address in requests(site, things, "adviser", "administrator"):
        answer = person.client.open(address, method=method, data=token)
        leads = answer.headers.get("Location", "").partition("?")[0]
        assert (answer.status_code, leads) == SIGN_IN, (method, address)


def test_a_suspended_adviser_is_asked_to_sign_in(site: Flask, things: dict[str, str]) -> None:
    officer = Officer(site).joins(OURS, "administrator")
    token = token_of(officer)
    officer.services.store.suspend(officer.account.id, by=officer.account.id, now=officer.services.now())
    for method, address in requests(site, things, "adviser", "administrator"):
        answer = officer.client.open(address, method=method, data=token)
        leads = answer.headers.get("Location", "").partition("?")[0]
        assert (answer.status_code, leads) == SIGN_IN, (method, address)


def test_an_adviser_is_no_administrator(site: Flask, things: dict[str, str]) -> None:
    officer = Officer(site).joins(OURS)
    token = token_of(officer)
    for method, address in requests(site, things, "administrator"):
        assert officer.client.open(address, method=method, data=token).status_code == 403, (method, address)


def test_another_force_finds_nothing(site: Flask, things: dict[str, str]) -> None:
    officer = Officer(site).joins(THEIRS, "administrator")
    token = token_of(officer)
    for method, address in requests(site, things, "adviser", "administrator", about=True):
        assert officer.client.open(address, method=method, data=token).status_code == 404, (method, address)


def test_nobody_shuts_themselves_out(site: Flask) -> None:
    officer = Officer(site).joins(OURS, "administrator")
    token = token_of(officer)
    for act in ("suspend", "remove"):
        address = f"/advisers/team/{officer.account.id}/{act}"
        assert officer.client.post(address, data=token).status_code == 403
