"""LibreOffice opens the spreadsheet and the document as they are, and shows what is in them."""

from __future__ import annotations

import os
import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.exports.docx import render_document
from reports.exports.xlsx import render_spreadsheet
from tests.reports import taken
from tests.reports.premises import places

SOFFICE = "/usr/bin/soffice"


def converted(folder: Path, name: str, data: bytes, to: str) -> bytes:
    """A file as LibreOffice saves it in another form."""
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(folder / name)]
    # With the machine's fonts, as people have them: in this process, prints are set to use our own.
    fonts = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=fonts)
    return (folder / "out" / name).with_suffix(f".{to}").read_bytes()


def test_libreoffice_shows_the_document(tmp_path: Path) -> None:
    plan = places()["pub"]
    reader = PdfReader(BytesIO(converted(tmp_path, "plan.docx", render_document(plan), "pdf")))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert plan.business in pages[0]
    assert plan.verdict in pages[0]
    assert plan.sum_says in pages[0]
    assert all(f"{plan.reference} · 22 November 2026" in page for page in pages)
    assert f"page {len(pages)}" in pages[-1]
    # A paragraph may go over a page, with its foot in between.
    squeezed = re.sub(rf"{plan.reference}·.{{,90}}?page\d+", "", "".join("".join(pages).split()))
    for words in (*(action.title for action in plan.actions), *plan.rule, *plan.attribution):
        assert "".join(words.split()) in squeezed


@pytest.mark.filterwarnings("ignore:.* extension is not supported")  # LibreOffice's own, for the bars of scores
def test_libreoffice_keeps_every_cell_of_the_spreadsheet(tmp_path: Path) -> None:
    data = render_spreadsheet(places()["hostile"])
    before, after = taken.workbook(data), taken.workbook(converted(tmp_path, "plan.xlsx", data, "xlsx"))
    assert after.sheetnames == before.sheetnames
    for cell in taken.cells(before):
        same = after[cell.parent.title][cell.coordinate]
        assert (same.value, same.data_type) == (cell.value, cell.data_type)
    for sheet in before.worksheets:
        assert {each.ref for each in after[sheet.title].tables.values()} == {each.ref for each in sheet.tables.values()}
    choices = {each.type for each in after["Plan"].data_validations.dataValidation}
    assert choices == {"list", "date"}
