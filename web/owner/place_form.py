"""The form with which another place is added."""

from __future__ import annotations

from collections.abc import Sequence

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovSelect, GovTextInput
from wtforms import BooleanField, SelectField, StringField

from questions import Bank
from usecases.places import name_of, newest_finished
from usecases.workspaces import Place
from web.site.base_form import Form, tidy

NONE = "none"


class PlaceForm(Form):
    """Asks for the name, which place to copy, and whether its answers are shown as "last time"."""

    name = StringField("What do you call this place?", widget=GovTextInput(), filters=[tidy])
    like = SelectField("Copy what you said about", widget=GovSelect(), validate_choice=False)
    last_time = BooleanField("Show its last answers under each question", widget=GovCheckboxInput())
    places: tuple[Place, ...] = ()

    @property
    def copies(self) -> bool:
        """Whether there is any place to copy."""
        return any(each.premises.profile for each in self.places)

    @property
    def copied(self) -> Place | None:
        """The place to copy; None for none."""
        return next((each for each in self.places if each.premises.id == self.like.data), None)

    def validate(self, extra_validators: object = None) -> bool:
        """Whether what was chosen fits together."""
        right = bool(super().validate(extra_validators))
        if self.copied is None and self.like.data != NONE:
            self.like.errors = ["Select the place to copy, or “Nothing: start from the beginning”"]
        elif self.last_time.data and self.copied is None:
            self.last_time.errors = ["Select the place whose answers you want to see"]
        elif self.last_time.data and self.copied and newest_finished(self.copied.assessments) is None:
            self.last_time.errors = ["That place has no finished assessment yet. Untick this, or select another place"]
        else:
            return right
        return False


def place_form(bank: Bank, places: Sequence[Place]) -> PlaceForm:
    """The form with these places to copy; the newest is chosen at first."""
    form = PlaceForm()
    form.places = tuple(places)
    named = [(each.premises.id, name_of(bank, each.premises)) for each in places if each.premises.profile]
    form.like.choices = [*reversed(named), (NONE, "Nothing: start from the beginning")]
    return form
