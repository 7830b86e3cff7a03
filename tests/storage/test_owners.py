"""What any store must do with workspaces and premises."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timezone

import pytest

from assessment.answers import Answer
from storage.errors import NotFound, StoreError
from storage.records import Premises, Workspace
from storage.store import Store
from storage.workshops import Membership, NewWorkshop
from tests.storage.place import BANK, HOSTILE, HOUR, NOW, PROFILE, adviser, furnish


class TestOwners:
    """Every promise of `storage.owners.WorkspaceStore` but isolation, which is in `test_isolation`."""

    def test_a_code_opens_its_workspace_and_touches_it(self, store: Store) -> None:
        made = store.begin_workspace(b"code", NOW)[0]
        assert made == Workspace(made.id, NOW, NOW, b"code")
        assert store.find_workspace(b"code", NOW + HOUR) == Workspace(made.id, NOW, NOW + HOUR, b"code")
        assert store.workspace(made.id) == Workspace(made.id, NOW, NOW + HOUR, b"code")
        assert store.find_workspace(b"wrong", NOW) is None
        assert store.workspace("unknown") is None

    def test_a_replaced_code_opens_nothing(self, store: Store) -> None:
        made = store.begin_workspace(b"old", NOW)[0]
        store.replace_code(made.id, b"new", NOW)
        assert store.find_workspace(b"old", NOW) is None
        assert store.find_workspace(b"new", NOW) == replace(made, code_digest=b"new")

    def test_a_code_opens_one_workspace_only(self, store: Store) -> None:
        store.begin_workspace(b"code", NOW)[0]
        other = store.begin_workspace(b"other", NOW)[0]
        with pytest.raises(StoreError, match="Make another"):
            store.begin_workspace(b"code", NOW)[0]
        with pytest.raises(StoreError, match="Make another"):
            store.replace_code(other.id, b"code", NOW)
        assert store.find_workspace(b"other", NOW) == other

    def test_identifiers_are_long_safe_and_new(self, store: Store) -> None:
        made = {store.begin_workspace(b"%d" % number, NOW)[0].id for number in range(200)}
        assert len(made) == 200
        for identifier in made:
            assert len(identifier) >= 16
            assert identifier.replace("-", "").replace("_", "").isalnum()
            assert not identifier.startswith("-")

    def test_premises_come_oldest_first_with_an_empty_profile(self, store: Store) -> None:
        workspace, first = store.begin_workspace(b"code", NOW)
        second = store.add_premises(workspace.id, NOW)
        assert first == Premises(first.id, workspace.id, {}, None, NOW)
        assert store.premises_of(workspace.id) == (first, second)
        assert store.premises_of("unknown") == ()

    def test_a_profile_comes_back_with_its_types(self, store: Store) -> None:
        place = furnish(store)
        found = store.premises(place.workspace.id, place.premises.id)
        assert found is not None
        assert found.profile == PROFILE
        assert found.profile["step_free"] is False
        assert found.force_id == "avon-and-somerset"
        with pytest.raises(TypeError):
            found.profile["name"] = "other"  # type: ignore[index]

    def test_a_force_can_be_forgotten(self, store: Store) -> None:
        place = furnish(store)
        store.choose_force(place.workspace.id, place.premises.id, None)
        found = store.premises(place.workspace.id, place.premises.id)
        assert found is not None
        assert found.force_id is None

    def test_a_profile_changes_from_what_it_is_in_the_transaction(self, store: Store) -> None:
        place = furnish(store)
        ours, where = place.workspace.id, place.premises.id
        store.change_profile(ours, where, lambda profile: {"nearby": profile["nearby"], "people": 9}, NOW + HOUR)
        found = store.answered(ours, place.assessment.id)
        assert found is not None
        assert found.premises.profile == found.assessment.profile == {"nearby": ("vehicles", "station"), "people": 9}

    def test_a_workspace_and_an_assessment_can_join_a_workshop_at_once(self, store: Store) -> None:
        store.keep_bank(BANK, "{}")
        new = NewWorkshop("Pubs", "quick", BANK, NOW + HOUR)
        workshop = store.begin_workshop("kent", adviser(store, "kent"), new, NOW)
        workspace, premises = store.begin_workspace(b"code", NOW, workshop_id=workshop.id)
        assert store.memberships(workspace.id) == (Membership(workshop, None),)
        own = store.start_assessment(workspace.id, premises.id, BANK, "quick", NOW, workshop_id=workshop.id)
        assert store.memberships(workspace.id) == (Membership(workshop, own.id),)
        with pytest.raises(NotFound, match="over"):
            store.start_assessment(workspace.id, premises.id, BANK, "quick", NOW + HOUR, workshop_id=workshop.id)
        with pytest.raises(NotFound, match="over"):
            store.begin_workspace(b"late", NOW + HOUR, workshop_id=workshop.id)
        assert store.assessments_of(workspace.id, premises.id) == (own,)
        assert store.find_workspace(b"late", NOW) is None

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_text_comes_back_exactly(self, store: Store, text: str) -> None:
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

    def test_half_a_surrogate_pair_becomes_harmless(self, store: Store) -> None:
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

    def test_deleting_takes_everything_of_one_workspace(self, store: Store) -> None:
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

    def test_times_come_back_in_utc_and_need_a_zone(self, store: Store) -> None:
        summer = datetime(2026, 7, 1, 0, 30, 0, 1, tzinfo=timezone(HOUR))
        made = store.begin_workspace(b"code", summer)[0]
        assert made.created == summer
        assert made.created.tzinfo is UTC
        with pytest.raises(ValueError, match="zone"):
            store.begin_workspace(b"naive", datetime(2026, 7, 1))
        assert store.find_workspace(b"naive", NOW) is None
