"""A talk of five minutes about a topic of the staff check, on one page of A4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from questions.model import Bank
from questions.references import Source
from questions.staff_check import Talk
from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """A talk as it is printed, with its sources."""

    title: str
    talk: Talk
    sources: tuple[Source, ...]
    as_at: date
    service: str
    independent: str
    bank_version: str


def build_talk(bank: Bank, topic_id: str) -> TalkSheet:
    """Give the talk about a topic. Raises LookupError where the bank has none."""
    topic = next((topic for topic in bank.staff_check if topic.id == topic_id), None)
    if topic is None or topic.talk is None:
        raise LookupError(f"the bank has no talk about {topic_id!r}")
    sources = tuple(bank.sources[key] for key in topic.talk.sources)
    return TalkSheet(
        title=topic.title,
        talk=topic.talk,
        sources=sources,
        as_at=max(source.as_at for source in sources),
        service=bank.notices.service,
        independent=bank.notices.independent,
        bank_version=bank.version,
    )


def render_talk(sheet: TalkSheet) -> bytes:
    """Give a talk as a PDF/UA-1 file. The same talk gives the same bytes."""
    return print_html(talk_html(sheet))


def talk_html(sheet: TalkSheet) -> str:
    """Give a talk as the HTML that is printed; every value of it is escaped."""
    return print_environment().get_template("talk.html").render(sheet=sheet, talk=sheet.talk)
