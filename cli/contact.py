"""The command that finds the police force of a postcode, and its security advisers' contact."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date

import click

from assessment.json_types import JsonObject, to_json
from assessment.plain_text import tidy_text
from cli.cli_helpers import directory_or_fail, services
from contacts import Contact, Directory, Finding
from reports.exports.contact_json import contact_document


@click.command("contact")
@click.argument("postcode")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def contact_command(postcode: str, as_json: bool) -> None:
    """Find the police force of POSTCODE and its security advisers' contact.

    With - it reads one postcode a line from standard input and answers each with one line of JSON, good or bad.
    """
    directory, today = directory_or_fail(services), services.today()
    if postcode == "-":
        for line in sys.stdin.buffer:
            typed = line.decode("utf-8-sig", "replace").rstrip("\r\n")
            click.echo(json.dumps(finding_document(directory, typed, today), ensure_ascii=False))
        return
    typed = os.fsencode(postcode).decode("utf-8", "replace")
    finding = directory.find(typed)
    invalid = finding.status == "invalid"
    if as_json:
        click.echo(to_json(finding_document(directory, typed, today)), nl=False)
    else:
        for line in _lines(directory, typed, finding, _contact(directory, finding, today)):
            click.echo(tidy_text(line, lines=True) if invalid else line, err=invalid)
    if invalid:
        sys.exit(1)


def finding_document(directory: Directory, postcode: str, today: date) -> JsonObject:
    """One look-up as plain data: what was asked, what was found, and the contact that would be printed."""
    finding = directory.find(postcode)
    return {"input": postcode, **asdict(finding), "contact": contact_document(_contact(directory, finding, today))}


def _contact(directory: Directory, finding: Finding, today: date) -> Contact | None:
    # The operator's file, not what a force confirmed on the site: a command answers without the store and its key.
    return directory.contact(finding.force_id, today) if finding.force_id else None


def _lines(directory: Directory, typed: str, finding: Finding, contact: Contact | None) -> list[str]:
    if contact is None:
        names = [directory.force(each).name for each in finding.candidates]
        said = {
            "choose": "Lies in more than one force area. Choose from:",
            "outside-uk": "Outside the United Kingdom: no UK police force covers it.",
            "no-location": "Has no location of its own, like a PO box. Choose the force where the premises are.",
            "unknown": "Not a postcode that we know. Choose the force where the premises are.",
            "invalid": "Not a UK postcode. Write it like DE1 2XX, or only its first half.",
        }[finding.status]
        return [f"{finding.postcode or typed[:40]}: {said}", *(f"  {name}" for name in names)]
    lines = [f"{finding.postcode}: {contact.force_name}, {contact.website}"]
    if contact.confirmed:
        lines += filter(None, (contact.team, contact.email, contact.phone, contact.page, contact.hours))
        stale = ", more than 12 months ago" if contact.stale else ""
        lines.append(f"Checked on {contact.checked_on}{stale}")
    else:
        number = contact.non_emergency or "the force through its website"
        lines.append(
            f"No adviser contact is confirmed. Call {number} and ask for the Counter Terrorism Security Adviser."
        )
        lines.append("Advice: https://www.protectuk.police.uk")
    return lines
