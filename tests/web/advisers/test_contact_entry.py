"""The contact entry: two people for each change, a check every year, and the next plan prints it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from contacts import Contact
from printing.kinds.plan import plan_job
from tests.person import Person
from tests.web.advisers.officer import Officer
from usecases.force_contact import contact_of
from usecases.plans import report_of
from usecases.services import Services

# Entries stay in the store of the session: each test takes a force that no other test looks at.
FORCES = iter(
    (
        *("bedfordshire", "cheshire", "cumbria", "durham", "dyfed-powys", "gloucestershire", "humberside"),
        *("lancashire", "lincolnshire", "merseyside", "norfolk", "northumbria", "staffordshire", "suffolk"),
        *("surrey", "warwickshire", "west-mercia", "north-wales", "south-wales"),
    )
)
ENTRY = {
    "team": "Protective Security Operations",
    "email": "advice@force.example",
    "phone": "01332 000000",
    "page": "https://force.example/advice",
    "hours": "Monday to Friday",
    "notes": "All but the railways",
}
HOSTILE = (
    ("phone", "call us"),
    ("phone", "1332000000"),  # from a spreadsheet, which drops the first 0
    ("phone", "javascript:alert(1)"),
    ("email", "a@b"),
    ("email", "a@force.example, b@force.example"),
    ("page", "javascript:alert(1)"),
    ("page", "force.example"),
    ("page", 'https://force.example/"><script>'),
    ("team", "two\nlines"),
    ("team", "x" * 101),
    ("notes", "x" * 301),
    ("hours", "bell\x07 and\tmore\r\nlines"),
)


@pytest.fixture
def force(services: Services) -> str:
    """A force that no test had before."""
    return next(FORCES)


@pytest.fixture
def boss(site: Flask, force: str) -> Officer:
    """Its administrator."""
    return Officer(site).joins(force, "administrator", "Bea Boss")


@pytest.fixture
def second(site: Flask, force: str) -> Officer:
    """Its adviser."""
    return Officer(site).joins(force, "adviser", "Sid Second")


def proposes(boss: Officer, **changes: str) -> None:
    """Type an entry and propose it."""
    boss.go("/advisers/entry/propose")
    boss.press({**ENTRY, **changes})
    assert "A second person in your team can now confirm" in boss.page.text


def confirmed(boss: Officer, second: Officer, **changes: str) -> None:
    """An entry that is printed."""
    proposes(boss, **changes)
    second.go("/advisers/entry")
    second.press(button="Confirm this entry")
    assert "Plans print this entry from now on." in second.page.text


def printed(services: Services, force: str) -> Contact:
    return contact_of(services, force)


@pytest.fixture
def colleague(site: Flask, force: str) -> Officer:
    """Another administrator of the team."""
    return Officer(site).joins(force, "administrator", "Cal Colleague")


def test_two_propose_and_neither_takes_back_what_the_other_typed(
    boss: Officer, colleague: Officer, second: Officer, force: str
) -> None:
    confirmed(boss, second)
    for each in (boss, colleague):
        each.go("/advisers/entry/propose")
    assert "Bea Boss has this form open too." in colleague.page.text
    boss.press({"phone": "01332 999999"})
    colleague.press({"hours": "Every day, 8am to 6pm"})
    waiting = boss.services.store.waiting_entry(force)
    assert waiting is not None
    assert (waiting.details.phone, waiting.details.hours) == ("01332 999999", "Every day, 8am to 6pm")


@pytest.mark.parametrize(("keeps", "phone"), [("mine", "01332 888888"), ("theirs", "01332 999999")])
def test_two_propose_the_same_detail_and_the_second_chooses(
    boss: Officer, colleague: Officer, second: Officer, force: str, keeps: str, phone: str
) -> None:
    confirmed(boss, second)
    for each in (boss, colleague):
        each.go("/advisers/entry/propose")
    boss.press({"phone": "01332 999999"})
    page = colleague.press({"phone": "01332 888888", "hours": "Every day"}, status=409)
    assert "Someone else has changed “Phone”" in page.text
    assert "Nothing is proposed yet." in page.text
    assert "01332 999999" in page.text
    waiting = boss.services.store.waiting_entry(force)
    assert waiting is not None
    assert (waiting.details.phone, waiting.details.hours) == ("01332 999999", ENTRY["hours"])
    colleague.press({"keep-phone": keeps})
    waiting = boss.services.store.waiting_entry(force)
    assert waiting is not None
    assert (waiting.details.phone, waiting.details.hours) == (phone, "Every day")


def test_two_who_each_leave_out_the_other_way_are_told_that_none_is_left(
    boss: Officer, colleague: Officer, second: Officer, force: str
) -> None:
    confirmed(boss, second, page="")
    for each in (boss, colleague):
        each.go("/advisers/entry/propose")
    boss.press({"phone": ""})
    page = colleague.press({"email": "", "hours": "Every day"}, status=400)
    assert page.errors == [("#email", "Give a mailbox, a phone number or a page")]
    assert page.form().values["hours"] == ["Every day"]
    waiting = boss.services.store.waiting_entry(force)
    assert waiting is not None
    assert (waiting.details.phone, waiting.details.email) == ("", ENTRY["email"])


def test_nothing_is_printed_before_a_second_person_confirms(boss: Officer, second: Officer, force: str) -> None:
    services = boss.services
    assert not printed(services, force).confirmed
    proposes(boss)
    assert not printed(services, force).confirmed
    assert "You cannot confirm it yourself" in boss.page.text
    assert not [form for form in boss.page.forms if "Confirm this entry" in form.buttons]
    second.go("/advisers/entry")
    assert "to check" in second.page.html
    second.press(button="Confirm this entry")
    now = printed(services, force)
    assert {name: getattr(now, name) for name in ENTRY} == ENTRY
    assert (now.confirmed, now.stale, now.checked_on) == (True, False, services.today())
    assert "to check" not in second.page.html


def test_nobody_confirms_their_own_whatever_they_send(boss: Officer, force: str) -> None:
    proposes(boss)
    waiting = boss.services.store.waiting_entry(force)
    assert waiting is not None
    boss.send(f"/advisers/entry/{waiting.id}/confirm", {}, 403)
    assert not printed(boss.services, force).confirmed


def test_what_would_change_is_shown_and_can_be_refused(boss: Officer, second: Officer, force: str) -> None:
    confirmed(boss, second)
    proposes(boss, phone="01332 999999", hours="")
    second.go("/advisers/entry")
    assert "Phone becomes 01332 999999" in second.page.text
    assert "Hours is left out" in second.page.text
    assert "Mailbox becomes" not in second.page.text
    second.press(button="Reject this proposal")
    assert printed(boss.services, force).phone == ENTRY["phone"]
    assert "rejected" in second.page.text
    proposes(boss, phone="01332 999999")
    boss.press(button="Withdraw this proposal")
    assert printed(boss.services, force).phone == ENTRY["phone"]
    assert "withdrawn" in boss.page.text


def test_a_decision_that_comes_too_late_is_said(boss: Officer, second: Officer, force: str) -> None:
    proposes(boss)
    second.go("/advisers/entry")
    proposes(boss, phone="01332 999999")
    second.press(button="Confirm this entry")
    assert "This proposal waits no longer." in second.page.text
    assert not printed(boss.services, force).confirmed


@pytest.mark.parametrize(
    ("days", "due", "stale"),
    [(0, False, False), (300, False, False), (340, True, False), (365, True, False), (367, True, True)],
)
def test_it_is_checked_once_a_year(
    boss: Officer,
    second: Officer,
    force: str,
    later: Callable[[timedelta], None],
    days: int,
    due: bool,
    stale: bool,
) -> None:
    confirmed(boss, second)
    later(timedelta(days=days))
    assert printed(boss.services, force).stale is stale
    boss.signs_in() if days else None
    boss.go("/advisers/entry")
    assert ("The yearly check is" in boss.page.text) is due
    assert ("to check" in boss.page.html) is due
    boss.press(button="These details are still right")
    now = printed(boss.services, force)
    assert (now.stale, now.checked_on) == (False, boss.services.today())
    assert "The yearly check is" not in boss.page.text


def test_the_same_again_is_no_proposal(boss: Officer, second: Officer) -> None:
    confirmed(boss, second)
    boss.go("/advisers/entry/propose")
    boss.press(ENTRY, status=400)
    assert [text for _, text in boss.page.errors] == [
        "This is the same as the printed entry. Change something, or go back to confirm that it is still right"
    ]


@pytest.mark.parametrize(("field", "typed"), HOSTILE)
def test_what_cannot_be_printed_is_refused_and_nothing_typed_is_lost(site: Flask, field: str, typed: str) -> None:
    boss = Officer(site).joins("wiltshire", "administrator")
    boss.go("/advisers/entry/propose")
    boss.press({**ENTRY, field: typed}, status=400)
    assert [where for where, _ in boss.page.errors] == [f"#{field}"]
    values = boss.page.form().values
    assert [name for name in ENTRY if name != field and values[name] != [ENTRY[name]]] == []
    assert boss.services.store.waiting_entry("wiltshire") is None


def test_there_must_be_a_way_to_reach_the_team(site: Flask) -> None:
    boss = Officer(site).joins("wiltshire", "administrator")
    boss.go("/advisers/entry/propose")
    boss.press({**ENTRY, "email": "", "phone": " ", "page": ""}, status=400)
    assert boss.page.errors == [("#email", "Give a mailbox, a phone number or a page")]


def test_hostile_words_come_out_harmless(boss: Officer, second: Officer, force: str) -> None:
    words = "<script>alert(1)</script> {{ 7*7 }} =cmd|' /C calc'!A0 &amp;"
    confirmed(boss, second, team=words, notes=words)
    for page in (second.page, boss.go("/advisers/entry"), boss.go("/advisers/team/log")):
        assert not [script for script in page.all("script") if "alert" in "".join(script.itertext())]
    assert printed(boss.services, force).notes == words


def test_the_next_plan_prints_the_new_entry(boss: Officer, second: Officer, force: str, person: Person) -> None:
    assessment_id = person.finishes("1").split("/")[2]
    services = boss.services
    assessment = services.store.find_assessment(assessment_id)
    assert assessment is not None
    services.store.choose_force(assessment.workspace_id, assessment.premises_id, force)
    premises = services.store.premises(assessment.workspace_id, assessment.premises_id)
    assert premises is not None
    before = plan_job(services, {"assessment": assessment_id})
    confirmed(boss, second, notes="Only here")
    contact = report_of(services, assessment, premises).contact
    assert contact is not None
    assert (contact.confirmed, contact.phone, contact.notes) == (True, ENTRY["phone"], "Only here")
    after = plan_job(services, {"assessment": assessment_id})
    assert before is not None
    assert after is not None
    assert after.key != before.key, "a plan that was kept is printed anew"
    assert "Only here" in person.go(f"/assessments/{assessment_id}/result").text


def test_an_owner_reads_one_contact_also_where_the_team_has_left(
    boss: Officer, second: Officer, force: str, person: Person
) -> None:
    services, address = boss.services, person.finishes("1")
    confirmed(boss, second, notes="Only here")
    assessment = services.store.find_assessment(address.split("/")[2])
    assert assessment is not None
    services.store.choose_force(assessment.workspace_id, assessment.premises_id, force)
    for account in services.store.accounts_of(force):
        services.store.suspend(account.id, by=boss.account.id, now=services.now())
    assert force not in services.store.forces_with_advisers()
    pages = [person.go(f"{address}/{page}").text for page in ("result", "share")]
    assert "does not use this service yet" in pages[1]
    for text in pages:
        assert (ENTRY["email"] in text, ENTRY["phone"] in text, "Only here" in text) == (True, True, True)


def test_an_adviser_sees_the_entry_and_proposes_nothing(second: Officer) -> None:
    second.go("/advisers/entry")
    assert not [text for text, _ in second.page.links if text.startswith("Propose")]
    assert "An administrator of your team can propose changes" in second.page.text
