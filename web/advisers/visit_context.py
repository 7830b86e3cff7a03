"""An open visit and what follows from it: the business's answers, the remarks, and the pages that are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.navigation import Progress, Steps, asked_steps, progress_of
from assessment.result import Result
from assessment.visit_overrides import Remark, agree
from questions import Bank
from storage.visits import Visit
from usecases.names import place_name
from usecases.open_assessment import OpenAssessment, look_at_share
from usecases.visit_walk import Walk, walk_of
from web.advisers.auth import adviser
from web.advisers.colleagues import others_at
from web.advisers.sharing_ended import gone
from web.advisers.showing import shown_visit
from web.site.services import services


@dataclass(frozen=True, slots=True)
class Visiting:
    """A visit with everything that its pages show; `others` says in words who else has it open."""

    visit: Visit
    opened: OpenAssessment
    remarks: dict[str, Remark]
    others: str

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers of the business."""
        return self.opened.answers

    @property
    def bank(self) -> Bank:
        """The bank of the assessment."""
        return self.opened.bank

    @property
    def agreed(self) -> dict[str, Answer]:
        """The answers that count: the agreed ones if there are any."""
        return agree(self.answers, self.remarks)

    @property
    def result(self) -> Result:
        """The result of the agreed answers."""
        assessment = self.opened.assessment
        return evaluate(self.bank, assessment.profile, self.agreed, assessment.kind)

    @property
    def steps(self) -> Steps:
        """The pages that are asked, on the agreed answers."""
        return asked_steps(self.bank, self.opened.assessment.profile, self.agreed, self.opened.assessment.kind)

    @property
    def progress(self) -> Progress:
        """The progress on the agreed answers."""
        return progress_of(self.bank, self.steps, self.agreed)

    @property
    def walk(self) -> Walk:
        """The questions that are asked, those with gaps first."""
        return walk_of(self.steps, self.answers, self.agreed, self.remarks)

    @property
    def remarked(self) -> int:
        """On how many questions something is remarked."""
        return sum(not remark.silent for remark in self.remarks.values())

    @property
    def name(self) -> str:
        """The name of the place."""
        return place_name(self.bank, self.opened.assessment.profile)


def open_visit(visit_id: str) -> Visiting:
    """The visit, if it is the force's and the business still shares; the look is logged. Otherwise 404, with why.

    While it is shown to the business, private notes and who else is there are left out.
    """
    own = adviser().account
    visit = services.store.visit(own.force_id, visit_id, services.now())
    if visit is None:
        gone(services.store.share_of_visit(own.force_id, visit_id))
    looked = look_at_share(services, own.force_id, own.id, visit.share_id)
    others, remarks = "" if visit.signed else others_at("visit", visit.workspace_id), services.store.remarks(visit.id)
    if shown_visit():
        others, remarks = "", {name: replace(each, private="") for name, each in remarks.items()}
    return Visiting(visit, looked, remarks, others)
