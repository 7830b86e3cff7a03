"""A workshop of the adviser's force, and what every page of it shows."""

from __future__ import annotations

from flask import abort, render_template

from assessment.answers import CHOICES
from questions import Area
from reports.pdf.charts import spread_bar, spread_key
from storage.workshops import Workshop
from usecases.return_codes import grouped
from usecases.workshop_board import areas_of
from web.advisers.auth import adviser
from web.site.services import services


def own_workshop(workshop_id: str) -> Workshop:
    """A workshop of the adviser's force; otherwise 404."""
    return services.store.workshop(adviser().account.force_id, workshop_id) or abort(404)


def area_in(workshop: Workshop, area_id: str) -> Area:
    """An area that the workshop asks about; otherwise 404."""
    bank = services.bank_of(workshop.bank_version)
    return bank.area_by_id[area_id] if area_id in areas_of(bank, workshop) else abort(404)


def workshop_page(name: str, workshop: Workshop, **values: object) -> str:
    """A page of a workshop, with its code, the titles of its areas, and what draws answers."""
    bank = services.bank_of(workshop.bank_version)
    return render_template(
        f"advisers/{name}.html",
        workshop=workshop,
        open=workshop.is_open(services.now()),
        code=grouped(workshop.code),
        titles={each: bank.area_by_id[each].title for each in areas_of(bank, workshop)},
        choices=CHOICES,
        spread_bar=spread_bar,
        spread_key=spread_key,
        **values,
    )
