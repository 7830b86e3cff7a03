"""The seven steps of the look-up, each with a case whose answer was read off the tables by hand."""

from __future__ import annotations

import pytest

from contacts import Directory, Finding, Status
from contacts.postcodes import load_postcodes


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        ("BT7 1NN", Finding("BT7 1NN", "force", "psni")),
        ("BT99 9ZZ", Finding("BT99 9ZZ", "force", "psni")),
        ("bt48", Finding("BT48", "force", "psni")),
        ("BT48 6", Finding("BT48 6", "force", "psni")),
    ],
)
def test_step_2_northern_ireland_is_one_force(directory: Directory, typed: str, finding: Finding) -> None:
    assert directory.find(typed) == finding


@pytest.mark.parametrize(
    ("postcode", "force_id"),
    [
        ("DE1 1AS", "derbyshire"),
        ("DE1 1AT", "staffordshire"),
        ("DE1 1AU", "derbyshire"),
        ("B74 3FL", "west-midlands"),
        ("B74 3GA", "staffordshire"),
        ("CA6 5AA", "police-scotland"),
        ("CA6 7NE", "northumbria"),
        ("AB1 0AA", "police-scotland"),
        ("NPT 0AA", "gwent"),
        ("CF4 7UG", "gwent"),
        ("CF4 7UH", "south-wales"),
    ],
)
def test_step_3_range_is_exact_for_live_and_terminated(directory: Directory, postcode: str, force_id: str) -> None:
    assert directory.find(postcode) == Finding(postcode, "force", force_id)


@pytest.mark.parametrize(
    ("postcode", "force_id"),
    [
        ("AB12 0AA", "police-scotland"),
        # CA6 is Cumbrian today; the rows about these gaps hold old Scottish and Northumbrian postcodes.
        ("CA6 5HV", "cumbria"),
        ("CA6 7BR", "cumbria"),
        ("CA6 7PR", "cumbria"),
    ],
)
def test_step_4_new_postcode_of_an_undivided_outcode(directory: Directory, postcode: str, force_id: str) -> None:
    assert directory.find(postcode) == Finding(postcode, "force", force_id)


@pytest.mark.parametrize(
    ("postcode", "candidates"),
    [
        ("B74 3FZ", ("west-midlands", "staffordshire")),
        # B45 as a whole is more West Midlands, sector 8 of it more West Mercia.
        ("B45 8VA", ("west-mercia", "west-midlands")),
        # B47 has three forces; only the neighbours' are offered.
        ("B47 6WZ", ("west-mercia", "west-midlands")),
        ("B75 4AA", ("west-midlands", "staffordshire", "warwickshire")),
        ("B75 9AA", ("west-midlands", "staffordshire", "warwickshire")),
        # Only terminated postcodes of B48 are West Midlands: it comes last.
        ("B48 6AA", ("west-mercia", "warwickshire", "west-midlands")),
    ],
)
def test_step_5_new_postcode_of_a_split_outcode(
    directory: Directory, postcode: str, candidates: tuple[str, ...]
) -> None:
    assert directory.find(postcode) == Finding(postcode, "choose", None, candidates)


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        ("DE1", Finding("DE1", "force", "derbyshire")),
        ("AB1", Finding("AB1", "force", "police-scotland")),
        ("NPT", Finding("NPT", "force", "gwent")),
        ("DE12", Finding("DE12", "choose", None, ("leicestershire", "derbyshire"))),
        ("E1", Finding("E1", "choose", None, ("metropolitan", "city-of-london"))),
        ("CF4", Finding("CF4", "choose", None, ("south-wales", "gwent"))),
        ("B79", Finding("B79", "choose", None, ("staffordshire", "warwickshire", "leicestershire"))),
    ],
)
def test_step_6_outcode_alone(directory: Directory, typed: str, finding: Finding) -> None:
    assert directory.find(typed) == finding


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("GY1 1AA", "outside-uk"),
        ("JE2 3QA", "outside-uk"),
        ("IM99", "outside-uk"),
        ("IM1 1", "outside-uk"),
        ("GY11 1AA", "outside-uk"),
        ("GIR 0AA", "no-location"),
        ("W1E 1AA", "no-location"),
        ("SN80 1", "no-location"),
        ("EH77", "no-location"),
        ("BFPO 57", "no-location"),
        ("BFPO", "no-location"),
        ("BF1 2AA", "no-location"),
        ("BX1 1LT", "no-location"),
        ("XM4 5HQ", "no-location"),
        ("XX20 8AA", "no-location"),
        ("GX11 1AA", "outside-uk"),
        ("ZZ99 3VZ", "unknown"),
        ("QQ1", "unknown"),
        ("QQ1 1", "unknown"),
    ],
)
def test_step_6_no_force_to_give(directory: Directory, typed: str, status: Status) -> None:
    assert directory.find(typed) == Finding(typed, status)


@pytest.mark.parametrize(
    ("postcode", "candidates"),
    [
        ("BB18 6JH", ("north-yorkshire", "lancashire")),
        ("L37 0AA", ("merseyside", "lancashire")),
        ("SY13 2LH", ("west-mercia", "north-wales")),
        ("TN14 7NY", ("kent", "metropolitan")),
    ],
)
def test_step_7_disputed_offers_both_listed_first(
    directory: Directory, postcode: str, candidates: tuple[str, ...]
) -> None:
    assert directory.find(postcode) == Finding(postcode, "choose", None, candidates)


@pytest.mark.parametrize(
    ("sector", "finding"),
    [
        ("DE1 2", Finding("DE1 2", "force", "derbyshire")),
        ("DE12 6", Finding("DE12 6", "choose", None, ("derbyshire", "leicestershire"))),
        ("DE12 8", Finding("DE12 8", "choose", None, ("derbyshire", "leicestershire"))),
        ("CM23 1", Finding("CM23 1", "choose", None, ("essex", "hertfordshire"))),
        ("CM23 3", Finding("CM23 3", "choose", None, ("hertfordshire", "essex"))),
        ("B74 2", Finding("B74 2", "force", "west-midlands")),
        # Sector 4 of CA6 lies in one range; all live postcodes of sector 5 are Cumbrian, old ones are not.
        ("CA6 4", Finding("CA6 4", "force", "cumbria")),
        ("CA6 5", Finding("CA6 5", "force", "cumbria")),
        ("CF4 8", Finding("CF4 8", "force", "south-wales")),
        ("CF4 7", Finding("CF4 7", "choose", None, ("south-wales", "gwent"))),
        ("AB12 0", Finding("AB12 0", "force", "police-scotland")),
        ("B75 4", Finding("B75 4", "choose", None, ("west-midlands", "staffordshire", "warwickshire"))),
    ],
)
def test_sector(directory: Directory, sector: str, finding: Finding) -> None:
    assert directory.find(sector) == finding


def test_sector_is_never_taken_for_an_outcode(directory: Directory) -> None:
    assert directory.find("DE1 2").force_id == "derbyshire"
    assert directory.find("DE12").candidates == ("leicestershire", "derbyshire")


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        ("EC1", Finding("EC1", "choose", None, ("metropolitan", "city-of-london"))),
        ("EC2", Finding("EC2", "choose", None, ("metropolitan", "city-of-london"))),
        ("SW1", Finding("SW1", "force", "metropolitan")),
        # WC1V and WC2A reach into the City, with 1% and 2% of the postcodes of WC1 and WC2.
        ("WC1", Finding("WC1", "force", "metropolitan")),
        ("WC2", Finding("WC2", "force", "metropolitan")),
        ("wc2 3", Finding("WC2 3", "force", "metropolitan")),
        ("EC3", Finding("EC3", "choose", None, ("city-of-london", "metropolitan"))),
        # No such whole postcode exists: a letter is missing, and it may be any.
        ("EC1 2AB", Finding("EC1 2AB", "unknown")),
    ],
)
def test_a_district_known_only_with_its_letter_joins_its_parts(
    directory: Directory, typed: str, finding: Finding
) -> None:
    assert directory.find(typed) == finding


def test_every_lettered_district_of_the_tables_is_answered(directory: Directory) -> None:
    """Not a list of special cases: each outcode that ends in a letter is found without it, too."""
    listed = load_postcodes().districts
    lettered = {name[:-1] for name in listed if name[-1].isalpha() and name[-2].isdigit()}
    assert {"EC1", "EC2", "EC3", "EC4", "SW1", "WC1", "WC2", "W1", "N1", "SE1", "NW1", "E1"} <= lettered
    assert all(directory.find(name).status in ("force", "choose") for name in lettered), lettered
