"""Prints the report as a tagged PDF (PDF/UA-1): same report in, same bytes out, and nothing is ever fetched."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contacts import Contact
from reports.charts import score_bar, tint
from reports.dates import long_date
from reports.report import AnswerLine, Report
from reports.words import number_words

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "print"
STATIC = ROOT / "static"
SCHEME = "packaged:"

# What the print style may ask for: a name, never a path, so that nothing can climb out of the folder.
PACKAGED = re.compile(r"packaged:(fonts/[a-z0-9-]+\.ttf|images/[a-z0-9-]+\.(?:png|svg))")
MEDIA_TYPES = {".ttf": "font/ttf", ".png": "image/png", ".svg": "image/svg+xml"}

# Up to how many still unanswered questions are listed by name; more are counted by area.
UNANSWERED_BY_NAME = 10
# From how many characters a name is set smaller on the front page.
LONG_NAME, LONGER_NAME = 45, 100


class RefusedError(ValueError):
    """Something in a document asked for an address that is not one of our packaged files."""


def render_plan(report: Report) -> bytes:
    """Give the action plan as a PDF/UA-1 file. The same report gives the same bytes."""
    return _print(plan_html(report))


def plan_html(report: Report) -> str:
    """Give the action plan as the HTML that is printed; every value of the report is escaped."""
    return (
        _environment()
        .get_template("plan.html")
        .render(
            report=report,
            name_size=name_size(report),
            unanswered_areas=unanswered_by_area(report),
            list_unanswered=len(report.unanswered) <= UNANSWERED_BY_NAME,
            contact_state=contact_state(report.contact),
            )
    )


def warm() -> None:
    """Import WeasyPrint and print a tiny page, so that the first plan of a worker does not wait for it."""
    fonts = _environment().get_template("plan.css").render()
    _print(f'<html lang="en-GB"><head><title>Warm</title><style>{fonts}</style></head><body><p>Warm</p></body></html>')


def name_size(report: Report) -> str:
    """The class that sets the name on the front page: a long one is smaller, so that the page still holds all."""
    longest = max(len(report.business), len(report.premises))
    return "name-longer" if longest > LONGER_NAME else "name-long" if longest > LONG_NAME else "name"


def unanswered_by_area(report: Report) -> list[tuple[str, list[AnswerLine], int]]:
    """Each area with questions still to answer: its title, those questions, and how many it has in all."""
    areas = []
    for area in report.answers:
        lines = [line for line in area.lines if line.state == "unanswered"]
        if lines:
            areas.append((area.title, lines, len(area.lines)))
    return areas


def contact_state(contact: Contact | None) -> str:
    """What is known of the local adviser: none (no force), unconfirmed, stale or confirmed."""
    if contact is None:
        return "none"
    if not contact.confirmed:
        return "unconfirmed"
    return "stale" if contact.stale else "confirmed"


def first_sentence(text: str) -> str:
    """The first sentence of a text, for the narrow columns of the plan."""
    return re.split(r"(?<=[.!?])\s+", text.strip(), maxsplit=1)[0]


def bare_address(url: str) -> str:
    """An address as people read it in print: without its scheme and closing slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        long_date=long_date, first_sentence=first_sentence, bare_address=bare_address, number_words=number_words
    )
    environment.globals.update(score_bar=score_bar, tint=tint)
    return environment


@contextmanager
def _collector_off() -> Iterator[None]:
    """Layout makes very many small objects that all live to its end; looking for garbage among them is lost time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _print(html: str) -> bytes:
    from weasyprint import HTML

    with _collector_off():
        document = HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher())
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(html.encode()).digest()[:16]
        )
    return pdf


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PackagedOnly(URLFetcher):  # type: ignore[misc]
        """Serves our own fonts and images by name; every other address is refused, whatever its scheme."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Give a packaged file. Raises RefusedError for anything else."""
            path = packaged_file(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA_TYPES[path.suffix]})

    return PackagedOnly()


def packaged_file(url: str) -> Path:
    """The packaged file that an address names. Raises RefusedError where it names none."""
    found = PACKAGED.fullmatch(url)
    if found is None:
        raise RefusedError(f"only packaged fonts and images are served, not {url[:80]!r}")
    return STATIC / found[1]
