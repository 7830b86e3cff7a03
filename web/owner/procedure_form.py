"""The form of one procedure: a line or a text for each field, and whether what was filled in is checked."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import BooleanField, StringField, TextAreaField

from assessment.procedures import ShownProcedure
from usecases.procedures import SentProcedure
from web.site.base_form import CheckedForm, tidy
from web.site.clashes import keeps_mine, sent_revisions

_MADE: dict[tuple[str, ...], type[CheckedForm]] = {}


def procedure_form(found: ShownProcedure) -> type[CheckedForm]:
    """The form class of a procedure, made once for each set of fields."""
    names = tuple(field.name for field in found.fields)
    if names not in _MADE:
        fields: dict[str, Any] = {"checked": BooleanField()}
        for each in found.fields:
            line = each.field.kind == "line"
            fields[each.name] = StringField(filters=[tidy]) if line else TextAreaField(filters=[tidy])
        _MADE[names] = type("ProcedureForm", (CheckedForm,), fields)
    return _MADE[names]


def sent_procedure(found: ShownProcedure) -> SentProcedure:
    """What was sent, but for fields that were not on the page and those where the reader chose what is saved now."""
    form = procedure_form(found)()
    names = [field.name for field in found.fields if field.name in request.form and keeps_mine(field.name)]
    values = {name: form[name].data or "" for name in names}
    return SentProcedure(values, sent_revisions(), checked=bool(form["checked"].data))
