"""What becomes of finished plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from types import MappingProxyType

from assessment.progress import PlanItem, Progress, Update, action_name
from storage.errors import Unfinished
from storage.ids import new_id
from storage.plans import PlanChange
from storage.read_forms import FormUsed
from storage.sql import rows
from storage.sql.base import Base, insert, must_own, replacing, run, touch
from storage.sql.database import Database
from storage.sql.print_orders import forget_prints_of
from storage.sql.read_forms import forget_form, forget_sheets

_ITEM = "name, owner, due, status, reason, cost, note, proof, changed"
ACTION = action_name("")
_UPDATE = "id, question_id, before, after, at, made_by, undone"
_PROGRESS = (
    f"select (select {rows.as_list(_ITEM)} from plan_items where assessment_id = ?), "
    f"(select {rows.as_list(_UPDATE)} from "
    "(select * from plan_updates where assessment_id = ? order by at, rowid) as updates)"
)
_CHANGED = (
    "select id, moment from (select id, (select max(moment) from ("
    "select changed as moment from plan_items where assessment_id = a.id "
    "union all select at from plan_updates where assessment_id = a.id "
    "union all select undone from plan_updates where assessment_id = a.id) as moments) as moment "
    "from assessments a where premises_id in (select id from premises where workspace_id = ?)) as plans "
    "where moment is not null"
)
# A union, and not one condition: each part is found by an index of its own.
_CHANGED_BETWEEN = (
    "select assessment_id from (select assessment_id, changed as moment from plan_items where changed >= ? "
    "union all select assessment_id, at from plan_updates where at >= ? "
    "union all select assessment_id, undone from plan_updates where undone >= ?) as moments "
    "group by assessment_id having max(moment) < ? order by max(moment)"
)


class Plans(Base):
    """The part of the store about what becomes of plans; `storage.plans` says what each method does."""

    def progress(self, assessment_id: str) -> Progress:
        """See PlanStore."""
        row = self._row(_PROGRESS, (assessment_id, assessment_id))
        return _progress(row) if row else Progress()

    def plans_changed(self, workspace_id: str) -> dict[str, datetime]:
        """See PlanStore."""
        found = self._rows(_CHANGED, (workspace_id,))
        return {assessment: datetime.fromisoformat(moment) for assessment, moment in found}

    def change_plan(
        self,
        workspace_id: str,
        assessment_id: str,
        change: Callable[[Progress], PlanChange],
        now: datetime,
        *,
        form_used: FormUsed | None = None,
    ) -> None:
        """See PlanStore."""
        moment = rows.to_time(now)
        with self._writing(workspace_id) as db:
            must_own(db, workspace_id, assessment_id)
            if run(db, "select finished from assessments where id = ?", (assessment_id,)).fetchone()[0] is None:
                raise Unfinished
            found = run(db, _PROGRESS, (assessment_id, assessment_id)).fetchone()
            changed = change(_progress(found))
            for name, item in changed.items.items():
                _put_item(db, assessment_id, name, item, moment)
            for new in changed.updates:
                row = (new_id(), assessment_id, new.question, new.before, new.after, moment, new.by, None)
                insert(db, "plan_updates", "id, assessment_id, question_id, before, after, at, made_by, undone", row)
            for update in changed.undone:
                run(
                    db,
                    "update plan_updates set undone = ? where id = ? and assessment_id = ? and undone is null",
                    (moment, update, assessment_id),
                )
            if changed.emptied:
                _empty(db, workspace_id, assessment_id, changed.emptied, moment)
            forget_form(db, workspace_id, form_used() if form_used else None)
            touch(db, workspace_id, now)
        if changed.emptied:
            self._clean_after_deletion()

    def plans_changed_between(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """See PlanStore."""
        moment = rows.to_time(since)
        return tuple(row[0] for row in self._rows(_CHANGED_BETWEEN, (moment, moment, moment, rows.to_time(until))))


def carry_on(db: Database, assessment_id: str, to: str) -> None:
    """Let a new assessment start where this one is today: with its levels, and with all that was typed for its plan."""
    run(
        db,
        f"insert into plan_items (assessment_id, {_ITEM}) select ?, {_ITEM} from plan_items where assessment_id = ?",
        (to, assessment_id),
    )
    run(
        db,
        "update answers set choice = coalesce((select after from plan_updates u where u.assessment_id = ? "
        "and u.question_id = answers.question_id and undone is null order by at desc, rowid desc limit 1), choice) "
        "where assessment_id = ? and choice is not null and choice <> 'not-applicable'",
        (assessment_id, to),
    )


def _empty(db: Database, workspace_id: str, assessment_id: str, names: Iterable[str], moment: str) -> None:
    """Overwrite what was typed, and delete what may show it. The rows stay, so that the plan is newer than before."""
    for name in names:
        _put_item(db, assessment_id, name, PlanItem(), moment)
        if name.startswith(ACTION):
            run(
                db,
                "update plan_updates set made_by = '' where assessment_id = ? and question_id = ?",
                (assessment_id, name.removeprefix(ACTION)),
            )
    forget_sheets(db, assessment_id)
    forget_prints_of(db, workspace_id, assessment_id)


def _put_item(db: Database, assessment_id: str, name: str, item: PlanItem, moment: str) -> None:
    due = item.due.isoformat() if item.due else None
    said = (item.owner, due, item.status, item.reason, item.cost, item.note, item.proof)
    run(
        db,
        f"insert into plan_items (assessment_id, {_ITEM}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        f"on conflict (assessment_id, name) do update set {replacing(_ITEM.removeprefix('name, '))}",
        (assessment_id, name, *said, moment),
    )


def _progress(row: rows.Row) -> Progress:
    items, updates = (rows.from_list(text) for text in row)
    moments = [each[-1] for each in items] + [moment for each in updates for moment in (each[4], each[6]) if moment]
    return Progress(
        MappingProxyType({name: _item(said) for name, *said, _ in items}),
        tuple(_update(each) for each in updates),
        rows.moment(max(moments, default=None)),
    )


def _item(said: rows.Row) -> PlanItem:
    owner, due, *rest = said
    return PlanItem(owner, date.fromisoformat(due) if due else None, *rest)


def _update(row: rows.Row) -> Update:
    update_id, question, before, after, at, by, undone = row
    return Update(update_id, question, before, after, datetime.fromisoformat(at), by, rows.moment(undone))
