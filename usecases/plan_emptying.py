"""Everything that was typed for a job or an action can be deleted for good; that it is done stays."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assessment.progress import NOTHING_TYPED, Progress, action_name, job_name
from reports.report.dates import long_date
from reports.report.wording import STATUS_TITLES
from storage.plans import PlanChange
from storage.records import Assessment
from usecases.plan_progress import PlanJob
from usecases.revisions import revision_of
from usecases.services import Services

# What a page calls what was typed, in its order; `by` are the names beside what is done.
TITLES = {
    "owner": "Who does it",
    "due": "Due day",
    "status": "Status",
    "reason": "Why it is not being done",
    "cost": "What it costs here",
    "note": "Note",
    "proof": "What shows that it is done",
    "by": "Who said that it is done",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for a job or an action: its name and title, each part in words, and a digest of all of it."""

    name: str
    title: str
    parts: tuple[tuple[str, str], ...]
    seen: str


def all_typed(progress: Progress, job: PlanJob) -> tuple[Typed, ...]:
    """What was typed for a job as a whole and for each of its actions; those without anything are left out."""
    titles = {job_name(job.line.id): "The whole job"}
    titles |= {action_name(action.line.question_id): action.line.title for action in job.actions}
    found = (_typed(progress, name, title) for name, title in titles.items())
    return tuple(each for each in found if each.parts)


def empty(services: Services, assessment: Assessment, job: PlanJob, name: str, seen: str) -> bool:
    """Delete all of it for good; False where something else has been typed since its reader saw it.

    Raises NotFound and Unfinished.
    """
    same: list[bool] = []

    def change(progress: Progress) -> PlanChange:
        now = next((each.seen for each in all_typed(progress, job) if each.name == name), "")
        same.append(now == seen)
        return PlanChange(emptied=(name,) if same[-1] else ())

    services.store.change_plan(assessment.workspace_id, assessment.id, change, services.now())
    return same[-1]


def _typed(progress: Progress, name: str, title: str) -> Typed:
    item = progress.item(name)
    by = dict.fromkeys(each.by for each in progress.updates if action_name(each.question) == name and each.by)
    words = {
        **item._asdict(),
        "due": long_date(item.due) if item.due else "",
        "status": "" if item.status == NOTHING_TYPED.status else STATUS_TITLES[item.status],
        "by": ", ".join(by),
    }
    parts = tuple((title, words[part]) for part, title in TITLES.items() if words[part])
    return Typed(name, title, parts, revision_of(json.dumps(parts)))
