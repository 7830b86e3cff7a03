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
from storage.sql import rows
from storage.sql.base import Base, Parameters, insert, not_found, run, touch, update_one
from storage.sql.database import Database
from storage.sql.workshops import must_know_bank
from storage.staff_checks import NewStaffCheck, StaffCheckRecord

_CHECK = (
    "id, workspace_id, premises_id, bank_version, code, topics, easy, staff, tell, begun, until, closed, responses, "
    "too_fast, too_many, shown, set_aside, workshop_id"
)
_COUNTS = (
    f"(select {rows.as_object('item_id', 'json_array(right_times, asked_times)')} "
    "from staff_check_items where check_id = staff_checks.id)"
)
_OWN = "id = ? and workspace_id = ?"
_OPEN = "closed is null and until > ?"
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
            said = (json.dumps(new.topics), int(new.easy), new.staff, rows.clean(new.tell))
            whose = (new_id(), workspace_id, premises_id, new.bank_version, _free_code(db))
            times = (moment, rows.to_time(new.until), None)
            row = (*whose, *said, *times, 0, 0, 0, "{}", "", new.workshop_id)
            insert(db, "staff_checks", _CHECK, row)
            touch(db, workspace_id, now)
        return _record((*row, "{}"))

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
            open_one = f"select responses < staff from staff_checks where id = ? and {_OPEN}"
            found = run(db, open_one, (check_id, rows.to_time(now))).fetchone()
            if found is None:
                raise NotFound("This staff check takes no more answers.")
            name = "too_fast" if too_fast else "responses" if found[0] else "too_many"
            run(db, f"update staff_checks set {name} = {name} + 1 where id = ?", (check_id,))
            if name != "responses":
                return False
            for item, is_right in right.items():
                run(
                    db,
                    "insert into staff_check_items (check_id, item_id, asked_times, right_times) values (?, ?, 1, ?) "
                    "on conflict (check_id, item_id) do update set asked_times = staff_check_items.asked_times + 1, "
                    "right_times = staff_check_items.right_times + excluded.right_times",
                    (check_id, item, int(is_right)),
                )
        return True

    def show_staff_check(self, workspace_id: str, check_id: str) -> None:
        """See StaffCheckStore."""
        with self._writing() as db:
            found = run(db, f"select {_CHECK}, {_COUNTS} from staff_checks where {_OWN}", (check_id, workspace_id))
            row = found.fetchone()
            if row is None:
                raise not_found("staff check")
            record = _record(row)
            shown = next_shown(record.shown, record.counted)
            run(db, "update staff_checks set shown = ? where id = ?", (_kept(shown), check_id))

    def close_staff_check(self, workspace_id: str, check_id: str, now: datetime) -> None:
        """See StaffCheckStore."""
        values = (rows.to_time(now), check_id, workspace_id)
        with self._writing() as db:
            update_one(db, "staff check", f"update staff_checks set closed = coalesce(closed, ?) where {_OWN}", values)
            touch(db, workspace_id, now)

    def set_aside_staff_check(self, workspace_id: str, check_id: str, reason: str, now: datetime) -> None:
        """See StaffCheckStore."""
        with self._writing() as db:
            values = (reason, check_id, workspace_id)
            update_one(db, "staff check", f"update staff_checks set set_aside = ? where {_OWN}", values)
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
        found = self._rows(f"select {_CHECK}, {_COUNTS} from staff_checks where {condition}", parameters)
        return tuple(map(_record, found))


def _record(row: rows.Row) -> StaffCheckRecord:
    *own, counts = row
    values = rows.named(_CHECK, own)
    for name in ("begun", "until", "closed"):
        values[name] = rows.moment(values[name])
    shown = json.loads(values["shown"])
    counted = Tally(values.pop("responses"), _counts(json.loads(counts)))
    values |= {"topics": tuple(json.loads(values["topics"])), "easy": bool(values["easy"]), "counted": counted}
    return StaffCheckRecord(**{**values, "shown": Tally(shown.get("responses", 0), _counts(shown.get("items", {})))})


def _counts(kept: Mapping[str, tuple[int, int]]) -> Mapping[str, TopicCount]:
    return MappingProxyType({item: TopicCount(right, asked) for item, (right, asked) in kept.items()})


def _kept(tally: Tally) -> str:
    items = {item: (count.right, count.asked) for item, count in sorted(tally.items.items())}
    return json.dumps({"responses": tally.responses, "items": items})


def _free_code(db: Database) -> str:
    while True:
        code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
        if not run(db, "select 1 from staff_checks where code = ?", (code,)).fetchone():
            return code
