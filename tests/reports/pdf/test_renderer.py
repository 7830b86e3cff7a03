"""Printing itself: templates are well-formed, how they are read changes nothing on paper, nothing but a document's own
pictures is served, and nothing is left behind."""

from __future__ import annotations

import gc
import tempfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from assessment.visit_overrides import Advice
from reports.cards.cards import card_html
from reports.cards.logo import read_logo
from reports.figures.workshop_pdf import summary_html
from reports.forms.form_pdf import form_html
from reports.pdf.plan import LOGO, linked, plan_html, record_parts
from reports.pdf.renderer import RefusedError, _fetcher, print_html
from tests.reports.cards.test_logo import picture
from tests.reports.figures.test_workshop import report as workshop
from tests.reports.premises import CONFIRMED, INPUTS, PUB, UNCONFIRMED, VISIT, answers, places, report
from tests.reports.printed_cards import SIZES, card, card_ids
from tests.reports.printed_forms import blank

BLANK = '<html lang="en-GB"><head><title>Blank</title></head><body><p>Blank</p></body></html>'


@cache
def documents() -> dict[str, str]:
    """The HTML of every kind that is printed, by a short name."""
    found = {
        f"plan {name} {at}": part
        for name, plan in places().items()
        for at, part in enumerate(linked([plan_html(plan), *record_parts(plan)]))
    }
    found |= {f"card {name} {size}": card_html(card(name, size)) for name in card_ids() for size in SIZES}
    found |= {f"form {name}": form_html(blank(name)) for name in ("cafe", "complete", "hostile")}
    return found | {"workshop": summary_html(workshop())}


def test_every_kind_is_well_formed_so_that_it_is_read_the_quick_way() -> None:
    for name, html in documents().items():
        assert ElementTree.fromstring(html).tag == "html", name


@pytest.mark.parametrize("name", ["plan hostile 0", "plan pub 1", "card bomb-threat a5", "workshop"])
def test_read_as_a_browser_reads_it_it_prints_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html, pictures = documents()[name], {LOGO: b""}
    quick = print_html(html, pictures=pictures)

    def refuse(_: str) -> None:
        raise ElementTree.ParseError

    monkeypatch.setattr("reports.pdf.renderer.ElementTree.fromstring", refuse)
    assert print_html(html, pictures=pictures) == quick


@pytest.mark.parametrize("odd", ["\x00", "&nbsp;", "<p>not closed", "a < b & c"])
def test_what_is_not_well_formed_is_printed_all_the_same(odd: str) -> None:
    html = f'<html lang="en-GB"><head><title>Odd</title></head><body><h1>Odd</h1>{odd}</body></html>'
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(html)
    assert print_html(html).startswith(b"%PDF")


FRONT_NAMES = {
    "short": ("Juniper", "The café"),
    "two lines beside a logo": ("The Foundry Tap and Music Hall", "Foundry Street"),
    "wide": ("W" * 36, "W" * 36),
    "long": ("W" * 60, "The yard"),
    "both long": ("W" * 80, "W" * 80),
    "longest": ("W" * 200, "W" * 200),
}


# More recommendations than the front page has, each longer than its line.
MUCH = replace(VISIT, advice=tuple(Advice("now", f"{number} WWWW" + " at the gate" * 40) for number in range(5)))


@pytest.mark.parametrize("names", FRONT_NAMES)
@pytest.mark.parametrize("more", list(product([False, True], repeat=4)), ids=str)
def test_whatever_is_on_it_the_front_page_is_one_page(names: str, more: tuple[bool, bool, bool, bool]) -> None:
    logo, provisional, visit, confirmed = more
    business, premises = FRONT_NAMES[names]
    place = {**PUB, "business_name": business, "premises_name": premises}
    given = answers("3210? 0-" if provisional else "3210?0-")
    made = report(
        place, given, CONFIRMED if confirmed else UNCONFIRMED, inputs=replace(INPUTS, visit=MUCH) if visit else INPUTS
    )
    made = replace(made, logo=b"logo" if logo else None)
    html = plan_html(made)
    front = html[: html.index("</nav>")] + "</nav></body></html>"
    printed = print_html(front, pictures={LOGO: read_logo(picture((450, 180)))})
    first, second = (" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed)).pages)
    last = "it gives no certificate."
    assert last in first
    assert last not in second
    assert "What is in this plan" in second


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(was_on: bool) -> None:
    try:
        gc.enable() if was_on else gc.disable()
        print_html(BLANK)
        assert gc.isenabled() == was_on
    finally:
        gc.enable()


def test_the_collector_is_on_again_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no paper")

    monkeypatch.setattr("reports.pdf.renderer._render", fail)
    with pytest.raises(RuntimeError, match="no paper"):
        print_html(BLANK)
    assert gc.isenabled()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "https://example.org/a.ttf",
        "file:///etc/passwd",
        "data:font/ttf;base64,AAAA",
        "print:fonts/cyps-sans-regular.ttf",
        "print:../app.py",
        "picture:logo2",
        "ftp://example.org/x",
        "x.ttf",
        "",
    ],
)
def test_every_address_but_a_given_picture_is_refused(url: str) -> None:
    fetcher = _fetcher()({LOGO: picture()})
    assert fetcher.fetch(LOGO).read() == picture()
    with pytest.raises(RefusedError):
        fetcher.fetch(url)


@pytest.mark.parametrize("name", ["plan hostile 0", "plan pub 1", "card bomb-threat a5", "form hostile", "workshop"])
def test_nothing_is_written_outside_the_document(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of copied fonts would stay behind when the process is killed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[Path] = []
    monkeypatch.setattr("reports.pdf.renderer._compress", lambda _: seen.extend(tmp_path.iterdir()))
    faces = "<style>@font-face { font-family: x; src: url('print:fonts/cyps-sans-regular.ttf') }</style></head>"
    html = documents()[name].replace("</head>", faces, 1)
    assert print_html(html, forms=name.startswith("form"), pictures={LOGO: picture()}).startswith(b"%PDF")
    assert seen == []
