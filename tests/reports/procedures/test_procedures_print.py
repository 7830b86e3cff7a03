"""The procedures as they are printed: a page each, nothing cut off, accessible, the same every time, and harmless."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from cli.plan_file import read_plan_input
from questions.procedures import LONGEST, MOST_LINES, ProcedureField
from reports.procedures.procedures_docx import render_procedures_document
from reports.procedures.procedures_pdf import procedures_html, render_procedures
from reports.procedures.procedures_report import ProceduresReport, build_procedures
from tests.reports.opened import Opened
from tests.reports.premises import HOSTILE, MADE_ON, bank
from usecases.procedures import file_procedures
from usecases.settings import ROOT

EXAMPLES = tuple(path.stem for path in sorted((ROOT / "examples").glob("*.yaml")))
DRAFTS = ("festival", "shopping-centre")
SENTENCE = "Somebody leads everyone through the kitchen and across the yard to the bakery on Mill Lane, then counts. "
# Millimetres and points: no word may come nearer to the paper's edge, nor under the line at the foot.
POINT, EDGE, FOOT = 25.4 / 72, 14.0, 281.0


def longest(field: ProcedureField) -> str:
    """As much as a field takes, in words."""
    if field.kind == "steps":
        return "\n".join(SENTENCE[: LONGEST["steps"] // MOST_LINES["steps"] - 1] for _ in range(MOST_LINES["steps"]))
    return (SENTENCE * 9)[: LONGEST[field.kind]].rstrip()


def many_lines(field: ProcedureField) -> str:
    """As many lines as a field takes."""
    return "\n".join(f"Line {number}" for number in range(MOST_LINES[field.kind]))


EXTREMES: Mapping[str, Callable[[ProcedureField], str]] = {
    "longest": longest,
    "unbroken": lambda field: "W" * LONGEST[field.kind],
    "many-lines": many_lines,
    "empty": lambda _field: "",
    "hostile": lambda field: HOSTILE[: LONGEST[field.kind]],
}


@cache
def report(name: str, draft: bool = False) -> ProceduresReport:
    """The procedures of an example, or of the music pub with every field at an extreme."""
    content = bank().procedures
    assert content is not None
    example = name if name in EXAMPLES else "music-pub"
    given = read_plan_input(bank(), ROOT / "examples" / f"{example}.yaml")
    written = given.procedures
    if name in EXTREMES:
        written = {field: EXTREMES[name](each) for field, each in content.fields.items()}
    shown, result = file_procedures(bank(), given.profile, given.answers, given.kind, written)
    return build_procedures(bank(), shown, result, MADE_ON, draft=draft)


@cache
def printed(name: str, draft: bool = False) -> Opened:
    """The same, printed once."""
    return Opened(render_procedures(report(name, draft)))


def pages_of(name: str) -> dict[str, list[int]]:
    """The pages, from 1, by what the foot of each names."""
    found: dict[str, list[int]] = {}
    for number, text in enumerate(printed(name).pages, start=1):
        foot = re.search(r"([A-Z][^·]*?) · (?:section [^·]* · )?Check your protective security \d+ of \d+", text)
        assert foot, text[-200:]
        title = next((t for t in titles(name) if foot[1].endswith(t)), foot[1])
        found.setdefault(title, []).append(number)
    return found


def titles(name: str) -> list[str]:
    """The titles that the feet of pages name, in order."""
    made = report(name)
    own = [each.shown.procedure.title for each in made.procedures]
    return [made.words.short_title, *own, made.words.cards_title, made.log.title]


def words_with_boxes(data: bytes, folder: Path) -> list[tuple[int, float, float, float]]:
    """Of each word its page from 1, and in millimetres its left, its right and its lower edge."""
    (folder / "print.pdf").write_bytes(data)
    command = ["pdftotext", "-bbox", "print.pdf", "-"]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    found, number = [], 0
    for line in made.stdout.splitlines():
        number += line.strip().startswith("<page ")
        if box := re.search(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)"', line):
            left, right, low = (float(each) * POINT for each in box.groups())
            found.append((number, left, right, low))
    return found


@pytest.mark.parametrize("name", [*EXAMPLES, *EXTREMES])
def test_pdf_ua_1_holds(name: str) -> None:
    assert printed(name).failures() == []


@pytest.mark.parametrize("name", DRAFTS)
def test_pdf_ua_1_holds_for_the_draft(name: str) -> None:
    assert printed(name, draft=True).failures() == []


@pytest.mark.parametrize("name", [*EXAMPLES, "longest", "empty"])
def test_each_procedure_has_one_page_and_the_short_sheet_two(name: str) -> None:
    pages = pages_of(name)
    assert list(pages) == titles(name)
    made = report(name)
    for title, numbers in pages.items():
        most = {made.words.short_title: 2, made.words.cards_title: 2}.get(title, 1)
        assert len(numbers) <= most, (title, numbers)


@pytest.mark.parametrize("name", [*EXAMPLES, *EXTREMES])
def test_nothing_is_cut_off(name: str, tmp_path: Path) -> None:
    words = words_with_boxes(printed(name).data, tmp_path)
    assert len(words) > 1000
    for number, left, right, low in words:
        assert EDGE <= left < right <= 210 - EDGE + 1, number
        assert low <= 290
    body = [(number, low) for number, _, _, low in words if low < FOOT]
    assert len(words) - len(body) < 30 * len(printed(name).pages), "nothing but the foot is at the foot"
    for each in (field for printed_ in report(name).procedures for field in printed_.shown.fields):
        for line in each.value.split("\n") if name != "hostile" else ():
            assert printed(name).holds(line), (each.name, line)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_something_written_on_every_page(name: str) -> None:
    for each in report(name).procedures:
        assert each.shown.count("written") >= len(each.shown.fields) / 3, each.id


def test_a_text_too_long_for_its_page_goes_on_on_the_next_under_the_same_foot() -> None:
    pages = pages_of("unbroken")
    assert list(pages) == titles("unbroken")
    assert len(pages["Get people out"]) == 2
    assert all(after == before + 1 for numbers in pages.values() for before, after in pairwise(numbers))


@pytest.mark.parametrize("name", ["cafe", "music-pub"])
def test_the_short_sheet_is_read_in_little_more_than_three_minutes(name: str) -> None:
    """At 250 words a minute, headings and all."""
    assert len(" ".join(printed(name).pages[:2]).split()) < 4 * 250


@pytest.mark.parametrize("name", ["cafe", "shopping-centre"])
def test_the_structure_can_be_read_aloud(name: str) -> None:
    tags = printed(name).tags
    headings = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert {"Table", "TR", "TH", "TD", "L", "LI", "P"} <= set(tags)
    bookmarks = [title for _, title in printed(name).bookmarks]
    assert [title for title in bookmarks if title in titles(name)] == titles(name)


@pytest.mark.parametrize("name", [*EXAMPLES, "empty"])
def test_every_page_says_that_it_is_private_and_when_it_was_made(name: str) -> None:
    for text in printed(name).pages:
        assert "KEEP PRIVATE: staff only" in text
        assert "22 November 2026" in text
    assert "certified" not in printed(name).text.lower()


def test_what_was_filled_in_is_marked_and_what_is_empty_is_a_line_to_write_on() -> None:
    given = report("cafe").procedures
    html = procedures_html(report("cafe"))
    assert html.count("Filled in for you") == sum(each.shown.count("suggested") for each in given)
    assert html.count('class="write"') == sum(each.shown.count("empty") for each in given)
    empty = procedures_html(report("empty"))
    assert empty.count('class="write"') == sum(len(each.shown.fields) for each in report("empty").procedures)


def test_the_same_procedures_have_the_same_bytes() -> None:
    assert render_procedures(report("cafe")) == printed("cafe").data
    assert render_procedures_document(report("cafe")) == render_procedures_document(report("cafe"))


@pytest.mark.parametrize("name", DRAFTS)
def test_the_draft_says_what_it_is_and_gathers_what_was_said(name: str) -> None:
    opened, made = printed(name, draft=True), report(name, draft=True)
    assert made.draft is not None
    assert opened.holds("A draft for you to work on")
    assert opened.holds("Whether it meets the Act is not for this tool to say.")
    for letter in "abcd":
        assert opened.holds(f"Section 7(1)({letter})")
    for field in made.draft.shown.fields:
        assert opened.holds(field.value or "Still to write: ")
    for each in made.procedures[1:5]:
        assert opened.holds(f"{each.shown.procedure.title} ({each.section})")
    assert opened.holds("What you answered in your assessment")


@pytest.mark.parametrize("name", ["cafe", "hostile", "empty"])
def test_the_document_holds_every_word_of_the_print(name: str, tmp_path: Path) -> None:
    path = tmp_path / "procedures.docx"
    path.write_bytes(render_procedures_document(report(name)))
    with ZipFile(path) as packed:
        root = etree.fromstring(packed.read("word/document.xml"))
    text = "".join("".join(root.itertext()).split())
    for printed_ in report(name).procedures:
        assert "".join(printed_.shown.procedure.title.split()) in text
        for part in printed_.shown.parts:
            assert all("".join(each.split()) in text for each in part.says)
            if part.field and part.field.value and name != "hostile":
                assert all("".join(line.split()) in text for line in part.field.value.split("\n"))
    breaks = root.findall(".//{*}pageBreakBefore")
    assert len(breaks) == len(report(name).procedures) + 2, "each procedure, the cards and the log have a page"
