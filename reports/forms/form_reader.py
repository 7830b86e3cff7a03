"""Reads a filled-in questionnaire: the value of every field, or a refusal that says what to do. Bounded for any file.

Uploaded files are read by `reports.forms.form_sandbox`, in a process that is ended when it takes too long.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, get_args

from pypdf import PasswordType, PdfReader, apply_configuration

from assessment.path import AssessmentKind
from reports.forms.field_values import FieldNode, ValueUnreadable, get, plain, text_of, ticked
from reports.forms.filled_form import BROKEN, LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_marker import FORM, MARKER_FIELD

LONGEST_TEXT = 10_000
# Of the marker: it holds a profile and the ids of all questions.
LONGEST_MARKER = 100_000
# Fields and boxes together; the complete form has some 1,400.
MOST_FIELDS = 5_000
DEEPEST = 6

PROTECTED = "The file is protected with a {}. Save it without one, and try again."
_PARTS = ("choice.", "reason.", "note.", "profile.")
_LOST_TICK = "its tick cannot be read; tick it again"
_KINDS: tuple[AssessmentKind, ...] = get_args(AssessmentKind)
# The parts of our forms are far smaller unpacked; a larger one is an attempt to fill the memory.
_LARGEST_PART, _LARGEST_BROKEN_PART, _MOST_OBJECTS = 3_000_000, 100_000, 50_000
# The library logs oddities with words of the file, which must not reach our logs.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read_form(data: bytes) -> FilledForm:
    """Give the contents of a filled-in form. Raises FormRefused for a file that is not one, or cannot be read."""
    if len(data) > LARGEST_FILE:
        raise FormRefused(f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Choose the form that you saved.")
    if b"%PDF-" not in data[:1024]:
        raise FormRefused("The file is not a PDF. Choose the form that you saved.")
    found = _Found()
    try:
        with apply_configuration(
            zlib_maximum_output_length=_LARGEST_PART,
            lzw_maximum_output_length=_LARGEST_PART,
            run_length_maximum_output_length=_LARGEST_PART,
            zlib_maximum_recovery_input_length=_LARGEST_BROKEN_PART,
        ):
            for node in _fields(_opened(data)):
                found.keep(node)
    except FormRefused:
        raise
    except Exception as error:
        raise FormRefused(BROKEN) from error
    return _form(found)


@dataclass(frozen=True, slots=True)
class _Found:
    """The values of the fields found so far."""

    ticks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def keep(self, node: FieldNode) -> None:
        """Keep the value of a field of ours, or of one box of it."""
        name = node.name
        if name != MARKER_FIELD and not name.startswith(_PARTS):
            return
        try:
            if node.kind == "/Btn":
                if values := ticked(node):
                    self.ticks[name] = tuple(sorted({*self.ticks.get(name, ()), *values}))
            elif node.kind == "/Tx":
                self._text(name, text_of(node))
        except ValueUnreadable:
            lost = "its text cannot be read; type it again" if node.kind == "/Tx" else _LOST_TICK
            self.problems[name] = lost

    def _text(self, name: str, value: str) -> None:
        longest = LONGEST_MARKER if name == MARKER_FIELD else LONGEST_TEXT
        if len(value) > longest:
            self.problems[name] = f"the text is far too long ({len(value):,} characters); shorten it"
        elif value and self.texts.setdefault(name, value) != value:
            self.problems[name] = "the form holds this field twice, with different text; keep one"


def _opened(data: bytes) -> PdfReader:
    """The file, opened as a viewer opens it: without asking for a password where none is needed to read it.

    A file may be protected only against changes, with an owner password; then the empty one opens it (ISO 32000-1,
    7.6.3.1). Raises FormRefused for one that asks for a password or a certificate.
    """
    try:
        reader = PdfReader(BytesIO(data), xref_stream_maximum_entries=_MOST_OBJECTS)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise FormRefused(PROTECTED.format("password"))
    except NotImplementedError as error:  # the library knows passwords only
        raise FormRefused(PROTECTED.format("certificate")) from error
    return reader


def _fields(reader: PdfReader) -> Iterator[FieldNode]:
    """Every field and box, in no order. Raises FormRefused."""
    roots = get(get(reader.root_object, "/AcroForm"), "/Fields")
    if not isinstance(roots, list) or not roots:
        raise FormRefused("The file has no fields to read: it may be a scan, or printed to PDF. Save the form itself.")
    top = FieldNode({"/Kids": roots}, "", "", None, None, 0)
    waiting: list[tuple[FieldNode, int]] = [(top, 0)]
    met = 0
    while waiting:
        above, depth = waiting.pop()
        kids = above.kids
        met += len(kids)
        if met > MOST_FIELDS or (kids and depth >= DEEPEST):
            raise FormRefused("The file holds more fields than any form of ours. Choose the form that you saved.")
        if depth:
            yield above
        for place, kid in enumerate(kids):
            content = plain(kid)
            if isinstance(content, Mapping):
                waiting.append((_below(above, content, place), depth + 1))


def _below(above: FieldNode, content: Mapping[str, Any], place: int) -> FieldNode:
    """The node with what it inherits (ISO 32000-1, tables 220 and 227). One without a name is a box of its field."""
    own, options = get(content, "/T"), get(content, "/Opt")
    value = get(content, "/V")
    return FieldNode(
        content=content,
        name=".".join(part for part in (above.name, str(own or "")[:100]) if part),
        kind=str(get(content, "/FT") or above.kind),
        value=above.value if value is None and own is not None else value,
        options=above.options if options is None else options if isinstance(options, list) else [],
        place=place if own is None else 0,
    )


def _form(found: _Found) -> FilledForm:
    """The form, by its marker. Raises FormRefused where it has none: it is not one of ours."""
    try:
        told = json.loads(found.texts.pop(MARKER_FIELD, ""))
        if told["form"] != FORM or told["kind"] not in _KINDS or not isinstance(told["profile"], dict | None):
            raise ValueError
        bank_id, version, questions = str(told["bank"]), str(told["bank_version"]), list(told["questions"])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise FormRefused("The file is a PDF, but not one of our forms. Choose the form that you saved.") from error
    return FilledForm(
        bank_id=bank_id,
        bank_version=version,
        kind=told["kind"],
        profile=told["profile"],
        questions=tuple(str(each)[:100] for each in questions[:MOST_FIELDS]),
        ticks=found.ticks,
        texts=found.texts,
        problems=found.problems,
        reference=str(told["reference"])[:20] if told.get("reference") else None,
    )
