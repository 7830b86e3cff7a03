"""What the adviser who leads a workshop could say next, from how far everyone is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assessment.board_disclosure import AreaFigure
from questions import Bank
from reports.figures.workshop import GapLine, common_gaps
from storage.workshops import Workshop
from usecases.board_cache import BoardFigures

CueId = Literal["closed", "nobody", "begin", "answering", "talk", "led", "all-finished"]
MOST_AREAS = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """What to say next: which words, the areas that they name, and the gap to talk about in the area that is led."""

    id: CueId
    areas: tuple[AreaFigure, ...] = ()
    gap: GapLine | None = None


def cue_of(bank: Bank, workshop: Workshop, figures: BoardFigures, *, is_open: bool) -> Cue:
    """What to say next. Pure; of answers it knows only what the board has shown."""
    far = figures.how_far
    if not is_open:
        return Cue("closed")
    if not far.joined:
        return Cue("nobody")
    if workshop.area_id is not None:
        here = tuple(each for each in far.areas if each.area_id == workshop.area_id)
        ids = {each.id for each in bank.area_by_id[workshop.area_id].questions}
        shown = {question: counts for question, counts in figures.shown.items() if question in ids}
        return Cue("led", here, next(iter(common_gaps(bank, shown)), None))
    if far.finished == far.joined:
        return Cue("all-finished")
    if not far.answers:
        return Cue("begin")
    ready = [each for each in far.areas if each.done and each.done * 2 >= each.asked]
    ready.sort(key=lambda each: -each.done / each.asked)
    return Cue("talk", tuple(ready[:MOST_AREAS])) if ready else Cue("answering")
