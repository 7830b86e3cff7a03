"""All places of a workspace together as a kind of document."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.places.places_pdf import render_places
from usecases.places import places_report
from usecases.services import Services


def places_job(services: Services, subject: Subject) -> PrintJob | None:
    """The report of the workspace that the subject names, as it is today; None when it is no longer there."""
    workspace_id = str(subject["workspace"])
    if services.store.workspace(workspace_id) is None:
        return None
    report = places_report(services, workspace_id)
    return PrintJob(
        key=key_of("places", report),
        render=lambda _renderer: render_places(report),
        file_name=f"all-places-{report.as_at}.pdf",
        back=("places.overview", {}),
    )
