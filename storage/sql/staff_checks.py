"""Staff checks."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from assessment.staff_check import TopicCount
from assessment.staff_release import Tally, next_shown
from storage.errors import NotFound, Refused
from storage.ids import CROCKFORD, new_id
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import Base, Parameters, insert, not_found, run, touch, update_one
from storage.sql.database import Database
from storage.sql.seals import apart, seal_of, together
from storage.sql.workshops import must_know_bank
from storage.staff_checks import NewStaffCheck, StaffCheckRecord

# What is sealed: the person that staff tell, why a result is set aside, and what staff knew, counted and as shown.
_CHECK = (
    "id, workspace_id, premises_id, bank_version, code, topics, easy, staff, begun, until, closed, responses, "
    "too_fast, too_many, workshop_id, sealed, sealed_counts"
)
_ONE = f"select {rows.with_key(_CHECK, 'staff_checks')} from staff_checks"
_OWN = "id = ? and workspace_id = ?"
_OPEN = "closed is null and until > ?"
_NOTHING = Tally(0, MappingProxyType({}))
# By item: how many were right, of how many who were asked.
Counts = Mapping[str, tuple[int, int]]
CODE_LENGTH = 10  # 50 random bits: nobody finds a running check by guessing


class StaffChecks(Base):
    """The part of the store about staff checks; `storage.staff_checks` says what each method does."""

    def begin_staff_check(
        self, workspace_id: str, premises_id: str, new: NewStaffCheck, now: datetime
    ) -> StaffCheckRecord:
        """See StaffCheckStore."""
        moment = rows.to_time(now)
        with self._writing() as db:
            must_know_bank(db, new.bank_version)
            own = "select 1 from premises where id = ? and workspace_id = ?"
            if not run(db, own, (premises_id, workspace_id)).fetchone():
                raise not_found("premises")
            if run(
                db, f"select 1 from staff_checks where premises_id = ? and {_OPEN}", (premises_id, moment)
            ).fetchone():
                raise Refused("A staff check is running here already. Close it before you start another one.")
            member = "select 1 from workshop_members where workshop_id = ? and workspace_id = ?"
            if new.workshop_id is not None and not run(db, member, (new.workshop_id, workspace_id)).fetchone():
                raise not_found("workshop")
            which, seal = new_id(), seal_of(db, workspace_id)
            whose = (which, workspace_id, premises_id, new.bank_version, _free_code(db))
            asked = (json.dumps(new.topics), int(new.easy), new.staff)
            times = (moment, rows.to_time(new.until), None)
            words = seal.close(together((new.tell, "")), *_place(which, "words"))
            row = (*whose, *asked, *times, 0, 0, 0, new.workshop_id, words, _sealed_counts(seal, which, {}, _NOTHING))
            insert(db, "staff_checks", _CHECK, row)
            touch(db, workspace_id, now)
        return _record(row, seal)

    def staff_checks_of(self, workspace_id: str, premises_id: str) -> tuple[StaffCheckRecord, ...]:
        """See StaffCheckStore."""
        own = (workspace_id, premises_id)
        return self._checks("workspace_id = ? and premises_id = ? order by begun desc, rowid desc", own)

    def staff_check(self, workspace_id: str, check_id: str) -> StaffCheckRecord | None:
        """See StaffCheckStore."""
        return next(iter(self._checks(_OWN, (check_id, workspace_id))), None)

    def find_staff_check(self, code: str) -> StaffCheckRecord | None:
        """See StaffCheckStore."""
        return next(iter(self._checks("code = ?", (code,))), None)

    def count_run(self, check_id: str, right: Mapping[str, bool], now: datetime, *, too_fast: bool) -> bool:
        """See StaffCheckStore."""
        with self._writing(check_id) as db:
            found = run(db, f"{_ONE} where id = ? and {_OPEN}", (check_id, rows.to_time(now))).fetchone()
            if found is None:
                raise NotFound("This staff check takes no more answers.")
            *row, key = found
            seal = db.vault.seal(row[1], key)
            check = _record(row, seal)
            name = "too_fast" if too_fast else "responses" if check.counted.responses < check.staff else "too_many"
            run(db, f"update staff_checks set {name} = {name} + 1 where id = ?", (check_id,))
            if name != "responses":
                return False
            counts = {item: (count.right, count.asked) for item, count in check.counted.items.items()}
            for item, is_right in right.items():
                knew, asked = counts.get(item, (0, 0))
                counts[item] = (knew + is_right, asked + 1)
            _put_counts(db, seal, check_id, counts, check.shown)
        return True

    def show_staff_check(self, workspace_id: str, check_id: str) -> None:
        """See StaffCheckStore."""
        with self._writing() as db:
            found = run(db, f"{_ONE} where {_OWN}", (check_id, workspace_id)).fetchone()
            if found is None:
                raise not_found("staff check")
            seal = db.vault.seal(workspace_id, found[-1])
            check = _record(found[:-1], seal)
            counts = {item: (count.right, count.asked) for item, count in check.counted.items.items()}
            _put_counts(db, seal, check_id, counts, next_shown(check.shown, check.counted))

    def close_staff_check(self, workspace_id: str, check_id: str, now: datetime) -> None:
        """See StaffCheckStore."""
        values = (rows.to_time(now), check_id, workspace_id)
        with self._writing() as db:
            update_one(db, "staff check", f"update staff_checks set closed = coalesce(closed, ?) where {_OWN}", values)
            touch(db, workspace_id, now)

    def set_aside_staff_check(self, workspace_id: str, check_id: str, reason: str, now: datetime) -> None:
        """See StaffCheckStore."""
        with self._writing() as db:
            found = run(db, f"select sealed from staff_checks where {_OWN}", (check_id, workspace_id)).fetchone()
            if found is None:
                raise not_found("staff check")
            seal, place = seal_of(db, workspace_id), _place(check_id, "words")
            tell, _ = apart(seal.text(found[0], *place))
            words = seal.close(together((tell, reason)), *place)
            run(db, "update staff_checks set sealed = ? where id = ?", (words, check_id))
            touch(db, workspace_id, now)

    def staff_checks_in(self, force_id: str, workshop_id: str) -> tuple[StaffCheckRecord, ...]:
        """See WorkshopStore."""
        return self._checks(
            "workshop_id = (select id from workshops where id = ? and force_id = ?) and exists (select 1 from "
            "workshop_members m where m.workshop_id = staff_checks.workshop_id "
            "and m.workspace_id = staff_checks.workspace_id) order by id",
            (workshop_id, force_id),
        )

    def _checks(self, condition: str, parameters: Parameters) -> tuple[StaffCheckRecord, ...]:
        found = self._rows(f"{_ONE} where {condition}", parameters)
        return tuple(_record(row, self._vault.seal(row[1], key)) for *row, key in found)


def _record(row: rows.Row, seal: Seal) -> StaffCheckRecord:
    values = rows.named(_CHECK, row)
    which = values["id"]
    for name in ("begun", "until", "closed"):
        values[name] = rows.moment(values[name])
    values["tell"], values["set_aside"] = apart(seal.text(values.pop("sealed"), *_place(which, "words")))
    counted, responses, shown = json.loads(seal.text(values.pop("sealed_counts"), *_place(which, "counts")))
    values |= {"topics": tuple(json.loads(values["topics"])), "easy": bool(values["easy"])}
    values["counted"] = Tally(values.pop("responses"), _counts(counted))
    return StaffCheckRecord(**{**values, "shown": Tally(responses, _counts(shown))})


def _put_counts(db: Database, seal: Seal, check_id: str, counts: Counts, shown: Tally) -> None:
    sealed = _sealed_counts(seal, check_id, counts, shown)
    run(db, "update staff_checks set sealed_counts = ? where id = ?", (sealed, check_id))


def _sealed_counts(seal: Seal, check_id: str, counts: Counts, shown: Tally) -> bytes:
    items = {item: (count.right, count.asked) for item, count in sorted(shown.items.items())}
    # In the order of their names: in that of their coming, they would tell one answerer from another.
    counted = dict(sorted(counts.items()))
    return seal.close(json.dumps([counted, shown.responses, items]), *_place(check_id, "counts"))


def _counts(kept: Counts) -> Mapping[str, TopicCount]:
    return MappingProxyType({item: TopicCount(right, asked) for item, (right, asked) in sorted(kept.items())})


def _place(check_id: str, part: str) -> tuple[str, str, str]:
    return ("staff_checks", check_id, part)


def _free_code(db: Database) -> str:
    while True:
        code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
        if not run(db, "select 1 from staff_checks where code = ?", (code,)).fetchone():
            return code
