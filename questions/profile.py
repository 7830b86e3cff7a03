"""The shape of the premises profile's questions, and the types that conditions may compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from questions.conditions import Kind, ValueType
from questions.content import Content, Help, Kebab, Line, Snake
from questions.words import count_words

FieldKind = Literal["text", "postcode", "number", "choice", "choices", "yes-no"]
Role = Literal["business-name", "place-name", "postcode", "respondent", "use", "people", "nation"]

WORKED_OUT: frozenset[Role] = frozenset({"nation"})
"""The roles of fields that nobody is asked for, because the service fills them in."""


class ProfileOption(Content):
    """One choice of a profile field; `sector` picks the examples that fit the use.

    A `retired` one is no longer offered. Where it was the one choice, it stays readable and its question is asked
    again; among several it is passed over.
    """

    id: Kebab
    title: Line
    hint: Help | None = None
    sector: str | None = None
    alone: bool = False
    retired: bool = False


class ProfileField(Content):
    """One thing to know about the place; `above` is said where a number is larger than the one that it is part of.

    `role` says what the service itself uses the field for (docs/content.md lists them).
    """

    id: Snake
    ask: Line
    name: Annotated[str, Field(min_length=2, max_length=60)]
    help: Help | None = None
    kind: FieldKind
    role: Role | None = None
    required: bool = True
    missing: Line | None = None
    longest: Annotated[int, Field(ge=1, le=500)] = 200
    least: int = 0
    greatest: int = 500_000
    part_of: Snake | None = None
    above: Line | None = None
    options: tuple[ProfileOption, ...] = ()
    when: str | None = None

    @property
    def asked(self) -> bool:
        """Whether anyone is asked for it. The nation is worked out from the postcode instead."""
        return self.role not in WORKED_OUT

    @cached_property
    def retired_ids(self) -> frozenset[str]:
        """The ids of the options that are no longer offered."""
        return frozenset(option.id for option in self.options if option.retired)

    @property
    def offered(self) -> tuple[ProfileOption, ...]:
        """The options to choose from."""
        return tuple(option for option in self.options if not option.retired)


class ProfilePage(Content):
    """A few fields of the profile shown together."""

    id: Kebab
    title: Line
    intro: Help | None = None
    fields: Annotated[tuple[ProfileField, ...], Field(min_length=1)]

    @cached_property
    def words(self) -> int:
        """How many words the page shows where each of its fields is asked."""
        options = [option for field in self.fields for option in field.options]
        return count_words(
            self.title,
            self.intro,
            *(text for field in self.fields for text in (field.ask, field.help)),
            *(text for option in options for text in (option.title, option.hint)),
        )


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
