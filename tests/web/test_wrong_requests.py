"""However a form is sent, no answer is an error of ours, and nothing of anybody else changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from questions import Bank
from storage.entries import Details
from tests.person import Person
from tests.reading import Values
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import PASSWORD, Officer
from tests.web.advisers.rows import ROWS
from tests.web.advisers.sharer import share_of
from tests.web.advisers.test_access import address_of as advisers_address
from tests.web.advisers.test_access import token_of
from tests.web.kept_forms import kept_form
from tests.web.site.test_access import FOR_ALL, FOR_OWNERS, FOR_THIS_OWNER, address_of, everything, ids_of
from tests.web.site.test_routes import methods
from tests.web.test_wrong_successes import ENDS
from tests.web.wrong_requests import Sent, forms_of, post, wrong_ways
from usecases.services import Services

# Entries are confirmed here: of a force whose contact no other test reads.
OURS, THEIRS = "west-midlands", "kent"
# What a form holds that is not on the page as it is first shown, or that has one right value.
MORE: dict[str, Values] = {
    "autosave.save": {"choice-security-lead": ["2"], "reason-security-lead": ["x"], "note-security-lead": ["x"]},
    "account.password": {"password": [PASSWORD]},
    "in_person_visit.consent": {"consent": ["y"]},
    "join_workshop.join_here": {"with": ["new"]},
    "law_sheet.sheet": {"status-evacuation": ["partly"], "words-evacuation": ["x"], "signer": ["x"], "revisions": [""]},
    "passkeys.device": {"credential": ["{}"]},
    "places.add": {"name": ["High Street"]},
    "premises.force": {"force": ["derbyshire"]},
    "questionnaire.page": {"still": ["*"], "go": ["leadership"], "keep-choice-security-lead": ["theirs"]},
    "requests.pass_on": {"to_force": ["kent"], "why": ["They are nearer"]},
    "staff_check.set_aside": {"reason": ["Two teams shared one phone"]},
    "text_blocks.one": {"title": ["Gate"], "text": ["Shut it"], "kind": ["advice"], "about": ["leadership"]},
    "sign_in.invitation": {"name": ["Sam"], "new_password": [PASSWORD], "code": ["123456"]},
    "sign_in.second_step": {"code": ["123456"]},
    "sign_in.second_step_passkey": {"credential": ["{}"]},
    "sign_in.sign_in": {"email": ["x@force.example"], "password": ["x"]},
}
# What is accepted there has tests of its own: test_join_workshop, test_codes, test_logo.
WITH_A_CODE_OR_PICTURE = {"join_workshop.join", "public.enter", "logo.keep"}
# Where one of these is accepted, the sender has lost what the next wrong way needs: each goes on with a new one.
ENDING = {
    "join_workshop.join_here",
    "leaving.delete_assessment",
    "leaving.delete_premises",
    "paper_form.save",
    "public.begin",
    "public.enter",
    "public.leave",
    "requests.close",
    "requests.pass_on",
    "showing.begin",
    "sign_in.sign_out",
    "visit_paper.save",
    "visits.sign_off",
    "workshops.end",
    "workspace.delete",
}


@dataclass
class Sender:
    """Somebody who sends forms: every address that they may post to, with what its form holds."""

    person: Person
    forms: dict[str, Values]
    routes: dict[str, str]
    """The route of each address."""

    def sends(self, address: str, ways: Iterable[tuple[str, Sent]]) -> Iterator[tuple[str, int]]:
        """Send each; gives its name and the status of the answer."""
        token = token_of(self.person)["csrf_token"]
        for way, sent in ways:
            yield way, post(self.person, address, sent, token)

    def address(self, endpoint: str) -> str:
        """The address of a route."""
        return next(address for address, name in self.routes.items() if name == endpoint)


Maker = Callable[[str], Sender]


def owner_of(site: Flask, bank: Bank) -> Maker:
    """Makes owners with an assessment that is shared and printed, and a workshop to join."""
    workshop = Gathering(site).code

    def make(only: str = "") -> Sender:
        person = Person(site)
        ids = ids_of(person)
        known = FOR_ALL | FOR_OWNERS | set(FOR_THIS_OWNER)
        rules = [rule for rule in site.url_map.iter_rules() if rule.endpoint in known - {"static"}]
        at = [(rule, address_of(site, rule, {**ids, "code": workshop, "token": "unknown"})) for rule in rules]
        more = [] if only else [f"/premises/{ids['premises_id']}/profile/{page.id}" for page in bank.profile]
        return sender(person, at, more, only)

    return make


def adviser_of(site: Flask) -> Maker:
    """Makes administrators of a force with a request, a visit, a workshop and an entry to decide."""

    def make(only: str = "") -> Sender:
        officer, colleague = Officer(site).joins(OURS, "administrator"), Officer(site).joins(OURS)
        store, now = officer.services.store, officer.services.now()
        things = {"account_id": colleague.account.id, "workshop_id": Gathering(site, force_id=OURS).workshop.id}
        things["share_id"] = share_of(Person(site), OURS)
        store.take(OURS, things["share_id"], officer.account.id, now)
        visit = store.begin_visit(OURS, share_of(Person(site), OURS), officer.account.id, now)
        things |= {"visit_id": visit.id, "form_id": kept_form(officer.services, visit.assessment_id, visit.id)}
        things["entry_id"] = store.propose_entry(OURS, colleague.account.id, lambda *_: Details(phone="101"), now).id
        rules = [rule for rule in site.url_map.iter_rules() if rule.endpoint in ROWS]
        at = [(rule, advisers_address(site, rule, ROWS[rule.endpoint], things)) for rule in rules]
        return sender(officer, at, [], only)

    return make


def sender(person: Person, at: list[tuple[Rule, str]], more: list[str], only: str) -> Sender:
    """Somebody with the forms of all pages, or of those of one route; an empty one where a route is on none."""
    routes = {address: rule.endpoint for rule, address in at if "POST" in methods(rule.methods)}
    pages = (address for rule, address in at if "GET" in methods(rule.methods) and only in ("", rule.endpoint))
    forms = forms_of(person, [*pages, *more])
    held = {address: forms.get(address, {}) | MORE.get(routes.get(address, ""), {}) for address in [*routes, *more]}
    return Sender(person, held, routes)


def send_all(make: Maker, foreign: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """Send every form in every wrong way; gives the address or route, the way, and the status of the answer."""
    first = make("")
    lasting = [address for address in sorted(first.forms) if first.routes.get(address) not in ENDING]
    for address in lasting:
        for way, status in first.sends(address, wrong_ways(first.forms[address], foreign)):
            yield first.routes.get(address, address), way, status
    home = "/advisers/visits" if isinstance(first.person, Officer) else "/workspace"
    assert first.person.client.get(home).status_code == 200, "the sender was shut out on the way: little was tested"
    for endpoint in sorted(ENDING & set(first.routes.values())):
        yield from _send_ending(make, endpoint, foreign)


def _send_ending(make: Maker, endpoint: str, foreign: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    current, done = make(endpoint), 0
    while ways := list(wrong_ways(current.forms[current.address(endpoint)], foreign))[done:]:
        for way, status in current.sends(current.address(endpoint), ways):
            done += 1
            yield endpoint, way, status
            if status < 400:
                current = make(endpoint)
                break


def check(answers: Iterator[tuple[str, str, int]], least: int) -> set[str]:
    """No answer is an error of ours, and enough was sent for that to mean something. Gives the routes that never
    accepted a form."""
    seen = list(answers)
    assert [each for each in seen if each[2] >= 500] == []
    accepted = {where for where, _, status in seen if status < 400}
    assert len(seen) >= least
    assert len(accepted) >= least // 20, "nearly nothing was accepted: the forms are not those of the site"
    return {where for where, _, _ in seen if not where.startswith("/")} - accepted


def test_an_owner_may_send_anything(site: Flask, services: Services, bank: Bank, another: Person) -> None:
    theirs = ids_of(another)
    before = everything(services, theirs)
    refused = check(send_all(owner_of(site, bank), (theirs["assessment_id"], theirs["premises_id"])), 400)
    assert refused == set(ENDS) & refused | WITH_A_CODE_OR_PICTURE, "a new form needs a right one in MORE or in ENDS"
    assert everything(services, theirs) == before


def test_an_adviser_may_send_anything(site: Flask, services: Services, another: Person) -> None:
    theirs, them = ids_of(another), Officer(site).joins(THEIRS)
    store, now = services.store, services.now()
    visit = store.begin_visit(THEIRS, share_of(Person(site), THEIRS), them.account.id, now)
    entry = store.propose_entry(THEIRS, them.account.id, lambda *_: Details(phone="101"), now)
    before = (everything(services, theirs), store.account(them.account.id), store.entries_of(THEIRS))
    check(send_all(adviser_of(site), (visit.id, them.account.id, theirs["share_id"], entry.id)), 400)
    assert (everything(services, theirs), store.account(them.account.id), store.entries_of(THEIRS)) == before
    assert store.visit(THEIRS, visit.id, now) == visit


def test_a_body_that_is_no_form_is_not_read(site: Flask, person: Person) -> None:
    token = token_of(person)["csrf_token"]
    for body in ({"code": 5}, {"code": [1]}, {"code": {"a": None}}, [1], 5, "text"):
        answer = person.client.post("/return", json=body, headers={"X-CSRFToken": token})
        assert answer.status_code == 400, body
