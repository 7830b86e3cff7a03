"""Several places in one workspace: all side by side, another one added, one of them shown or deleted."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import order_print
from reports.pdf.charts import tint
from reports.places.places_exports import EXPORTS
from usecases.places import add_place, name_of, places_report
from usecases.plan_progress import plans_of
from usecases.share_summaries import shown_shares
from usecases.workspaces import places_of
from web.owner.place_form import place_form
from web.site.access import needs, open_premises, owner_only, workspace_id
from web.site.base_form import form_page
from web.site.downloads import download
from web.site.kept_form import keeps_typed
from web.site.services import printing, services
from web.site.unprinted import say_unprinted

pages = Blueprint("places", __name__)


@pages.get("/workspace/places")
@needs("read")
def overview() -> str:
    """All places side by side: the table, their areas, and the gaps that most of them share."""
    return render_template(
        "pages/places.html", report=places_report(services, workspace_id()), exports=EXPORTS, tint=tint
    )


@pages.get("/workspace/places/print")
@needs("read")
def printed() -> Redirect:
    """Have the report of all places printed, and wait for it."""
    ours = workspace_id()
    ordered = order_print(printing, "places", {"workspace": ours}, workspace_id=ours)
    return redirect(url_for("prints.waiting", print_id=ordered.order.id))


@pages.get("/workspace/places.<ending>")
@needs("read")
def export(ending: str) -> Response:
    """All places as a file of this kind; 404 for a kind that the registry does not have."""
    found = EXPORTS.get(ending) or abort(404)
    return download(found.render(places_report(services, workspace_id())), found.media_type, f"all-places.{ending}")


@pages.route("/workspace/places/new", methods=["GET", "POST"])
@owner_only
@keeps_typed
def add() -> str | Redirect | tuple[str, int]:
    """Add another place, and go on to its profile."""
    bank, form = services.bank, place_form(services.bank, places_of(services, workspace_id()))
    view = {"named": bank.roles.place_name is not None, "copies": form.copies}
    if not form.is_submitted() or not form.validate():
        return form_page("pages/place-new.html", form, **view)
    name = form.name.data or ""
    added = add_place(services, workspace_id(), name, like=form.copied, last_time=form.last_time.data)
    if added.premises is None:
        form.name.errors = [each.message[:1].upper() + each.message[1:] for each in added.problems]
        return form_page("pages/place-new.html", form, **view)
    say_unprinted({"Name": name})
    return redirect(url_for("premises.profile", premises_id=added.premises.id, page_id=bank.profile[0].id))


@pages.get("/premises/<premises_id>")
@owner_only
def place(premises_id: str) -> str:
    """One place with its assessments."""
    open_premises(premises_id)
    places = places_of(services, workspace_id())
    (shown,) = (each for each in places if each.premises.id == premises_id)
    return render_template(
        "pages/place.html",
        places=(shown,),
        plans=plans_of(services, (shown,)),
        name=name_of(services.bank, shown.premises),
        roles=services.bank.roles,
        shares=shown_shares(services, workspace_id()),
        adviser=services.bank.adviser,
        heading="Assessments",
        several=len(places) > 1,
        first_page=services.bank.profile[0].id,
    )
