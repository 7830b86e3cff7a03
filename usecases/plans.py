"""The report of a stored assessment: its result, levels agreed in a visit, and changes since the last one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from assessment.answers import Answer
from assessment.due import due_days
from assessment.evaluation import evaluate
from assessment.result import Result
from assessment.share_facts import ShareFacts, share_facts
from assessment.visit_overrides import agree
from contacts import attribution
from local_time import london_day
from reports.places.place_facts import PlaceFacts, facts_of_place
from reports.report.builder import build_report
from reports.report.calendar_edition import CalendarEdition
from reports.report.change import Earlier
from reports.report.inputs import ReportInputs
from reports.report.report import Report
from reports.report.sections import ScorePoint
from reports.report.visit import SignedVisit
from storage.records import Assessment, Premises
from usecases.force_contact import contact_of, force_of
from usecases.names import account_name, force_name
from usecases.services import Services
from usecases.staff_checks import check_for, measured_check
from usecases.visit_written import written_on

# Before the id of a photograph, in the prints of a visit.
PHOTOGRAPH = "picture:"


def result_of(services: Services, assessment: Assessment) -> Result:
    """Evaluate a stored assessment with the bank that it was made with; levels agreed in a signed visit count."""
    return _evaluated(services, assessment, services.store.answers(assessment.id), visit_of(services, assessment))


def facts_of(services: Services, assessment: Assessment) -> ShareFacts:
    """The facts of a stored assessment that count in a force's figures if it is shared."""
    return share_facts(services.bank_of(assessment.bank_version), result_of(services, assessment))


def facts_of_finished(services: Services, assessment: Assessment, signed: datetime | None) -> PlaceFacts:
    """What a finished assessment says, with the levels agreed on a visit that was signed then; kept once known."""

    def evaluated() -> PlaceFacts:
        made = london_day(assessment.finished or services.now())
        bank, result = services.bank_of(assessment.bank_version), result_of(services, assessment)
        suggested = due_days(bank.scoring.classes, result.jobs, made)
        return facts_of_place(bank, result, [each.due for each in suggested.values()])

    return services.summaries.get((assessment.id, signed, None), evaluated)


def _history(services: Services, assessment: Assessment, others: Iterable[Assessment]) -> tuple[ScorePoint, ...]:
    """The scores of the finished assessments of the same kind up to this one, oldest first."""
    end = assessment.finished
    before = [
        (each.finished, each)
        for each in others
        if each.kind == assessment.kind and each.finished is not None and (end is None or each.finished <= end)
    ]
    signed = services.store.visits_signed(assessment.workspace_id)
    points = []
    for moment, each in sorted(before, key=lambda pair: pair[0]):
        facts = facts_of_finished(services, each, signed.get(each.id))
        if facts.percent is not None:
            points.append(ScorePoint(london_day(moment), facts.percent, facts.verdict, each.reference))
    return tuple(points)


def _evaluated(
    services: Services, assessment: Assessment, answers: Mapping[str, Answer], visit: SignedVisit | None
) -> Result:
    agreed = agree(answers, visit.remarks) if visit else answers
    return evaluate(services.bank_of(assessment.bank_version), assessment.profile, agreed, assessment.kind)


def visit_of(services: Services, assessment: Assessment, visit_id: str | None = None) -> SignedVisit | None:
    """The newest signed visit of an assessment, or the one of this id; None where there is none.

    With the names that the report prints.
    """
    signed = services.store.signed_visits(assessment.id)
    visit = next((each for each in signed if visit_id in (None, each.id)), None)
    if visit is None or visit.signed is None or visit.follow_up is None:
        return None
    before = next((each for each in signed if each.id == visit.corrects), None)
    written = written_on(services, visit.id)
    return SignedVisit(
        adviser=account_name(services, visit.account_id),
        team=force_name(services, visit.force_id),
        on=london_day(visit.signed),
        signed=visit.signed,
        signed_for=visit.signed_for,
        follow_up=visit.follow_up,
        own=services.store.answers(assessment.id),
        remarks=services.store.remarks(visit.id),
        advice=tuple(written.advice.values()),
        findings=written.findings,
        diary=tuple(written.diary.values()),
        pictures=_picture_addresses(services, visit.id),
        corrects=london_day(before.signed) if before and before.signed else None,
    )


def _picture_addresses(services: Services, visit_id: str) -> dict[str, tuple[str, ...]]:
    """The addresses, in its prints, of the photographs of each finding of a visit."""
    found: dict[str, tuple[str, ...]] = {}
    for photograph_id, finding_id in services.store.photographs_of(visit_id).items():
        found[finding_id] = (*found.get(finding_id, ()), PHOTOGRAPH + photograph_id)
    return found


def pictures_of(services: Services, report: Report, visit_id: str) -> dict[str, bytes]:
    """The photographs that the report of a visit shows, by their addresses in its prints."""
    addresses = [each for line in (report.visit.findings if report.visit else ()) for each in line.pictures]
    found = {each: services.store.photograph(visit_id, each.removeprefix(PHOTOGRAPH)) for each in addresses}
    return {address: picture for address, picture in found.items() if picture is not None}


def report_of(services: Services, assessment: Assessment, premises: Premises, visit_id: str | None = None) -> Report:
    """The report of a stored assessment, dated by its finish; an unfinished one by today.

    With an id of one of its signed visits it is as it was agreed then.
    """
    force_id, made = force_of(services, premises), assessment.finished or services.now()
    visit, progress = visit_of(services, assessment, visit_id), services.store.progress(assessment.id)
    changed = _newest(made, visit.signed if visit else None, progress.changed)
    answers = visit.own if visit else services.store.answers(assessment.id)
    check = check_for(services, assessment)
    return build_report(
        services.bank_of(assessment.bank_version),
        _evaluated(services, assessment, answers, visit),
        ReportInputs(
            reference=assessment.reference,
            made_on=london_day(made),
            contact=contact_of(services, force_id) if force_id else None,
            attribution=attribution(),
            earlier=earlier_of(services, assessment),
            visit=visit,
            logo=services.store.logo(premises.id),
            calendar=CalendarEdition(assessment.reference, changed),
            progress=progress,
            staff_check=measured_check(services, check) if check else None,
            staff_check_ended=london_day(check.ended) if check else None,
        ),
    )


def changed_at(services: Services, assessment: Assessment) -> datetime:
    """When the plan of an assessment changed last: its finish, a visit that was signed, or what was done since."""
    visit, progress = services.store.signed_visit(assessment.id), services.store.progress(assessment.id)
    return _newest(assessment.finished or services.now(), visit.signed if visit else None, progress.changed)


def _newest(made: datetime, *later: datetime | None) -> datetime:
    return max([made, *(moment for moment in later if moment)])


def earlier_of(services: Services, assessment: Assessment) -> Earlier | None:
    """The newest finished assessment of the same premises that was begun before this one; None where there is none.

    One that was finished after this one does not count as earlier.
    """
    others = services.store.assessments_of(assessment.workspace_id, assessment.premises_id)
    before = [
        (each.finished, each)
        for each in others
        if each.finished is not None
        and each.started < assessment.started
        and (assessment.finished is None or each.finished < assessment.finished)
    ]
    if not before:
        return None
    moment, last = max(before, key=lambda pair: pair[0])
    history = _history(services, assessment, others)
    bank, result = services.bank_of(last.bank_version), result_of(services, last)
    return Earlier(bank, result, last.reference, london_day(moment), history)
