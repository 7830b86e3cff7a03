"""The print templates, with the filters and charts that they use; every value is escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contacts import Contact
from reports.pdf.charts import level_bar, score_bar, score_line, tint
from reports.pdf.letters import isolated
from reports.pdf.plan_detail import helpers, takes
from reports.report.dates import long_date, short_date
from reports.report.wording import STATUS_TITLES, number_words, thousands

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "print"


def first_sentence(text: str) -> str:
    """The first sentence of a text, for the narrow columns of the plan."""
    return re.split(r"(?<=[.!?])\s+", text.strip(), maxsplit=1)[0]


def bare_address(url: str) -> str:
    """An address as people read it in print: without its scheme and closing slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def contact_state(contact: Contact | None) -> str:
    """The state of the local adviser's contact: none (no force), unconfirmed, stale or confirmed."""
    if contact is None:
        return "none"
    if not contact.confirmed:
        return "unconfirmed"
    return "stale" if contact.stale else "confirmed"


@cache
def print_environment() -> Environment:
    """The environment of all print templates, made once."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=isolated,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        long_date=long_date,
        first_sentence=first_sentence,
        bare_address=bare_address,
        number_words=number_words,
        short_date=short_date,
        thousands=thousands,
        helpers=helpers,
        takes=takes,
    )
    environment.globals.update(
        level_bar=level_bar, score_bar=score_bar, score_line=score_line, tint=tint, status_titles=STATUS_TITLES
    )
    return environment
