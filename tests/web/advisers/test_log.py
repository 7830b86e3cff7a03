"""The log: every act has words, each force sees its own, and it is read page by page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from secrets import token_bytes

import pytest
from flask import Flask

from storage.acts import Act
from storage.visit_records import ADVICE, DIARY, FINDINGS
from tests.person import Person
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins
from usecases.log_lines import ABOUT, ACTS, DID, log_lines
from usecases.settings import ROOT

LINES = 50
# In which place the act stands.
CALLS = {"log_by": {5: 2}, "write_log": {6: 3}, "Change": dict.fromkeys(range(1, 8), 0)}


def acts_in_code() -> Iterator[str]:
    """Every act that the code writes as such."""
    for folder in ("web", "cli", "usecases", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call):
                    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                    place = CALLS.get(name, {}).get(len(call.args))
                    if place is not None and isinstance(act := call.args[place], ast.Constant):
                        yield str(act.value)


def test_every_act_has_words() -> None:
    acts = {*acts_in_code(), "confirmed-entry", "refused-entry", "renewed-entry"}
    acts |= {f"{did}-{kind.name}" for did in DID for kind in (FINDINGS, DIARY, ADVICE)}
    acts |= {f"{did}-text-block" for did in DID}
    acts |= {"recommended", "removed-recommendation"}  # in the logs of before the rows of a visit
    assert {"signed-in", "suspended", "proposed-entry", "reset-by-operator", "added-passkey"} <= acts
    assert acts == set(ACTS)


def rows(officer: Officer) -> list[list[str]]:
    """What the page lists."""
    return [[words(cell) for cell in row.iter("td")] for row in officer.page.all("tr")][1:]


def test_a_force_reads_its_own_lines(site: Flask) -> None:
    # The site is shared: these are forces of which no other test has anybody.
    ours = Officer(site).joins("hertfordshire", "administrator", "Hetty Ours")
    theirs = Officer(site).joins("cleveland", "administrator", "Theo Theirs")
    theirs.go("/advisers/team/log")
    assert {row[1] for row in rows(theirs)} == {"Theo Theirs"}
    ours.go("/advisers/team/log")
    assert {row[1] for row in rows(ours)} == {"Hetty Ours"}


def test_what_was_done_to_whom_is_said(site: Flask) -> None:
    boss = Officer(site).joins("south-yorkshire", "administrator", "Bea Boss")
    other = Officer(site).joins("south-yorkshire", "adviser", "Ola Other")
    boss.go("/advisers/team")
    boss.send(f"/advisers/team/{other.account.id}/suspend", {})
    boss.send(f"/advisers/team/{other.account.id}/remove", {})
    boss.go("/advisers/team/log")
    assert [row[1:] for row in rows(boss)[:2]] == [
        ["Bea Boss", "removed Ola Other"],
        ["Bea Boss", "suspended Ola Other"],
    ]


def test_to_whom_and_from_whom_is_said_even_of_someone_who_has_left(site: Flask, person: Person) -> None:
    force = "gwent"
    boss = Officer(site).joins(force, "administrator", "Bea Boss")
    other = Officer(site).joins(force, "adviser", "Ola Other")
    share = share_at(person, person.starts(), force)
    store, now = boss.services.store, boss.services.now()
    store.assign(force, share, boss.account.id, other.account.id, now)
    store.take_over(force, share, boss.account.id, now)
    store.return_to_queue(force, share, other.account.id, now)
    store.take(force, share, other.account.id, now)
    store.return_to_queue(force, share, other.account.id, now)
    store.assign(force, share, boss.account.id, other.account.id, now)
    store.remove(other.account.id, by=boss.account.id, now=now)
    boss.go("/advisers/team/log")
    reference = store.queue(force, now, "open")[0].assessment.reference
    place = f"The Copper Kettle ({reference})"
    assert [row[1:] for row in rows(boss)[:8]] == [
        ["Bea Boss", "removed Ola Other"],
        ["Bea Boss", f"put back in the queue the request of {place}, which Ola Other had taken on"],
        ["Bea Boss", f"assigned the request of {place} to Ola Other"],
        ["Ola Other", f"put back in the queue the request of {place}"],
        ["Ola Other", f"took on the request of {place}"],
        ["Ola Other", f"put back in the queue the request of {place}, which Bea Boss had taken on"],
        ["Bea Boss", f"took over the request of {place} from Ola Other"],
        ["Bea Boss", f"assigned the request of {place} to Ola Other"],
    ]
    store.pass_on(force, share, boss.account.id, "btp", "A station", now)
    said = rows(boss) if boss.go("/advisers/team/log") else []
    assert said[0][2] == "passed on the request of a place that no longer shares with you to British Transport Police"
    assert said[3][2] == "assigned the request of a place that no longer shares with you to Ola Other"


def test_a_line_of_before_that_names_nobody_stays_readable(site: Flask, person: Person) -> None:
    boss = Officer(site).joins("gwent", "administrator", "Bea Boss")
    act = Act(2**40, boss.services.now(), "gwent", boss.account.id, "assigned", "unknown")
    (line,) = log_lines(boss.services, "gwent", [act])
    assert line.what == "assigned the request of a place that no longer shares with you to a colleague"


def test_what_an_act_was_about_has_words_or_is_nothing() -> None:
    about_nothing = {
        *("signed-in", "ended-session", "accepted-invitation", "first-administrator"),
        *("reset-by-operator", "removed-by-operator", "suspended-by-operator", "restored-by-operator"),
        "changed-password",
        *("changed-authenticator", "made-feed", "withdrew-feed"),
        *("new-recovery-codes", "added-passkey", "removed-passkey", "proposed-entry", "exported-log"),
    }
    assert set(acts_in_code()) - set(ABOUT) == about_nothing


def test_places_are_named_as_far_as_the_force_may_see_them(site: Flask, person: Person, another: Person) -> None:
    boss = Officer(site).joins("northamptonshire", "administrator", "Bea Boss")
    address = person.answers_all("3")
    visit = begins(boss, share_at(person, address, "northamptonshire"))
    asked = share_at(another, another.answers_all("3"), "northamptonshire", "contact")
    boss.go(f"/advisers/requests/{asked}")
    boss.press(button="Take it on")
    reference = boss.services.store.find_assessment(address.split("/")[2])
    assert reference is not None
    boss.go("/advisers/team/log")
    said = [row[2] for row in rows(boss)]
    assert f"began the visit of The Copper Kettle ({reference.reference})" in said
    assert "took on the request of The Copper Kettle" in said, "who asks for contact shows no reference"
    store, now = boss.services.store, boss.services.now()
    for queued in store.queue("northamptonshire", now, "taken"):
        store.withdraw(queued.share.workspace_id, queued.share.id, now)
    boss.go("/advisers/team/log")
    said = [row[2] for row in rows(boss)]
    assert "began the visit of a place that no longer shares with you" in said
    own = [row for row in rows(boss) if any("Bea Boss" in cell for cell in row)]
    assert own
    assert not [row for row in own if "Copper Kettle" in row[2]]
    assert reference.reference not in boss.page.text
    assert visit.rpartition("/")[2] not in boss.page.text


@pytest.mark.parametrize("lines", [LINES - 1, LINES, LINES + 1])
def test_it_is_read_page_by_page(site: Flask, lines: int) -> None:
    officer = Officer(site).joins("dorset", "administrator")
    before = len(officer.services.store.log_of("dorset", most=500))
    while len(officer.services.store.log_of("dorset", most=500)) < before + lines:
        now = officer.services.now()
        officer.services.store.sign_in(officer.account.id, token_bytes(), "Firefox", now, now + timedelta(hours=1))
    seen, total = 0, before + lines
    officer.go("/advisers/team/log")
    while True:
        seen += len(rows(officer))
        if not any(text == "Older lines" for text, _ in officer.page.links):
            break
        officer.follow("Older lines")
    assert seen == total


@pytest.mark.parametrize("before", ["9" * 40, "-1", "0", "x", "1e9", ""])
def test_a_strange_place_to_begin_is_no_fault(site: Flask, before: str) -> None:
    officer = Officer(site).joins("dorset", "administrator")
    assert officer.go(f"/advisers/team/log?before={before}").heading == "Log"
