"""A visit in which everything private is filled in, beside a colleague and another business."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from flask import Flask

from storage.visit_records import FINDINGS
from tests.person import Person
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from tests.web.advisers.rows import ROWS
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_access import address_of
from tests.web.advisers.test_visits import begins
from tests.web.advisers.test_walk import LEAD
from tests.web.kept_forms import kept_form
from tests.web.site.test_routes import methods

_numbers = count(1)
# One of each thing that is not for the business: notes, colleagues, another business and what is known of it.
OWN_NOTE, THEIR_NOTE, COLLEAGUE, INVITED = "PRIVATE-OWN", "PRIVATE-OF-COLLEAGUE", "Bo Beside", "Ida Invited"
OTHER, OTHER_FINDING, OTHER_REACH, ROOM = "Quince and Quill", "OTHER-FINDING", "01332 000000", "Pubs of Derby"
PLANTED = (OWN_NOTE, THEIR_NOTE, COLLEAGUE, INVITED, OTHER, OTHER_FINDING, OTHER_REACH, ROOM, "@force.example")
# What stays open, closes nothing that it shows, and belongs to the mode itself or to nobody.
WAYS_OUT = {"showing.stop", "sign_in.sign_out"}


class Showing:
    """An adviser with a colleague, another business, and a visit in which everything private is filled in."""

    def __init__(self, site: Flask, person: Person, other: Person) -> None:
        self.officer = Officer(site).joins("derbyshire", "administrator", name="Val Visit")
        self.colleague = Officer(site).joins("derbyshire", name=COLLEAGUE)
        self.share_id = share_at(person, person.answers_all("3", "0", "dont-know", kind="full", people="300"))
        self.visit = begins(self.officer, self.share_id)
        for each, note, question in ((self.officer, OWN_NOTE, LEAD), (self.colleague, THEIR_NOTE, "recovery-plan")):
            each.go(f"{self.visit}/areas/{each.services.bank.area_of[question].id}")
            each.press({f"private-{question}": note, f"note-{question}": "For the report"}, button="Save")
        for each in (self.colleague, self.officer):
            each.go(f"{self.visit}/findings")
            each.press({"text": f"The gate, {len(each.account.role)}", "importance": "high"})
        self.colleague.go(f"{self.visit}/law")
        self.colleague.press({"words-evacuation": "Seen on a walk"}, button="Save")
        self.finding = next(iter(self.officer.services.store.records_of(self._id, FINDINGS)))
        self.other_share = share_at(other, other.starts(business_name=OTHER))
        self.other_visit = self._visits_the_other()
        self.ids = {
            "share_id": self.share_id,
            "visit_id": self._id,
            "form_id": kept_form(self.officer.services, self._assessment(), self._id),
            "workshop_id": Gathering(site).workshop.id,
            "account_id": self.colleague.account.id,
            "entry_id": "unknown",
        }
        self.officer.go("/advisers/team/invite")
        self.officer.press({"email": f"ida{next(_numbers)}@force.example", "name": INVITED, "role": "adviser"})
        self.officer.go(self.visit)

    @property
    def _id(self) -> str:
        return self.visit.rpartition("/")[2]

    def _assessment(self) -> str:
        found = self.officer.services.store.visit("derbyshire", self._id, self.officer.services.now())
        assert found is not None
        return found.assessment_id

    def _visits_the_other(self) -> str:
        """A visit to the other business, with a finding."""
        self.officer.go(f"/advisers/requests/{self.other_share}")
        self.officer.press(button="Start or continue a visit")
        visit = self.officer.at
        self.officer.go(f"{visit}/findings")
        self.officer.press({"text": OTHER_FINDING, "importance": "high"})
        return visit

    def begins(self) -> None:
        """Show the visit to the business."""
        self.officer.go(self.visit)
        self.officer.press(button="Show to the business")

    def pages(self, site: Flask, method: str) -> Iterator[tuple[str, str]]:
        """Each endpoint for advisers with its address, for what is shown."""
        for rule in site.url_map.iter_rules():
            row = ROWS.get(rule.endpoint)
            if row is not None and method in methods(rule.methods) and rule.endpoint not in WAYS_OUT:
                address = address_of(site, rule, row, self.ids).replace("A" * 16, self.finding)
                yield rule.endpoint, address.replace("/areas/leadership", "/areas/all")
