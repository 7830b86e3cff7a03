"""Checks the contract between bank and service: each role once, of the right kind, and there where it is needed."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.walk import fields_by_place
from questions.model import Bank
from questions.problems import Finding, Place
from questions.profile import ProfileField, Role
from questions.roles import KIND_OF_ROLE, NATIONS

# With advisers, a place is matched to a police force by its postcode, a team's list of requests shows its name, main
# use and number of people, and the team's figures are counted by the last two. Without advisers nothing is lost but a
# name on the plan, which says "This business" instead.
NEEDED_WITH_ADVISERS: tuple[Role, ...] = ("business-name", "postcode", "use", "people")


def check_roles(bank: Bank) -> Iterator[Finding]:
    """Each role at most once and on a field of its kind; those that advisers need, where the bank names advisers."""
    seen: set[Role] = set()
    for place, field in fields_by_place(bank):
        if field.role is None:
            continue
        if field.role in seen:
            yield (*place, "role"), f"the role {field.role!r} is used twice; keep one"
        seen.add(field.role)
        if field.kind != (kind := KIND_OF_ROLE[field.role]):
            yield (*place, "role"), f"the role {field.role!r} needs a field of kind {kind}, not {field.kind}"
        if field.role == "nation":
            yield from _nation(bank, place, field)
    if bank.adviser is not None:
        for role in NEEDED_WITH_ADVISERS:
            if role not in seen:
                message = f"no field has the role {role!r}, which a bank with an adviser needs; give it to one"
                yield ("profile",), message


def _nation(bank: Bank, place: Place, field: ProfileField) -> Iterator[Finding]:
    """The nation is worked out from the postcode, so it needs one, has the four options and is never required."""
    if tuple(option.id for option in field.options) != NATIONS:
        yield (*place, "options"), f"the role 'nation' needs the options {', '.join(NATIONS)}, in this order"
    if field.required:
        yield (*place, "required"), "nobody is asked for the nation, so it cannot be required; write required: false"
    if bank.roles.postcode is None:
        yield (*place, "role"), "the nation is worked out from the postcode, but no field has the role 'postcode'"
