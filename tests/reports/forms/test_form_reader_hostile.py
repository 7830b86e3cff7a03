"""Files made to break or to stall the reader: each is refused with words for its owner, or read as if nothing were."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from random import Random
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from reports.forms import form_sandbox as apart
from reports.forms.filled_form import LARGEST_FILE, FormRefused
from reports.forms.form_reader import read_form
from tests.reports.filling import fields_of_pdf, fill_with_pikepdf
from tests.reports.printed_forms import printed

LEAD = "choice.security-lead"


def filled() -> bytes:
    """A sound form with one answer."""
    return fill_with_pikepdf(printed("cafe"), {LEAD: "2"})


def changed(change: Callable[[Any], None]) -> bytes:
    with pikepdf.open(BytesIO(filled())) as pdf:
        change(pdf)
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def many_fields(pdf: Any) -> None:
    for number in range(10_000):
        field = Dictionary(FT=Name.Tx, T=String(f"note.x{number}"), V=String("y"))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))


def deep_fields(pdf: Any) -> None:
    field = Dictionary(FT=Name.Tx, T=String("x"))
    for _ in range(300):
        field = Dictionary(T=String("x"), Kids=Array([pdf.make_indirect(field)]))
    pdf.Root.AcroForm.Fields.append(field)


def fields_in_a_circle(pdf: Any) -> None:
    field = pdf.make_indirect(Dictionary(T=String("note")))
    field.Kids = Array([field, field])
    pdf.Root.AcroForm.Fields.append(field)


def no_fields(pdf: Any) -> None:
    del pdf.Root.AcroForm
    for page in pdf.pages:
        page.Annots = Array()


def not_ours(pdf: Any) -> None:
    no_fields(pdf)
    pdf.Root.AcroForm = Dictionary()
    pdf.Root.AcroForm.Fields = Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String("x")))])


def nested_marker(pdf: Any) -> None:
    dict(fields_of_pdf(pdf.Root.AcroForm.Fields, ""))["form"].V = String("[" * 90_000)


def encrypted(user: str) -> bytes:
    with pikepdf.open(BytesIO(filled())) as pdf:
        made = BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="secret", user=user))
    return made.getvalue()


def by_certificate() -> bytes:
    """A form that says it is encrypted for the holder of a certificate, which only that holder can open."""
    made = encrypted("")
    return made.replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec")


def xref_stream(rows: bytes, size: int) -> bytes:
    """A file that is one cross-reference stream."""
    packed = zlib.compress(rows, 9)
    head = b"%%PDF-1.7\n3 0 obj <</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
    return head % (size, len(packed)) + packed + b"\nendstream endobj\nstartxref\n9\n%%EOF"


BROKEN, PASSWORD, MANY = "is broken", "protected with a password", "more fields than any form of ours"
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "not a PDF"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" * 100, "not a PDF"),
    "too large": (lambda: b"%PDF-1.7" + b"x" * LARGEST_FILE, "larger than 5 MB"),
    "only a beginning": (lambda: filled()[:60_000], BROKEN),
    "noise": (lambda: b"%PDF-1.7\n" + Random(1).randbytes(200_000), BROKEN),
    "deep brackets": (lambda: b"%PDF-1.7\n1 0 obj " + b"[" * 500_000 + b"\nstartxref\n9\n%%EOF", BROKEN),
    "deep trailer": (
        lambda: b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer " + b"<</a " * 100_000 + b"startxref\n9\n%%EOF",
        BROKEN,
    ),
    "streams of no known kind": (lambda: filled().replace(b"/ObjStm", b"/ObjStx"), BROKEN),
    "a password": (lambda: encrypted("open"), PASSWORD),
    "a certificate": (by_certificate, "protected with a certificate"),
    "a bomb": (lambda: xref_stream(b" " * 60_000_000, 10_000_000), BROKEN),
    "a long list of objects": (lambda: xref_stream(b"\x01\0\0\0\0\0" * 400_000, 400_000), BROKEN),
    "10,000 fields": (lambda: changed(many_fields), MANY),
    "deep fields": (lambda: changed(deep_fields), MANY),
    "fields in a circle": (lambda: changed(fields_in_a_circle), MANY),
    "a print": (lambda: changed(no_fields), "has no fields"),
    "another form": (lambda: changed(not_ours), "not one of our forms"),
    "a marker made to overflow": (lambda: changed(nested_marker), "not one of our forms"),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_with_the_reason(name: str) -> None:
    make, words = FILES[name]
    with pytest.raises(FormRefused, match=words):
        read_form(make())


def test_a_script_in_the_file_is_nothing_to_the_reader() -> None:
    def script(pdf: Any) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.Root.AcroForm.CO = Array([])

    assert read_form(changed(script)).ticks == {LEAD: ("2",)}


def test_a_value_that_is_no_text_is_named() -> None:
    def odd(pdf: Any) -> None:
        dict(fields_of_pdf(pdf.Root.AcroForm.Fields, ""))["note.security-lead"].V = Array([1, 2])

    assert set(read_form(changed(odd)).problems) == {"note.security-lead"}


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_damage_anywhere_is_read_or_refused_never_a_crash(data: st.DataObject) -> None:
    form = bytearray(filled())
    for _ in range(data.draw(st.integers(1, 30))):
        form[data.draw(st.integers(0, len(form) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FormRefused):
        assert LEAD not in read_form(bytes(form)).problems


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.001)
    with pytest.raises(FormRefused, match=BROKEN):
        apart.read_form_apart(filled())
