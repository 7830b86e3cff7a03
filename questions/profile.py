"""The shape of the premises profile's questions, and the types that conditions may compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from questions.conditions import Kind, ValueType

Snake = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Line = Annotated[str, Field(min_length=2, max_length=200)]
Help = Annotated[str, Field(min_length=2, max_length=600)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ProfileOption(_Content):
    """One choice of a profile field; `sector` picks the examples that fit the use."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    title: Line
    hint: Help | None = None
    sector: str | None = None
    alone: bool = False


class ProfileField(_Content):
    """One thing to know about the place; `above` is said where a number is larger than the one that it is part of."""

    id: Snake
    ask: Line
    name: Annotated[str, Field(min_length=2, max_length=60)]
    help: Help | None = None
    kind: Literal["text", "postcode", "number", "choice", "choices", "yes-no"]
    required: bool = True
    missing: Line | None = None
    longest: Annotated[int, Field(ge=1, le=500)] = 200
    least: int = 0
    greatest: int = 500_000
    part_of: Snake | None = None
    above: Line | None = None
    options: tuple[ProfileOption, ...] = ()
    when: str | None = None


class ProfilePage(_Content):
    """A few fields of the profile shown together."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    title: Line
    intro: Help | None = None
    fields: Annotated[tuple[ProfileField, ...], Field(min_length=1)]


_KINDS: Mapping[str, Kind] = {
    "text": "text",
    "postcode": "text",
    "number": "number",
    "choice": "choice",
    "choices": "choices",
    "yes-no": "flag",
}


def value_types(pages: Iterable[ProfilePage]) -> dict[str, ValueType]:
    """The type of each profile field, by its id, for checking and compiling conditions."""
    return {
        field.id: ValueType(_KINDS[field.kind], frozenset(option.id for option in field.options))
        for page in pages
        for field in page.fields
    }
