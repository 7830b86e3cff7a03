"""The contact directory's entries: proposals, and the decisions on them, in rows that are only added."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime

from storage.entries import Details, Entry, EntryChange, EntryState
from storage.errors import NotFound, Refused
from storage.ids import new_id
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, insert, run
from storage.sql.database import Database

# Each entry with its decision, and the last time that someone vouched for it.
_ENTRIES = """
    select e.id, e.force_id, e.team, e.email, e.phone, e.page, e.hours, e.notes, e.proposed_by, e.proposed,
        d.act, d.account_id, d.at, c.account_id, c.at,
        e.number = (select max(number) from entries where force_id = e.force_id)
    from entries e
    left join entry_acts d on d.entry_id = e.id and d.act in ('confirmed', 'refused')
    left join entry_acts c on c.number = (
        select max(number) from entry_acts where entry_id = e.id and act in ('confirmed', 'renewed'))
    where e.force_id = ?"""
_PRINTED = f"{_ENTRIES} and d.act = 'confirmed' order by d.number desc limit 1"
_IS_NEWEST = "e.number = (select max(number) from entries where force_id = e.force_id)"
_WAITING = f"{_ENTRIES} and d.act is null and {_IS_NEWEST}"


class Entries(Base):
    """The part of the store about the contact directory; `storage.entries` says what each method does."""

    def propose_entry(self, force_id: str, account_id: str, change: EntryChange, now: datetime) -> Entry:
        """See EntryStore."""
        identifier = new_id()
        with self._writing() as db:
            found = (run(db, sql, (force_id,)).fetchone() for sql in (_WAITING, _PRINTED))
            details = change(*(_entry(row).details if row else None for row in found))
            names = "id, force_id, team, email, phone, page, hours, notes, proposed_by, proposed"
            insert(db, "entries", names, (identifier, force_id, *astuple(details), account_id, rows.to_time(now)))
            write_log(db, force_id, account_id, "proposed-entry", identifier, now)
            return _entry(run(db, _WAITING, (force_id,)).fetchone())

    def confirm_entry(self, force_id: str, entry_id: str, account_id: str, now: datetime) -> None:
        """See EntryStore."""
        with self._writing() as db:
            if _waiting(db, force_id, entry_id).proposed_by == account_id:
                raise Refused("You proposed this entry. Ask someone else in your team to confirm it.")
            _act(db, force_id, entry_id, "confirmed", account_id, now)

    def refuse_entry(self, force_id: str, entry_id: str, account_id: str, now: datetime) -> None:
        """See EntryStore."""
        with self._writing() as db:
            _waiting(db, force_id, entry_id)
            _act(db, force_id, entry_id, "refused", account_id, now)

    def renew_entry(self, force_id: str, entry_id: str, account_id: str, now: datetime) -> None:
        """See EntryStore."""
        with self._writing() as db:
            row = run(db, _PRINTED, (force_id,)).fetchone()
            if row is None or row[0] != entry_id:
                raise NotFound("This entry is not the one that is printed now. Look at it again.")
            _act(db, force_id, entry_id, "renewed", account_id, now)

    def entries_of(self, force_id: str) -> tuple[Entry, ...]:
        """See EntryStore."""
        return tuple(map(_entry, self._rows(f"{_ENTRIES} order by e.number desc", (force_id,))))

    def printed_entry(self, force_id: str) -> Entry | None:
        """See EntryStore."""
        row = self._row(_PRINTED, (force_id,))
        return _entry(row) if row else None

    def waiting_entry(self, force_id: str) -> Entry | None:
        """See EntryStore."""
        row = self._row(_WAITING, (force_id,))
        return _entry(row) if row else None


def _waiting(db: Database, force_id: str, entry_id: str) -> Entry:
    row = run(db, _WAITING, (force_id,)).fetchone()
    if row is None or row[0] != entry_id:
        raise NotFound("This proposal waits no longer. Look at the entry again.")
    return _entry(row)


def _act(db: Database, force_id: str, entry_id: str, act: str, account_id: str, now: datetime) -> None:
    insert(db, "entry_acts", "entry_id, act, account_id, at", (entry_id, act, account_id, rows.to_time(now)))
    write_log(db, force_id, account_id, f"{act}-entry", entry_id, now)


def _entry(row: rows.Row) -> Entry:
    identifier, force_id, *details, proposed_by, proposed, act, decided_by, decided, checked_by, checked, newest = row
    state: EntryState = act or ("waiting" if newest else "replaced")
    return Entry(
        identifier,
        force_id,
        Details(*details),
        proposed_by,
        datetime.fromisoformat(proposed),
        state,
        decided_by,
        rows.moment(decided),
        checked_by,
        rows.moment(checked),
    )
