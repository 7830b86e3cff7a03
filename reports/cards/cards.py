"""The cards: single sheets to print and hang up, made from the bank, the local contact and a poster's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contacts import Contact
from questions.cards import CardText, FormCard, NumbersCard, PosterCard, StepsCard
from questions.model import Adviser, Bank, Route
from reports.cards.posters import Poster, qr_code
from reports.pdf.renderer import print_html
from reports.pdf.templates import contact_state, print_environment

Size = Literal["a4", "a5"]
Kind = Literal["steps", "form", "numbers", "poster"]


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A way to report or to get advice, as a card prints it: the large text, and the words beside it."""

    need: str
    large: str
    numeric: bool
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a card: the one to call first, the other routes, and the local advisers."""

    first: RouteLine
    routes: tuple[RouteLine, ...]
    adviser: Adviser | None
    contact: Contact | None
    postcode: str
    """A whole postcode to print in the address; empty leaves a line to write on."""
    as_at: date


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it is printed; `numbers` or `poster` only where its kind is that."""

    kind: Kind
    size: Size
    text: CardText
    service: str
    independent: str
    publishers: tuple[str, ...]
    """Of the bodies that issued the guidance."""
    others: bool
    """Whether it also relies on secondary sources."""
    as_at: date
    bank_version: str
    numbers: Numbers | None = None
    poster: Poster | None = None
    routes: tuple[RouteLine, ...] = ()
    """Of a card of steps that names reporting routes."""


def build_card(
    bank: Bank,
    card_id: str,
    size: Size,
    *,
    contact: Contact | None = None,
    postcode: str = "",
    poster: Poster | None = None,
) -> Card:
    """Give a card of the bank. Raises LookupError where the bank has none of that id, or a poster has no link."""
    cards = bank.cards
    text = next((each for each in cards.all if each.id == card_id), None) if cards else None
    if cards is None or text is None:
        raise LookupError(f"the bank has no card {card_id!r}")
    if isinstance(text, PosterCard) and poster is None:
        raise LookupError("a poster needs a link")
    routes = _routes(bank, text.routes) if isinstance(text, StepsCard) else ()
    keys = (*text.sources, *(bank.reporting.sources if isinstance(text, NumbersCard) else ()))
    sources = [bank.sources[key] for key in keys]
    return Card(
        kind=kind_of(text),
        size=size,
        text=text,
        service=bank.notices.service,
        independent=bank.notices.independent,
        publishers=tuple(dict.fromkeys(source.publisher for source in sources if not source.secondary)),
        others=any(source.secondary for source in sources),
        as_at=cards.as_at,
        bank_version=bank.version,
        numbers=_numbers(bank, text, contact, postcode) if isinstance(text, NumbersCard) else None,
        poster=poster if isinstance(text, PosterCard) else None,
        routes=routes,
    )


def kind_of(text: CardText) -> Kind:
    """Which of the kinds of card a text is."""
    match text:
        case FormCard():
            return "form"
        case NumbersCard():
            return "numbers"
        case PosterCard():
            return "poster"
    return "steps"


def render_card(card: Card) -> bytes:
    """Give a card as a PDF/UA-1 file. The same card gives the same bytes."""
    return print_html(card_html(card))


def card_html(card: Card) -> str:
    """Give a card as the HTML that is printed; every value of it is escaped."""
    return (
        print_environment()
        .get_template("card.html")
        .render(
            card=card,
            text=card.text,
            qr=qr_code(card.poster.link, card.poster.title) if card.poster else None,
            wordy=card.poster.wordy if card.poster else False,
            contact_state=contact_state(card.numbers.contact) if card.numbers else None,
        )
    )


def _numbers(bank: Bank, text: NumbersCard, contact: Contact | None, postcode: str) -> Numbers:
    return Numbers(
        first=_routes(bank, [text.emergency])[0],
        routes=_routes(bank, text.routes),
        adviser=bank.adviser,
        contact=contact,
        postcode=postcode,
        as_at=bank.reporting.as_at,
    )


def _routes(bank: Bank, named: Iterable[str]) -> tuple[RouteLine, ...]:
    lines = {route.id: _route_line(route) for route in bank.reporting.routes}
    return tuple(lines[each] for each in named)


def _route_line(route: Route) -> RouteLine:
    """The number is set large, or the route where it has none; the rest of the route's words go beside it."""
    large = route.tel or route.route
    words = " ".join(route.route.replace(large, "").split()).replace(" ,", ",")
    if " " not in words and len(words) <= len("Call"):
        words = ""  # only "Call" is left of "Call 101"
    return RouteLine(route.need, large, bool(route.tel), words, route.note or "")
