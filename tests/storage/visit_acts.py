"""What changes the rows of a visit, and corrects a signed one, for `acts_table`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding
from storage.photographs import NewPhotograph
from storage.text_blocks import TextBlock
from storage.visit_records import ADVICE, DIARY, FINDINGS
from storage.visits import SignOff
from tests.storage.place import NOW
from tests.storage.plan_acts import LATER
from tests.storage.scene import Scene

Act = Callable[[], object]
DAY = date(2026, 11, 27)


def _advice(s: Scene) -> Act:
    said = {"one": Advice("later", "Paint it", "gates"), "two": None, "new": Advice("now", "Lock it")}
    return partial(s.store.change_records, "kent", s.visit().id, s.ann, ADVICE, lambda _: said, LATER)


def _findings(s: Scene) -> Act:
    said = {"one": None, "two": Finding("The gate stood open", "high"), "new": Finding("No light", "low", "Sam", DAY)}
    return partial(s.store.change_records, "kent", s.visit().id, s.ann, FINDINGS, lambda _: said, LATER)


def _diary(s: Scene) -> Act:
    said = {"one": None, "new": DiaryEntry(DAY, "Maya, Sam", 90)}
    return partial(s.store.change_records, "kent", s.visit().id, s.ann, DIARY, lambda _: said, LATER)


def _correction(s: Scene) -> Act:
    since = NOW - timedelta(days=7)
    return partial(s.store.begin_correction, "kent", s.signed().id, s.ann, since=since, now=LATER)


def _begun(s: Scene) -> str:
    return s.store.begin_correction("kent", s.signed().id, s.ann, since=NOW, now=NOW).id


def _removed_photograph(s: Scene) -> Act:
    visit = s.visit().id
    (photograph,) = s.store.photographs_of(visit)
    return partial(s.store.remove_photograph, "kent", visit, s.ann, photograph, LATER)


def _text_blocks(s: Scene) -> Act:
    gate, lamp = TextBlock("Gate", "Shut it", "advice"), TextBlock("Lamp", "It was dark", "findings", "cctv")
    s.store.change_text_blocks("kent", s.ann, lambda _: {"one": gate, "two": lamp}, NOW)
    said = {"one": None, "two": replace(lamp, text="It is dark"), "new": gate}
    return partial(s.store.change_text_blocks, "kent", s.ben, lambda _: said, LATER)


def _kept_back(s: Scene) -> Act:
    s.store.let_visits_along(s.ours, s.share.id, "kent", NOW)
    return partial(s.store.keep_visits_back, s.ours, s.share.id)


VISIT_CHANGES: dict[str, Callable[[Scene], Act]] = {
    "change_records": _findings,
    "change_records: diary": _diary,
    "change_records: advice": _advice,
    "move_record": lambda s: partial(s.store.move_record, "kent", s.visit().id, ADVICE, "two", -1, LATER),
    "add_photograph": lambda s: partial(
        s.store.add_photograph, "kent", s.ann, NewPhotograph(s.visit().id, "two", b"other", 12), LATER
    ),
    "remove_photograph": _removed_photograph,
    "change_text_blocks": _text_blocks,
    "let_visits_along": lambda s: partial(s.store.let_visits_along, s.ours, s.share.id, "kent", LATER),
    "keep_visits_back": _kept_back,
    "begin_correction": _correction,
    "drop_correction": lambda s: partial(s.store.drop_correction, "kent", _begun(s), s.ann, LATER),
    "sign_off: a correction": lambda s: partial(
        s.store.sign_off, "kent", _begun(s), SignOff(s.ann, "Maya", DAY), LATER
    ),
}
