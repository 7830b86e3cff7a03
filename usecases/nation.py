"""The nation of a place, worked out from its postcode: nobody is asked for it."""

from __future__ import annotations

from types import MappingProxyType

from assessment.profile import Profile
from contacts import Directory
from questions import Bank
from questions.roles import text_of


def with_nation(bank: Bank, directory: Directory, profile: Profile, force_id: str | None = None) -> Profile:
    """The profile with the nation of its postcode; without one where the postcode leaves it open.

    On a border, where a postcode may be in one of two nations, the force that was chosen for the place decides.
    """
    field = bank.roles.nation
    if field is None:
        return profile
    nation = directory.nation(text_of(profile, bank.roles.postcode), force_id)
    rest = {name: value for name, value in profile.items() if name != field}
    return MappingProxyType({**rest, field: nation} if nation else rest)
