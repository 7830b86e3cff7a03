"""Every example as it is printed: no day without its year, and no space before a percent sign."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pypdf import PdfReader

from reports.report.dates import MONTHS
from tests.cli.conftest import EXAMPLES, Run

MONTH = "|".join(sorted({*MONTHS, *(month[:3] for month in MONTHS)}, key=len, reverse=True))
DAY = re.compile(rf"\b[0-9]{{1,2}}\s+(?:{MONTH})\b(?:\s+[0-9]{{4}}\b)?")
LOOSE_PERCENT = re.compile(r"[0-9]\s+%")


def days_without_year(text: str) -> list[str]:
    """The days in a text after which no year follows."""
    return [day for day in DAY.findall(text) if not re.search(r"[0-9]{4}$", day)]


def test_the_patterns_find_what_they_are_for() -> None:
    text = "by 22 Nov, 3 March 2027 or 7 December\n2026; 12 marches, 1 Decision; 50 % of 55%"
    assert days_without_year(text) == ["22 Nov"]
    assert LOOSE_PERCENT.findall(text) == ["0 %"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.stem)
def test_printed_days_have_their_year_and_percentages_no_space(run: Run, tmp_path: Path, path: Path) -> None:
    pdf, docx = tmp_path / "plan.pdf", tmp_path / "plan.docx"
    said = run("plan", path, "--pdf", pdf, "--docx", docx)
    assert said.code == 0, said.err
    printed = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    with ZipFile(docx) as packed:
        paragraphs = etree.fromstring(packed.read("word/document.xml")).iter("{*}p")
        written = "\n".join("".join(each.itertext("{*}t")) for each in paragraphs)
    for text in (printed, written):
        assert len(DAY.findall(text)) > 20
        assert "%" in text
        assert days_without_year(text) == []
        assert LOOSE_PERCENT.findall(text) == []
