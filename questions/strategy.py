"""The shape of the national strategy: its strands, and which areas of the bank bear on each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from questions.content import Content, Kebab, Line, Text


class Strand(Content):
    """One strand: its aim, and what this service does about it."""

    id: Kebab
    title: Line
    aim: Text
    here: Text
    areas: tuple[Kebab, ...] = ()


class Strategy(Content):
    """A national strategy and where this service stands in it; `source` is the strategy itself."""

    title: Line
    says: Text
    strands: Annotated[tuple[Strand, ...], Field(min_length=1)]
    source: str
