"""flask contact: one postcode as words or JSON, many as lines; bad ones are answered like good ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

HEADER = "force_id,team,email,phone,page,hours,checked_on,checked_by,lead\n"


@pytest.mark.parametrize(
    ("postcode", "status", "force"),
    [
        ("DE1 2XX", "force", "derbyshire"),
        ("de12xx", "force", "derbyshire"),
        ("DE1", "force", "derbyshire"),
        ("GL7 3HA", "force", "thames-valley"),
        ("B45", "choose", None),
        ("JE2 3AB", "outside-uk", None),
        ("ZZ99 9ZZ", "unknown", None),
    ],
)
def test_json_of_one(run: Run, postcode: str, status: str, force: str | None) -> None:
    said = run("contact", postcode, "--json")
    document = json.loads(said.out)
    assert said.code == 0
    assert said.err == ""
    assert (document["input"], document["status"], document["force_id"]) == (postcode, status, force)
    assert (document["contact"] is None) == (force is None)


def test_words_of_one(run: Run) -> None:
    said = run("contact", "DE1 2XX")
    assert said.code == 0
    assert said.out.startswith("DE1 2XX: Derbyshire Constabulary, https://")
    assert "ask for the Counter Terrorism Security Adviser" in said.out


def test_words_of_a_split_district_name_the_forces(run: Run) -> None:
    said = run("contact", "B45")
    assert said.code == 0
    assert "West Midlands Police" in said.out
    assert "West Mercia Police" in said.out


@pytest.mark.parametrize("typed", ["hello", "", "x" * 100_000, "\x1b[31mDE1", "DE1\udcff"])
def test_what_is_no_postcode(refused: Run, run: Run, typed: str) -> None:
    assert "Not a UK postcode. Write it like DE1 2XX" in refused("contact", "--", typed).err
    said = run("contact", "--json", "--", typed)
    assert said.code == 1
    assert json.loads(said.out)["status"] == "invalid"


def lines(said_out: str) -> list[Any]:
    """Each line as an object."""
    return [json.loads(line) for line in said_out.splitlines()]


def test_each_line_is_answered_by_one_line(run: Run) -> None:
    typed = "\ufeffDE1 2XX\r\nnonsense\n\nB45\n\x00\x1b[2J\n{}\nSW1A 1AA".encode()
    said = run("contact", "-", stdin=typed)
    assert said.code == 0
    assert said.err == ""
    assert [each["status"] for each in lines(said.out)] == [
        "force", "invalid", "invalid", "choose", "invalid", "invalid", "force",
    ]  # fmt: skip
    assert [each["input"] for each in lines(said.out)][:4] == ["DE1 2XX", "nonsense", "", "B45"]


@pytest.mark.parametrize("typed", [b"\xff\xfe\nDE1\n", b"\x80" * 5000 + b"\nDE1\n", b"x" * 2_000_000 + b"\nDE1\n"])
def test_lines_that_are_no_text(run: Run, typed: bytes) -> None:
    said = run("contact", "-", stdin=typed)
    assert said.code == 0
    assert [each["status"] for each in lines(said.out)] == ["invalid", "force"]


def test_nothing_in_nothing_out(run: Run) -> None:
    said = run("contact", "-", stdin=b"")
    assert (said.code, said.out) == (0, "")


def test_a_line_is_the_same_as_the_single_answer(run: Run) -> None:
    one = json.loads(run("contact", "DE1 2XX", "--json").out)
    assert lines(run("contact", "-", stdin=b"DE1 2XX\n").out) == [one]


def test_a_confirmed_contact_is_printed_with_its_day(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(HEADER + "derbyshire,Advice team,ctsa@example.org,,,,2024-01-05,AB,\n")
    said = run("contact", "DE1", CHECK_CONTACTS=path)
    assert "ctsa@example.org" in said.out
    assert "Checked on 2024-01-05, more than 12 months ago" in said.out
    contact = json.loads(run("contact", "DE1", "--json", CHECK_CONTACTS=path).out)["contact"]
    assert (contact["confirmed"], contact["stale"], contact["checked_on"]) == (True, True, "2024-01-05")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEADER + "derbyshir,,,,,,,,\n", "contacts.csv:2: unknown force 'derbyshir'; did you mean derbyshire?"),
        (HEADER + "derbyshire,,no mailbox,,,,,,\n", "contacts.csv:2: email: "),
        (HEADER + "derbyshire,,a@b.uk,,,,2026-02-30,,\n", "contacts.csv:2: checked_on: "),
        ("force,email\n", "contacts.csv:1: no column force_id"),
        ("", "contacts.csv:1: the file is empty"),
        (None, "contacts.csv:1: the file cannot be read: No such file or directory"),
    ],
)
@pytest.mark.parametrize("words", [("contact", "DE1"), ("contact", "-"), ("plan", "examples/cafe.yaml")])
def test_a_broken_contacts_file(
    refused: Run, tmp_path: Path, content: str | None, says: str, words: tuple[str, ...]
) -> None:
    path = tmp_path / "contacts.csv"
    if content is not None:
        path.write_text(content)
    said = refused(*words, CHECK_CONTACTS=path)
    assert says in said.err
    assert f"problem(s) in {path}" in said.err


def test_a_wrong_call(refused: Run) -> None:
    assert "Missing argument 'POSTCODE'" in refused("contact", code=2).err
