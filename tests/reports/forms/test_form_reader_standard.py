"""Forms as the PDF standard lets other programs save them: each is read as a viewer shows it, or the field is named."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, String

from reports.forms.filled_form import FilledForm, FormRefused
from reports.forms.form_reader import read_form
from reports.forms.form_sandbox import read_form_apart
from tests.reports.filling import fields_of_pdf, fill_with_pikepdf
from tests.reports.printed_forms import printed

SAMPLES = Path(__file__).parents[1] / "samples"
LEAD, NOTE = "choice.security-lead", "note.security-lead"
LOCKS = "choice.fast-locking-doors"
QUEUES = "profile.nearby.queues"


def filled() -> bytes:
    return fill_with_pikepdf(printed("cafe"), {LEAD: "2", NOTE: "A note", LOCKS: "0"})


def saved(change: Callable[[Any, dict[str, Any]], None], form: bytes | None = None, **options: Any) -> bytes:
    """The form after a change to its file and its fields, by their names."""
    with pikepdf.open(BytesIO(filled() if form is None else form)) as pdf:
        change(pdf, dict(fields_of_pdf(pdf.Root.AcroForm.Fields, "")))
        made = BytesIO()
        pdf.save(made, **options)
    return made.getvalue()


def unchanged(_pdf: Any, _fields: dict[str, Any]) -> None:
    pass


@pytest.mark.parametrize("read", [read_form, read_form_apart])
def test_a_text_kept_as_a_stream_is_read_with_its_question(read: Callable[[bytes], FilledForm]) -> None:
    form = read((SAMPLES / "form-text-kept-as-stream.pdf").read_bytes())
    assert form.texts == {NOTE: "Typed long text"}
    assert form.ticks == {LEAD: ("2",)}
    assert form.problems == {}


@pytest.mark.parametrize("read", [read_form, read_form_apart])
def test_a_file_protected_only_against_changes_is_read(read: Callable[[bytes], FilledForm]) -> None:
    form = read((SAMPLES / "form-opens-without-password.pdf").read_bytes())
    assert form.ticks == {LEAD: ("2",)}
    assert form.problems == {}


@pytest.mark.parametrize("revision", [2, 3, 4, 5, 6])
@pytest.mark.filterwarnings("ignore:Encryption R=5")
def test_every_way_of_protecting_is_read_without_a_password_and_refused_with_one(revision: int) -> None:
    strong = revision > 3
    ways: dict[str, Any] = {"R": revision, "aes": strong, "metadata": strong}
    open_to_all = saved(unchanged, encryption=Encryption(owner="secret", user="", **ways))
    assert read_form(open_to_all) == read_form(filled())
    for user in ("open", "secret"):
        with pytest.raises(FormRefused, match="protected with a password"):
            read_form(saved(unchanged, encryption=Encryption(owner="secret", user=user, **ways)))


def encodings(text: str) -> list[bytes]:
    """A text in each encoding of the standard (ISO 32000-2, 7.9.2.2), also with the language that it is in."""
    wide = "\ufeff".encode("utf-16-be") + text.encode("utf-16-be")
    named = "\ufeff\x1bcy\x1b".encode("utf-16-be") + text.encode("utf-16-be")
    return [wide, named, b"\xef\xbb\xbf" + text.encode(), b"\xef\xbb\xbf\x1benGB\x1b" + text.encode()]


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
    way=st.integers(0, 3),
    packed=st.sampled_from([None, Name.FlateDecode, Name.ASCIIHexDecode]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_text_is_the_same_in_every_encoding_as_string_and_as_stream(text: str, way: int, packed: Any) -> None:
    data = encodings(text)[way]

    def change(pdf: Any, fields: dict[str, Any]) -> None:
        fields[NOTE].V = String(data)
        stream = pdf.make_stream(data.hex().encode() + b">" if packed == Name.ASCIIHexDecode else data)
        if packed == Name.ASCIIHexDecode:
            stream.Filter = packed
        fields["note.fast-locking-doors"].V = stream

    kept = packed == Name.ASCIIHexDecode
    form = read_form(saved(change, compress_streams=packed is not None and not kept))
    assert form.texts == {NOTE: text, "note.fast-locking-doors": text}


def test_old_single_byte_text_is_read_too() -> None:
    def change(pdf: Any, fields: dict[str, Any]) -> None:
        fields[NOTE].V = pdf.make_stream(b"\xa35 \x96 \x80")

    assert read_form(saved(change)).texts == {NOTE: "£5 Œ •"}


def name_by_opt(group: Any, names: list[str], values: list[str] | None = None) -> None:
    """Name the states of a group's boxes otherwise; their values then are in /Opt, in the order of the boxes."""
    boxes = group.get("/Kids", Array([group])).as_list()
    options, chosen = [], "/Off"
    for box, name in zip(boxes, names, strict=True):
        (value,) = (state for state in box.AP.N if state != "/Off")
        options.append(value.lstrip("/"))
        look = box.AP.N[value]
        del box.AP.N[value]
        box.AP.N[f"/{name}"] = look
        if str(box.AS) == value:
            box.AS = Name(f"/{name}")
            chosen = f"/{name}"
    group.Opt = Array([String(value) for value in values or options])
    group.V = Name(chosen)


@pytest.mark.parametrize("answer", ["0", "1", "2", "3", "dont-know"])
@pytest.mark.parametrize("shift", [0, 1, 3])
def test_states_named_through_opt_are_read_by_their_values(answer: str, shift: int) -> None:
    """Also where a state has the name of another answer: `/1` for the box of “0”."""

    def change(_pdf: Any, fields: dict[str, Any]) -> None:
        count = len(fields[LEAD].Kids)
        name_by_opt(fields[LEAD], [str((place + shift) % count) for place in range(count)])

    form = read_form(saved(change, fill_with_pikepdf(printed("cafe"), {LEAD: answer})))
    assert form.ticks == {LEAD: (answer,)}
    assert form.problems == {}


def test_opt_is_inherited_and_a_single_box_has_one() -> None:
    def change(_pdf: Any, fields: dict[str, Any]) -> None:
        name_by_opt(fields[QUEUES], ["0"])
        fields[QUEUES].Parent.Opt = fields[QUEUES].Opt
        del fields[QUEUES].Opt

    form = read_form(saved(change, fill_with_pikepdf(printed("complete"), {QUEUES: "Yes"})))
    assert form.ticks == {QUEUES: ("Yes",)}


@pytest.mark.parametrize("state", ["/0", "/Off"])
def test_opt_that_lacks_a_value_is_named(state: str) -> None:
    def change(_pdf: Any, fields: dict[str, Any]) -> None:
        group = fields[LEAD]
        name_by_opt(group, [str(place) for place in range(len(group.Kids))], ["only one"])
        group.V = Name(state)
        group.Kids[1].AS = Name("/1")

    form = read_form(saved(change))
    assert set(form.problems) == {LEAD}


def test_a_value_is_inherited_from_the_field_above() -> None:
    def change(pdf: Any, fields: dict[str, Any]) -> None:
        top = fields[NOTE].Parent
        for name, field in fields.items():
            if name.startswith("note.") and name != NOTE:
                field.V = String("Its own")
        del fields[NOTE].V
        top.V = pdf.make_stream(b"From above")

    texts = read_form(saved(change)).texts
    assert texts[NOTE] == "From above"
    assert {text for name, text in texts.items() if name != NOTE} == {"Its own"}


@pytest.mark.parametrize(
    "value",
    [
        Name("/Off"),
        Array([String("x")]),
        Dictionary(V=String("x")),
        7,
        String(b"\xfe\xff\xd8\x00"),
    ],
)
def test_a_text_of_another_kind_is_named_never_guessed(value: Any) -> None:
    def change(_pdf: Any, fields: dict[str, Any]) -> None:
        fields[NOTE].V = value

    form = read_form(saved(change))
    assert set(form.problems) == {NOTE}
    assert form.texts == {}


@pytest.mark.parametrize("value", [Array([Name("/2")]), Dictionary(), 2])
def test_a_tick_of_another_kind_is_named_never_guessed(value: Any) -> None:
    def change(_pdf: Any, fields: dict[str, Any]) -> None:
        fields[LEAD].V = value

    assert set(read_form(saved(change)).problems) == {LEAD}


def test_styled_text_without_its_plain_form_is_named() -> None:
    def change(_pdf: Any, fields: dict[str, Any]) -> None:
        del fields[NOTE].V
        fields[NOTE].RV = String("<body><p>Only here</p></body>")

    assert set(read_form(saved(change)).problems) == {NOTE}


@pytest.mark.parametrize(
    "extra",
    [
        {"Filter": Name.JBIG2Decode},
        {"Filter": Name.DCTDecode},
        {"Filter": Array([Name.ASCIIHexDecode] * 5)},
        {"F": String("elsewhere.txt")},
    ],
)
def test_a_stream_that_holds_no_text_is_named_and_not_decoded(extra: dict[str, Any]) -> None:
    def change(pdf: Any, fields: dict[str, Any]) -> None:
        fields[NOTE].V = pdf.make_stream(b"00>", **extra)

    form = read_form(saved(change, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False))
    assert set(form.problems) == {NOTE}


def test_a_stream_that_unpacks_to_far_too_much_is_refused() -> None:
    def change(pdf: Any, fields: dict[str, Any]) -> None:
        fields[NOTE].V = pdf.make_stream(b" " * 30_000_000)

    with pytest.raises(FormRefused, match="is broken"):
        read_form(saved(change))


def test_many_long_streams_are_named_by_their_length() -> None:
    def change(pdf: Any, fields: dict[str, Any]) -> None:
        fields[NOTE].V = pdf.make_stream(b"x" * 10_001)

    assert "far too long (10,001 characters)" in read_form(saved(change)).problems[NOTE]
