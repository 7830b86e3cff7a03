"""Fills in a form as other programs do: pikepdf sets values and looks field by field, pypdf through its own writer,
poppler box by box, as Evince and Okular do."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from pypdf import PdfReader, PdfWriter

Values = Mapping[str, str]


def fill_with_pikepdf(blank: bytes, values: Values) -> bytes:
    """Set /V of each named field, and /AS of its boxes, as viewers do; a value of a box is the name of its state."""
    with pikepdf.open(BytesIO(blank)) as pdf:
        fields = dict(fields_of_pdf(pdf.Root.AcroForm.Fields, ""))
        for name, value in values.items():
            field = fields[name]
            if pikepdf.Name.Tx == field.FT:
                field.V = pikepdf.String(value)
                continue
            field.V = pikepdf.Name(f"/{value}")
            for box in field.get("/Kids", pikepdf.Array([field])).as_list():
                box.AS = field.V if f"/{value}" in box.AP.N else pikepdf.Name.Off
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def fill_with_pypdf(blank: bytes, values: Values) -> bytes:
    """Let pypdf set the values and make the looks of typed text."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank)))
    kinds = {name: field["/FT"] for name, field in (writer.get_fields() or {}).items() if "/FT" in field}
    told = {name: value if kinds[name] == "/Tx" else f"/{value}" for name, value in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, told, auto_regenerate=False)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def fill_with_poppler(blank: bytes, values: Values) -> bytes:
    """Tick and type at the places where a person would, and let poppler save."""
    with pikepdf.open(BytesIO(blank)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        fields, marks = dict(fields_of_pdf(pdf.Root.AcroForm.Fields, "")), []
        for name, value in values.items():
            field = fields[name]
            typed = value if pikepdf.Name.Tx == field.FT else None
            for box in field.get("/Kids", pikepdf.Array([field])).as_list():
                if typed is not None or f"/{value}" in box.AP.N:
                    left, bottom = (min(float(box.Rect[side]), float(box.Rect[side + 2])) for side in (0, 1))
                    marks.append((pages[box.P.objgen], left, bottom, typed))
    with TemporaryDirectory() as folder:
        before, after = Path(folder) / "blank.pdf", Path(folder) / "filled.pdf"
        before.write_bytes(blank)
        command = ["/usr/bin/python3", str(Path(__file__).with_name("poppler_fill.py")), str(before), str(after)]
        # It uses the fonts of its user's machine, not those of our prints.
        own = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
        subprocess.run(command, input=json.dumps(marks), text=True, check=True, env=own)
        return after.read_bytes()


def fields_of_pdf(nodes: Any, above: str) -> Iterator[tuple[str, Any]]:
    """Every field with its whole name."""
    for node in nodes.as_list():
        name = f"{above}.{node.T}" if above else str(node.T)
        if "/FT" in node:
            yield name, node
        else:
            yield from fields_of_pdf(node.Kids, name)
