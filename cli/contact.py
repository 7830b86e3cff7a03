"""The command that finds the police force of a postcode, and its security advisers' contact."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

import click
from flask.cli import with_appcontext

from assessment.profile import tidy_text
from assessment.result_json import to_json
from cli.cli_helpers import directory_or_fail, services
from contacts import Directory, Finding
from reports.exports.plan_json import contact_document


@click.command("contact")
@click.argument("postcode")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def contact_command(postcode: str, as_json: bool) -> None:
    """Find the police force of POSTCODE and its security advisers' contact.

    With - it reads one postcode a line from standard input and answers each with one line of JSON, good or bad.
    """
    directory, today = directory_or_fail(services), services.now().date()
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
            "choose": "Lies in more than one force area. Choose from:",
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
