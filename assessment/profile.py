"""The premises profile: the description of a place, validated against the bank's profile fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assessment.plain_text import tidy_text
from assessment.problems import InputProblem, shown
from questions.conditions import Names, Value, compile_condition
from questions.model import Bank
from questions.profile import ProfileField, value_types

Profile = Mapping[str, Value]
EMPTY: Profile = MappingProxyType({})
EXAMPLE_NUMBER = 60
"""The number that a message gives as an example, where the field takes it."""


def fields_of(bank: Bank) -> Iterator[ProfileField]:
    """Every field of the bank's profile, in order."""
    for page in bank.profile:
        yield from page.fields


def fields_to_ask(bank: Bank) -> Iterator[ProfileField]:
    """Every field that somebody is asked for, in order."""
    return (field for field in fields_of(bank) if field.asked)


def applies(bank: Bank, field: ProfileField, profile: Profile) -> bool:
    """Whether a field is asked of this profile."""
    if field.when is None:
        return True
    names = Names(value_types(bank.profile), frozenset())
    return compile_condition(field.when, names)(profile, {})


def read_profile(
    bank: Bank, raw: Mapping[str, object], *, only: frozenset[str] | None = None
) -> tuple[Profile, tuple[InputProblem, ...]]:
    """Give the valid values of a raw profile, and every problem with it.

    Values may be typed (from YAML) or text (from a form). A field whose condition is false is left out.
    `only` limits what is required to some fields, for a profile that is still being filled in.
    """
    known = {field.id: field for field in fields_of(bank)}
    problems = [InputProblem(shown(name), "the profile has no such field") for name in raw if name not in known]
    values: dict[str, Value] = {}
    for field in known.values():
        if not applies(bank, field, values):
            continue
        wanted = only is None or field.id in only
        try:
            value = read_value(field, raw.get(field.id))
        except ValueError as error:
            problems.append(InputProblem(field.id, str(error)))
            continue
        whole = values.get(field.part_of or "")
        if isinstance(value, int) and isinstance(whole, int) and value > whole:
            problems.append(InputProblem(field.id, field.above or f"is larger than {field.part_of}"))
        elif value is not None:
            values[field.id] = value
        elif field.required and wanted:
            problems.append(InputProblem(field.id, field.missing or "is missing"))
    return MappingProxyType(values), tuple(problems)


def read_value(field: ProfileField, raw: object) -> Value | None:
    """The value of one field; None where nothing was said.

    Raises ValueError, which says what to do, if the value is not of the field's kind.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    match field.kind:
        case "text" | "postcode":
            return _text(field, raw)
        case "number":
            return _number(field, raw)
        case "yes-no":
            return _yes_no(raw)
        case "choice":
            # Retired options included: what was once chosen is still read.
            if not isinstance(raw, str) or raw not in {option.id for option in field.options}:
                raise ValueError(_one_of(field, raw))
            return raw
        case "choices":
            return _choices(field, raw)


def _text(field: ProfileField, raw: object) -> str | None:
    if not isinstance(raw, str):
        raise ValueError(f"write {field.name.lower()} as text, in quotes")
    text = tidy_text(raw)
    if len(text) > field.longest:
        raise ValueError(f"use {field.longest} characters or fewer (now {len(text)})")
    return text or None


def _number(field: ProfileField, raw: object) -> int:
    typed = (raw if isinstance(raw, str) else shown(raw)).strip()
    # Between thousands stand commas, or spaces of any width: a text editor makes them hard or thin.
    text = "".join(sign for sign in typed if sign != "," and unicodedata.category(sign) != "Zs")
    number = int(text) if not isinstance(raw, bool) and re.fullmatch(r"[0-9]{1,9}", text) else None
    if number is None or not field.least <= number <= field.greatest:
        asked = field.missing or f"Enter a number for {field.name.lower()}"
        example = min(max(EXAMPLE_NUMBER, field.least), field.greatest)
        raise ValueError(f"{asked}: a whole number from {field.least} to {field.greatest:,}, such as {example:,}")
    return number


def _yes_no(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("yes", "no"):
        return raw == "yes"
    raise ValueError("select yes or no")


def _choices(field: ProfileField, raw: object) -> tuple[str, ...]:
    if isinstance(raw, str) or not isinstance(raw, list | tuple):
        raise ValueError("write the choices as a list")
    known = {option.id: option for option in field.options}
    # No condition reads a retired one.
    raw = [item for item in raw if not (isinstance(item, str) and item in field.retired_ids)]
    for item in raw:
        if not isinstance(item, str) or item not in known:
            raise ValueError(_one_of(field, item))
    chosen = tuple(option for option in known if option in raw)
    alone = [item for item in chosen if known[item].alone]
    if alone and len(chosen) > 1:
        raise ValueError(f"select either {known[alone[0]].title!r} or the others, not both")
    return chosen


def _one_of(field: ProfileField, raw: object) -> str:
    known = ", ".join(option.id for option in field.offered)
    return f"there is no choice {shown(raw)!r}; choose from {known}"


def sector_of(bank: Bank, profile: Profile) -> str | None:
    """The sector whose examples fit the place, by the options chosen in the profile."""
    for field in fields_of(bank):
        for option in field.options:
            if option.sector and profile.get(field.id) == option.id:
                return option.sector
    return None
