"""An owner who shares an assessment with the advisers of a force."""

from __future__ import annotations

from datetime import timedelta

from storage.sharing import NewShare, Wish
from tests.person import Person, Typed
from usecases.services import Services

AGREED: dict[str, Typed] = {"wish": "share", "consent": "y"}


def share_of(person: Person, force_id: str = "derbyshire", wish: Wish = "share") -> str:
    """The id of what a new owner shares, of an assessment without answers."""
    return share_at(person, person.starts(), force_id, wish)


def share_at(person: Person, address: str, force_id: str = "derbyshire", wish: Wish = "share") -> str:
    """The id of what an owner shares of the assessment at an address: kept at once, without the pages."""
    services: Services = person.client.application.extensions["services"]
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    now = services.now()
    new = NewShare(found.workspace_id, found.id, force_id, wish, now + timedelta(days=9), reach="01332 000000")
    return services.store.share(new, now).id


def shares(person: Person, address: str, typed: dict[str, Typed] | None = None, status: int = 200) -> None:
    """Ask for the sharing page of an assessment, fill it in and send it."""
    person.go(f"{address}/share")
    person.press(AGREED if typed is None else typed, button="Send it", status=status)


def share_id(person: Person) -> str:
    """The id of the newest share of the open workspace."""
    person.go("/workspace")
    ends = {"Stop sharing", "Withdraw the request"}
    newest = next(form for form in person.page.forms if ends & set(form.buttons))
    return (newest.action or "").split("/")[3]
