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
Role = Literal["business-name", "place-name", "postcode", "respondent", "use", "people"]


class ProfileOption(Content):
    """One choice of a profile field; `sector` picks the examples that fit the use."""

    id: Kebab
    title: Line
    hint: Help | None = None
    sector: str | None = None
    alone: bool = False


class ProfileField(Content):
    """One thing to know about the place; `above` is said where a number is larger than the one that it is part of.

    `role` says what the service itself uses the field for (docs/content.md lists them). `retired` holds the ids of
    options that it once had: a profile stored before may have them, and they are passed over.
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
    retired: tuple[Kebab, ...] = ()
    when: str | None = None


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
