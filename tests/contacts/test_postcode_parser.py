"""How people write postcodes: what is put right, and what is refused."""

from __future__ import annotations

import pytest

from contacts import Directory, Finding
from contacts.postcode_parser import Written, read


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("DE1 2XX", "DE1 2XX"),
        ("de12xx", "DE1 2XX"),
        ("  De1  2xX\r\n", "DE1 2XX"),
        ("d e 1 2 x x", "DE1 2XX"),
        ("DE12 XX", "DE1 2XX"),
        ("(DE1-2XX).", "DE1 2XX"),
        ("DE1\u00a02XX", "DE1 2XX"),
        ("DE1\u20132XX", "DE1 2XX"),
        ("\ufeffDE1 2\u200bXX", "DE1 2XX"),
        ("DE122XX", "DE12 2XX"),
        ("sw1a1aa", "SW1A 1AA"),
        ("m11ae", "M1 1AE"),
        ("DE1", "DE1"),
        ("de 1", "DE1"),
        ("SW1 A", "SW1A"),
        ("DE12", "DE12"),
        ("DE 12", "DE12"),
        ("DE1 2", "DE1 2"),
        ("DE 1 2", "DE1 2"),
        ("de1-2", "DE1 2"),
        ("DE12 2", "DE12 2"),
        ("DE122", "DE12 2"),
        ("SW1A1", "SW1A 1"),
        ("W1 1", "W1 1"),
        ("W11", "W11"),
        ("bfpo57", "BFPO 57"),
        ("B.F.P.O. 801", "BFPO 801"),
        ("gir 0aa", "GIR 0AA"),
    ],
)
def test_tidy_form(directory: Directory, typed: str, tidy: str) -> None:
    assert directory.find(typed).postcode == tidy


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("DE1 OAA", "DE1 0AA"),
        ("DE1 IAA", "DE1 1AA"),
        ("SWIA 1AA", "SW1A 1AA"),
        ("SE1O 9AA", "SE10 9AA"),
        ("W1O 4AA", "W10 4AA"),
        ("BTI 5GS", "BT1 5GS"),
        ("0X1 1BX", "OX1 1BX"),
        ("1P1 2DE", "IP1 2DE"),
        ("OLI4 5AL", "OL14 5AL"),
        ("sw1a laa", "SW1A 1AA"),
        ("swla 1aa", "SW1A 1AA"),
        ("DEl 1AS", "DE1 1AS"),
        ("oll4 5al", "OL14 5AL"),
        ("1S1 4AP", "LS1 4AP"),
    ],
)
def test_letter_and_digit_that_look_alike_are_put_right_where_only_one_fits(
    directory: Directory, typed: str, meant: str
) -> None:
    assert directory.find(typed) == directory.find(meant)
    assert directory.find(typed).postcode == meant


@pytest.mark.parametrize(
    "typed", ["OX1 1BX", "SO14 7LY", "IG10 1AA", "IP1 2DE", "CO1 1AA", "PO1 1AA", "BL0 9AA", "LL11 1AA", "PL1 1AA"]
)
def test_right_letters_are_left_alone(directory: Directory, typed: str) -> None:
    finding = directory.find(typed)
    assert (finding.postcode, finding.status) == (typed, "force")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\u200b",
        "-",
        "London",
        "NOI ION",
        "WIION",
        "12345",
        "90210",
        "DE",
        "BT",
        "D",
        "1",
        "DE1 2X",
        "DE1 2XXX",
        "DE1 200",
        "DE1 22",  # a sector of DE12, or of DE1 with a slip
        "DE123 2XX",
        "DEF1 2XX",
        "1DE 2XX",
        "DE1O",
        "SWIA",
        "S01 1AA",  # S1 or SO1
        "DE1 2XX DE1 2XX",
        "BFPO 12345",
        "DE1\x002XX",
        "DE1\t2XX",
        "DE1 2XX\x1b[0m",
        "DE１ 2XX",
        "ＤＥ１ ２ＸＸ",
        "DE1 ٢XX",
        "DE¹ 2XX",
        "DЕ1 2XX",  # a Cyrillic letter
        "ß1 2XX",
        "DE1 2XX\u0301",
        "DE1 2XX😀",
        "DE1+2XX",
        "<b>DE1 2XX</b>",
        "\ud800DE1 2XX",
        "DE1 2XX" + " . " * 20 + "!",
        "D" * 1_000_000,
    ],
)
def test_not_a_postcode(directory: Directory, typed: str) -> None:
    assert directory.find(typed) == Finding("", "invalid")


@pytest.mark.parametrize(
    ("in_use", "read_as"),
    [
        ({"W10"}, Written("W10", "4AA")),
        ({"W10", "WI0"}, None),
        ({"WIO"}, None),
        (set(), None),
    ],
)
def test_two_readings_are_no_reading(in_use: set[str], read_as: Written | None) -> None:
    assert read("WIO 4AA", in_use.__contains__) == read_as


def test_an_outcode_in_use_is_kept_as_typed() -> None:
    assert read("SI1 4AA", {"SI1", "S11"}.__contains__) == Written("SI1", "4AA")
    assert read("SI1 4AA", {"S11"}.__contains__) == Written("S11", "4AA")
    assert read("SI1 4AA", set[str]().__contains__) == Written("SI1", "4AA")
