"""Checks the content of the public pages: what to notice, and the strategy with the areas that bear on it."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.references import unknown_sources
from questions.model import Bank
from questions.problems import Finding


def check_what_to_notice(bank: Bank) -> Iterator[Finding]:
    """The routes, the card and the sources that the page names do exist, and every section has something to say."""
    page = bank.what_to_notice
    if page is None:
        return
    routes = {route.id for route in bank.reporting.routes}
    for i, named in enumerate(page.first):
        if named not in routes:
            yield ("what_to_notice", "first", i), f"there is no route {named!r} in reporting.yaml"
    if page.card is not None and page.card not in {card.id for card in (bank.cards.all if bank.cards else ())}:
        yield ("what_to_notice", "card"), f"there is no card {page.card!r} in cards.yaml"
    for i, section in enumerate(page.sections):
        place = ("what_to_notice", "sections", i)
        yield from unknown_sources(bank, (*place, "sources"), section.sources)
        if not (section.says or section.points or section.examples or section.links):
            yield place, "says nothing; give it text, points, examples or links"


def check_strategy(bank: Bank) -> Iterator[Finding]:
    """The source and the areas that the strategy names do exist, and every area bears on some strand."""
    strategy = bank.strategy
    if strategy is None:
        return
    yield from unknown_sources(bank, ("strategy", "source"), [strategy.source])
    for i, strand in enumerate(strategy.strands):
        for area in strand.areas:
            if area not in bank.area_by_id:
                yield ("strategy", "strands", i, "areas"), f"there is no area {area!r}"
    named = {area for strand in strategy.strands for area in strand.areas}
    for area in bank.area_by_id:
        if area not in named:
            yield ("strategy", "strands"), f"no strand names the area {area!r}; say on which one it bears"
