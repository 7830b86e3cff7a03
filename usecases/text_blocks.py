"""A team's text blocks are saved, and those that suit a visit are found: the question in hand first, then its area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from questions import Bank
from storage.text_blocks import TextBlock
from storage.visit_records import ADVICE, FINDINGS
from usecases.revisions import Clash
from usecases.row_changes import Most, SentRow, changed_row
from usecases.services import Services

MOST_BLOCKS = 300
LONGEST_TITLE = 80
# What a block is for, and how long the field is that it is put in.
USES: Mapping[str, str] = MappingProxyType({FINDINGS.name: "Finding", ADVICE.name: "Recommendation"})
LONGEST: Mapping[str, int] = MappingProxyType({FINDINGS.name: 1000, ADVICE.name: 600})
_MOST = Most(MOST_BLOCKS, f"There are {MOST_BLOCKS} already, which is the most for one team. Remove one first")
THIS, GENERAL, GONE = "For this question", "For any area", "About a question that is no longer asked"


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks under one heading, by their ids."""

    title: str
    blocks: Mapping[str, TextBlock]


def save_block(services: Services, force_id: str, account_id: str, sent: SentRow) -> tuple[Clash, ...]:
    """Save what was touched, in one transaction; gives the fields that a colleague changed meanwhile, which stay.

    Raises Refused where there are too many.
    """
    clashes: tuple[Clash, ...] = ()

    def change(before: Mapping[str, TextBlock]) -> Mapping[str, TextBlock | None]:
        nonlocal clashes
        rows, clashes = changed_row(before, sent, block_texts, lambda values: TextBlock(**values), _MOST)
        return rows

    services.store.change_text_blocks(force_id, account_id, change, services.now())
    return clashes


def remove_block(services: Services, force_id: str, account_id: str, block_id: str) -> None:
    """Remove a block for the whole team; one that is no longer there is no error."""
    services.store.change_text_blocks(force_id, account_id, lambda _: {block_id: None}, services.now())


def block_texts(block: TextBlock) -> dict[str, str]:
    """A block as its form has it, by field."""
    return {"title": block.title, "text": block.text, "kind": block.kind, "about": block.about}


def blocks_by_area(services: Services, force_id: str, kind: str) -> tuple[BlockGroup, ...]:
    """The blocks of a kind: those that are general, then each area's."""
    return blocks_for(services, force_id, kind, services.bank, "")


def blocks_for(services: Services, force_id: str, kind: str, bank: Bank, question_id: str) -> tuple[BlockGroup, ...]:
    """The same with those first that are about this question, and about its area; `question_id` may be empty."""
    area = bank.area_of.get(question_id)
    of_area = f"For {area.title}" if area else ""
    titles = (THIS, of_area, GENERAL, *(each.title for each in bank.areas), GONE)
    groups: dict[str, dict[str, TextBlock]] = {title: {} for title in titles}
    for block_id, block in services.store.text_blocks(force_id).items():
        if block.kind == kind:
            title = _area_title(bank, block.about)
            if area and title == area.title:
                title = THIS if block.about == question_id else of_area
            groups[title][block_id] = block
    return tuple(BlockGroup(title, found) for title, found in groups.items() if found)


def about_titles(bank: Bank, about: str = "") -> dict[str, str]:
    """What a block may be about, in words: nothing, an area or a question, and what it is about already."""
    titles = {"": GENERAL}
    for area in bank.areas:
        titles[area.id] = area.title
        titles |= {each.id: f"{area.title}: {each.name}" for each in area.questions}
    return titles if about in titles else {**titles, about: GONE}


def put_in(typed: str, block: TextBlock) -> str:
    """A field after a block was put in: what was typed stays before it, and what is there already is not added."""
    if block.text in typed:
        return typed
    return f"{typed.rstrip()}\n{block.text}" if typed.strip() else block.text


def _area_title(bank: Bank, about: str) -> str:
    areas = {each.id: each.title for each in bank.areas}
    of_question = bank.area_of.get(about)
    return GENERAL if not about else of_question.title if of_question else areas.get(about, GONE)
