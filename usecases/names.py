"""The names of forces, places and advisers, as people read them."""

from __future__ import annotations

from assessment.profile import Profile
from questions import Bank
from questions.roles import text_of
from usecases.services import Services


def force_name(services: Services, force_id: str) -> str:
    """The name of a force; its id if an operator's list no longer has it."""
    names = {force.id: force.name for force in services.directory.forces}
    return names.get(force_id, force_id)


def place_name(bank: Bank, profile: Profile) -> str:
    """The names of a place as advisers read them, each once."""
    names = (text_of(profile, field) for field in (bank.roles.business_name, bank.roles.place_name))
    return ", ".join(dict.fromkeys(name for name in names if name)) or "A place without a name"


def account_name(services: Services, account_id: str) -> str:
    """The name of an adviser, even of one who has left the team."""
    account = services.store.account(account_id)
    return account.name if account else "An adviser"
