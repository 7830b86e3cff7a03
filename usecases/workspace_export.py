"""Everything that people said in a workspace, as plain data to take away."""

from __future__ import annotations

import base64
from dataclasses import asdict
from datetime import datetime

from assessment.answers import Answer
from assessment.json_types import JsonObject
from assessment.profile import Profile
from assessment.progress import PlanItem, Update
from storage.records import Assessment
from storage.staff_checks import StaffCheckRecord
from usecases.access_codes import ShownCode, codes_of
from usecases.services import Services
from usecases.share_summaries import ShownShare, shown_shares
from usecases.staff_checks import measured_check
from usecases.workspaces import Place, places_of


def workspace_document(services: Services, workspace_id: str) -> JsonObject:
    """The workspace in the form that the command line reads back, what it shares, and the codes for others.

    Logos are PNG files in base64.
    """
    return {
        "premises": [_place(services, place) for place in places_of(services, workspace_id)],
        "shares": [_share(each) for each in shown_shares(services, workspace_id)],
        "codes": [_code(each) for each in codes_of(services, workspace_id)],
    }


def _place(services: Services, place: Place) -> JsonObject:
    logo = services.store.logo(place.premises.id)
    return {
        "profile": _plain(place.premises.profile),
        "procedures": _procedures(services, place),
        "logo": base64.b64encode(logo).decode() if logo is not None else None,
        "assessments": [_assessment(services, each) for each in place.assessments],
        "staff_checks": [
            _staff_check(services, check)
            for check in services.store.staff_checks_of(place.premises.workspace_id, place.premises.id)
        ],
    }


def _staff_check(services: Services, check: StaffCheckRecord) -> JsonObject:
    """A staff check with what may be seen of it, in the form that the command line reads."""
    measured = measured_check(services, check)
    return {
        "begun": _moment(check.begun),
        "ended": _moment(check.ended),
        "tell": check.tell,
        "set_aside": check.set_aside,
        "staff": check.staff,
        "responses": check.counted.responses,
        "topics": {topic: {"right": each.right, "asked": each.asked} for topic, each in measured.topics.items()},
    }


def _procedures(services: Services, place: Place) -> JsonObject:
    """What is written in the procedures, by procedure and part; an empty text is one that somebody took out."""
    written: dict[str, dict[str, str]] = {}
    for name, text in services.store.procedures(place.premises.id).texts.items():
        procedure, _, part = name.partition(".")
        written.setdefault(procedure, {})[part] = text
    return dict(written)


def _assessment(services: Services, assessment: Assessment) -> JsonObject:
    answers, authors = services.store.answers(assessment.id), services.store.answer_authors(assessment.id)
    progress = services.store.progress(assessment.id)
    return {
        "reference": assessment.reference,
        "bank_version": assessment.bank_version,
        "kind": assessment.kind,
        "started": assessment.started.isoformat(),
        "finished": _moment(assessment.finished),
        "profile": _plain(assessment.profile),
        "answers": {question: _answer(answer) for question, answer in answers.items()},
        # An empty name is the owner.
        "authors": {question: {"by": each.name, "at": _moment(each.at)} for question, each in authors.items()},
        "plan": {name: _item(item) for name, item in progress.items.items()},
        "updates": [_update(update) for update in progress.updates],
        "calendars": [
            {"name": each.name, "titles": each.titles, "made": _moment(each.made)}
            for each in services.store.feeds_of(assessment.id)
        ],
    }


def _item(item: PlanItem) -> JsonObject:
    """What was typed for a job or an action, without its empty parts."""
    return {name: str(value) for name, value in item._asdict().items() if value}


def _update(update: Update) -> JsonObject:
    return {
        "question": update.question,
        "before": update.before,
        "after": update.after,
        "at": _moment(update.at),
        "by": update.by,
        "undone": _moment(update.undone),
    }


def _share(shown: ShownShare) -> JsonObject:
    share = shown.share
    return {
        "reference": shown.reference,
        "force": shown.force,
        "wish": share.wish,
        "message": share.message,
        "reach": share.reach,
        "state": share.state,
        "outcome": share.outcome,
        "passed_from": share.passed_from,
        "passed_why": share.passed_why,
        "created": _moment(share.created),
        "until": _moment(share.until),
        "withdrawn": _moment(share.withdrawn),
        "visits_along": _moment(shown.visits_along),
        "counted": asdict(share.facts) if share.facts else {},
        "acts": [{"at": _moment(act.at), "act": act.act, "who": act.who, "force": act.force} for act in shown.acts],
    }


def _code(shown: ShownCode) -> JsonObject:
    code = shown.code
    times = {"made": _moment(code.made), "used": _moment(code.used), "withdrawn": _moment(code.withdrawn)}
    return {"name": code.name, "opens": shown.opens, **times}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _plain(profile: Profile) -> JsonObject:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in profile.items()}


def _answer(answer: Answer) -> dict[str, str]:
    parts = {"answer": answer.choice or "", "reason": answer.reason, "note": answer.note}
    return {name: value for name, value in parts.items() if value}
