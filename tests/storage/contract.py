"""What any store must do. Another store joins by a subclass whose `store` fixture gives a fresh, empty one:

class TestOtherStore(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[WholeStore]: ...
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from assessment.answers import CHOICES, Answer
from storage.errors import NotFound, StoreError, StoreUnavailable
from storage.records import Answered, Assessment, Premises, PrintOrder, Value, Workspace
from storage.whole import WholeStore

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
BANK = "2026.05-abcdef01"
PROFILE: Mapping[str, Value] = {
    "name": "Rose & Crown <b>",
    "people": 240,
    "step_free": False,
    "nearby": ("vehicles", "station"),
    "none": (),
}
HOSTILE = (
    "'; drop table answers; --",
    "nul\x00inside, bell\x07, tab\t, both\r\nends",
    "\u202eright to left\u202c, z\u0335a\u0336lgo, \ufeffmark, \uffff",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "👩🏽‍🚒 Ω 日本語 " + "x" * 2000,
    "",
)


@dataclass(frozen=True)
class Place:
    """A workspace with premises, an assessment and its printed plan."""

    workspace: Workspace
    premises: Premises
    assessment: Assessment
    order: PrintOrder


def furnish(store: WholeStore, code: bytes = b"code", now: datetime = NOW) -> Place:
    """A workspace with everything in it that a store can hold."""
    store.keep_bank(BANK, "{}")
    workspace = store.create_workspace(code, now)
    premises = store.add_premises(workspace.id, now)
    store.save_profile(workspace.id, premises.id, PROFILE, now)
    store.choose_force(workspace.id, premises.id, "avon-and-somerset")
    store.keep_logo(workspace.id, premises.id, b"PNG", now)
    assessment = store.start_assessment(workspace.id, premises.id, BANK, "quick", now)
    store.save_answers(workspace.id, assessment.id, {"gates": Answer("1", "", "Rusty"), "cctv": Answer("3")}, now)
    until, facts = now + timedelta(days=90), {"use": "retail"}
    store.share(
        workspace.id, assessment.id, "kent", "share", message="Hello", reach="", until=until, facts=facts, now=now
    )
    order = printed(store, "plan", b"%PDF", now, workspace_id=workspace.id, assessment_id=assessment.id)
    return Place(workspace, premises, assessment, order)


def printed(store: WholeStore, key: str, document: bytes, now: datetime = NOW, **owner: str) -> PrintOrder:
    """An order that is printed already."""
    order = store.order_print("plan", key, {}, now, **owner)
    assert store.take_print(order.id, "printer", now)
    assert store.keep_printed(order.id, "printer", key, document, now)
    found = store.find_print(order.id)
    assert found is not None
    return found


class StoreContract:
    """Every promise of `storage.store.Store` but isolation, which is in `isolation`."""

    def test_a_code_opens_its_workspace_and_touches_it(self, store: WholeStore) -> None:
        made = store.create_workspace(b"code", NOW)
        assert made == Workspace(made.id, NOW, NOW, b"code")
        assert store.find_workspace(b"code", NOW + HOUR) == Workspace(made.id, NOW, NOW + HOUR, b"code")
        assert store.workspace(made.id) == Workspace(made.id, NOW, NOW + HOUR, b"code")
        assert store.find_workspace(b"wrong", NOW) is None
        assert store.workspace("unknown") is None

    def test_a_replaced_code_opens_nothing(self, store: WholeStore) -> None:
        made = store.create_workspace(b"old", NOW)
        store.replace_code(made.id, b"new")
        assert store.find_workspace(b"old", NOW) is None
        assert store.find_workspace(b"new", NOW) == replace(made, code_digest=b"new")

    def test_a_code_opens_one_workspace_only(self, store: WholeStore) -> None:
        store.create_workspace(b"code", NOW)
        other = store.create_workspace(b"other", NOW)
        with pytest.raises(StoreError, match="Make another"):
            store.create_workspace(b"code", NOW)
        with pytest.raises(StoreError, match="Make another"):
            store.replace_code(other.id, b"code")
        assert store.find_workspace(b"other", NOW) == other

    def test_identifiers_are_long_safe_and_new(self, store: WholeStore) -> None:
        made = {store.create_workspace(b"%d" % number, NOW).id for number in range(200)}
        assert len(made) == 200
        for identifier in made:
            assert len(identifier) >= 16
            assert identifier.replace("-", "").replace("_", "").isalnum()
            assert not identifier.startswith("-")

    def test_premises_come_oldest_first_with_an_empty_profile(self, store: WholeStore) -> None:
        workspace = store.create_workspace(b"code", NOW)
        first = store.add_premises(workspace.id, NOW)
        second = store.add_premises(workspace.id, NOW)
        assert first == Premises(first.id, workspace.id, {}, None, NOW)
        assert store.premises_of(workspace.id) == (first, second)
        assert store.premises_of("unknown") == ()

    def test_a_profile_comes_back_with_its_types(self, store: WholeStore) -> None:
        place = furnish(store)
        found = store.premises(place.workspace.id, place.premises.id)
        assert found is not None
        assert found.profile == PROFILE
        assert found.profile["step_free"] is False
        assert found.force_id == "avon-and-somerset"
        with pytest.raises(TypeError):
            found.profile["name"] = "other"  # type: ignore[index]

    def test_a_profile_reaches_unfinished_assessments_only(self, store: WholeStore) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id
        done = store.start_assessment(ours, where, BANK, "full", NOW)
        store.finish(ours, done.id, NOW)
        store.save_profile(ours, where, {"people": 9}, NOW + HOUR)
        profiles = {one.id: one.profile for one in store.assessments_of(ours, where)}
        assert profiles == {place.assessment.id: {"people": 9}, done.id: PROFILE}
        assert store.workspace(ours) == replace(place.workspace, touched=NOW + HOUR)

    def test_reopening_takes_back_the_finish_and_follows_the_premises_again(self, store: WholeStore) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id
        store.finish(ours, place.assessment.id, NOW)
        store.save_profile(ours, where, {"people": 9}, NOW)
        store.reopen(ours, place.assessment.id, NOW + HOUR)
        (reopened,) = store.assessments_of(ours, where)
        assert (reopened.finished, reopened.profile) == (None, {"people": 9})

    def test_a_force_can_be_forgotten(self, store: WholeStore) -> None:
        place = furnish(store)
        store.choose_force(place.workspace.id, place.premises.id, None)
        found = store.premises(place.workspace.id, place.premises.id)
        assert found is not None
        assert found.force_id is None

    def test_a_bank_is_kept_once_and_never_changes(self, store: WholeStore) -> None:
        store.keep_bank("1", '{"é": 1}')
        store.keep_bank("1", '{"é": 1}')
        with pytest.raises(StoreError, match="version of its own"):
            store.keep_bank("1", "{}")
        assert store.bank_document("1") == '{"é": 1}'
        assert store.bank_document("2") is None

    def test_an_assessment_starts_with_the_profile(self, store: WholeStore) -> None:
        place = furnish(store)
        made = place.assessment
        assert made.profile == PROFILE
        assert (made.bank_version, made.kind, made.started, made.finished) == (BANK, "quick", NOW, None)
        assert store.assessment(place.workspace.id, made.id) == made == store.find_assessment(made.id)
        assert store.find_assessment("unknown") is None

    def test_an_assessment_needs_a_kept_bank(self, store: WholeStore) -> None:
        place = furnish(store)
        with pytest.raises(NotFound, match="Keep it"):
            store.start_assessment(place.workspace.id, place.premises.id, "never", "full", NOW)
        assert len(store.assessments_of(place.workspace.id, place.premises.id)) == 1

    def test_references_are_short_and_unique(self, store: WholeStore) -> None:
        place = furnish(store)
        made = [
            store.start_assessment(place.workspace.id, place.premises.id, BANK, "full", NOW).reference
            for _ in range(50)
        ]
        assert len(set(made)) == 50
        for reference in made:
            prefix, first, second = reference.split("-")
            assert (prefix, len(first), len(second)) == ("CPS", 4, 2)
            assert not set(first + second) & set("ILOU")

    def test_assessments_come_newest_first(self, store: WholeStore) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id
        later = [store.start_assessment(ours, where, BANK, "full", NOW + HOUR).id for _ in range(2)]
        earlier = store.start_assessment(ours, where, BANK, "full", NOW - HOUR).id
        found = [one.id for one in store.assessments_of(ours, where)]
        assert found == [later[1], later[0], place.assessment.id, earlier]

    def test_kind_and_finish_change(self, store: WholeStore) -> None:
        place = furnish(store)
        store.finish(place.workspace.id, place.assessment.id, NOW + HOUR)
        store.change_kind(place.workspace.id, place.assessment.id, "full")
        found = store.assessment(place.workspace.id, place.assessment.id)
        assert found is not None
        assert (found.kind, found.finished) == ("full", NOW + HOUR)

    def test_answers_are_saved_replaced_removed_and_otherwise_left(self, store: WholeStore) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        store.save_answers(
            ours, which, {"gates": Answer("not-applicable", "No gates"), "cctv": None, "absent": None}, NOW + HOUR
        )
        store.save_answers(ours, which, {"locks": Answer(None, note="Ask Sam")}, NOW + HOUR)
        store.save_answers(ours, which, {}, NOW + HOUR)
        assert store.answers(which) == {
            "gates": Answer("not-applicable", "No gates"),
            "locks": Answer(None, note="Ask Sam"),
        }
        assert store.workspace(ours) == replace(place.workspace, touched=NOW + HOUR)
        assert store.answers("unknown") == {}

    def test_one_read_gives_what_three_give(self, store: WholeStore) -> None:
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
        assert store.answered(own, empty.id) == Answered(empty, found.premises, {}, b"code")

    def test_every_choice_comes_back(self, store: WholeStore) -> None:
        place = furnish(store)
        said: dict[str, Answer | None] = {f"q-{choice}": Answer(choice) for choice in (*CHOICES, None)}
        store.save_answers(place.workspace.id, place.assessment.id, said, NOW)
        assert said.items() <= store.answers(place.assessment.id).items()

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_text_comes_back_exactly(self, store: WholeStore, text: str) -> None:
        place = furnish(store)
        ours, where, which = place.workspace.id, place.premises.id, place.assessment.id
        store.save_answers(ours, which, {"cctv": None, "gates": Answer("0", text, text), text: Answer("1")}, NOW)
        store.save_profile(ours, where, {"name": text, "list": (text, text), text: 1}, NOW)
        store.choose_force(ours, where, text)
        order = store.order_print(text, text, {text: text}, NOW, workspace_id=ours, assessment_id=which)
        assert store.take_print(order.id, text, NOW)
        assert store.keep_printed(order.id, text, text, text.encode(), NOW)
        store.note_attempt(text, NOW)
        assert store.answers(which) == {"gates": Answer("0", text, text), text: Answer("1")}
        found = store.premises(ours, where)
        assert found is not None
        assert (found.profile, found.force_id) == ({"name": text, "list": (text, text), text: 1}, text)
        kept = store.find_print(order.id)
        assert kept is not None
        assert (kept.kind, kept.key, kept.subject, kept.printer) == (text, text, {text: text}, text)
        assert store.printed_document(order.id) == text.encode()
        assert store.attempts_since(text, NOW) == 1
        assert store.assessment(text, text) is None

    def test_half_a_surrogate_pair_becomes_harmless(self, store: WholeStore) -> None:
        place = furnish(store)
        ours, where, which = place.workspace.id, place.premises.id, place.assessment.id
        store.save_answers(ours, which, {"gates": Answer("0", "a\ud800b", "\udfff")}, NOW)
        store.save_profile(ours, where, {"name": "\udc80"}, NOW)
        assert store.answers(which)["gates"] == Answer("0", "a\ufffdb", "\ufffd")
        found = store.premises(ours, where)
        assert found is not None
        assert found.profile == {"name": "\ufffd"}
        assert store.workspace("\ud800") is None
        with pytest.raises(NotFound):
            store.add_premises("\ud800", NOW)

    def test_attempts_are_counted_by_bucket_and_forgotten(self, store: WholeStore) -> None:
        store.note_attempt("a", NOW)
        store.note_attempt("a", NOW + HOUR)
        store.note_attempt("b", NOW + HOUR)
        assert store.attempts_since("a", NOW) == 2
        assert store.attempts_since("a", NOW + timedelta(microseconds=1)) == 1
        assert store.attempts_since("c", NOW) == 0
        store.note_attempt("b", NOW + timedelta(days=2))
        assert store.attempts_since("a", NOW) == 0

    def test_deleting_takes_everything_of_one_workspace(self, store: WholeStore) -> None:
        gone, stays = furnish(store, b"gone"), furnish(store, b"stays")
        store.delete_workspace(gone.workspace.id)
        store.delete_workspace(gone.workspace.id)
        assert store.find_workspace(b"gone", NOW) is None
        assert store.workspace(gone.workspace.id) is None
        assert store.premises_of(gone.workspace.id) == ()
        assert store.find_assessment(gone.assessment.id) is None
        assert store.answers(gone.assessment.id) == {}
        assert store.find_print(gone.order.id) is None
        assert store.bank_document(BANK) == "{}"
        assert len(store.answers(stays.assessment.id)) == 2
        assert store.printed_document(stays.order.id) == b"%PDF"

    def test_times_come_back_in_utc_and_need_a_zone(self, store: WholeStore) -> None:
        summer = datetime(2026, 7, 1, 0, 30, 0, 1, tzinfo=timezone(HOUR))
        made = store.create_workspace(b"code", summer)
        assert made.created == summer
        assert made.created.tzinfo is UTC
        with pytest.raises(ValueError, match="zone"):
            store.create_workspace(b"naive", datetime(2026, 7, 1))
        assert store.find_workspace(b"naive", NOW) is None

    def test_a_setting_is_kept_until_it_is_replaced(self, store: WholeStore) -> None:
        assert store.setting("colour") is None
        store.keep_setting("colour", "grey", NOW)
        store.keep_setting("colour", "brown", NOW + HOUR)
        assert store.setting("colour") == "brown"

    def test_a_healthy_store_passes_its_check(self, store: WholeStore) -> None:
        store.check()

    def test_a_closed_store_is_unavailable(self, store: WholeStore) -> None:
        store.close()
        store.close()
        with pytest.raises(StoreUnavailable, match="Open it again"):
            store.check()
