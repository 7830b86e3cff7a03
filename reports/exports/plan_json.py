"""A plan as plain data, for JSON: on the command line and on the web. Its schema is docs/plan.schema.json."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from assessment.comparison import compare
from assessment.due import due_days
from assessment.json_types import JsonObject
from assessment.result import Result, Tally
from assessment.result_json import jobs_document, result_document
from assessment.staff_check import StaffCheck, measure
from contacts import Contact
from questions.model import Bank
from reports.exports.contact_json import contact_document
from reports.report.change import Earlier


def plan_document(
    bank: Bank,
    result: Result,
    contact: Contact | None,
    made_on: date,
    earlier: Earlier | None = None,
    staff_check: StaffCheck | None = None,
) -> JsonObject:
    """The whole result with the local contact; its JSON Schema is docs/plan.schema.json.

    Jobs are due in days that count from the one that the plan is made on.

    `change` and `staff_check` are None where there is nothing to compare with, or too few responses to show.
    """
    return {
        **result_document(bank, result),
        "answers": _answers(result),
        "jobs": _jobs(bank, result, made_on),
        "contact": contact_document(contact),
        "change": _change(bank, result, earlier) if earlier else None,
        "staff_check": _measured(bank, staff_check) if staff_check else None,
    }


def _answers(result: Result) -> list[JsonObject]:
    """What was answered, in the order of the path; a question without an answer is among the unanswered."""
    given = ((question, result.answers.get(question)) for question in result.path)
    return [
        {"question": question, "choice": answer.choice, "reason": answer.reason, "note": answer.note}
        for question, answer in given
        if answer is not None and (answer.choice is not None or answer.note)
    ]


def _jobs(bank: Bank, result: Result, made_on: date) -> list[JsonObject]:
    days = due_days(bank.scoring.classes, result.jobs, made_on)
    documents = zip(result.jobs, jobs_document(result), strict=True)
    return [{**document, "due": days[job.id].due.isoformat()} for job, document in documents]


def _measured(bank: Bank, check: StaffCheck) -> JsonObject | None:
    topics = [{"id": each.topic, **_right(each.tally), "level": each.level} for each in measure(bank, check)]
    return {"staff": check.staff, "responses": check.responses, "topics": topics} if topics else None


def _change(bank: Bank, result: Result, earlier: Earlier) -> JsonObject:
    found = compare(bank, earlier.result, result)
    return {
        "reference": earlier.reference,
        "made_on": earlier.made_on.isoformat(),
        "shared": found.shared,
        **{
            part: {"points": tally.points, "most": tally.most, "percent": tally.percent}
            for part, tally in (("then", found.then), ("now", found.now))
        },
        "up": [asdict(move) for move in found.up],
        "down": [asdict(move) for move in found.down],
        "new": list(found.new),
        "gone": list(found.gone),
    }


def _right(tally: Tally) -> dict[str, int | None]:
    return {"right": tally.points, "asked": tally.most, "percent": tally.percent}
