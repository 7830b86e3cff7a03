"""The police forces of the United Kingdom that an owner can choose from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from contacts.data_files import DATA

Kind = Literal["territorial", "special"]
FORCES_FILE = DATA / "forces.csv"


@dataclass(frozen=True, slots=True)
class Force:
    """A police force. A postcode gives territorial forces only; special ones are for their own sites."""

    id: str
    name: str
    kind: Kind
    nation: str
    website: str
    phone: str
    """The non-emergency number; empty where the force has none for the public."""
    ct_region: str
    """The name of the counter terrorism policing region."""


@cache
def load_forces() -> tuple[Force, ...]:
    """Every force, by name.

    Raises OSError where the file is missing, KeyError where it lacks a column.
    """
    with FORCES_FILE.open(encoding="utf-8", newline="") as file:
        forces = [
            Force(
                id=row["force_id"],
                name=row["name"],
                kind=cast(Kind, row["kind"]),
                nation=row["nation"],
                website=row["website"],
                phone=row["non_emergency_phone"],
                ct_region=row["ct_region_name"],
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(forces, key=lambda force: force.name))
