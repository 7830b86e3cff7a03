"""The printed summary of a workshop that has ended."""

from __future__ import annotations

from reports.building import KIND_TITLES
from reports.workshop import build_workshop_report, read_summary
from reports.workshop_pdf import render_summary
from web.printable import Printable, Subject, key_of
from web.services import Services
from web.shares import force_name


def printable_summary(parts: Services, subject: Subject) -> Printable | None:
    """The summary of the workshop that the subject names; None before its end."""
    force_id = str(subject["force"])
    workshop = parts.store.workshop(force_id, str(subject["workshop"]))
    if workshop is None or workshop.summary is None:
        return None
    report = build_workshop_report(
        parts.bank_of(workshop.bank_version),
        read_summary(workshop.summary),
        title=workshop.title,
        force=force_name(parts, force_id),
        held_on=workshop.begun.date(),
        kind_title=KIND_TITLES[workshop.kind],
    )
    return Printable(
        key=key_of(report),
        render=lambda: render_summary(report),
        file_name=f"workshop-{workshop.begun.date()}.pdf",
        back=("workshops.board", {"workshop_id": workshop.id}),
    )
