"""The shape of the procedures that a place writes for itself: what they say to everyone, and what its owner adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from questions.content import CardLine, Content, Help, Kebab, Line, LongLine, SourceKeys, Text

# A line; some sentences; words to read out, printed largest; things to do, one a line.
FieldKind = Literal["line", "text", "words", "steps"]
# How many characters each takes, so that a procedure stays on its page.
LONGEST: Mapping[FieldKind, int] = MappingProxyType({"line": 120, "text": 400, "words": 220, "steps": 500})
# And how many lines.
MOST_LINES: Mapping[FieldKind, int] = MappingProxyType({"line": 1, "text": 6, "words": 4, "steps": 8})

# A field as it is kept and as role cards name it: `lock-down.doors`.
FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$")]


class Sentence(Content):
    """A sentence that is printed only where `when` holds, and only in these tiers where some are named."""

    says: LongLine
    when: str | None = None
    tiers: tuple[Kebab, ...] = ()


class Suggestion(Content):
    """What a field holds until the owner writes something: marks such as {place} stand for what the profile says."""

    text: Help
    when: str | None = None


class ProcedureField(Content):
    """What the owner fills in. `notes` are questions whose notes are shown beside the field as a reminder."""

    asks: Line
    hint: LongLine | None = None
    kind: FieldKind = "text"
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[Kebab, ...] = ()


class ProcedurePart(Content):
    """A row of a procedure: what it says to everyone, then what the owner fills in.

    `duties` and `gathers` are for the document of the law: it shows how these duties stand, and what these procedures
    say. A `short` part is on the sheet that is read in three minutes, with `brief` in place of its sentences if given.
    """

    id: Kebab
    title: CardLine
    says: tuple[LongLine | Sentence, ...] = ()
    field: ProcedureField | None = None
    when: str | None = None
    tiers: tuple[Kebab, ...] = ()
    short: bool = False
    brief: LongLine | None = None
    duties: tuple[Kebab, ...] = ()
    gathers: tuple[Kebab, ...] = ()


class Procedure(Content):
    """One procedure, printed on a page; `never` is the line at its foot, read first in a hurry."""

    id: Kebab
    title: CardLine
    lead: CardLine
    asks: Text
    duty: Kebab | None = None
    never: CardLine | None = None
    when: str | None = None
    tiers: tuple[Kebab, ...] = ()
    parts: Annotated[tuple[ProcedurePart, ...], Field(min_length=1)]
    sources: SourceKeys
    review_by: date


class RoleCard(Content):
    """A card for whoever has a role: who that is, what they do, and what they need of the procedures."""

    id: Kebab
    title: CardLine
    who: FieldName
    does: tuple[LongLine | Sentence, ...]
    shows: tuple[FieldName, ...] = ()


class PracticeLog(Content):
    """The sheet on which training and practice are written down."""

    title: CardLine
    says: tuple[LongLine, ...]
    everyone: CardLine
    deciders: CardLine
    practice: CardLine


class ProcedureWords(Content):
    """What the pages and prints say about the procedures as a whole."""

    title: CardLine
    intro: Text
    private: LongLine
    private_long: Text
    short_title: CardLine
    short_lead: LongLine
    short_first: tuple[LongLine | Sentence, ...]
    cards_title: CardLine
    draft: Text


class Procedures(Content):
    """All procedures of a bank, with the document of the law that some tiers need."""

    as_at: date
    words: ProcedureWords
    procedures: Annotated[tuple[Procedure, ...], Field(min_length=1)]
    cards: tuple[RoleCard, ...] = ()
    log: PracticeLog
    document: Procedure | None = None

    @cached_property
    def all(self) -> tuple[Procedure, ...]:
        """Every procedure, the document of the law last."""
        return (*self.procedures, *((self.document,) if self.document else ()))

    @cached_property
    def fields(self) -> Mapping[str, ProcedureField]:
        """Every field by the name under which it is kept."""
        return MappingProxyType(
            {f"{each.id}.{part.id}": part.field for each in self.all for part in each.parts if part.field}
        )


def conditions_in(procedures: Procedures) -> tuple[tuple[tuple[str | int, ...], str], ...]:
    """Every condition, with its place in the procedures."""
    found: list[tuple[tuple[str | int, ...], str | None]] = []

    def sentences(place: tuple[str | int, ...], says: tuple[str | Sentence, ...]) -> None:
        found.extend(((*place, i), each.when) for i, each in enumerate(says) if isinstance(each, Sentence))

    for place, each in procedures_by_place(procedures):
        found.append((place, each.when))
        for p, part in enumerate(each.parts):
            found.append(((*place, "parts", p), part.when))
            sentences((*place, "parts", p, "says"), part.says)
            suggestions = part.field.suggestions if part.field else ()
            found.extend(((*place, "parts", p, "field", "suggestions", i), s.when) for i, s in enumerate(suggestions))
    for i, card in enumerate(procedures.cards):
        sentences(("cards", i, "does"), card.does)
    sentences(("words", "short_first"), procedures.words.short_first)
    return tuple((place, text) for place, text in found if text is not None)


def procedures_by_place(procedures: Procedures) -> tuple[tuple[tuple[str | int, ...], Procedure], ...]:
    """Every procedure with its place."""
    own: list[tuple[tuple[str | int, ...], Procedure]] = [
        (("procedures", i), each) for i, each in enumerate(procedures.procedures)
    ]
    return (*own, *(((("document",), procedures.document),) if procedures.document else ()))
