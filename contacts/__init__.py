"""Who to contact: police forces, the force of a postcode, and the contact of a force's security advisers."""

from contacts.contacts_csv import Entry, load_contacts
from contacts.data_files import attribution
from contacts.directory import Contact, Directory, is_stale
from contacts.forces import Force, load_forces
from contacts.postcodes import Finding, Postcodes, Status, load_postcodes
from contacts.problems import ContactsError, Problem

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
