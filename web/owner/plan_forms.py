"""The forms of a plan that is worked through: what is typed for a job and its actions, and who did something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import SelectField, StringField, TextAreaField

from assessment.progress import action_name, job_name
from reports.report.wording import STATUS_TITLES
from usecases.plan_editing import JOB_DONE, SentJob
from usecases.plan_input import PARTS
from usecases.plan_progress import PlanAction, PlanJob
from usecases.revisions import Clash
from web.site.base_form import CheckedForm, tidy
from web.site.clashes import ClashLine, keeps_mine, sent_revisions

# What a page calls the parts of an item.
PART_NAMES = {
    "owner": "Who does it",
    "due": "Due day",
    "status": "Status",
    "reason": "Why it is not being done",
    "cost": "Cost",
    "note": "Note",
    "proof": "What shows that it is done",
}
_MADE: dict[tuple[str, ...], type[CheckedForm]] = {}


class DoneForm(CheckedForm):
    """The name of the person who did something, if they want to give it."""

    by = StringField(filters=[tidy])


def names_of(job: PlanJob) -> dict[str, str]:
    """The title of a job and of its actions, by the name under which something is typed for each."""
    titles = {action_name(action.line.question_id): action.line.title for action in job.actions}
    return {job_name(job.line.id): "The whole job", **titles}


def job_form(names: tuple[str, ...]) -> type[CheckedForm]:
    """The form class of a job and its actions, made once for each set of names."""
    if names not in _MADE:
        fields: dict[str, Any] = {"by": StringField(filters=[tidy])}
        for name in names:
            fields |= {f"{part}-{name}": StringField(filters=[tidy]) for part in ("owner", "due", "cost")}
            fields |= {f"{part}-{name}": TextAreaField(filters=[tidy]) for part in ("reason", "note", "proof")}
            fields[f"status-{name}"] = SelectField(choices=[], validate_choice=False)
        _MADE[names] = type("JobForm", (CheckedForm,), fields)
    return _MADE[names]


def sent_job(form: CheckedForm, names: Mapping[str, str]) -> SentJob:
    """What was sent, but for fields that were not on the page and those where the reader chose what is saved now."""
    fields = [f"{part}-{name}" for name in names for part in PARTS]
    values = {field: form[field].data or "" for field in fields if field in request.form and keeps_mine(field)}
    return SentJob(values, sent_revisions(), form["by"].data or "")


def job_statuses(job: PlanJob) -> dict[str, str]:
    """What can be said of a whole job."""
    tests = job.line.tests_only
    done = "Done: all of it is tested" if tests else "Done: all of it is in place"
    return {**_typed(), JOB_DONE: done}


def action_statuses(action: PlanAction) -> dict[str, str]:
    """What can be said of an action: a test is done when it is tested."""
    done = {"in-place": "Done: in place", "tested": "Done: in place and tested"}
    return {**_typed(), **({"tested": "Done: tested"} if action.line.kind == "test" else done)}


def clash_lines(job: PlanJob, clashes: tuple[Clash, ...]) -> tuple[ClashLine, ...]:
    """The clashes in the words of the page."""
    titles, lines = names_of(job), []
    words = {**_typed(), "done": "Done", "in-place": "In place", "tested": "In place and tested"}
    for clash in clashes:
        part, _, name = clash.field.partition("-")
        theirs, mine = (str(each) or "Nothing" for each in (clash.theirs, clash.mine))
        if part == "status":
            theirs, mine = words.get(theirs, theirs), words.get(mine, mine)
        asks = f"{titles[name]}: {PART_NAMES[part].lower()}"
        lines.append(ClashLine(clash.field, asks, theirs, mine, None if part == "status" else f"#{clash.field}"))
    return tuple(lines)


def _typed() -> dict[str, str]:
    return {status: title for status, title in STATUS_TITLES.items() if status != "done"}
