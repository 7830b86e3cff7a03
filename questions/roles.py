"""The contract between bank and service: which profile field has which role, whatever its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from questions.conditions import Value
from questions.profile import FieldKind, ProfileField, ProfilePage, Role

# The kind that a field of each role must have, because of what the service does with its value.
KIND_OF_ROLE: Mapping[Role, FieldKind] = MappingProxyType(
    {
        "business-name": "text",
        "place-name": "text",
        "postcode": "postcode",
        "respondent": "text",
        "use": "choice",
        "people": "number",
        "nation": "choice",
    }
)

# The options of the field with the role `nation`, by which conditions tell the parts of the United Kingdom apart.
NATIONS = ("england", "wales", "scotland", "northern-ireland")


@dataclass(frozen=True, slots=True)
class Roles:
    """The id of the profile field of each role; None where the bank asks for no such thing."""

    business_name: str | None = None
    place_name: str | None = None
    postcode: str | None = None
    respondent: str | None = None
    use: str | None = None
    people: str | None = None
    nation: str | None = None


def roles_of(pages: Iterable[ProfilePage]) -> Roles:
    """The roles that the fields of these pages name. Where two name the same, which the checks refuse, the last."""
    named = {field.role: field.id for page in pages for field in page.fields if field.role is not None}
    return Roles(**{role.replace("-", "_"): field_id for role, field_id in named.items()})


def value_of(profile: Mapping[str, Value], field_id: str | None) -> Value | None:
    """The value of the field of a role, such as `bank.roles.people`; None where it is unanswered or not asked."""
    return None if field_id is None else profile.get(field_id)


def text_of(profile: Mapping[str, Value], field_id: str | None) -> str:
    """The text of the field of a role; empty where it is unanswered or not asked."""
    return str(value_of(profile, field_id) or "")


def option_titles(pages: Iterable[ProfilePage], field_id: str | None) -> dict[str, str]:
    """The titles of a choice field's options by their ids, in order; empty where the bank has no such field."""
    return {option.id: option.title for field in _fields(pages) if field.id == field_id for option in field.options}


def _fields(pages: Iterable[ProfilePage]) -> Iterable[ProfileField]:
    return (field for page in pages for field in page.fields)
