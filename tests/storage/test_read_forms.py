"""What any store must do with filled-in forms between their preview and Save."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.answers import Answer
from assessment.progress import PlanItem
from assessment.visit_overrides import Remark
from storage.errors import NotFound
from storage.owners import Origin
from storage.plans import PlanChange
from storage.read_forms import MOST_FORMS
from storage.store import Store
from tests.storage.place import HOUR, NOW, furnish
from tests.storage.scene import Scene, make_scene


@pytest.fixture
def scene(store: Store) -> Scene:
    """A place that shares with Kent."""
    return make_scene(store)


class TestReadForms:
    """Every promise of `storage.read_forms.ReadFormStore`."""

    def test_a_form_is_kept_for_its_assessment_or_its_visit(self, scene: Scene) -> None:
        store, visit = scene.store, scene.visit()
        ours = store.keep_form(scene.ours, scene.which, "of the owner", NOW)
        theirs = store.keep_form(scene.ours, scene.which, "of the adviser", NOW, visit_id=visit.id)
        assert store.read_form(scene.which, ours) == "of the owner"
        assert store.read_form(scene.which, theirs, visit_id=visit.id) == "of the adviser"
        assert store.read_form(scene.which, theirs) is None
        assert store.read_form(scene.which, ours, visit_id=visit.id) is None
        with pytest.raises(NotFound):
            store.keep_form(scene.ours, scene.which, "{}", NOW, visit_id="unknown")

    def test_a_spreadsheet_is_no_form_and_counts_by_itself(self, scene: Scene) -> None:
        store, form = scene.store, scene.form()
        sheets = [
            store.keep_form(scene.ours, scene.which, f"{each}", NOW, kind="sheet") for each in range(MOST_FORMS + 1)
        ]
        assert [store.read_form(scene.which, each, kind="sheet") for each in sheets] == [None, "1", "2", "3", "4", "5"]
        assert store.read_form(scene.which, sheets[-1]) is None
        assert store.read_form(scene.which, form, kind="sheet") is None
        assert store.read_form(scene.which, form) == "{}"

    def test_saving_what_a_spreadsheet_says_forgets_it(self, scene: Scene) -> None:
        store = scene.store
        store.finish(scene.ours, scene.which, NOW)
        sheet = store.keep_form(scene.ours, scene.which, "{}", NOW, kind="sheet")
        change = PlanChange({"job.lock": PlanItem("Maya")})
        store.change_plan(scene.ours, scene.which, lambda _: change, NOW, form_used=lambda: None)
        assert store.read_form(scene.which, sheet, kind="sheet") == "{}", "some of it clashed"
        store.change_plan(scene.ours, scene.which, lambda _: change, NOW, form_used=lambda: sheet)
        assert store.read_form(scene.which, sheet, kind="sheet") is None

    def test_the_newest_stay(self, scene: Scene) -> None:
        store, visit = scene.store, scene.visit()
        of_the_visit = scene.form(visit.id)
        made = [scene.form() for _ in range(MOST_FORMS + 2)]
        left = [each for each in made if store.read_form(scene.which, each) is not None]
        assert left == made[-MOST_FORMS:]
        assert store.read_form(scene.which, of_the_visit, visit_id=visit.id) == "{}", "these count by themselves"

    def test_saving_all_of_it_forgets_it(self, scene: Scene) -> None:
        store, form = scene.store, scene.form()
        change = {"gates": Answer("3")}
        store.change_answers(scene.ours, scene.which, lambda _: change, NOW, Origin(form_used=lambda: None))
        assert store.read_form(scene.which, form) == "{}", "some of it clashed"
        store.change_answers(scene.ours, scene.which, lambda _: change, NOW, Origin(form_used=lambda: form))
        assert store.read_form(scene.which, form) is None

    def test_saving_the_remarks_forgets_it(self, scene: Scene) -> None:
        store, visit = scene.store, scene.visit()
        form = scene.form(visit.id)
        store.change_remarks("kent", visit.id, lambda _: {"gates": Remark("2")}, NOW, by=None, form_used=lambda: form)
        assert store.read_form(scene.which, form, visit_id=visit.id) is None

    def test_nobody_forgets_the_form_of_another_workspace(self, scene: Scene) -> None:
        store, other = scene.store, furnish(scene.store, b"other")
        form = store.keep_form(other.workspace.id, other.assessment.id, "theirs", NOW)
        store.change_answers(scene.ours, scene.which, lambda _: {}, NOW, Origin(form_used=lambda: form))
        assert store.read_form(other.assessment.id, form) == "theirs"

    def test_old_ones_are_forgotten(self, scene: Scene) -> None:
        store, old = scene.store, scene.form()
        new = store.keep_form(scene.ours, scene.which, "new", NOW + HOUR)
        assert store.forget_forms(NOW) == 0
        assert store.forget_forms(NOW + timedelta(minutes=1)) == 1
        assert [store.read_form(scene.which, each) for each in (old, new)] == [None, "new"]

    def test_it_goes_with_its_workspace(self, scene: Scene) -> None:
        form = scene.form(scene.visit().id)
        scene.store.delete_workspace(scene.ours)
        assert scene.store.forget_forms(NOW + HOUR) == 0, form
