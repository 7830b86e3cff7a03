"""The command line, for advisers and operators: the same rules as the web, on files and standard input."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from assessment.evaluation import evaluate
from assessment.serial import law_document, to_json
from contacts import ContactsError, Directory, Finding, attribution
from questions import Bank, BankError
from questions.stats import stats_lines
from reports.building import build_report
from reports.data import contact_document, plan_document
from web.inputs import InputFileError, PlanInput, read_plan_input
from web.services import Services, services

bank_commands = AppGroup("bank", help="Check the question bank, and count what it holds.")


def fail(*lines: str) -> NoReturn:
    """Say what is wrong on standard error and stop with exit code 1."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


def _bank(parts: Services) -> Bank:
    try:
        return parts.bank
    except BankError as error:
        fail(*map(str, error.problems), f"{len(error.problems)} problem(s) in {parts.settings.bank}")


def _directory(parts: Services) -> Directory:
    try:
        return parts.directory
    except ContactsError as error:
        fail(*map(str, error.problems))


def _input(bank: Bank, path: Path, *, profile_only: bool = False) -> PlanInput:
    try:
        return read_plan_input(bank, path, profile_only=profile_only)
    except InputFileError as error:
        fail(*error.lines)


@bank_commands.command("check")
def check_bank() -> None:
    """Prove the bank: shape and meaning, every problem with its file and line."""
    bank = _bank(services())
    click.echo(f"The bank is sound: {len(bank.questions)} questions in {len(bank.areas)} areas, {bank.version}.")


@bank_commands.command("stats")
def bank_stats() -> None:
    """Count questions by area, importance, threat, stage and source."""
    click.echo("\n".join(stats_lines(_bank(services()))))


@click.command("plan")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--pdf", type=click.Path(path_type=Path), help="Write the printed plan to this file.")
@click.option("--json", "data", type=click.Path(path_type=Path, allow_dash=True), help="Write JSON here (- prints it).")
def plan_command(source: Path, pdf: Path | None, data: Path | None) -> None:
    """Make the action plan of a profile and answers in SOURCE (YAML)."""
    parts = services()
    bank, directory = _bank(parts), _directory(parts)
    given = _input(bank, source)
    result = evaluate(bank, given.profile, given.answers, given.kind)
    finding = directory.find(str(given.profile.get("postcode", "")))
    if finding.status == "invalid":
        fail(f"{source}: profile.postcode: enter a UK postcode, such as DE1 2XX, or its first half")
    force_id = given.force_id or finding.force_id
    if force_id and force_id not in {force.id for force in directory.forces}:
        fail(f"{source}: force: there is no police force {force_id!r}")
    made_on = given.date or parts.now().date()
    contact = directory.contact(force_id, made_on) if force_id else None
    report = build_report(
        bank, result, reference=given.reference, made_on=made_on, contact=contact, attribution=attribution()
    )
    if data is not None:
        _write(data, to_json(plan_document(bank, result, contact)).encode())
    if pdf is not None:
        from reports.pdf import render_plan

        _write(pdf, render_plan(report))
    if str(data) != "-":
        click.echo(report.headline)
        click.echo("".join(f"{action.rank}. {action.title}\n" for action in report.first_actions), nl=False)


def _write(path: Path, content: bytes) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}. Choose a folder that exists and can be written")


@click.command("tier")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def tier_command(source: Path, as_json: bool) -> None:
    """Say which tier of Martyn's Law the profile in SOURCE points to, step by step."""
    bank = _bank(services())
    given = _input(bank, source, profile_only=True)
    result = evaluate(bank, given.profile, given.answers, given.kind)
    if as_json:
        click.echo(to_json(law_document(bank, result.verdict)), nl=False)
        return
    part = build_report(bank, result, reference="", made_on=date.min, contact=None).law
    if part is None:
        fail("This bank has no law.")
    click.echo(f"{part.tier_title}. {part.says}\n")
    for step in part.steps:
        click.echo(f"  {'yes' if step.met else 'no '}  {step.asks} ({step.section})")
    click.echo(f"\n{part.status}\n{part.caveat}\nAs at {part.as_at:%-d %B %Y}.")


@click.command("contact")
@click.argument("postcode")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def contact_command(postcode: str, as_json: bool) -> None:
    """Find the police force of POSTCODE and its security advisers' contact. With -, read one postcode a line."""
    parts = services()
    directory, today = _directory(parts), parts.now().date()
    if postcode == "-":
        for line in sys.stdin:
            typed = line.rstrip("\r\n")
            print(json.dumps(finding_document(directory, typed, today), ensure_ascii=False))
        return
    document = finding_document(directory, postcode, today)
    if as_json:
        click.echo(to_json(document), nl=False)
    else:
        click.echo("\n".join(_lines(directory, directory.find(postcode), document)))
    if document["status"] == "invalid":
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
        return [f"{finding.postcode or document['input']}: {said}", *(f"  {name}" for name in names)]
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
