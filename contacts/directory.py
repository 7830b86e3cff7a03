"""The contact directory: forces, the force of a postcode, and the contact at each force."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from contacts.contacts_csv import Entry, parse_contacts, read_contacts
from contacts.data_files import DATA
from contacts.forces import FORCES_FILE, Force, load_forces
from contacts.postcodes import Finding, load_postcodes

CONTACTS_FILE = DATA / "ctsa_contacts.csv"


@dataclass(frozen=True, slots=True)
class Contact:
    """The printed contact of a force. Without a confirmed one, only the force's own website and number are given."""

    force_id: str
    force_name: str
    website: str
    non_emergency: str
    """The force's non-emergency number; empty where it has none for the public."""
    confirmed: bool = False
    team: str = ""
    email: str = ""
    phone: str = ""
    page: str = ""
    hours: str = ""
    checked_on: date | None = None
    notes: str = ""
    """Which area the team covers, and the like."""
    stale: bool = False
    """Confirmed more than 12 months ago."""


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """Forces and confirmed contacts; made by `load`."""

    forces: tuple[Force, ...]
    """By name."""
    version: str
    """A digest of the contacts and the forces: anything cached under it stays right until it changes."""
    _entries: Mapping[str, Entry] = field(repr=False)
    _by_id: Mapping[str, Force] = field(repr=False)

    @classmethod
    def load(cls, contacts_file: Path | None = None, today: date | None = None) -> Directory:
        """Read the forces and an operator's contacts file, or the one that comes with the project.

        `today` bounds the dates of checking; they may be any where it is not given.
        Raises ContactsError with every problem in the contacts file.
        """
        path = contacts_file or CONTACTS_FILE
        content = read_contacts(path)
        entries = parse_contacts(content, path.name, today or date.max)
        digest = hashlib.sha256(FORCES_FILE.read_bytes())
        digest.update(content)
        forces = load_forces()
        return cls(
            forces=forces,
            version=digest.hexdigest()[:12],
            _entries=MappingProxyType({entry.force_id: entry for entry in entries}),
            _by_id=MappingProxyType({force.id: force for force in forces}),
        )

    def find(self, postcode: str) -> Finding:
        """Find the force of a postcode, an outcode or a sector. Raises nothing for any text.

        The first look-up reads the tables, which takes some milliseconds.
        """
        return load_postcodes().find(postcode)

    def nation(self, postcode: str, force_id: str | None = None) -> str | None:
        """The id of the nation of a postcode, such as "northern-ireland"; None where it may be one of two or more.

        There the force that someone chose decides, unless it is one of the special forces, which belong to no nation.
        """
        finding = self.find(postcode)
        found = [self.force(each) for each in ((finding.force_id,) if finding.force_id else finding.candidates)]
        nations = {force.nation for force in found}
        if len(nations) != 1 and (chosen := self._by_id.get(force_id or "")):
            nations = {chosen.nation} if chosen.kind == "territorial" else set()
        return nations.pop().lower().replace(" ", "-") if len(nations) == 1 else None

    def force(self, force_id: str) -> Force:
        """The force of that id. Raises KeyError where there is none."""
        return self._by_id[force_id]

    def contact(self, force_id: str, today: date, own: Entry | None = None) -> Contact:
        """The contact at a force: as confirmed, however long ago, otherwise the force itself.

        The entry that the force itself has confirmed (`own`) comes before the operator's file.

        Raises KeyError for an unknown force.
        """
        force = self.force(force_id)
        entry = own or self._entries.get(force_id)
        if entry is None or entry.checked_on is None:
            return Contact(force.id, force.name, force.website, force.phone)
        return Contact(
            force.id,
            force.name,
            force.website,
            force.phone,
            confirmed=True,
            team=entry.team,
            email=entry.email,
            phone=entry.phone,
            page=entry.page,
            hours=entry.hours,
            checked_on=entry.checked_on,
            notes=entry.notes,
            stale=is_stale(entry.checked_on, today),
        )


def is_stale(checked_on: date, today: date) -> bool:
    """Whether more than 12 months have passed; of a check on 29 February, from 1 March."""
    last_year = (today.year - 1, today.month, today.day)
    return last_year > (checked_on.year, checked_on.month, checked_on.day)
