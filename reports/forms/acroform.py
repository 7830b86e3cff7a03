"""Makes the fields of a printed form fit for every viewer: one field a question, plain names, one embedded font.

WeasyPrint writes each box of a radio group as a field of its own beside the group, numbers the boxes instead of naming
them, and sets typed text in a font by glyph number, which viewers cannot write with. Here the same widgets become the
fields that the standard (ISO 32000-1, 12.7) describes: a tree of names, each box under its question with its own value.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.forms.field_font import FONT_NAME, embed_font
from reports.forms.form_marker import MARKER_FIELD

TEXT_LOOK = f"0 g {FONT_NAME} 9.5 Tf"
CHECKED = "Yes"
# Flags of a field and of an annotation (ISO 32000-1, tables 165, 221 and 226).
READ_ONLY, RADIO, HIDDEN = 1, 1 << 15, 1 << 1


def finish_fields(printed: bytes, marker: str) -> bytes:
    """Give a printed form with its fields in order, and the marker that says what form it is in a hidden one.

    The same bytes give the same bytes.
    """
    with pikepdf.open(BytesIO(printed)) as pdf:
        tree = _Tree(pdf)
        for widget in list(_widgets(pdf)):
            tree.add(widget)
        tree.root.append(_marker(pdf, marker))
        for page in pdf.pages:
            # The face that typed text was laid out in is embedded whole, and no longer needed.
            for name in tree.fonts & set(page.Resources.Font.keys()):
                del page.Resources.Font[name]
        # No NeedAppearances: the boxes have their looks, and every viewer makes those of text fields itself.
        pdf.Root.AcroForm = Dictionary(
            Fields=tree.root, DA=String(TEXT_LOOK), DR=Dictionary(Font=Dictionary({FONT_NAME: embed_font(pdf)}))
        )
        made = BytesIO()
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def _widgets(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every field's widget, in reading order."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", Array()).as_list():
            if Name.Widget == annotation.Subtype:
                yield annotation


class _Tree:
    """The fields by their names: `choice.keys` is the field `keys` under the field `choice`."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = Array()
        self.nodes: dict[str, Any] = {}
        self.fonts: set[str] = set()
        self.empty = self.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])

    def add(self, widget: Any) -> None:
        """Put a widget under its name: a box of a group among the group's, any other as a field by itself."""
        name = str(widget.T)
        if "/Parent" in widget:
            self._radio(name, widget)
            return
        if Name.Tx == widget.FT:
            words = str(widget.DA).split()
            self.fonts.add(words[words.index("Tf") - 2])
            widget.DA = String(TEXT_LOOK)
            del widget.V
        else:
            self._box(widget, CHECKED)
            widget.V = Name.Off
        self._hang(name, widget)

    def _radio(self, name: str, widget: Any) -> None:
        """One box of a group. Its number among the group's boxes leads to its value."""
        question, _, option = str(widget.TU).partition("\n")
        (number,) = widget.AP.N.keys()
        value = str(widget.Parent.Opt[int(number.lstrip("/"))])
        if name not in self.nodes:
            group = Dictionary(FT=Name.Btn, Ff=RADIO, TU=String(question), V=Name.Off, Kids=Array())
            self.nodes[name] = self.pdf.make_indirect(group)
            self._hang(name, self.nodes[name])
        self._box(widget, value)
        widget.TU = String(f"{question} {option}")
        for key in ("/T", "/FT", "/V"):
            if key in widget:
                del widget[key]
        widget.Parent = self.nodes[name]
        self.nodes[name].Kids.append(widget)

    def _box(self, widget: Any, value: str) -> None:
        """Two looks for a box: a tick, and nothing, as the box itself is printed on the page."""
        (ticked,) = (stream for _, stream in widget.AP.N.items())
        width, height = (float(side) for side in ticked.BBox.as_list()[2:])
        ticked.write(_tick(width, height))
        ticked.Resources = Dictionary()
        widget.AP = Dictionary(N=Dictionary({f"/{value}": ticked, "/Off": self.empty}))
        widget.AS = Name.Off
        del widget.MK

    def _hang(self, name: str, field: Any) -> None:
        """Put a field under the one that its name begins with, which is made if it does not exist yet."""
        above, _, own = name.rpartition(".")
        field.T = String(own)
        if not above:
            self.root.append(field)
            return
        if above not in self.nodes:
            self.nodes[above] = self.pdf.make_indirect(Dictionary(Kids=Array()))
            self._hang(above, self.nodes[above])
        field.Parent = self.nodes[above]
        self.nodes[above].Kids.append(field)


def _tick(width: float, height: float) -> bytes:
    """A tick as wide as its box allows."""
    x, y, pen = width / 100, height / 100, width / 8
    return (
        f"0 G {pen:.2f} w 1 J 1 j {12 * x:.2f} {50 * y:.2f} m {40 * x:.2f} {16 * y:.2f} l {88 * x:.2f} {86 * y:.2f} l S"
    ).encode()


def _marker(pdf: pikepdf.Pdf, text: str) -> Any:
    """A hidden field that viewers do not let people change, on the first page: some drop fields without a page."""
    page = pdf.pages[0]
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            Ff=READ_ONLY,
            F=HIDDEN,
            T=String(MARKER_FIELD),
            TU=String("What form this is"),
            V=String(text),
            Rect=[0, 0, 0, 0],
            P=page.obj,
        )
    )
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(field)
    return field
