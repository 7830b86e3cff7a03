"""The command that makes the plan of a file: printed, as data, and in every form to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click
from flask.cli import with_appcontext

from assessment.evaluation import evaluate
from assessment.profile import Profile
from assessment.result_json import to_json
from cli.atomic_write import OutputError, check_target
from cli.cli_helpers import (
    bank_or_fail,
    directory_or_fail,
    fail,
    say_contact_unprinted,
    say_unprinted,
    services,
    write_or_fail,
)
from cli.plan_file import PlanInput, plan_input_or_fail
from contacts import Directory, Finding, attribution
from questions import Bank
from questions.roles import text_of
from reports.cards.logo import LogoRefused, read_logo
from reports.exports.plan_json import plan_document
from reports.exports.registry import EXPORTS
from reports.report.builder import build_report
from reports.report.change import Earlier
from reports.report.inputs import ReportInputs
from reports.report.report import Report

STANDARD_OUTPUT = Path("-")
FILE = click.Path(path_type=Path)
# What can be written, by the name of its option; with - instead of a file it is printed.
WRITES = {
    "pdf": "the printed plan (tagged PDF, PDF/UA-1)",
    "json": "the whole result as data",
    **{ending: export.writes for ending, export in EXPORTS.items()},
}


def _files_to_write(command: Callable[..., None]) -> Callable[..., None]:
    """One option for each file that the command can write, in the order of the documents."""
    for ending, says in reversed(WRITES.items()):
        command = click.option(f"--{ending}", type=FILE, metavar="FILE", help=f"Write {says}.")(command)
    return command


@click.command("plan")
@click.argument("source", type=click.Path(path_type=Path))
@_files_to_write
@click.option("--earlier", "before", type=FILE, help="Read an older file, to report what has changed.")
@click.option("--logo", type=FILE, help="Put a logo (PNG or JPEG) on the front page of the PDF.")
@with_appcontext
def plan_command(source: Path, before: Path | None, logo: Path | None, **asked: Path | None) -> None:
    """Make the action plan of a profile and answers in SOURCE (YAML). Writes every file asked for, or none."""
    targets = {ending: path for ending, path in asked.items() if path is not None}
    _check_targets(source, targets)
    bank, directory = bank_or_fail(services), directory_or_fail(services)
    given = plan_input_or_fail(bank, source)
    made_on = given.date or services.today()
    profile, contact, missing = given.profile, None, ""
    if bank.adviser is not None:
        finding, force_id = _force(bank, directory, source, given)
        profile = _with_postcode(bank, profile, finding)
        # From the operator's file: a command makes a plan without the store, so knows no entry confirmed on the site.
        contact = directory.contact(force_id, made_on) if force_id else None
        missing = "" if contact else _open_force(source, finding)
    elif given.force_id is not None:
        fail(f"{source}: force: this bank names no adviser of a police force; leave it out")
    result = evaluate(bank, profile, given.answers, given.kind)
    report = build_report(
        bank,
        result,
        ReportInputs(
            reference=given.reference,
            made_on=made_on,
            contact=contact,
            attribution=attribution(),
            earlier=(earlier := _earlier(bank, before, made_on) if before else None),
            staff_check=given.staff_check,
            logo=_logo(logo) if logo else None,
            calendar=given.calendar,
        ),
    )
    made = {
        path: to_json(plan_document(bank, result, contact, made_on, earlier, given.staff_check)).encode()
        if ending == "json"
        else _file(report, ending)
        for ending, path in targets.items()
    }
    write_or_fail({path: content for path, content in made.items() if path != STANDARD_OUTPUT})
    for line in filter(None, (missing, _no_reference(source, given) if "ics" in targets else "")):
        click.echo(line, err=True)
    if "pdf" in targets:
        say_unprinted(str(source), *_typed(given))
        say_contact_unprinted(contact)
    if STANDARD_OUTPUT in made:
        click.echo(made[STANDARD_OUTPUT], nl=False)
    else:
        click.echo(report.headline)
        click.echo("".join(f"{job.rank}. {job.title}\n" for job in report.first_jobs), nl=False)


def _typed(given: PlanInput) -> list[str]:
    """The texts of a file that its plan prints."""
    said = [text for answer in given.answers.values() for text in (answer.reason, answer.note)]
    return [*(value for value in given.profile.values() if isinstance(value, str)), *said]


def _earlier(bank: Bank, source: Path, made_on: date) -> Earlier:
    """The plan of an older file, which needs its day so that the new plan can say since when."""
    given = plan_input_or_fail(bank, source)
    if given.date is None or given.date > made_on:
        fail(f"{source}: date: write the day of the earlier plan, not after {made_on.isoformat()}")
    return Earlier(bank, evaluate(bank, given.profile, given.answers, given.kind), given.reference, given.date)


def _logo(path: Path) -> bytes:
    try:
        return read_logo(path.read_bytes())
    except (OSError, LogoRefused) as error:
        fail(f"{path}: {error.strerror if isinstance(error, OSError) else error}")


def _file(report: Report, ending: str) -> bytes:
    if ending == "pdf":
        from reports.pdf.plan import render_plan

        return render_plan(report)
    return EXPORTS[ending].render(report)


def _check_targets(source: Path, targets: Mapping[str, Path]) -> None:
    """Before any work: no target is another, or the source, and each could be written."""
    places: dict[Path, str] = {}
    for ending, path in targets.items():
        other = places.setdefault(path.resolve(), ending)
        if other != ending:
            raise click.UsageError(f"--{other} and --{ending} name the same file; give each its own.")
    for path in targets.values():
        if path == STANDARD_OUTPUT:
            continue
        if path.resolve() == source.resolve():
            raise click.UsageError(f"{path} is the file that is read; write to another.")
        try:
            check_target(path)
        except OutputError as error:
            fail(str(error))


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


def _no_reference(source: Path, given: PlanInput) -> str:
    """What to add so that calendars know this place's events from those of others; empty where it is there."""
    remedy = "add 'reference: ' and a name of its own for this place, to have a later calendar replace this one's days"
    return "" if given.named else f"{source}: {remedy}."


def _open_force(source: Path, finding: Finding) -> str:
    choices = " or ".join(f"'force: {each}'" for each in finding.candidates) or "'force: ' and a force_id"
    return f"{source}: {finding.postcode} leaves the police force open; add {choices} to print its contact."
