"""The directory that the application holds: its forces, its contacts and their fallback."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict
from datetime import date
from pathlib import Path

import pytest

import contacts
from contacts import Contact, ContactsError, Directory, load_contacts, load_forces
from tests.contacts.conftest import TODAY

HEADER = "force_id,team,email,phone,page,hours,checked_on,checked_by,lead\n"
SHIPPED = Path(contacts.__file__).parent / "data" / "ctsa_contacts.csv"


def with_rows(folder: Path, *rows: str) -> Directory:
    path = folder / "ours.csv"
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    return Directory.load(path, today=TODAY)


def test_every_force_can_be_chosen_in_order_of_name(directory: Directory) -> None:
    names = [force.name for force in directory.forces]
    assert len(names) == 48
    assert names == sorted(names)
    assert {force.id for force in directory.forces if force.kind == "special"} == {"btp", "mod-police", "cnc"}
    assert {force.nation for force in directory.forces if force.kind == "territorial"} == {
        "England",
        "Wales",
        "Scotland",
        "Northern Ireland",
    }
    assert sum(force.nation == "Wales" for force in directory.forces) == 4
    assert all(force.website.startswith("https://") and force.ct_region for force in directory.forces)


def test_a_force_is_given_by_its_id(directory: Directory) -> None:
    derbyshire = directory.force("derbyshire")
    assert derbyshire.name == "Derbyshire Constabulary"
    assert derbyshire.ct_region == "Counter Terrorism Policing East Midlands"
    assert derbyshire.phone == "101"
    assert directory.force("btp").phone == "0800 40 50 40"
    with pytest.raises(KeyError):
        directory.force("nowhere")
    with pytest.raises(KeyError):
        directory.contact("nowhere", TODAY)


def test_values_cannot_be_changed(directory: Directory) -> None:
    with pytest.raises(FrozenInstanceError):
        directory.forces[0].name = "x"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        directory.version = "x"  # type: ignore[misc]


def test_nothing_unconfirmed_is_printed(directory: Directory) -> None:
    """The file that comes with the project confirms nothing: no lead may come through, of any force."""
    for force in directory.forces:
        contact = directory.contact(force.id, TODAY)
        assert contact == Contact(force.id, force.name, force.website, force.phone, confirmed=False, stale=False)
        assert (contact.team, contact.email, contact.phone, contact.page, contact.hours) == ("",) * 5
        assert contact.checked_on is None


def test_an_unconfirmed_row_keeps_its_contact_to_itself(tmp_path: Path) -> None:
    contact = with_rows(tmp_path, "kent,Team,a@kent.uk,101,https://kent.uk,9 to 5,,AB,lead").contact("kent", TODAY)
    assert contact == Contact("kent", "Kent Police", "https://www.kent.police.uk", "101")


def test_a_confirmed_row_is_given(tmp_path: Path) -> None:
    directory = with_rows(tmp_path, "kent,Team,a@kent.uk,0300 1,https://kent.uk,9 to 5,2026-11-22,Initials,A lead")
    contact = directory.contact("kent", TODAY)
    assert contact == Contact(
        force_id="kent",
        force_name="Kent Police",
        website="https://www.kent.police.uk",
        non_emergency="101",
        confirmed=True,
        team="Team",
        email="a@kent.uk",
        phone="0300 1",
        page="https://kent.uk",
        hours="9 to 5",
        checked_on=date(2026, 11, 22),
        stale=False,
    )
    assert not {"Initials", "A lead"} & set(map(str, asdict(contact).values()))
    assert not directory.contact("surrey", TODAY).confirmed


@pytest.mark.parametrize(
    ("checked_on", "today", "stale"),
    [
        ("2025-11-23", date(2026, 11, 22), False),
        ("2025-11-22", date(2026, 11, 22), False),
        ("2025-11-21", date(2026, 11, 22), True),
        ("2020-12-31", date(2026, 1, 1), True),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
        ("2025-02-28", date(2026, 2, 28), False),
        ("2025-12-31", date(2026, 1, 1), False),
    ],
)
def test_a_contact_goes_stale_after_twelve_months_and_is_still_given(
    tmp_path: Path, checked_on: str, today: date, stale: bool
) -> None:
    contact = with_rows(tmp_path, f"kent,,a@kent.uk,,,,{checked_on},,").contact("kent", today)
    assert (contact.confirmed, contact.email, contact.stale) == (True, "a@kent.uk", stale)


def test_the_shipped_file_has_a_row_and_a_lead_for_every_force() -> None:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["force_id"] for row in rows) == sorted(force.id for force in load_forces())
    assert all(row["lead"] for row in rows)
    assert all(entry.checked_on is None for entry in load_contacts(SHIPPED, TODAY))


def test_the_version_follows_the_contacts(tmp_path: Path, directory: Directory) -> None:
    assert Directory.load(SHIPPED, today=TODAY).version == directory.version
    first = with_rows(tmp_path, "kent,,a@kent.uk,,,,2026-01-02,,").version
    assert with_rows(tmp_path, "kent,,b@kent.uk,,,,2026-01-02,,").version != first
    assert with_rows(tmp_path, "kent,,a@kent.uk,,,,2026-01-02,,").version == first
    assert len(first) == 12


def test_the_version_follows_the_forces(tmp_path: Path, directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    forces = tmp_path / "forces.csv"
    forces.write_bytes((SHIPPED.parent / "forces.csv").read_bytes() + b"\n")
    monkeypatch.setattr("contacts.directory.FORCES_FILE", forces)
    assert Directory.load(today=TODAY).version != directory.version


def test_a_faulty_file_is_not_half_used(tmp_path: Path) -> None:
    with pytest.raises(ContactsError) as caught:
        with_rows(tmp_path, "kent,,a@kent.uk,,,,2026-01-02,,", "nowhere,,,,,,,,", "essex,,,,,,2026-11-23,,")
    assert [problem.line for problem in caught.value.problems] == [3, 4, 4]


def test_import_and_load_leave_the_tables_for_the_first_look_up() -> None:
    script = (
        "import contacts\n"
        "directory = contacts.Directory.load()\n"
        "assert contacts.load_postcodes.cache_info().currsize == 0\n"
        "directory.find('DE1 2XX')\n"
        "assert contacts.load_postcodes.cache_info().currsize == 1\n"
    )
    root = Path(contacts.__file__).parent.parent
    subprocess.run([sys.executable, "-c", script], check=True, cwd=root, timeout=60)
