"""A workspace with two places, its owner, and somebody with each kind of code for others."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from storage.grants import Grant
from storage.records import Premises
from tests.person import Person
from tests.web.kept_forms import kept_form, kept_sheet
from tests.web.site.test_access import check_at, feed_of, ids_of
from usecases.access_codes import make_code
from usecases.services import Services

AREA = "leadership"


@dataclass(frozen=True)
class Holders:
    """The people by the letter of their code, their codes and code ids, and what is in the two places."""

    people: dict[str, Person]
    codes: dict[str, str]
    code_ids: dict[str, str]
    here: dict[str, str]
    elsewhere: dict[str, str]
    services: Services

    @property
    def at(self) -> str:
        """The address of the assessment that the codes for one place and for one area are about."""
        return f"/assessments/{self.here['assessment_id']}"

    @property
    def area(self) -> str:
        """The first page of the area of the code for one area."""
        return f"{self.at}/areas/{AREA}/1"

    @property
    def workspace_id(self) -> str:
        """The id of the workspace."""
        found = self.services.store.find_assessment(self.here["assessment_id"])
        assert found is not None
        return found.workspace_id

    def withdraw(self, letter: str) -> None:
        """The owner withdraws a code, on the page of codes."""
        owner = self.people["o"]
        owner.go("/workspace/codes")
        address = f"/workspace/codes/{self.code_ids[letter]}/withdraw"
        assert any(form.action == address for form in owner.page.forms)
        owner.send(address, {})


def holders_of(site: Flask) -> Holders:
    """Make all of it: the owner through the pages, the rest by the use cases."""
    services: Services = site.extensions["services"]
    owner = Person(site)
    here = ids_of(owner)
    found = services.store.find_assessment(here["assessment_id"])
    assert found is not None
    ours = found.workspace_id
    grants = {
        "r": Grant("read"),
        "p": Grant("place", premises_id=here["premises_id"]),
        "a": Grant("area", assessment_id=here["assessment_id"], area_id=AREA),
    }
    made = {letter: make_code(services, ours, f"Holder {letter}", grant) for letter, grant in grants.items()}
    people = {"o": owner, **{letter: Person(site) for letter in made}}
    for letter, (code, _) in made.items():
        people[letter].returns(code)
    return Holders(
        people,
        {letter: code for letter, (code, _) in made.items()},
        {letter: shown.code.id for letter, (_, shown) in made.items()},
        here,
        _second_place(services, ours),
        services,
    )


def _second_place(services: Services, workspace_id: str) -> dict[str, str]:
    store, now = services.store, services.now()
    (first, *_) = store.premises_of(workspace_id)
    place: Premises = store.add_premises(workspace_id, now)
    store.save_profile(workspace_id, place.id, {**first.profile, "business_name": "The Second Kettle"}, now)
    begun = store.start_assessment(workspace_id, place.id, services.bank.version, "quick", now)
    order = store.order_print(
        "plan", "second", {"assessment": begun.id}, now, workspace_id=workspace_id, assessment_id=begun.id
    )
    return {
        "assessment_id": begun.id,
        "premises_id": place.id,
        "print_id": order.id,
        "form_id": kept_form(services, begun.id),
        "sheet_id": kept_sheet(services, begun.id),
        "feed_id": feed_of(services, workspace_id, begun.id),
        "check_id": check_at(services, workspace_id, place.id),
    }
