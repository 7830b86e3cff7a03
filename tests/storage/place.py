"""A workspace with everything in it that a store can hold, for the tests of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assessment.answers import Answer
from assessment.share_facts import ShareFacts
from questions.conditions import Value
from storage.accounts import Account, AccountSetup, Invitation, NewAccount, Role
from storage.records import Assessment, Premises, PrintOrder, Workspace
from storage.sharing import NewShare
from storage.store import Store

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BANK = "2026.05-abcdef01"
PROFILE: Mapping[str, Value] = {
    "name": "Rose & Crown <b>",
    "people": 240,
    "step_free": False,
    "nearby": ("vehicles", "station"),
    "none": (),
}
HOSTILE = (
    "'; drop table answers; --",
    "bell\x07, tab\t, both\r\nends",
    "\u202eright to left\u202c, z\u0335a\u0336lgo, \ufeffmark, \uffff",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "👩🏽‍🚒 Ω 日本語 " + "x" * 2000,
    "",
)


@dataclass(frozen=True)
class Place:
    """A workspace with premises, an assessment and its printed plan."""

    workspace: Workspace
    premises: Premises
    assessment: Assessment
    order: PrintOrder


def furnish(store: Store, code: bytes = b"code", now: datetime = NOW) -> Place:
    """A workspace with everything in it that a store can hold."""
    store.keep_bank(BANK, "{}")
    workspace, premises = store.begin_workspace(code, now)
    store.save_profile(workspace.id, premises.id, PROFILE, now)
    store.choose_force(workspace.id, premises.id, "avon-and-somerset")
    store.keep_logo(workspace.id, premises.id, b"PNG", now)
    store.change_procedures(workspace.id, premises.id, lambda _: {"lock-down.doors": "Front door"}, now)
    assessment = store.start_assessment(workspace.id, premises.id, BANK, "quick", now)
    store.save_answers(workspace.id, assessment.id, {"gates": Answer("1", "", "Rusty"), "cctv": Answer("3")}, now)
    until, facts = now + timedelta(days=90), ShareFacts(use="retail")
    store.share(NewShare(workspace.id, assessment.id, "kent", "share", until, message="Hello", facts=facts), now)
    order = printed(store, "plan", b"%PDF", now, workspace_id=workspace.id, assessment_id=assessment.id)
    return Place(workspace, premises, assessment, order)


def printed(store: Store, key: str, document: bytes, now: datetime = NOW, **owner: str) -> PrintOrder:
    """An order that is printed already."""
    order = store.order_print("plan", key, {}, now, **owner)
    assert store.take_print(order.id, "printer", now)
    assert store.keep_printed(order.id, "printer", key, document, now)
    found = store.find_print(order.id)
    assert found is not None
    return found


def inviter(store: Store) -> str:
    """The id of an account that invites others, of a force that no test looks at."""
    email = "inviter@nowhere.example"
    found = store.find_account(email)
    if found is None:
        found = store.invite_first_administrator("nowhere", email, "Inviter", Invitation(b"inviter", NOW + HOUR), NOW)
    return found.id


def invited(store: Store, name: str = "ann", force: str = "kent", role: Role = "adviser") -> Account:
    """Somebody who has not accepted yet; the invitation is the name."""
    new = NewAccount(force, f"{name}@force.example", name.title(), role)
    return store.invite(new, Invitation(name.encode(), NOW + 24 * HOUR), by=inviter(store), now=NOW)


def setup(name: str = "Ann", recovery: tuple[bytes, ...] = ()) -> AccountSetup:
    """What an account is set up with."""
    return AccountSetup(name, "hash", "secret", 1, recovery)


def adviser(store: Store, force: str = "derbyshire", name: str = "Sam") -> str:
    """The id of an active account, without a session."""
    token = f"{force}.{name}".replace(" ", ".")
    invited(store, token, force)
    return store.accept_invitation(token.encode(), setup(name), NOW).id
