"""A request is passed on after a visit: the next force reads its report if the business agrees, before or after."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from assessment.visit_overrides import Remark
from assessment.visit_records import Finding
from storage.visit_records import FINDINGS
from storage.visits import SignOff
from tests.person import Person
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at

HERE, THERE = "derbyshire", "btp"
GATE, PRIVATE, NOTE = "The yard gate stood open", "ONLY-FOR-US", "The deputy is new"
LET, BACK = "Let them read the report", "Do not let them read it any longer"
LEAD = "security-lead"


class Case:
    """A business with a signed visit, the adviser who signed it, and one of the force it may be passed on to."""

    def __init__(self, site: Flask, person: Person) -> None:
        self.owner, self.here = person, Officer(site).joins(HERE, name="Val Visit")
        self.there = Officer(site).joins(THERE, name="Kim Lee")
        self.share = share_at(person, person.finishes("0"), HERE)
        store, now, account = self.here.services.store, self.here.services.now(), self.here.account.id
        self.visit = store.begin_visit(HERE, self.share, account, now).id
        store.save_remarks(HERE, self.visit, {LEAD: Remark("1", "0", "", PRIVATE, NOTE)}, now)
        found = {"A" * 16: Finding(GATE, "high")}
        store.change_records(HERE, self.visit, account, FINDINGS, lambda _: found, now)
        store.sign_off(HERE, self.visit, SignOff(account, "Maya", date(2027, 5, 1)), now)

    @property
    def request(self) -> str:
        """The address of the request."""
        return f"/advisers/requests/{self.share}"

    @property
    def report(self) -> str:
        """The address of the report for the other force."""
        return f"{self.request}/visits/{self.visit}/report"

    def says(self, button: str) -> None:
        """Have the owner agree, or take it back."""
        self.owner.go("/workspace")
        self.owner.press(button=button)

    def passes_on(self) -> str:
        """Have the request passed on; gives what the page said before."""
        said = self.here.go(f"{self.request}/pass-on").text
        self.here.press({"to_force": THERE, "why": "A station"}, button="Pass on the request")
        return said


@pytest.fixture
def case(site: Flask, person: Person) -> Case:
    """A case of its own."""
    return Case(site, person)


def test_by_default_the_next_force_is_told_but_reads_nothing(case: Case) -> None:
    assert "The business has not agreed that the other force reads its report" in case.passes_on()
    page = case.there.go(case.request)
    assert "Val Visit, Derbyshire Constabulary, signed off a visit" in page.text
    assert "has not agreed that you read its report" in page.text
    case.there.go(case.report, status=404)
    begun = case.there.services.store.begin_visit(THERE, case.share, case.there.account.id, case.there.services.now())
    assert GATE not in case.there.go(f"/advisers/visits/{begun.id}/then-and-now").text


def test_agreed_before_it_is_passed_on(case: Case) -> None:
    case.says(LET)
    assert "A force that your request is passed on to may read the report" in case.owner.page.text
    assert "has agreed that the other force may read its report" in case.passes_on()
    case.there.go(case.request)
    case.there.follow("report of the visit (PDF)")
    assert case.there.at == case.report, "it is being printed"


def test_agreed_afterwards_and_taken_back(case: Case) -> None:
    case.passes_on()
    case.owner.go("/workspace")
    assert "British Transport Police cannot read the report of that visit unless you agree" in case.owner.page.text
    case.says(LET)
    case.there.go(case.report)
    begun = case.there.services.store.begin_visit(THERE, case.share, case.there.account.id, case.there.services.now())
    then = case.there.go(f"/advisers/visits/{begun.id}/then-and-now").text
    assert "Val Visit, Derbyshire Constabulary, visited" in then
    assert GATE in then
    assert NOTE in then
    assert PRIVATE not in then
    assert "Kim Lee, British Transport Police" in case.owner.go("/workspace").text, "each look is the owner's to see"
    case.says(BACK)
    case.there.go(case.report, status=404)
    assert GATE not in case.there.go(f"/advisers/visits/{begun.id}/then-and-now").text


def test_the_end_of_the_sharing_ends_it(case: Case) -> None:
    case.passes_on()
    case.says(LET)
    case.says("Stop sharing")
    assert "stopped sharing" in case.there.go(case.report, status=404).text
    assert BACK not in case.owner.go("/workspace").text


def test_neither_the_force_before_nor_a_third_one_reads_it_there(site: Flask, case: Case) -> None:
    case.says(LET)
    case.here.go(case.report, status=404)  # its own visit has its own page
    case.passes_on()
    case.here.go(case.report, status=404)
    Officer(site).joins("kent").go(case.report, status=404)


def test_an_owner_says_it_of_what_is_shared_alone(case: Case, another: Person) -> None:
    another.starts()
    token = another.go("/workspace").forms[0].values["csrf_token"]
    answer = another.client.post(f"/workspace/shares/{case.share}/visits", data={"csrf_token": token, "agree": "y"})
    assert answer.status_code == 404
    assert case.here.services.store.visits_along_since(case.share) is None
