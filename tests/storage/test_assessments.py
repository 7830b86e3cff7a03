"""What any store must do with assessments and answers."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NoReturn, get_args

import pytest

from assessment.answers import CHOICES, Answer
from assessment.path import AssessmentKind
from assessment.share_facts import ShareFacts
from questions.conditions import Value
from storage.errors import Finished, NotFound
from storage.owners import STARTED_TWICE, Origin
from storage.records import Answered
from storage.store import Store
from storage.workshops import NewWorkshop
from tests.storage.place import BANK, DAY, HOUR, NOW, PROFILE, adviser, furnish


class TestAssessments:
    """Every promise of `storage.owners.AssessmentStore` but isolation, which is in `test_isolation`."""

    def test_a_profile_reaches_unfinished_assessments_only(self, store: Store) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id
        done = store.start_assessment(ours, where, BANK, "full", NOW)
        store.finish(ours, done.id, NOW)
        store.save_profile(ours, where, {"people": 9}, NOW + DAY)
        profiles = {one.id: one.profile for one in store.assessments_of(ours, where)}
        assert profiles == {place.assessment.id: {"people": 9}, done.id: PROFILE}
        assert store.workspace(ours) == replace(place.workspace, touched=NOW + DAY)

    def test_an_assessment_starts_with_the_profile(self, store: Store) -> None:
        place = furnish(store)
        made = place.assessment
        assert made.profile == PROFILE
        assert (made.bank_version, made.kind, made.started, made.finished) == (BANK, "quick", NOW, None)
        assert store.assessment(place.workspace.id, made.id) == made == store.find_assessment(made.id)
        assert store.find_assessment("unknown") is None

    def test_an_assessment_needs_a_kept_bank(self, store: Store) -> None:
        place = furnish(store)
        with pytest.raises(NotFound, match="Keep it"):
            store.start_assessment(place.workspace.id, place.premises.id, "never", "full", NOW)
        assert len(store.assessments_of(place.workspace.id, place.premises.id)) == 1

    def test_references_are_short_and_unique(self, store: Store) -> None:
        place = furnish(store)
        made = [
            store.start_assessment(place.workspace.id, place.premises.id, BANK, "full", NOW + hours * HOUR).reference
            for hours in range(50)
        ]
        assert len(set(made)) == 50
        for reference in made:
            prefix, first, second = reference.split("-")
            assert (prefix, len(first), len(second)) == ("CPS", 4, 2)
            assert not set(first + second) & set("ILOU")

    def test_assessments_come_newest_first(self, store: Store) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id
        earlier = store.start_assessment(ours, where, BANK, "full", NOW - HOUR).id
        later = [store.start_assessment(ours, where, BANK, kind, NOW + HOUR).id for kind in get_args(AssessmentKind)]
        found = [one.id for one in store.assessments_of(ours, where)]
        assert found == [later[1], later[0], place.assessment.id, earlier]

    def test_pressed_twice_one_is_started(self, store: Store) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id

        def starts(kind: AssessmentKind, at: datetime) -> str:
            return store.start_assessment(ours, where, BANK, kind, at).id

        first = starts("full", NOW)
        assert starts("full", NOW + STARTED_TWICE / 2) == first
        assert starts("quick", NOW) not in (first, place.assessment.id), "another kind, and one with answers"
        assert starts("full", NOW + STARTED_TWICE) != first, "no longer the same press"
        store.save_answers(ours, first, {"gates": Answer("1")}, NOW)
        assert starts("full", NOW) != first

    def test_pressed_twice_at_once_one_is_started(self, store: Store) -> None:
        place = furnish(store)
        start = partial(store.start_assessment, place.workspace.id, place.premises.id, BANK, "full", NOW)
        with ThreadPoolExecutor(2) as pool:
            presses = [pool.submit(start) for _ in range(2)]
        assert presses[0].result() == presses[1].result()

    def test_finishing_notes_the_time_once(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        store.finish(ours, which, NOW + DAY)
        with pytest.raises(Finished):
            store.finish(ours, which, NOW + 2 * DAY, ShareFacts(use="other"))
        found = store.assessment(ours, which)
        assert found is not None
        assert (found.kind, found.finished) == ("quick", NOW + DAY)
        assert store.workspace(ours) == replace(place.workspace, touched=NOW + DAY)

    def test_a_finished_assessment_takes_no_answers(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        store.finish(ours, which, NOW)
        before = store.answered(ours, which)
        with pytest.raises(Finished, match="Open it again"):
            store.change_answers(ours, which, lambda _: pytest.fail("it was asked"), NOW + HOUR)
        with pytest.raises(Finished):
            store.save_answers(ours, which, {"gates": Answer("3")}, NOW + HOUR)
        assert store.answered(ours, which) == before

    @pytest.mark.parametrize("in_full", [False, True])
    def test_opening_a_finished_one_again_starts_a_new_one_from_it(self, store: Store, in_full: bool) -> None:
        place = furnish(store)
        ours, where, which = place.workspace.id, place.premises.id, place.assessment.id
        store.finish(ours, which, NOW)
        store.save_profile(ours, where, {"people": 9}, NOW)
        before, answers, shares = store.assessment(ours, which), store.answers(which), store.shares_of(ours)
        begun = store.open_again(ours, which, NOW + HOUR, in_full=in_full)
        assert store.open_again(ours, which, NOW + 2 * HOUR, in_full=in_full) == begun, "pressed twice"
        assert begun == store.assessment(ours, begun.id)
        assert (begun.kind, begun.profile) == ("full" if in_full else "quick", {"people": 9})
        assert (begun.begun_from, begun.started, begun.finished) == (which, NOW + HOUR, None)
        assert begun.bank_version == BANK
        store.save_answers(ours, begun.id, {"cctv": None}, NOW + 2 * HOUR)
        assert (store.answers(begun.id), store.answers(which)) == ({"gates": answers["gates"]}, answers)
        assert (store.assessment(ours, which), store.shares_of(ours)) == (before, shares), "the finished one stays"
        assert store.assessments_of(ours, where) == (begun, before)
        assert store.printed_document(place.order.id) == b"%PDF"

    def test_each_kind_and_each_finish_has_one_of_its_own(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        store.finish(ours, which, NOW)
        again, full = store.open_again(ours, which, NOW), store.open_again(ours, which, NOW, in_full=True)
        assert again.id != full.id
        store.finish(ours, full.id, NOW + HOUR)
        later = store.open_again(ours, which, NOW + HOUR, in_full=True)
        assert later.id not in (again.id, full.id)

    def test_an_unfinished_one_is_opened_as_it_is_or_goes_on_in_full(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        assert store.open_again(ours, which, NOW + HOUR) == place.assessment
        assert store.open_again(ours, which, NOW, in_full=True) == replace(place.assessment, kind="full")
        assert store.open_again(ours, which, NOW).kind == "full"
        assert len(store.assessments_of(ours, place.premises.id)) == 1

    def test_the_new_one_takes_part_in_the_workshop_while_that_is_open(self, store: Store) -> None:
        place, leader = furnish(store), adviser(store)
        ours, which = place.workspace.id, place.assessment.id
        for hours in (1, 3):
            new = NewWorkshop("Pubs", "quick", BANK, NOW + hours * HOUR)
            store.join_workshop(store.begin_workshop("kent", leader, new, NOW).id, ours, which, NOW)
        store.finish(ours, which, NOW)
        begun = store.open_again(ours, which, NOW + 2 * HOUR)
        parts = {each.workshop.until: each.assessment_id for each in store.memberships(ours)}
        assert parts == {NOW + HOUR: which, NOW + 3 * HOUR: begun.id}

    def test_answers_change_from_what_they_are_in_the_transaction(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        seen: list[Mapping[str, Answer]] = []

        def change(answers: Mapping[str, Answer]) -> Mapping[str, Answer | None]:
            seen.append(dict(answers))
            return {"gates": Answer("2", note=f"{answers['gates'].note}, now oiled"), "cctv": None}

        store.change_answers(ours, which, change, NOW + DAY)
        assert seen == [{"gates": Answer("1", "", "Rusty"), "cctv": Answer("3")}]
        assert store.answers(which) == {"gates": Answer("2", note="Rusty, now oiled")}
        assert store.workspace(ours) == replace(place.workspace, touched=NOW + DAY)

    def test_a_change_that_raises_keeps_nothing_and_says_why(self, store: Store) -> None:
        place = furnish(store)
        ours, which, where = place.workspace.id, place.assessment.id, place.premises.id
        before = store.answered(ours, which)

        def conflict(_: object) -> NoReturn:
            raise LookupError("two people changed this")

        with pytest.raises(LookupError, match="two people"):
            store.change_answers(ours, which, conflict, NOW + HOUR)
        with pytest.raises(LookupError, match="two people"):
            store.change_profile(ours, where, conflict, NOW + HOUR)
        assert store.answered(ours, which) == before
        assert store.workspace(ours) == place.workspace

    def test_what_was_read_before_is_taken_for_granted_only_while_it_is_true(self, store: Store) -> None:
        place, other = furnish(store, b"ours"), furnish(store, b"theirs")
        ours, which = place.workspace.id, place.assessment.id
        seen: list[Mapping[str, Answer]] = []

        def change(answers: Mapping[str, Answer]) -> Mapping[str, Answer | None]:
            seen.append(dict(answers))
            return {"gates": Answer("2", note=f"{answers['gates'].note}!")}

        first, theirs = store.answered(ours, which), store.answered(other.workspace.id, other.assessment.id)
        assert first is not None
        assert theirs is not None
        for known in (first.kept, first.kept, theirs.kept, None, "nothing of the store"):
            store.change_answers(ours, which, change, NOW, Origin(known=known))
        assert [each["gates"].note for each in seen] == ["Rusty", "Rusty!", "Rusty!!", "Rusty!!!", "Rusty!!!!"]
        assert store.answers(which) == {"gates": Answer("2", note="Rusty!!!!!"), "cctv": Answer("3")}
        assert first.answers["gates"].note == "Rusty", "what was read stays what it was"

    def test_of_many_changes_at_once_none_is_lost(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id

        def longer(answers: Mapping[str, Answer]) -> Mapping[str, Answer | None]:
            return {"cctv": Answer("3", note=f"{answers['cctv'].note}x")}

        def more_people(profile: Mapping[str, Value]) -> Mapping[str, Value]:
            return {**profile, "people": int(str(profile["people"])) + 1}

        def one_more(_: int) -> None:
            store.change_answers(ours, which, longer, NOW)
            store.change_profile(ours, place.premises.id, more_people, NOW)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(one_more, range(20)))
        assert store.answers(which)["cctv"] == Answer("3", note="x" * 20)
        found = store.premises(ours, place.premises.id)
        assert found is not None
        assert found.profile["people"] == 260

    def test_answers_are_saved_replaced_removed_and_otherwise_left(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        store.save_answers(
            ours, which, {"gates": Answer("not-applicable", "No gates"), "cctv": None, "absent": None}, NOW + HOUR
        )
        store.save_answers(ours, which, {"locks": Answer(None, note="Ask Sam")}, NOW + HOUR)
        store.save_answers(ours, which, {}, NOW + DAY)
        assert store.answers(which) == {
            "gates": Answer("not-applicable", "No gates"),
            "locks": Answer(None, note="Ask Sam"),
        }
        assert store.workspace(ours) == replace(place.workspace, touched=NOW + DAY)
        assert store.answers("unknown") == {}

    def test_one_read_gives_what_three_give(self, store: Store) -> None:
        place = furnish(store)
        own, assessment_id = place.workspace.id, place.assessment.id
        store.save_profile(own, place.premises.id, {"name": "Changed"}, NOW)
        store.finish(own, assessment_id, NOW)
        found = store.answered(own, assessment_id)
        assert found is not None
        assert found.assessment == store.assessment(own, assessment_id)
        assert found.premises == store.premises(own, place.premises.id)
        assert found.answers == store.answers(assessment_id) != {}
        empty = store.start_assessment(own, place.premises.id, BANK, "full", NOW)
        assert store.answered(own, empty.id) == Answered(empty, found.premises, {})

    def test_every_choice_comes_back(self, store: Store) -> None:
        place = furnish(store)
        said: dict[str, Answer | None] = {f"q-{choice}": Answer(choice) for choice in (*CHOICES, None)}
        store.save_answers(place.workspace.id, place.assessment.id, said, NOW)
        assert said.items() <= store.answers(place.assessment.id).items()
