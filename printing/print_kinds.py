"""The registry of printed kinds: adding one is one module in `printing/kinds/` and one row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from printing.kinds.blank_form import form_job
from printing.kinds.card import card_job
from printing.kinds.law_sheet import law_sheet_job
from printing.kinds.places import places_job
from printing.kinds.plan import plan_job
from printing.kinds.procedures import procedures_job
from printing.kinds.record import record_job
from printing.kinds.talk import talk_job
from printing.kinds.visit import visit_job, visit_note_job
from printing.kinds.workshop_summary import summary_job
from printing.print_job import PrintJob, Subject
from usecases.rights import Right
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class PrintKind:
    """A kind of document: its name at the beginning of a sentence, the words of the link back, and what makes its job.

    `right` is what somebody with a code for others needs to open one that belongs to the workspace.
    Site and worker both make the job again from the subject of the order, so that an order need not hold it.
    """

    title: str
    back: str
    job: Callable[[Services, Subject], PrintJob | None]
    right: Right = "read"


KINDS: Mapping[str, PrintKind] = MappingProxyType(
    {
        "card": PrintKind("Your card", "Back to the cards", card_job),
        "plan": PrintKind("Your plan", "Back to the result", plan_job),
        "record": PrintKind("Your record", "Back to the result", record_job),
        "form": PrintKind("The blank questionnaire", "Back", form_job),
        "places": PrintKind("The report of all your places", "Back to all places", places_job),
        "talk": PrintKind("Your talk", "Back to the talks", talk_job),
        "procedures": PrintKind("The print of your procedures", "Back to your procedures", procedures_job, "work"),
        "law-sheet": PrintKind("The sheet on Martyn’s Law", "Back to the sheet", law_sheet_job, "own"),
        "visit": PrintKind("The report of the visit", "Back to the result", visit_job),
        "visit-note": PrintKind("The note of the visit", "Back to the result", visit_note_job),
        "workshop": PrintKind("The summary of the workshop", "Back to the workshop", summary_job),
    }
)
