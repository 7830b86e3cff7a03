"""The tables: sound among themselves, and every row answered as it says."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contacts
from contacts import Directory, attribution, load_forces, load_postcodes

DATA = Path(contacts.__file__).parent / "data"
DIRECTORY = Directory.load()
TERRITORIAL = {force.id for force in load_forces() if force.kind == "territorial"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RANGES = rows("postcode_force.csv")
DISTRICTS = {row["outcode"]: row for row in rows("postcode_districts.csv")}
SECTORS = rows("postcode_sectors_split.csv")
DISPUTED = {row["postcode"]: row for row in rows("postcode_disputed.csv")}
_ENDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)


def test_tables_are_whole() -> None:
    assert (len(RANGES), len(DISTRICTS), len(SECTORS), len(DISPUTED)) == (17_006, 3_044, 757, 14)
    assert {row["force_id"] for row in RANGES} == TERRITORIAL - {"psni"}


def test_both_ends_of_every_range_give_its_force() -> None:
    wrong = []
    for row in RANGES:
        for end in (row["from_incode"], row["to_incode"]):
            postcode = f"{row['outcode']} {end}"
            finding = DIRECTORY.find(postcode)
            force = finding.candidates[0] if postcode in DISPUTED else finding.force_id
            if (finding.postcode, force) != (postcode, row["force_id"]):
                wrong.append(finding)
    assert wrong == []


@given(st.sampled_from(RANGES), st.integers(0, 9), _ENDS)
def test_what_lies_within_a_range_gives_its_force(row: dict[str, str], digit: int, ends: str) -> None:
    incode = min(max(f"{digit}{ends}", row["from_incode"]), row["to_incode"])
    finding = DIRECTORY.find(f"{row['outcode']}{incode}")
    assert row["force_id"] in (finding.force_id, *finding.candidates[:1])


def test_what_lies_behind_a_range_is_not_swallowed_by_it() -> None:
    """A gap inside a split outcode always has another force on each side, so both are offered."""
    seen = 0
    for before, after in pairwise(RANGES):
        outcode, last = before["outcode"], before["to_incode"]
        if outcode != after["outcode"] or not DISTRICTS[outcode]["status"].startswith("split") or last[2] == "Z":
            continue
        following = last[:2] + chr(ord(last[2]) + 1)
        if following < after["from_incode"]:
            seen += 1
            finding = DIRECTORY.find(f"{outcode} {following}")
            assert finding.status == "choose"
            assert set(finding.candidates) == {before["force_id"], after["force_id"]}
    assert seen > 1000


def test_every_disputed_postcode_offers_both() -> None:
    for postcode, row in DISPUTED.items():
        finding = DIRECTORY.find(postcode)
        assert (finding.status, finding.candidates) == ("choose", (row["force_id"], row["other_force_id"]))


def test_every_outcode_is_answered_as_listed() -> None:
    expected = {"single": "force", "split": "choose", "no-location": "no-location", "outside-uk": "outside-uk"}
    for outcode, row in DISTRICTS.items():
        if outcode == "BT*":
            continue
        finding = DIRECTORY.find(outcode)
        assert finding.postcode == outcode
        assert finding.status == expected[row["status"].removesuffix("-terminated")], outcode
        if finding.status == "force":
            assert finding.force_id == row["force_id"]
        if finding.status == "choose":
            assert f"{finding.candidates[0]}:{row['share']}" in row["candidates"].split(";")
            assert len(finding.candidates) == row["candidates"].count(":")


def test_every_split_sector_offers_its_forces_largest_first() -> None:
    for row in SECTORS:
        finding = DIRECTORY.find(row["sector"])
        assert (finding.postcode, finding.status) == (row["sector"], "choose")
        shares = dict(part.split(":") for part in row["candidates"].split(";"))
        assert [shares[force] for force in finding.candidates] == sorted(shares.values(), reverse=True)


def test_every_sector_in_use_gets_only_forces_of_its_outcode() -> None:
    forces_of: dict[str, set[str]] = defaultdict(set)
    for row in RANGES:
        forces_of[row["outcode"]].add(row["force_id"])
    for outcode, forces in forces_of.items():
        for digit in range(10):
            finding = DIRECTORY.find(f"{outcode} {digit}")
            assert finding.status in ("force", "choose")
            assert {finding.force_id, *finding.candidates} - {None} <= forces


@pytest.mark.parametrize(
    "name", ["postcode_force.csv", "postcode_districts.csv", "postcode_sectors_split.csv", "postcode_disputed.csv"]
)
def test_postcode_tables_quote_nothing(name: str) -> None:
    content = (DATA / name).read_bytes()
    assert b'"' not in content
    assert b"\r" not in content


def test_postcode_tables_are_read_once() -> None:
    assert load_postcodes() is load_postcodes()


def test_attribution_names_the_licence_and_all_its_givers() -> None:
    lines = attribution()
    assert len(lines) == 4
    assert "Open Government Licence v.3.0" in lines[0]
    text = " ".join(lines)
    assert all(giver in text for giver in ("Office for National Statistics", "OS data", "Royal Mail"))
    assert all(line == line.strip() and line for line in lines)
