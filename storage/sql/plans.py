"""What becomes of finished plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from types import MappingProxyType

from assessment.progress import PlanItem, Progress, Update, action_name
from storage.errors import Unfinished
from storage.ids import new_id
from storage.plans import NewUpdate, PlanChange
from storage.read_forms import FormUsed
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import Base, insert, must_own, replacing, run, touch
from storage.sql.database import Database
from storage.sql.print_orders import forget_prints_of
from storage.sql.read_forms import forget_form, forget_sheets
from storage.sql.seals import KEY, apart, together

ACTION = action_name("")
_PROGRESS = (
    f"select (select {rows.as_blocks('name', 'sealed')} from plan_items where assessment_id = assessments.id), "
    "(select max(changed) from plan_items where assessment_id = assessments.id), "
    f"(select {rows.as_list('id, question_id, at, undone')} from (select * from plan_updates "
    "where assessment_id = assessments.id order by at, rowid) as updates), "
    f"(select {rows.as_blocks('id', 'sealed')} from plan_updates where assessment_id = assessments.id), "
    f"{KEY} from assessments join workspaces w on w.id = assessments.workspace_id where assessments.id = ?"
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
        row = self._row(_PROGRESS, (assessment_id,))
        return _progress(row, self._vault.seal(*row[-2:]), assessment_id) if row else Progress()

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
            found = run(db, _PROGRESS, (assessment_id,)).fetchone()
            seal = db.vault.seal(*found[-2:])
            changed = change(_progress(found, seal, assessment_id))
            for name, item in changed.items.items():
                _put_item(db, seal, assessment_id, name, item, moment)
            for new in changed.updates:
                _put_update(db, seal, assessment_id, new, moment)
            for update in changed.undone:
                run(
                    db,
                    "update plan_updates set undone = ? where id = ? and assessment_id = ? and undone is null",
                    (moment, update, assessment_id),
                )
            if changed.emptied:
                _empty(db, seal, (workspace_id, assessment_id), changed.emptied, moment)
            forget_form(db, workspace_id, form_used() if form_used else None)
            touch(db, workspace_id, now)
        if changed.emptied:
            self._clean_after_deletion()

    def plans_changed_between(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """See PlanStore."""
        moment = rows.to_time(since)
        return tuple(row[0] for row in self._rows(_CHANGED_BETWEEN, (moment, moment, moment, rows.to_time(until))))


def carry_on(db: Database, seal: Seal, assessment_id: str, to: str) -> dict[str, str]:
    """Let a new assessment start with all that was typed for this one's plan; gives the levels that changed since."""
    progress = _progress(run(db, _PROGRESS, (assessment_id,)).fetchone(), seal, assessment_id)
    changed = "select name, changed from plan_items where assessment_id = ?"
    moments = dict(run(db, changed, (assessment_id,)).fetchall())
    for name, item in progress.items.items():
        _put_item(db, seal, to, name, item, moments[name])
    return {update.question: update.after for update in progress.updates if update.undone is None}


def _empty(db: Database, seal: Seal, of: tuple[str, str], names: Iterable[str], moment: str) -> None:
    """Overwrite what was typed, and delete what may show it. The rows stay, so that the plan is newer than before."""
    workspace_id, assessment_id = of
    for name in names:
        _put_item(db, seal, assessment_id, name, PlanItem(), moment)
        if name.startswith(ACTION):
            _forget_names(db, seal, assessment_id, name.removeprefix(ACTION))
    forget_sheets(db, assessment_id)
    forget_prints_of(db, workspace_id, assessment_id)


def _put_item(db: Database, seal: Seal, assessment_id: str, name: str, item: PlanItem, moment: str) -> None:
    due = item.due.isoformat() if item.due else None
    said = together((item.owner, due, item.status, item.reason, item.cost, item.note, item.proof))
    run(
        db,
        "insert into plan_items (assessment_id, name, sealed, changed) values (?, ?, ?, ?) "
        f"on conflict (assessment_id, name) do update set {replacing('sealed, changed')}",
        (assessment_id, name, seal.close(said, "plan_items", assessment_id, name), moment),
    )


def _put_update(db: Database, seal: Seal, assessment_id: str, new: NewUpdate, moment: str) -> None:
    which = new_id()
    sealed = seal.close(together((new.before, new.after, new.by)), "plan_updates", which)
    row = (which, assessment_id, new.question, sealed, moment, None)
    insert(db, "plan_updates", "id, assessment_id, question_id, sealed, at, undone", row)


def _forget_names(db: Database, seal: Seal, assessment_id: str, question: str) -> None:
    """Forget who has noted the changes of level of a question."""
    own = "select id, sealed from plan_updates where assessment_id = ? and question_id = ?"
    for which, sealed in run(db, own, (assessment_id, question)).fetchall():
        before, after, _ = apart(seal.text(sealed, "plan_updates", which))
        nameless = seal.close(together((before, after, "")), "plan_updates", which)
        run(db, "update plan_updates set sealed = ? where id = ?", (nameless, which))


def _progress(row: rows.Row, seal: Seal, assessment_id: str) -> Progress:
    items, changed, updates, levels = rows.blocks(row[0]), row[1], rows.from_list(row[2]), rows.blocks(row[3])
    moments = [changed, *(moment for each in updates for moment in each[2:])]
    return Progress(
        MappingProxyType(
            {
                name: _item(seal.text(sealed, "plan_items", assessment_id, name))
                for name, sealed in sorted(items.items())
            }
        ),
        tuple(_update(each, seal.text(levels[each[0]], "plan_updates", each[0])) for each in updates),
        rows.moment(max(filter(None, moments), default=None)),
    )


def _item(text: str) -> PlanItem:
    owner, due, *rest = apart(text)
    return PlanItem(owner, date.fromisoformat(due) if due else None, *rest)


def _update(row: rows.Row, text: str) -> Update:
    (update_id, question, at, undone), (before, after, by) = row, apart(text)
    return Update(update_id, question, before, after, datetime.fromisoformat(at), by, rows.moment(undone))
