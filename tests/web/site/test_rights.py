"""What each kind of code may do: every route by every kind, other places and areas, and what pages offer."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from werkzeug.exceptions import Forbidden
from werkzeug.routing import Rule

from storage.grants import Grant, GrantKind
from tests.person import Person
from tests.reading import Page
from tests.web.site.holders import AREA, Holders, holders_of
from tests.web.site.rights import ENDING, WHO
from tests.web.site.test_access import FOR_OWNERS, FOR_THIS_OWNER, address_of, everything, token_of
from tests.web.site.test_routes import methods
from usecases.rights import Right, Target, holds, reaches
from usecases.workspaces import open_with_code
from web.site.access import OWNER, is_open, open_assessment, workspace_here, workspace_id

LETTERS = "orpa"
KINDS: dict[str, GrantKind] = {"r": "read", "p": "place", "a": "area"}
REFUSED = (403, 404)
SAID = ("This code does not allow that", "This code cannot save that", "Page not found", "This is in another workspace")


@pytest.fixture
def holders(site: Flask) -> Holders:
    """The owner and somebody with each kind of code, in a workspace with two places."""
    return holders_of(site)


def test_every_route_says_who_may_open_it(site: Flask) -> None:
    assert set(WHO) == FOR_OWNERS | set(FOR_THIS_OWNER)
    for endpoint in WHO:
        # A print belongs to nobody or to a workspace, so its guard looks at the order first.
        if not endpoint.startswith("prints."):
            assert hasattr(site.view_functions[endpoint], "right"), endpoint


@pytest.mark.parametrize("letter", LETTERS)
def test_a_code_opens_what_it_is_for_and_nothing_else(site: Flask, holders: Holders, letter: str) -> None:
    person, ids = holders.people[letter], holders.here
    before = everything(holders.services, ids)
    all_of_them = [each for each in routes(site) if letter != "o" or each[0].endpoint not in ENDING]
    tried = sorted(all_of_them, key=lambda each: letter in WHO[each[0].endpoint])
    refused = sum(letter not in WHO[rule.endpoint] for rule, _ in tried)
    for number, (rule, method) in enumerate(tried):
        if number == refused:
            assert everything(holders.services, ids) == before, "what was refused has changed something"
        answer = opens(person, method, address_of(site, rule, ids))
        where = (letter, rule.endpoint, method)
        if letter in WHO[rule.endpoint]:
            assert answer[0] not in REFUSED, where
        else:
            # Out of reach is as if it did not exist; without the right, the page says so.
            right: Right = getattr(site.view_functions[rule.endpoint], "right", "read")
            assert answer[0] == (404 if holds(Grant(KINDS[letter]), right) else 403), where
            assert any(words in answer[1] for words in SAID), where
    assert person.client.get("/workspace").status_code == 200


def test_the_owner_can_do_what_ends_something(site: Flask, holders: Holders) -> None:
    for endpoint in ENDING:
        (rule,) = (
            each for each in site.url_map.iter_rules() if each.endpoint == endpoint and "POST" in methods(each.methods)
        )
        assert opens(holders.people["o"], "POST", address_of(site, rule, holders.here))[0] not in REFUSED


def test_a_code_for_one_place_sees_no_other(site: Flask, holders: Holders) -> None:
    other, ids = holders.elsewhere, {**holders.here, **holders.elsewhere}
    before = everything(holders.services, ids)
    nowhere = holders.people["p"].client.get("/assessments/unknown").text
    tried = 0
    for rule, method in routes(site):
        if "p" in WHO[rule.endpoint] and rule.arguments & set(other):
            status, text = opens(holders.people["p"], method, address_of(site, rule, ids))
            assert status == 404, (rule.endpoint, method)
            assert text == nowhere or "What you entered is not lost" in text
            tried += 1
    assert tried > 25
    assert everything(holders.services, ids) == before
    text = " ".join(holders.people["p"].go(each).text for each in ("/workspace", holders.at, f"{holders.at}/result"))
    assert "Second Kettle" not in text
    assert "Second Kettle" in holders.people["r"].go("/workspace").text


def test_a_code_for_one_place_cannot_mix_two(holders: Holders) -> None:
    mixed = Target(frozenset({holders.here["premises_id"], holders.elsewhere["premises_id"]}))
    grant = Grant("place", premises_id=holders.here["premises_id"])
    assert not reaches(grant, mixed)
    assert not reaches(grant, Target())
    assert reaches(grant, Target(frozenset({holders.here["premises_id"]})))


def test_a_code_for_one_area_sees_no_other(holders: Holders) -> None:
    person, assessment = holders.people["a"], holders.services.bank
    before = everything(holders.services, holders.here)
    for area in [each.id for each in assessment.areas if each.id != AREA] + ["unknown"]:
        for address in (f"{holders.at}/areas/{area}/1", f"{holders.at}/areas/{area}"):
            person.go(address, 404)
        person.go("/workspace")
        person.send(f"{holders.at}/areas/{area}/1", {"choice-x": ["1"]}, 404)
    other = f"/assessments/{holders.elsewhere['assessment_id']}/areas/{AREA}"
    for address in (other, f"{other}/1"):
        person.go(address, 404)
    assert everything(holders.services, holders.here) == before


def test_no_right_is_held_by_default() -> None:
    for kind in ("read", "place", "area"):
        assert not holds(Grant(kind), "own")
        assert holds(Grant(kind), "enter")
    assert [holds(Grant("read"), each) for each in ("read", "answer", "work")] == [True, False, False]
    assert [holds(Grant("area"), each) for each in ("read", "answer", "work")] == [False, True, False]


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("finished", [False, True], ids=["under way", "finished"])
def test_no_page_offers_what_would_be_refused(site: Flask, holders: Holders, letter: str, finished: bool) -> None:
    if finished:
        holders.people["o"].go(f"{holders.at}/answers")
        holders.people["o"].press(button="Finish")
    seen, todo = set(), ["/workspace", "/", "/cards"]
    while todo:
        address = todo.pop()
        seen.add(address)
        answer = FlaskClient.open(holders.people[letter].client, address, buffered=True, follow_redirects=True)
        assert answer.status_code < 400, (letter, address)
        if answer.mimetype != "text/html":
            continue
        page = Page(answer.text, address)
        offered = {urlsplit(urljoin(answer.request.path, link)).path for _, link in page.links if ":" not in link}
        todo += sorted(offered - seen - set(todo))
        for form in page.forms:
            target = urlsplit(urljoin(answer.request.path, form.action or answer.request.path)).path
            endpoint, _ = site.url_map.bind("localhost").match(target, method="POST")
            assert letter in WHO.get(endpoint, LETTERS), (address, target)
    assert len(seen) > 10


@pytest.mark.parametrize("letter", "rpa")
def test_pages_say_what_this_code_may_do(holders: Holders, letter: str) -> None:
    person = holders.people[letter]
    for address in ("/workspace", holders.at + "/result" if letter != "a" else holders.area):
        (line,) = person.go(address).all("p", "with-code")
        text = "".join(line.itertext())
        assert f"Holder {letter}" in text
        assert {"r": "change nothing", "p": "work on one place", "a": "one area"}[letter] in text
    assert not holders.people["o"].go("/workspace").all("p", "with-code")


def routes(site: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route of the owner's part with each of its methods."""
    for rule in site.url_map.iter_rules():
        if rule.endpoint in WHO:
            for method in sorted(methods(rule.methods)):
                yield rule, method


def opens(person: Person, method: str, address: str) -> tuple[int, str]:
    """What comes back for a request with the right token and one typed field."""
    data = {**token_of(person), "name": "typed"} if method == "POST" else {}
    answer = person.client.open(address, method=method, data=data)
    return answer.status_code, answer.text if answer.mimetype == "text/html" else ""


def test_a_view_that_declares_nothing_gets_no_workspace_for_a_code_for_others(site: Flask, holders: Holders) -> None:
    for letter, code in holders.codes.items():
        token = open_with_code(holders.services, code, "192.0.2.1")
        with site.test_request_context():
            session[OWNER] = token
            assert is_open(), letter
            assert workspace_here() is None
            for look in (workspace_id, lambda: open_assessment(holders.here["assessment_id"])):
                with pytest.raises(Forbidden):
                    look()
