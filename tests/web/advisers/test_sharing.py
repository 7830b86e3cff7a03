"""The owner agrees to share with the advisers, and takes it back; figures count what is shared and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from storage.errors import StoreUnavailable
from storage.sqlite import SqliteStore
from tests.person import Person, Typed
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import AGREED, share_id, share_of, shares


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire")


def test_nothing_is_shared_without_consent_and_nothing_typed_is_lost(person: Person, officer: Officer) -> None:
    address = person.starts()
    person.go(f"{address}/share")
    assert person.page.form("Send it").values.get("consent") is None
    assert person.page.form("Send it").values["months"] == ["3"]
    person.press({"wish": "contact", "reach": "me@cafe.example", "message": "Hello", "months": "6"}, status=400)
    assert [link for link, _ in person.page.errors] == ["#consent"]
    shown = person.page.form("Send it").values
    assert (shown["wish"], shown["reach"], shown["message"], shown["months"]) == (
        ["contact"],
        ["me@cafe.example"],
        ["Hello"],
        ["6"],
    )
    person.press({"consent": "y"}, button="Send it")
    assert "A request to get in touch" in person.page.text


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ({"consent": "y"}, "#wish"),
        ({"wish": "contact", "consent": "y"}, "#reach"),
        ({**AGREED, "reach": "x" * 121}, "#reach"),
        ({**AGREED, "message": "x" * 501}, "#message"),
    ],
)
def test_what_is_missing_or_too_long_is_said(
    person: Person, officer: Officer, typed: dict[str, Typed], link: str
) -> None:
    shares(person, person.starts(), typed, 400)
    assert [each for each, _ in person.page.errors] == [link]
    person.go("/workspace")
    assert "What you share" not in person.page.text


def test_the_same_twice_is_refused(person: Person, officer: Officer) -> None:
    address = person.starts()
    shares(person, address)
    shares(person, address, status=400)
    assert person.page.errors[0][1].startswith("This is shared with the team already")


def test_consent_is_for_the_force_that_the_page_named(site: Flask, person: Person, officer: Officer) -> None:
    Officer(site).joins("kent")
    address = person.starts()
    person.go(f"{address}/share")
    form = person.page.form("Send it")
    place = officer.services.store.find_assessment(address.split("/")[2])
    assert place is not None
    officer.services.store.choose_force(place.workspace_id, place.premises_id, "kent")
    person.send(f"{address}/share", {**form.values, "wish": ["share"], "consent": ["y"], "message": ["Hi"]}, 400)
    assert "The police force has changed" in person.page.errors[0][1]
    assert "Kent Police" in person.page.text
    again = person.page.form("Send it").values
    assert (again.get("consent"), again["message"]) == (None, ["Hi"])
    person.press({"consent": "y"}, button="Send it")
    assert "With the advisers of Kent Police" in person.page.text


def test_where_nobody_would_see_it_nothing_is_shared(person: Person, officer: Officer) -> None:
    address = person.starts(postcode="CT1 2EH")
    for account in officer.services.store.accounts_of("kent"):
        officer.services.store.remove(account.id, by=account.id, now=officer.services.now())
    person.go(f"{address}/share")
    assert "does not use this service yet. Nobody would see what you share" in person.page.text
    assert not [form for form in person.page.forms if "Send it to the team" in form.buttons]
    token = person.go("/workspace").forms[0].values["csrf_token"]
    sent = {"csrf_token": token, "wish": ["share"], "consent": ["y"], "months": ["3"], "force": ["kent"]}
    person.send(f"{address}/share", sent)
    person.go("/workspace")
    assert "What you share" not in person.page.text


def test_who_has_no_force_yet_chooses_one_first(person: Person, officer: Officer) -> None:
    person.begins()
    person.fills_profile(postcode="BF1 2AU")
    person.press({"force": "none"})
    person.press({"kind": "quick"})
    address = person.at
    person.go(f"{address}/share")
    person.follow("Choose the police force")
    person.press({"other": "derbyshire"})
    assert person.at == f"{address}/share"
    assert "Derbyshire Constabulary" in person.page.text


def test_what_is_taken_back_is_gone_at_once(person: Person, officer: Officer) -> None:
    shares(person, person.finishes("1"))
    found = f"/advisers/requests/{share_id(person)}"
    officer.go(f"{found}/answers")
    person.go("/workspace")
    person.press(button="Stop sharing")
    assert "The advisers can no longer see it." in person.page.text
    assert "Stopped on" in person.page.text
    for page in ("", "/result", "/answers", "/plan", "/plan.pdf", "/close", "/pass-on"):
        officer.go(found + page, 404)
    assert found not in [to for _, to in officer.go("/advisers/requests").links]


def test_deleting_the_workspace_takes_it_away(person: Person, officer: Officer) -> None:
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(found)
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    officer.go(found, 404)


def test_what_is_over_is_gone(person: Person, officer: Officer) -> None:
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(f"{found}/result")
    store, now = officer.services.store, officer.services.now()
    share = store.find_share("derbyshire", found.rpartition("/")[2], now)
    assert share is not None
    assert store.find_share("derbyshire", share.id, share.until - timedelta(seconds=1)) == share
    assert store.find_share("derbyshire", share.id, share.until) is None


def test_what_figures_count_follows_when_it_is_finished(person: Person, officer: Officer) -> None:
    address = person.starts()
    person.follow("Start with")
    person.answers("3")
    shares(person, address)
    store, which = officer.services.store, share_id(person)
    before = store.find_share("derbyshire", which, officer.services.now())
    person.go(f"{address}/areas/leadership/1")
    person.answers("0")
    person.press(button="Finish")
    after = store.find_share("derbyshire", which, officer.services.now())
    assert before is not None
    assert after is not None
    assert before.facts is not None
    assert after.facts is not None
    assert (before.facts.percent, before.facts.gaps) == (100, ())
    assert after.facts.percent == 0
    assert "security-lead" in after.facts.gaps
    assert (after.facts.use, after.facts.people, after.facts.kind) == ("food-drink", "under-200", "quick")
    assert "Copper Kettle" not in str(after.facts)


def test_a_share_of_a_finished_one_stays_when_that_is_opened_again(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    shares(person, address)
    store, which = officer.services.store, share_id(person)
    before = store.find_share("derbyshire", which, officer.services.now())
    person.go(f"{address}/areas/leadership/1")
    person.press({"choice-security-lead": "0"})
    begun = person.at.partition("/areas/")[0]
    assert begun != address
    person.go(f"{begun}/answers")
    person.press(button="Finish")
    assert before is not None
    assert store.find_share("derbyshire", which, officer.services.now()) == before
    assert before.assessment_id == address.split("/")[2]


def test_who_only_asks_for_contact_is_not_counted(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    shares(person, address, {"wish": "contact", "reach": "01332 1", "consent": "y"})
    found = officer.services.store.find_share("derbyshire", share_id(person), officer.services.now())
    assert found is not None
    assert found.facts is None


@pytest.mark.usefixtures("faults_expected")
def test_a_database_that_is_locked_is_no_error_of_the_form(
    person: Person, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreUnavailable("The database is locked.")

    monkeypatch.setattr(SqliteStore, "share", locked)
    shares(person, person.starts(), status=503)
    assert not person.page.errors
