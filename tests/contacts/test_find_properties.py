"""What holds for every text that anyone can type."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from contacts import Directory, load_forces

DIRECTORY = Directory.load()
FORCE_IDS = {force.id for force in load_forces()}
SPECIAL = {"btp", "mod-police", "cnc"}
TIDY = re.compile(r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR|NPT)(?: [0-9](?:[A-Z]{2})?)?|BFPO(?: [0-9]{1,4})?")

_areas = st.sampled_from(["B", "BT", "CA", "DE", "E", "EC", "GY", "L", "OX", "SW", "W", "ZZ", "O", "0X", "bfpo", "GIR"])
_near = st.tuples(
    _areas,
    st.text("0123456789OIA", max_size=3),
    st.sampled_from(["", " ", "  ", "-", "\u00a0"]),
    st.text("0123456789OI", max_size=2),
    st.text("ABDXZOIab01", max_size=3),
).map("".join)


@given(st.text() | st.text("ABDEGIOSWX0129 -", max_size=9) | _near)
@example("\ud800")
@example("\x00")
def test_any_text_gets_a_consistent_finding(text: str) -> None:
    finding = DIRECTORY.find(text)
    if finding.status == "force":
        assert finding.force_id in FORCE_IDS - SPECIAL
        assert finding.candidates == ()
    elif finding.status == "choose":
        assert finding.force_id is None
        assert len(finding.candidates) >= 2
        assert len(set(finding.candidates)) == len(finding.candidates)
        assert set(finding.candidates) <= FORCE_IDS - SPECIAL
    else:
        assert finding.force_id is None
        assert finding.candidates == ()
    if finding.status == "invalid":
        assert finding.postcode == ""
    else:
        assert TIDY.fullmatch(finding.postcode)


@given(_near)
def test_the_tidy_form_finds_the_same(text: str) -> None:
    finding = DIRECTORY.find(text)
    if finding.status != "invalid":
        assert DIRECTORY.find(finding.postcode) == finding
        assert DIRECTORY.find(finding.postcode.lower()) == finding


@given(st.text(st.characters(exclude_categories=["P", "Z", "C"], min_codepoint=128), min_size=1))
def test_a_sign_of_another_script_is_never_dropped(foreign: str) -> None:
    assert DIRECTORY.find(f"DE1 2X{foreign}X").status == "invalid"
