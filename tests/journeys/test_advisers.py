"""Advisers in a real browser: passkeys with a security key, the contact entry by two people, and every page by axe."""

from __future__ import annotations

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import PASSWORD, OfficerOnline
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


def test_a_passkey_is_the_second_step_until_it_is_removed(visitor: Visitor, site: RunningSite) -> None:
    officer = OfficerOnline(visitor, site)
    officer.joins("surrey", "key@force.example", "adviser", "Kay Key")
    officer.plugs_in_key()
    visitor.open("/advisers/account/passkeys/add")
    visitor.fill({"name": "Blue key", "password": PASSWORD})
    visitor.press("Continue")
    assert not visitor.page.locator("[data-passkey-plain]").is_visible()
    with visitor.going():
        visitor.page.get_by_role("button", name="Create the passkey").click()
    assert visitor.at == "/advisers/account"
    assert "Blue key" in visitor.words
    (kept,) = site.services.store.passkeys_of(officer.account.id)
    for _ in range(2):
        officer.signs_out()
        officer.gives_password()
        with visitor.going():
            visitor.page.get_by_role("button", name="Use a passkey").click()
        assert visitor.at == "/advisers/requests"
    (used,) = site.services.store.passkeys_of(officer.account.id)
    assert used.sign_count > kept.sign_count
    # The page of the second step is open when the key is removed elsewhere: its answer is right, and refused.
    officer.signs_out()
    officer.gives_password()
    site.services.store.remove_passkey(officer.account.id, kept.id, site.services.now())
    with visitor.going(400):
        visitor.page.get_by_role("button", name="Use a passkey").click()
    assert "This passkey was not accepted" in visitor.words
    visitor.fill({"code": officer.digits()})
    visitor.press("Sign in")
    assert visitor.at == "/advisers/requests"


def test_a_device_that_does_not_answer_is_said(visitor: Visitor, site: RunningSite) -> None:
    officer = OfficerOnline(visitor, site)
    officer.joins("surrey", "no-key@force.example", "adviser", "Nat Nokey")
    visitor.open("/advisers/account/passkeys/add")
    visitor.fill({"name": "Blue key", "password": PASSWORD})
    visitor.press("Continue")
    visitor.page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')) }")
    visitor.page.get_by_role("button", name="Create the passkey").click()
    visitor.page.get_by_text("Your device did not answer. Try again.").wait_for()
    examine(visitor)


def test_without_scripts_the_page_says_that_the_digits_work(arrive: NewVisitor, site: RunningSite) -> None:
    visitor = arrive(java_script_enabled=False)
    officer = OfficerOnline(visitor, site)
    officer.joins("surrey", "plain@force.example", "adviser", "Pat Plain")
    site.services.store.add_passkey(officer.account.id, b"plain", b"?", 0, "Key", site.services.now())
    officer.signs_out()
    officer.gives_password()
    assert visitor.page.get_by_text("that needs JavaScript").is_visible()
    assert not visitor.page.get_by_role("button", name="Use a passkey").is_visible()
    visitor.fill({"code": officer.digits()})
    visitor.press("Sign in")
    assert visitor.at == "/advisers/requests"


def test_an_entry_is_proposed_by_one_and_confirmed_by_another(arrive: NewVisitor, site: RunningSite) -> None:
    first, second = arrive(), arrive(viewport={"width": 320, "height": 640})
    OfficerOnline(first, site).joins("gwent", "boss@force.example", "administrator", "Bea Boss")
    OfficerOnline(second, site).joins("gwent", "second@force.example", "adviser", "Sid Second")
    first.open("/advisers/entry")
    examine(first)
    first.follow("Propose an entry")
    examine(first)
    first.fill({"phone": "call us"})
    first.press("Propose this entry", 400)
    examine(first)
    first.fill({"phone": "01633 000000", "notes": "All of Gwent"})
    first.press("Propose this entry")
    assert "You cannot confirm it yourself" in first.words
    second.open("/advisers/account")
    second.follow("Contact entry")
    assert "Bea Boss proposed this" in second.words
    examine(second)
    second.press("Confirm this entry")
    first.open("/advisers/entry")
    assert "All of Gwent" in first.words
    assert "Waiting for a second person" not in first.words
    first.page.locator("main details > summary").click()
    examine(first)


def test_every_page_of_an_account_is_accessible(visitor: Visitor, site: RunningSite) -> None:
    officer = OfficerOnline(visitor, site)
    visitor.open("/advisers/sign-in")
    examine(visitor)
    visitor.press("Continue", 400)
    examine(visitor)
    visitor.open("/advisers/invitation/over", 404)
    examine(visitor)
    officer.invited("dorset", "axe@force.example", "administrator", "Ash Axe")
    examine(visitor)
    visitor.press("Set up my account", 400)
    examine(visitor)
    officer.accepts()
    examine(visitor)
    for page in ("account", "account/password", "account/authenticator", "account/recovery", "account/passkeys/add"):
        visitor.open(f"/advisers/{page}")
        examine(visitor)
    for page in ("team", "team/invite", "team/log"):
        visitor.open(f"/advisers/{page}")
        examine(visitor)
    visitor.open("/advisers/team/invite")
    visitor.fill({"name": "Ola Other", "email": "other@force.example", "role": "adviser"})
    visitor.press("Create the invitation")
    examine(visitor)
    officer.signs_out()
    site.services.store.add_passkey(officer.account.id, b"axe", b"?", 0, "Key", site.services.now())
    officer.gives_password()
    examine(visitor)
    visitor.fill({"code": "000000"})
    visitor.press("Sign in", 400)
    examine(visitor)
