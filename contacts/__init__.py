"""Who to ask: police forces, the force of a postcode, and the contact of a force's security advisers."""

from contacts.directory import Contact, Directory, is_stale
from contacts.forces import Force, load_forces
from contacts.operator_file import Entry, load_contacts
from contacts.postcodes import Finding, Postcodes, Status, load_postcodes
from contacts.problems import ContactsError, Problem
from contacts.source import attribution

__all__ = [
    "Contact",
    "ContactsError",
    "Directory",
    "Entry",
    "Finding",
    "Force",
    "Postcodes",
    "Problem",
    "Status",
    "attribution",
    "is_stale",
    "load_contacts",
    "load_forces",
    "load_postcodes",
]
