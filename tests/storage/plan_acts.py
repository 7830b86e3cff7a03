"""The acts on a finished plan, on what belongs to it, and on the procedures of a place: rows of `acts_table`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from assessment.progress import PlanItem
from storage.plans import NewUpdate, PlanChange
from tests.storage.feed_acts import FEED_CHANGES
from tests.storage.place import HOUR, NOW
from tests.storage.scene import Scene

LATER = NOW + HOUR
Act = Callable[[], object]


def change_plan(s: Scene) -> Act:
    """One press: what is typed, a level that moves, and one that is taken back."""
    s.store.finish(s.ours, s.which, NOW)
    first = PlanChange({"job.lock": PlanItem("Maya")}, (NewUpdate("gates", "1", "2", "Maya"),))
    s.store.change_plan(s.ours, s.which, lambda _: first, NOW)
    (update,) = s.store.progress(s.which).updates
    items = {"job.lock": PlanItem("Sam", note="Ask"), "action.gates": PlanItem(due=date(2026, 12, 4))}
    change = PlanChange(items, (NewUpdate("cctv", "0", "3"),), (update.id,))
    return partial(s.store.change_plan, s.ours, s.which, lambda _: change, LATER)


def change_plan_of_a_sheet(s: Scene) -> Act:
    s.store.finish(s.ours, s.which, NOW)
    sheet = s.store.keep_form(s.ours, s.which, "{}", NOW, kind="sheet")
    change = PlanChange({"job.lock": PlanItem("Maya")})
    return partial(s.store.change_plan, s.ours, s.which, lambda _: change, LATER, form_used=lambda: sheet)


def empty_an_item(s: Scene) -> Act:
    change_plan(s)()
    s.store.keep_form(s.ours, s.which, "{}", NOW, kind="sheet")
    emptied = PlanChange(emptied=("action.gates", "job.lock"))
    return partial(s.store.change_plan, s.ours, s.which, lambda _: emptied, LATER)


def open_again_with_a_plan(s: Scene) -> Act:
    change_plan(s)()
    return partial(s.store.open_again, s.ours, s.which, LATER)


def change_procedures(s: Scene) -> Act:
    """One press: a text replaced, one added, one taken out, and what was printed before."""
    s.store.order_print("procedures", "key", {"premises": s.where}, LATER, workspace_id=s.ours)
    texts = {"lock-down.doors": "Both doors", "get-out.meet": "The bakery", "decide.anyone": ""}
    return partial(s.store.change_procedures, s.ours, s.where, lambda _: texts, LATER)


PLAN_CHANGES: dict[str, Callable[[Scene], Act]] = {
    **FEED_CHANGES,
    "open_again: with a plan": open_again_with_a_plan,
    "change_plan": change_plan,
    "change_plan: empty an item": empty_an_item,
    "change_plan: of a spreadsheet": change_plan_of_a_sheet,
    "change_procedures": change_procedures,
}
