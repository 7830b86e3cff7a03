"""The command line, for advisers and operators: the same rules as the web, on files and standard input."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from assessment.evaluation import evaluate
from assessment.profile import tidy_text
from assessment.serial import law_document, to_json
from contacts import Directory, Finding, attribution
from questions import Bank
from reports.building import build_report
from reports.change import Earlier
from reports.data import contact_document, plan_document
from reports.exports import EXPORTS
from reports.legal import law_part
from reports.logo import LogoRefused, read_logo
from reports.report import Report
from web.console import bank_or_fail, directory_or_fail, fail, write_or_fail
from web.inputs import InputFileError, PlanInput, read_plan_input
from web.outputs import OutputError, check_target
from web.services import services

STANDARD_OUTPUT = Path("-")
FILE = click.Path(path_type=Path)


def _input(bank: Bank, path: Path) -> PlanInput:
    try:
        return read_plan_input(bank, path)
    except InputFileError as error:
        fail(*error.lines)


@click.command("plan")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--pdf", type=FILE, help="Write the printed plan to this file (- prints it).")
@click.option("--json", type=FILE, help="Write the whole result as data (- prints it).")
@click.option("--xlsx", type=FILE, help="Write the plan as a spreadsheet.")
@click.option("--docx", type=FILE, help="Write the plan as a document to change.")
@click.option("--csv", type=FILE, help="Write the actions as a table (- prints it).")
@click.option("--ics", type=FILE, help="Write the due days as a calendar (- prints it).")
@click.option("--earlier", "before", type=FILE, help="Read an older file, to say what changed.")
@click.option("--logo", type=FILE, help="Put a logo (PNG or JPEG) on the front page of the PDF.")
@with_appcontext
def plan_command(source: Path, before: Path | None, logo: Path | None, **asked: Path | None) -> None:
    """Make the action plan of a profile and answers in SOURCE (YAML). Writes every file asked for, or none."""
    targets = {ending: path for ending, path in asked.items() if path is not None}
    _check_targets(source, targets)
    parts = services()
    bank, directory = bank_or_fail(parts), directory_or_fail(parts)
    given = _input(bank, source)
    made_on = given.date or parts.now().date()
    profile, contact, missing = given.profile, None, ""
    if bank.adviser is not None:
        finding, force_id = _force(directory, source, given)
        profile = {**profile, "postcode": finding.postcode}
        contact = directory.contact(force_id, made_on) if force_id else None
        missing = "" if contact else _open_force(source, finding)
    elif given.force_id is not None:
        fail(f"{source}: force: this bank names no adviser of a police force; leave it out")
    result = evaluate(bank, profile, given.answers, given.kind)
    report = build_report(
        bank,
        result,
        reference=given.reference,
        made_on=made_on,
        contact=contact,
        attribution=attribution(),
        earlier=(earlier := _earlier(bank, before, made_on) if before else None),
        staff_check=given.staff_check,
        logo=_logo(logo) if logo else None,
    )
    made = {
        path: to_json(plan_document(bank, result, contact, earlier, given.staff_check)).encode()
        if ending == "json"
        else _file(report, ending)
        for ending, path in targets.items()
    }
    write_or_fail({path: content for path, content in made.items() if path != STANDARD_OUTPUT})
    if missing:
        click.echo(missing, err=True)
    if STANDARD_OUTPUT in made:
        click.echo(made[STANDARD_OUTPUT], nl=False)
    else:
        click.echo(report.headline)
        click.echo("".join(f"{action.rank}. {action.title}\n" for action in report.first_actions), nl=False)


def _earlier(bank: Bank, source: Path, made_on: date) -> Earlier:
    """The plan of an older file, which needs its day so that the new plan can say since when."""
    given = _input(bank, source)
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
        from reports.pdf import render_plan

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


def _force(directory: Directory, source: Path, given: PlanInput) -> tuple[Finding, str | None]:
    """What the postcode says, and the force: the one that the file names, else the postcode's."""
    finding = directory.find(str(given.profile.get("postcode", "")))
    if finding.status == "invalid":
        fail(f"{source}: profile.postcode: enter a UK postcode, such as DE1 2XX, or its first half")
    known = {force.id for force in directory.forces}
    if given.force_id is not None and given.force_id not in known:
        near = get_close_matches(given.force_id, known, 1)
        remedy = f"did you mean {near[0]}?" if near else "use a force_id of contacts/data/forces.csv, or leave it out"
        fail(f"{source}: force: there is no police force {given.force_id!r}; {remedy}")
    return finding, given.force_id or finding.force_id


def _open_force(source: Path, finding: Finding) -> str:
    choices = " or ".join(f"'force: {each}'" for each in finding.candidates) or "'force: ' and a force_id"
    return f"{source}: {finding.postcode} leaves the police force open; add {choices} to print its contact."


@click.command("tier")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def tier_command(source: Path, as_json: bool) -> None:
    """Say which tier of the bank's law the profile in SOURCE points to, step by step. Answers may be left out."""
    bank = bank_or_fail(services())
    given = _input(bank, source)
    result = evaluate(bank, given.profile, given.answers, given.kind)
    if as_json:
        click.echo(to_json(law_document(bank, result.verdict)), nl=False)
        return
    part = law_part(bank, result)
    if part is None:
        fail(f"The bank in {services().settings.bank} holds no law (duties.yaml), so there is no tier to tell.")
    click.echo(f"{part.tier_title}. {part.says}\n")
    for step in part.steps:
        click.echo(f"  {'yes' if step.met else 'no '}  {step.asks} ({step.section})")
    click.echo(f"\n{part.status}\n{part.caveat}\nAs at {part.as_at:%-d %B %Y}.")


@click.command("contact")
@click.argument("postcode")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def contact_command(postcode: str, as_json: bool) -> None:
    """Find the police force of POSTCODE and its security advisers' contact.

    With - it reads one postcode a line from standard input and answers each with one line of JSON, good or bad.
    """
    parts = services()
    directory, today = directory_or_fail(parts), parts.now().date()
    if postcode == "-":
        for line in sys.stdin.buffer:
            typed = line.decode("utf-8-sig", "replace").rstrip("\r\n")
            click.echo(json.dumps(finding_document(directory, typed, today), ensure_ascii=False))
        return
    typed = os.fsencode(postcode).decode("utf-8", "replace")
    document = finding_document(directory, typed, today)
    invalid = document["status"] == "invalid"
    if as_json:
        click.echo(to_json(document), nl=False)
    else:
        for line in _lines(directory, directory.find(typed), document):
            click.echo(tidy_text(line, lines=True) if invalid else line, err=invalid)
    if invalid:
        sys.exit(1)


def finding_document(directory: Directory, postcode: str, today: date) -> dict[str, Any]:
    """One look-up as plain data: what was asked, what was found, and the contact that would be printed."""
    finding = directory.find(postcode)
    contact = directory.contact(finding.force_id, today) if finding.force_id else None
    return {"input": postcode, **asdict(finding), "contact": contact_document(contact)}


def _lines(directory: Directory, finding: Finding, document: dict[str, Any]) -> list[str]:
    contact = document["contact"]
    if contact is None:
        names = [directory.force(each).name for each in finding.candidates]
        said = {
            "choose": "Lies in more than one force area. Choose among:",
            "outside-uk": "Outside the United Kingdom: no UK police force covers it.",
            "no-location": "Has no location of its own, like a PO box. Choose the force where the premises are.",
            "unknown": "Not a postcode that we know. Choose the force where the premises are.",
            "invalid": "Not a UK postcode. Write it like DE1 2XX, or only its first half.",
        }[finding.status]
        return [f"{finding.postcode or document['input'][:40]}: {said}", *(f"  {name}" for name in names)]
    lines = [f"{finding.postcode}: {contact['force_name']}, {contact['website']}"]
    if contact["confirmed"]:
        lines += [contact[part] for part in ("team", "email", "phone", "page", "hours") if contact[part]]
        stale = ", more than 12 months ago" if contact["stale"] else ""
        lines.append(f"Checked on {contact['checked_on']}{stale}")
    else:
        number = contact["non_emergency"] or "the force through its website"
        lines.append(
            f"No adviser contact is confirmed. Call {number} and ask for the Counter Terrorism Security Adviser."
        )
        lines.append("Advice: https://www.protectuk.police.uk")
    return lines
