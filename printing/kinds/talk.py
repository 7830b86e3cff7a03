"""A talk as a document that can be ordered."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.cards.talks import build_talk, render_talk
from usecases.services import Services


def talk_job(services: Services, subject: Subject) -> PrintJob | None:
    """The talk of the current bank about a topic; None if there is none."""
    topic = str(subject["topic"])
    try:
        sheet = build_talk(services.bank, topic)
    except LookupError:
        return None
    return PrintJob(
        key=key_of(sheet),
        render=lambda _renderer: render_talk(sheet),
        file_name=f"talk-{topic}.pdf",
        back=("talks.overview", {}),
    )
