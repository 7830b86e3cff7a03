"""Makes the plan of an input file, for the commands: its report, and each form in which it can be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from assessment.evaluation import evaluate
from assessment.json_types import to_json
from assessment.profile import Profile
from assessment.result import Result
from cli.cli_helpers import bank_or_fail, directory_or_fail, fail, say_contact_unprinted, say_unprinted, services
from cli.plan_file import PlanInput, plan_input_or_fail
from contacts import Directory, Finding, attribution
from questions import Bank
from questions.roles import text_of
from reports.exports.plan_json import plan_document
from reports.exports.registry import EXPORTS
from reports.report.builder import build_report
from reports.report.change import Earlier
from reports.report.inputs import ReportInputs
from reports.report.report import Report
from usecases.nation import with_nation

# What is printed, by the name of its option.
PRINTS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "the printed plan (tagged PDF, PDF/UA-1)",
        "record": "the printed record: the result in full, every question and answer",
        "all": "the plan, and the record behind it, in one PDF",
    }
)


@dataclass(frozen=True, slots=True)
class MadePlan:
    """The plan of a file; `missing` says what to add so that it has a contact, empty where it has one."""

    source: Path
    bank: Bank
    given: PlanInput
    result: Result
    report: Report
    earlier: Earlier | None
    missing: str


def made_plan(source: Path, before: Path | None = None, logo: bytes | None = None) -> MadePlan:
    """Make the plan of a file; what is wrong with it is said on standard error, and ends the command."""
    bank, directory = bank_or_fail(services), directory_or_fail(services)
    given = plan_input_or_fail(bank, source)
    made_on = given.date or services.today()
    profile, contact, missing = given.profile, None, ""
    if bank.adviser is not None:
        finding, force_id = _force(bank, directory, source, given)
        profile = with_nation(bank, directory, _with_postcode(bank, profile, finding), force_id)
        # From the operator's file: a command makes a plan without the store, so knows no entry confirmed on the site.
        contact = directory.contact(force_id, made_on) if force_id else None
        missing = "" if contact else _open_force(source, finding)
    elif given.force_id is not None:
        fail(f"{source}: force: this bank names no adviser of a police force; leave it out")
    else:
        profile = with_nation(bank, directory, profile)
    result = evaluate(bank, profile, given.answers, given.kind)
    inputs = ReportInputs(
        reference=given.reference,
        made_on=made_on,
        contact=contact,
        attribution=attribution(),
        earlier=(earlier := _earlier(bank, before, made_on) if before else None),
        staff_check=given.staff_check,
        logo=logo,
        calendar=given.calendar,
    )
    return MadePlan(source, bank, given, result, build_report(bank, result, inputs), earlier, missing)


def plan_file(plan: MadePlan, ending: str) -> bytes:
    """The plan as the file of this option."""
    if ending == "json":
        contact, made_on = plan.report.contact, plan.report.made_on
        document = plan_document(plan.bank, plan.result, contact, made_on, plan.earlier, plan.given.staff_check)
        return to_json(document).encode()
    if ending in PRINTS:
        return _printer(ending)(plan.report)
    return EXPORTS[ending].render(plan.report)


def say_plan_unprinted(plan: MadePlan) -> None:
    """Say on standard error which letters of a plan no print can show."""
    given = plan.given
    said = [text for answer in given.answers.values() for text in (answer.reason, answer.note)]
    say_unprinted(str(plan.source), *(value for value in given.profile.values() if isinstance(value, str)), *said)
    say_contact_unprinted(plan.report.contact)


def _printer(ending: str) -> Callable[[Report], bytes]:
    from reports.pdf import plan

    return {"pdf": plan.render_plan, "record": plan.render_record, "all": plan.render_all}[ending]


def _earlier(bank: Bank, source: Path, made_on: date) -> Earlier:
    """The plan of an older file, which needs its day so that the new plan can say since when."""
    given = plan_input_or_fail(bank, source)
    if given.date is None or given.date > made_on:
        fail(f"{source}: date: write the day of the earlier plan, not after {made_on.isoformat()}")
    profile = with_nation(bank, directory_or_fail(services), given.profile, given.force_id)
    return Earlier(bank, evaluate(bank, profile, given.answers, given.kind), given.reference, given.date)


def _with_postcode(bank: Bank, profile: Profile, finding: Finding) -> Profile:
    """The profile with its postcode as postcodes are written."""
    field = bank.roles.postcode
    return {**profile, field: finding.postcode} if field else profile


def _force(bank: Bank, directory: Directory, source: Path, given: PlanInput) -> tuple[Finding, str | None]:
    """The finding for the postcode, and the force: the one that the file names, otherwise the postcode's."""
    finding = directory.find(text_of(given.profile, bank.roles.postcode))
    if finding.status == "invalid":
        fail(f"{source}: profile.{bank.roles.postcode}: enter a UK postcode, such as DE1 2XX, or its first half")
    known = {force.id for force in directory.forces}
    if given.force_id is not None and given.force_id not in known:
        near = get_close_matches(given.force_id, known, 1)
        remedy = f"did you mean {near[0]}?" if near else "use a force_id of contacts/data/forces.csv, or leave it out"
        fail(f"{source}: force: there is no police force {given.force_id!r}; {remedy}")
    return finding, given.force_id or finding.force_id


def _open_force(source: Path, finding: Finding) -> str:
    choices = " or ".join(f"'force: {each}'" for each in finding.candidates) or "'force: ' and a force_id"
    return f"{source}: {finding.postcode} leaves the police force open; add {choices} to print its contact."
