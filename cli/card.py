"""The command that prints a card to put up on a wall."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

import click

from cli.atomic_write import OutputError, check_target
from cli.cli_helpers import (
    bank_or_fail,
    directory_or_fail,
    fail,
    say_contact_unprinted,
    say_unprinted,
    services,
    write_or_fail,
)
from contacts import Contact
from questions import Bank
from questions.cards import CardText, NumbersCard, PosterCard
from reports.cards.cards import Size, build_card
from reports.cards.posters import Poster, read_poster
from usecases.force_contact import whole_postcode
from usecases.services import Services

STANDARD_OUTPUT = Path("-")


@dataclass(frozen=True, slots=True)
class CardOptions:
    """What a card may need: the place of who to call, or a poster's words. None where it is not given."""

    postcode: str | None
    force: str | None
    link: str | None
    title: str | None
    line: str | None


@click.command("card")
@click.argument("card")
@click.option("--size", type=click.Choice(get_args(Size)), default="a4", show_default=True, help="The paper.")
@click.option("--postcode", help="Who to call: the place, which names its police force.")
@click.option("--force", help="Who to call: the police force, by its id.")
@click.option("--link", help="The poster: the link that its code opens.")
@click.option("--title", help="The poster: its title.")
@click.option("--line", help="The poster: a line under the title.")
@click.option("--pdf", type=click.Path(path_type=Path), required=True, help="Write to this file (- prints it).")
def card_command(card: str, size: Size, pdf: Path, **words: str | None) -> None:
    """Print CARD, such as run-hide-tell, on one sheet to put up."""
    bank = bank_or_fail(services)
    text = _card(bank, card)
    given = CardOptions(**words)
    _check_fit(text, given)
    _check_target(pdf)
    contact, whole = _local(services, given.postcode, given.force) if isinstance(text, NumbersCard) else (None, "")
    poster = _poster(text, given) if isinstance(text, PosterCard) else None
    for name, said in (("--title", given.title), ("--line", given.line)):
        say_unprinted(name, said or "")
    say_contact_unprinted(contact)
    built = build_card(bank, text.id, size, contact=contact, postcode=whole, poster=poster)
    from reports.cards.cards import render_card

    document = render_card(built)
    if pdf == STANDARD_OUTPUT:
        click.echo(document, nl=False)
    else:
        write_or_fail({pdf: document})
        click.echo(f"{text.title}: {pdf}")


def _card(bank: Bank, card: str) -> CardText:
    known = {each.id: each for each in bank.cards.all} if bank.cards else {}
    if not known:
        fail("This bank has no cards (cards.yaml).")
    if card not in known:
        near = get_close_matches(card, known, 1)
        fail(f"There is no card {card!r}; " + (f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"))
    return known[card]


def _check_fit(text: CardText, given: CardOptions) -> None:
    """See that no option is given that this card would not print, and that a poster has its link."""
    numbers = {"--postcode": given.postcode, "--force": given.force}
    poster = {"--link": given.link, "--title": given.title, "--line": given.line}
    foreign = {} if isinstance(text, NumbersCard) else numbers
    foreign = foreign if isinstance(text, PosterCard) else foreign | poster
    if wrong := [name for name, value in foreign.items() if value is not None]:
        raise click.UsageError(f"{text.id} takes no {' and no '.join(wrong)}.")
    if isinstance(text, PosterCard) and given.link is None:
        raise click.UsageError("A poster needs --link, the address that its code opens.")


def _check_target(pdf: Path) -> None:
    if pdf != STANDARD_OUTPUT:
        try:
            check_target(pdf)
        except OutputError as error:
            fail(str(error))


def _local(services: Services, postcode: str | None, force: str | None) -> tuple[Contact | None, str]:
    """The contact to print, and the postcode where it is a whole one. Both may be missing: the card then says so."""
    directory = directory_or_fail(services)
    whole, found = "", force
    if postcode is not None:
        finding = directory.find(postcode)
        if finding.status == "invalid":
            fail("--postcode: enter a UK postcode, such as DE1 2XX, or its first half")
        whole = whole_postcode(finding)
        found = force or finding.force_id
        if found is None:
            choices = " or ".join(f"--force {each}" for each in finding.candidates) or "--force and a force_id"
            click.echo(f"{finding.postcode} leaves the police force open; add {choices}.", err=True)
    known = {each.id for each in directory.forces}
    if found is not None and found not in known:
        near = get_close_matches(found, known, 1)
        fail(f"--force: there is no police force {found!r}" + (f"; did you mean {near[0]}?" if near else ""))
    # From the operator's file: a command prints a card without the store, so knows no entry confirmed on the site.
    return (directory.contact(found, services.today()) if found else None), whole


def _poster(text: PosterCard, given: CardOptions) -> Poster:
    own = given.title is not None or given.line is not None
    line = (given.line or "") if own else text.lead
    poster, problems = read_poster(given.title or text.title, line, given.link or "")
    if poster is None:
        fail(*(f"--{problem}" for problem in problems))
    return poster
