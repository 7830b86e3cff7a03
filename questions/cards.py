"""The shape of the cards: single sheets to print and hang up, with what they say."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field

from questions.content import CardLine, CardWord, Content, Kebab

Lines = Annotated[tuple[CardLine, ...], Field(min_length=1, max_length=16)]


class Step(Content):
    """One thing to do or to ask, under a word that is read from far away."""

    title: CardWord
    says: CardLine
    points: tuple[CardLine, ...] = ()


class Group(Content):
    """Steps that belong together; `letters` marks each with its first letter, otherwise it is numbered.

    `unmarked` steps are examples, in no order: they have neither.
    """

    title: CardLine | None = None
    letters: bool = False
    unmarked: bool = False
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=4)]


class Block(Content):
    """A short list under a heading."""

    title: CardLine
    points: Lines


class CardText(Content):
    """The common part of every card: `about` says on the page of cards what it is for, `lead` opens the card."""

    id: Kebab
    title: CardLine
    about: CardLine
    lead: CardLine
    sources: tuple[str, ...] = ()
    review_by: date


class StepsCard(CardText):
    """A card of steps to hang up: groups of steps, the bank's reporting routes if any, and short lists below them."""

    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=3)]
    routes: Annotated[tuple[Kebab, ...], Field(max_length=4)] = ()
    blocks: Annotated[tuple[Block, ...], Field(max_length=2)] = ()


class FormCard(CardText):
    """A form to fill in while someone calls: questions to ask, boxes to tick, lines to write on."""

    during: Block
    call: Block
    words: CardLine
    ask: Block
    hint: CardLine
    heard_title: CardLine
    heard: Annotated[tuple[Block, ...], Field(min_length=1, max_length=8)]
    stood_out: CardLine
    told: Block
    after: Block


class NumbersCard(CardText):
    """Who to call: of the bank's reporting routes `emergency` large, then `routes`; and lines for own numbers.

    `postcode` is the line of `address` that is filled in where the postcode is known.
    """

    emergency: Kebab
    routes: Annotated[tuple[Kebab, ...], Field(min_length=1, max_length=8)]
    say: CardLine
    other: CardLine
    adviser: CardLine
    own: Block
    address: Block
    postcode: CardLine


class PosterCard(CardText):
    """A poster with a QR code of any link; `title` and `lead` are used where no others are written."""

    scan: CardLine
    check: CardLine


class Cards(Content):
    """All cards of a bank. `as_at` is the day on which their facts were last read."""

    as_at: date
    steps: tuple[StepsCard, ...] = ()
    form: FormCard | None = None
    numbers: NumbersCard | None = None
    poster: PosterCard | None = None

    @cached_property
    def all(self) -> tuple[CardText, ...]:
        """Every card, in the order of the page of cards."""
        singles = (self.form, self.numbers, self.poster)
        return (*self.steps, *(card for card in singles if card is not None))
