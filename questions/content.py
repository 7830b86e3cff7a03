"""The base of every piece of content: a frozen model, and the kinds of text with their greatest lengths."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

Kebab = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Snake = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Line = Annotated[str, Field(min_length=2, max_length=200)]
LongLine = Annotated[str, Field(min_length=2, max_length=240)]  # a sentence of the levels or of the staff check
CardLine = Annotated[str, Field(min_length=2, max_length=160)]  # a line that fits across a printed card
CardWord = Annotated[str, Field(min_length=2, max_length=24)]  # a word on a card that is read from across a room
Text = Annotated[str, Field(min_length=2, max_length=1200)]
Help = Annotated[str, Field(min_length=2, max_length=600)]
SourceKeys = Annotated[tuple[str, ...], Field(min_length=1)]
HttpsUrl = Annotated[str, Field(pattern=r"^https://\S+$")]

FrozenTexts = Annotated[
    Mapping[str, Text], AfterValidator(MappingProxyType), PlainSerializer(lambda value: dict(value))
]


class Content(BaseModel):
    """A piece of content: frozen, and an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values in some fields, which works out for itself what depends on them."""
        made = super().model_copy(update=update, deep=deep)
        for worked_out in vars(made).keys() - type(made).model_fields.keys():
            del vars(made)[worked_out]  # by a cached property, from the fields of the original
        return made
